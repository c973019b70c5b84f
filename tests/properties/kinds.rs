//! Every kind of step there is, when it makes sense, and how often it is tried.

use groundswell_tests::given::{CLOSES, FREEZES, GRACE_ENDS, LISTS_END, OPENS};

use crate::{machine::Sketch, model::Name};

/// From one second until another (unix seconds).
type Span = (i64, i64);
const EVER: Span = (0, i64::MAX);
const BEFORE: Span = (0, OPENS);
const SALE: Span = (OPENS, CLOSES);
const TAKES_BACK: Span = (OPENS, FREEZES);
const SETTLES: Span = (CLOSES, GRACE_ENDS);
const AFTER: Span = (CLOSES, i64::MAX);
const CLAIMS: Span = (CLOSES, LISTS_END);
const LISTED: Span = (GRACE_ENDS, LISTS_END);
const BUYS: Span = (GRACE_ENDS, GRACE_ENDS + 360 * 86_400);
const LATE: Span = (LISTS_END, i64::MAX);
const ENDED: Span = (GRACE_ENDS + 360 * 86_400, i64::MAX);

/// A kind of step.
pub struct Kind {
    /// What it is called, everywhere.
    pub name: Name,
    when: Span,
    /// What must have been tried before.
    after: &'static [Name],
    weight: u32,
    /// How often it is worth trying.
    most: u32,
    /// Whether it takes a key of the project.
    pub admin: bool,
}

const fn of(name: Name, when: Span, after: &'static [Name], weight: u32, most: u32) -> Kind {
    Kind { name, when, after, weight, most, admin: false }
}

const fn admin(name: Name, when: Span, after: &'static [Name], weight: u32, most: u32) -> Kind {
    Kind { name, when, after, weight, most, admin: true }
}

const MANY: u32 = u32::MAX;

/// All of them.
pub const ALL: &[Kind] = &[
    of("contribute", SALE, &[], 90, MANY),
    of("withdraw", TAKES_BACK, &["contribute"], 20, MANY),
    of("settle", SETTLES, &[], 200, 2),
    of("claim", AFTER, &["settle"], 30, 12),
    of("refund", AFTER, &["settle"], 8, 8),
    of("sweep", AFTER, &["settle"], 10, 8),
    of("close", AFTER, &["sweep"], 6, 8),
    of("fund airdrop", AFTER, &["settle"], 60, 2),
    of("activate", CLAIMS, &["fund airdrop"], 60, 2),
    of("claim leaf", LISTED, &["activate"], 40, 3),
    of("claim leaves", LISTED, &["activate"], 60, 2),
    of("start plan", AFTER, &["settle"], 60, 8),
    of("fund plan", AFTER, &["settle"], 60, 7),
    of("count plan", AFTER, &["fund plan"], 60, 7),
    of("open grant", AFTER, &["count plan"], 50, 10),
    admin("create grant", AFTER, &["count plan"], 40, 10),
    of("withdraw grant", AFTER, &["open grant"], 40, MANY),
    admin("cancel grant", AFTER, &["open grant"], 4, MANY),
    of("forfeit", AFTER, &["cancel grant"], 10, MANY),
    of("open stream", AFTER, &["sweep"], 30, 3),
    of("top up", AFTER, &["open stream"], 20, 6),
    of("price", AFTER, &["settle"], 60, 2),
    of("fund buyback", AFTER, &["price"], 60, 2),
    of("count", AFTER, &["sweep", "price"], 8, MANY),
    of("open cycle", BUYS, &["sweep", "price"], 60, MANY),
    of("offer", BUYS, &["open cycle"], 60, MANY),
    of("take back", BUYS, &["offer"], 20, MANY),
    of("clear", BUYS, &["offer"], 16, MANY),
    of("collect", BUYS, &["clear"], 30, MANY),
    of("sink", AFTER, &["collect"], 8, MANY),
    of("retire", AFTER, &["fund buyback"], 10, 4),
    of("fund plan alone", BEFORE, &[], 30, 2),
    of("disclose", AFTER, &["create grant"], 8, MANY),
    of("reassign", AFTER, &["create grant"], 6, MANY),
    admin("mark missed", AFTER, &["create grant"], 30, MANY),
    of("clawback", LATE, &[], 60, 3),
    of("close page", LATE, &["clawback"], 60, 3),
    of("close list", LATE, &["close page"], 60, 3),
    of("close grant", ENDED, &["open grant"], 20, MANY),
    of("close plan", ENDED, &["close grant"], 12, MANY),
    of("finish", ENDED, &["count"], 20, MANY),
    of("close receipt", ENDED, &["sink"], 20, MANY),
    of("close mandate", ENDED, &[], 10, MANY),
    admin("cancel", BEFORE, &[], 2, 1),
    admin("give up", AFTER, &[], 3, 8),
    of("close governor", ENDED, &["close plan"], 3, 8),
    admin("seal", EVER, &[], 1, 1),
    // On a draft, a list, a plan and a mandate beside.
    admin("create draft", EVER, &[], 6, MANY),
    admin("add tranche", EVER, &["create draft"], 6, MANY),
    admin("remove tranche", EVER, &["add tranche"], 6, MANY),
    admin("cancel draft", EVER, &["create draft"], 3, MANY),
    admin("create governor", EVER, &[], 4, MANY),
    admin("create plan", EVER, &["create governor"], 4, MANY),
    admin("give up plan", EVER, &["create plan"], 4, MANY),
    admin("close governor beside", EVER, &["give up plan"], 4, MANY),
    admin("create list", BEFORE, &[], 60, 2),
    of("open vault", SALE, &["create list"], 60, 2),
    of("open page", SALE, &["open vault"], 60, 2),
    of("extend page", SALE, &["open page"], 60, 2),
    of("fund list", SALE, &["open vault"], 60, 2),
    of("empty list", LATE, &["fund list"], 30, 2),
    of("close shelf page", LATE, &["empty list"], 30, 2),
    of("close shelf", LATE, &["close shelf page"], 30, 2),
    admin("create mandate", BEFORE, &[], 60, 2),
    of("close mandate beside", LATE, &["create mandate"], 20, 3),
    // By the programs below.
    of("donate quote", EVER, &[], 4, MANY),
    of("donate base", CLAIMS, &["claim"], 4, MANY),
    of("donate lamports", EVER, &[], 4, MANY),
    of("close account", EVER, &[], 4, MANY),
    of("open account", EVER, &["close account"], 8, MANY),
    of("freeze", EVER, &[], 2, MANY),
    of("thaw", EVER, &["freeze"], 6, MANY),
    of("warp", EVER, &[], 0, MANY),
    of("warp slot", EVER, &[], 4, MANY),
];

impl Kind {
    /// Whether it can succeed, as far as clock and what was tried tell.
    pub fn makes_sense(&self, sketch: &Sketch, side: usize) -> bool {
        let tried = |name: &Name| sketch.tried[side].get(name).copied().unwrap_or(0);
        (self.when.0..self.when.1).contains(&sketch.now)
            && self.after.iter().all(|name| tried(name) > 0)
            && tried(&self.name) < self.most
    }

    /// How often it is drawn, among a thousand or so: wrong times come too.
    pub fn weight(&self, sketch: &Sketch, side: usize) -> u32 {
        // A sale that was called off has nothing that could be taken.
        let abuses = sketch.hostile && self.admin && self.name != "cancel";
        let often = if abuses { 15 } else { 0 };
        1 + if self.makes_sense(sketch, side) { 4 * self.weight } else { 0 } + often
    }
}

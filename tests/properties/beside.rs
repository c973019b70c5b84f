//! Steps on what stands beside the launches, all under one number: a draft, a governor and a plan
//! that come and go at the same addresses, a list from its first instruction to its last, a mandate.

use groundswell_sdk::{
    distributor_program::{StepArgs, state::Sink},
    launch::LaunchKeys,
    pda,
    program::TrancheArgs,
};
use groundswell_tests::{List, MandateGiven, PlanGiven, given::*, mandate, stage::address};

use crate::{
    model::{About, Name},
    run::{Made, Run},
};

/// The number of everything here.
const NUMBER: u64 = 9;
const PROJECT: [&str; 2] = ["grantor", "rent payer"];

/// A list that unlocks in ten steps: its page takes two instructions.
pub fn list() -> List {
    let entries = vec![(address("ann"), 600), (address("ben"), 400)];
    let steps = (1..=10u16)
        .map(|n| StepArgs { unlocks_at: CLOSES + i64::from(n) * DAY, share_bps: n * 1_000 });
    List::on(address("mint"), NUMBER, entries)
        .with(|args| (args.steps, args.ends_at) = (steps.collect(), LISTS_END))
}

/// A plan under a governor, neither of which gets further.
fn governed() -> PlanGiven {
    let plan = PlanGiven::on(address("mint"), NUMBER, vec![]).governed(1_000);
    plan.with(|args| args.starts_at = OPENS)
}

/// A mandate that buys nothing; what it is left with goes to the first launch's stream.
fn standing(keys: &LaunchKeys) -> MandateGiven {
    let mut given = MandateGiven::number(NUMBER);
    let grantor = address("grantor");
    let at = pda::mandate(&given.keys.base_mint, &grantor, NUMBER);
    let stream = pda::plan(&keys.quote_mint, &grantor, 1);
    (given.keys.creator, given.keys.mandate) = (grantor, at);
    (given.keys.quote_mint, given.keys.remainder_owner) = (keys.quote_mint, stream);
    given.keys.remainder = pda::plan_vault(&stream);
    given.with(|args| {
        (args.opens_at, args.ends_at) = (GRACE_ENDS, GRACE_ENDS + 10 * mandate::CYCLE);
    })
}

impl Run {
    /// The launch that is never more than a draft.
    pub fn draft_keys(&self) -> LaunchKeys {
        self.world.keys_of(NUMBER, "third mint")
    }

    /// A step on what stands beside.
    pub fn beside(&mut self, side: usize, name: Name) -> Option<Made> {
        let keys = self.draft_keys();
        let (host, shelf) = (address("host"), list());
        let plan = governed();
        let mut about = About::default();
        let (instruction, signers) = match name {
            "create draft" => {
                let mut args = self.sides[side].given.args.clone();
                args.id = NUMBER;
                args.wallet_min = self.draw(0, 3);
                (keys.create(args), vec!["creator", "rent payer"])
            }
            "add tranche" => {
                let kind = self.draw(0, 10) as u8;
                let (amount, price) = (self.draw(0, 1_000), self.draw(0, 2));
                let (cliff_seconds, linear_seconds) = (0, 0);
                let destination = Default::default();
                let args =
                    TrancheArgs { kind, amount, price, cliff_seconds, linear_seconds, destination };
                (keys.add_tranche(args), vec!["creator"])
            }
            "remove tranche" => (keys.remove_tranche(self.draw(0, 3) as u8), vec!["creator"]),
            "cancel draft" => (keys.cancel(), vec!["creator"]),
            "create governor" => {
                let make = plan.governor_keys().create_governor(plan.governor);
                (make, PROJECT.to_vec())
            }
            "create plan" => (plan.keys.create_plan(plan.args.clone()), PROJECT.to_vec()),
            "give up plan" => (plan.keys.close_plan(Some(address("grantor"))), vec!["grantor"]),
            "close governor beside" => {
                let creator = address("grantor");
                (plan.governor_keys().close_governor(Some(creator)), vec!["grantor"])
            }
            "create list" => (shelf.keys.create(shelf.args.clone()), vec!["creator", "rent payer"]),
            "open vault" => (shelf.keys.open_vault(host, 0, shelf.tree.root(), &[]), vec!["host"]),
            "open page" => (shelf.keys.open_page(host, 0), vec!["host"]),
            "extend page" => (shelf.keys.extend_page(0), vec![]),
            "fund list" => {
                (about.who, about.place) = ("grantor", "m/shelf".into());
                about.amount = shelf.args.sum.into();
                let grantor = address("grantor");
                let from = shelf.keys.account_of(&grantor).0;
                (shelf.keys.fund(grantor, from, 0), vec!["grantor"])
            }
            "empty list" => {
                about.place = "m/shelf".into();
                (shelf.keys.clawback(0, host, Sink::Burn, Default::default()), vec![])
            }
            "close shelf page" => (shelf.keys.close_page(0, host), vec![]),
            "close shelf" => (shelf.keys.close(), vec![]),
            "create mandate" => {
                let given = standing(&keys);
                (given.keys.create_mandate(given.args.clone()), PROJECT.to_vec())
            }
            "close mandate beside" => (standing(&keys).keys.close_mandate(), vec![]),
            _ => return None,
        };
        Some((vec![instruction], signers, about))
    }
}

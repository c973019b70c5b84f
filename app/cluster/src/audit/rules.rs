//! What an audit checks, each with the reason it matters. `docs/audit.md` has the same list; a
//! test compares them.

/// One thing that is checked, of each program, tranche or vault that it can be checked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is called in tables, in JSON and in the documentation. Never changes its meaning.
    pub id: &'static str,
    /// Why it matters.
    pub why: &'static str,
}

const fn rule(id: &'static str, why: &'static str) -> Rule {
    Rule { id, why }
}

/// Everything that is checked.
pub const RULES: &[Rule] = &[
    rule("program.bytecode", "Another program at this address can do anything with what it holds."),
    rule("program.upgrade", "Whoever can replace a program can change every rule below."),
    rule(
        "launch.addresses",
        "Addresses follow from the creator and a number: another one is a copy.",
    ),
    rule("charter.shares", "How the supply is divided is what makes it a community launch."),
    rule("charter.locks", "Whoever bought cheaper than the community waits longer."),
    rule("charter.valuation", "The creator promised not to open above a valuation."),
    rule("terms.ladder", "Prices and levels decide who gets how much."),
    rule("terms.money", "Limits and the minimum are what contributors relied on."),
    rule("terms.time", "There has to be time to contribute, to change one's mind, to settle."),
    rule("terms.route", "Where the raise goes was declared before it was raised."),
    rule("mint.program", "Another token program has other rules for the same tokens."),
    rule("mint.authority", "Who can mint more can dilute everybody."),
    rule("mint.freeze", "Who can freeze accounts can keep everybody from selling."),
    rule("mint.extensions", "An extension of the mint can tax, take or stop transfers."),
    rule(
        "mint.supply",
        "More tokens than the charter divides belong to somebody it does not name.",
    ),
    rule("vault.authority", "Who else can move or close a vault can take what is in it."),
    rule("vault.balance", "What the books promise has to be there, to the unit."),
    rule("sale.books", "The launch's books have to add up to the supply it took."),
    rule("sale.deposits", "The sum that decides the outcome has to be what contributors put in."),
    rule("sale.demand", "The price follows from the ladder: a false one fills the wrong people."),
    rule("sale.clearing", "Everybody's share follows from one price, and that from the ladder."),
    rule("sale.proceeds", "No more may leave than the shares that were declared."),
    rule("list.exists", "Without its list an airdrop pays nobody."),
    rule("list.terms", "A list of another token, or with another sink, is another promise."),
    rule(
        "list.sum",
        "A list that adds up to less leaves tokens to somebody; to more, wallets unpaid.",
    ),
    rule("list.vaults", "Each vault owes its part of the list; together they owe all of it."),
    rule("list.window", "Who is listed needs time to claim."),
    rule("list.claims", "Nobody is paid more than has unlocked."),
    rule("list.document", "Only a list that was published can be checked by those who are on it."),
    rule("plan.exists", "Without its plan a tranche is not locked but lost."),
    rule("plan.terms", "A plan of another token, kind or launch is another promise."),
    rule("plan.sum", "A plan that pays another total is not the tranche that was declared."),
    rule("plan.price", "What insiders paid decides how long they wait."),
    rule("plan.lock", "Nothing may vest before the lock that the charter states."),
    rule("plan.clock", "The lock counts from the settlement, not from some other day."),
    rule("plan.list", "Who gets how much of KOLs' and VCs' tranches is published and stays so."),
    rule("plan.wallet", "No one of them alone gets enough to set the price."),
    rule("plan.sink", "What is forfeited is burned or bought back, and goes to nobody."),
    rule("plan.grants", "Grants together promise no more than the plan has, and pay what vested."),
    rule("plan.document", "Only grants that were published can be checked by everybody else."),
    rule("governor.exists", "Without it all insiders could leave in one week."),
    rule("governor.limit", "It bounds what all insiders together take out in an epoch."),
    rule("governor.seats", "A stranger's plan could use up the insiders' epochs, or escape them."),
    rule("governor.meter", "More than its limit in an epoch means it did not hold."),
    rule("stream.exists", "Without it the treasury's share of the raise reaches nobody."),
    rule("stream.terms", "It has to pay the treasury, in quote tokens, and be no one's to cancel."),
    rule("stream.lock", "A team that has its share all at once need not stay."),
    rule("stream.received", "What the sale sent to the treasury has to have arrived."),
    rule("mandate.exists", "Without it nothing is bought back."),
    rule("mandate.terms", "It has to buy this token, with this money, for this launch."),
    rule("mandate.burn", "What is bought is burned, all of it, and not kept by anyone."),
    rule(
        "mandate.remainder",
        "What is not spent deepens the pool; it does not come back to the team.",
    ),
    rule(
        "mandate.plans",
        "Blackouts around unlocks are only worth something for plans of this launch.",
    ),
    rule("mandate.window", "A mandate that ends at once buys nothing."),
    rule("mandate.price", "Its ceiling is a share of the price of the sale, not of another one."),
    rule("mandate.received", "What the sale sent to the buyback has to have arrived."),
    rule("mandate.books", "What it spent, owes and holds adds up to what it was given."),
    rule("mandate.budget", "It spends so much a cycle, not everything on one day."),
    rule("receipt.budget", "No tender spends more than its budget."),
    rule("receipt.price", "No tender pays more than the ceiling."),
    rule("receipt.burned", "What a finished tender bought has to be burned, or be waiting for it."),
];

/// Why a rule matters; nothing for one that is not there.
pub(super) fn why(id: &str) -> &'static str {
    RULES.iter().find(|rule| rule.id == id).map_or("", |rule| rule.why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_documented_once() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/audit.md");
        let docs = std::fs::read_to_string(path).unwrap();
        for rule in RULES {
            let row = format!("| `{}` |", rule.id);
            assert_eq!(docs.matches(&row).count(), 1, "{row} in docs/audit.md");
            assert_eq!(RULES.iter().filter(|other| other.id == rule.id).count(), 1, "{}", rule.id);
        }
    }
}

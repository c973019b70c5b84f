//! The rehearsal in a terminal.

mod buyback;
mod vesting;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::{
    airdrop,
    figures::Figures,
    units::{SOL, Token, count, percent},
};
use crate::{money, output};

/// Two tables: what came of the sale, and what its instructions cost.
pub fn summary(figures: &Figures) -> String {
    format!("{}\n{}\n", outcome(figures), costs(figures))
}

fn outcome(figures: &Figures) -> Table {
    let Figures { plan, outcome } = *figures;
    let (base, quote) = (figures.base(), figures.quote());
    let launch = &outcome.launch;
    let deposited = launch.deposited;
    let filled = figures.filled();
    let mut table = empty_table();
    let mut row = |name: &str, value: String| {
        table.add_row([name.to_string(), value]);
    };
    row("phase", format!("{:?}", outcome.phase).to_lowercase());
    row("rule", figures.rule_name().to_string());
    row("deposited", quote.exact(deposited));
    row("accepted", of(quote, outcome.accepted(), deposited));
    row("refunded", of(quote, outcome.refunded(), deposited));
    row("tokens sold", of(base, outcome.sold(), outcome.for_sale()));
    row("tokens unsold", of(base, figures.unsold(), outcome.for_sale()));
    if let (Some(clearing), Some(valuation)) = (outcome.clearing, figures.opening_valuation()) {
        row("price", format!("{} {}", figures.price(clearing.price), quote.symbol));
        let promised = quote.exact(launch.max_opening_fdv);
        let valuation = quote.exact(valuation);
        row("opening valuation", format!("{valuation} (promised at most {promised})"));
    }
    if !figures.is_settled() {
        row("needed at least", quote.exact(launch.min_raise));
    }
    let [all, whole, in_part, not] = [filled.all(), filled.whole, filled.in_part, filled.not]
        .map(|number| money::group(&number.to_string()));
    let fills = match figures.is_settled() {
        true => format!("{all}: {whole} filled whole, {in_part} in part, {not} not at all"),
        false => format!("{all}, all paid back in full"),
    };
    row("contributors", fills);
    if figures.is_settled() {
        let vaults = &outcome.vaults;
        let raise = vaults.proceeds();
        row("to the pool", of(quote, vaults.liquidity, raise));
        row("to buybacks", of(quote, vaults.buyback, raise));
        row("to the treasury", of(quote, vaults.treasury, raise));
        row("  of it dust", quote.exact(outcome.dust));
    }
    if outcome.added_to_airdrop > 0 {
        row("added to the airdrop", base.exact(outcome.added_to_airdrop));
    }
    for airdrop in &outcome.airdrops {
        let rent = SOL.exact(airdrop.rent);
        if !figures.is_settled() {
            row("airdrop", format!("never funded; its list is closed, {rent} of rent returned"));
            continue;
        }
        let (list, claimed) = (airdrop.facts.count as usize, airdrop.claimants());
        row("airdrop", format!("{} to {}", base.exact(airdrop.funded), count(list, "row")));
        let by = count(claimed, "row");
        let claimed = of(base, airdrop.claimed, airdrop.funded);
        row("  claimed", format!("{claimed} by {by}"));
        row("  unclaimed", of(base, airdrop.unclaimed(), airdrop.funded));
        let rest = airdrop.burned;
        let rest = (rest > 0).then(|| format!("{} {}", base.exact(rest), airdrop::fate(airdrop)));
        row("  in the end", rest.unwrap_or_else(|| "nothing was left".to_string()));
        row("  rent returned", rent);
    }
    for (name, value) in vesting::rows(figures) {
        row(&name, value);
    }
    for (name, value) in buyback::rows(figures) {
        row(name, value);
    }
    if outcome.returned > 0 {
        row("back to the creator", base.exact(outcome.returned));
    }
    row("burned", of(base, outcome.burned_in_all(), plan.supply));
    if outcome.vaults.base > 0 {
        let waiting = of(base, outcome.vaults.base, plan.supply);
        row("in the launch's vault", format!("{waiting}, for the pool"));
    }
    let (contributors, creator) = (outcome.rent.contributors, outcome.rent.creator);
    let rent = format!(
        "{} to contributors, {} to the creator",
        SOL.exact(contributors),
        SOL.exact(creator)
    );
    row("rent returned", rent);
    row("transactions", money::group(&outcome.meter.transactions().to_string()));
    row("seconds", format!("{:.1}", outcome.seconds));
    table
}

fn costs(figures: &Figures) -> Table {
    let mut table = empty_table();
    table.set_header(["instruction", "sent", "CU min", "median", "max"]);
    for (step, cost) in figures.outcome.meter.costs() {
        let numbers = [cost.count as u64, cost.min, cost.median, cost.max];
        let [sent, min, median, max] = numbers.map(|number| money::group(&number.to_string()));
        table.add_row([step.to_string(), sent, min, median, max]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn empty_table() -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_BORDERS_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !output::is_coloured() {
        table.force_no_tty();
    }
    table
}

/// An amount, and its share of a whole.
fn of(token: Token, units: u64, whole: u64) -> String {
    format!("{} ({})", token.exact(units), percent(units, whole))
}

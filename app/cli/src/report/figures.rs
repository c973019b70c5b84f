//! The numbers of a report, each computed once for the terminal, the JSON and the page.

use groundswell_math::{
    amount::wide_mul_div_ceil,
    charter::Kind,
    ladder::{PRO_RATA_TICK, Rule},
    phase::Phase,
};

use super::units::Token;
use crate::{
    money,
    plan::Plan,
    price::Measure,
    rehearsal::{Outcome, Share},
};

/// What there is to report: a plan and what came of it.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    /// The launch file.
    pub plan: &'a Plan,
    /// The rehearsal.
    pub outcome: &'a Outcome,
}

/// One step of the ladder, as the ledger had it when the sale closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Level: the smallest deposit with something in this layer. Auction: the tick's price (R).
    pub from: u64,
    /// Level: where the layer ends. Auction: the next tick's price; the last one's own.
    pub to: u64,
    /// Quote units in it.
    pub demand: u64,
    /// Quote units of them that were accepted, before each contributor's rounding.
    pub accepted: u64,
}

/// How many wallets got what they asked for. Who withdrew everything is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Everything was accepted.
    pub whole: usize,
    /// A part was.
    pub in_part: usize,
    /// Nothing was.
    pub not: usize,
}

impl Filled {
    /// Counts one wallet.
    pub fn count(&mut self, share: &Share) {
        match share.accepted {
            _ if share.deposited == 0 => {}
            0 => self.not += 1,
            accepted if accepted == share.deposited => self.whole += 1,
            _ => self.in_part += 1,
        }
    }

    /// Everyone with something in the sale when it closed.
    pub fn all(&self) -> usize {
        self.whole + self.in_part + self.not
    }
}

impl<'a> Figures<'a> {
    /// The token that is launched.
    pub fn base(&self) -> Token<'a> {
        Token { symbol: &self.plan.symbol, decimals: self.plan.base_decimals }
    }

    /// What contributors pay with.
    pub fn quote(&self) -> Token<'a> {
        Token { symbol: &self.plan.quote_symbol, decimals: self.plan.quote_decimals }
    }

    /// Whether the sale was settled; else it failed.
    pub fn is_settled(&self) -> bool {
        self.outcome.phase == Phase::Settled
    }

    /// How the sale allocates.
    pub fn rule(&self) -> Rule {
        // The program stores no other numbers.
        Rule::from_u8(self.outcome.launch.rule).unwrap_or(Rule::ProRata)
    }

    /// The rule as launch files call it.
    pub fn rule_name(&self) -> &'static str {
        match self.rule() {
            Rule::ProRata => "pro-rata",
            Rule::Level => "level",
            Rule::Auction => "auction",
        }
    }

    /// The price per token, to six digits, at which `r` quote units buy the whole sale.
    pub fn price(&self, r: u64) -> String {
        money::group(&Measure::of(self.plan).shown(r))
    }

    /// Base units that nobody got.
    pub fn unsold(&self) -> u64 {
        self.outcome.for_sale().saturating_sub(self.outcome.sold())
    }

    /// The fully diluted valuation at the clearing price (quote units, rounded up).
    pub fn opening_valuation(&self) -> Option<u128> {
        let price = self.outcome.clearing?.price;
        wide_mul_div_ceil(price, self.plan.supply, self.outcome.for_sale())
    }

    /// Which tranche stands at a place of the charter.
    pub fn kind(&self, tranche: usize) -> Option<Kind> {
        self.outcome.launch.tranches().get(tranche)?.kind()
    }

    /// How many wallets got what they asked for.
    pub fn filled(&self) -> Filled {
        let mut filled = Filled::default();
        self.outcome.shares.iter().for_each(|share| filled.count(share));
        filled
    }

    /// The most that any contributor of a level sale could have accepted, if it was
    /// oversubscribed.
    pub fn level(&self) -> Option<u64> {
        let clearing = self.outcome.clearing.filter(|c| c.numerator > 0)?;
        if self.rule() == Rule::Level { clearing.accepted(clearing.upper, 0) } else { None }
    }

    /// The ladder of the sale, with what was accepted of each step.
    pub fn ladder(&self) -> Vec<Step> {
        let launch = &self.outcome.launch;
        let is_auction = self.rule() == Rule::Auction;
        let ticks = launch.ticks();
        let mut below = 0;
        let mut steps = Vec::with_capacity(ticks.len());
        for (index, (tick, demand)) in ticks.iter().zip(launch.demand()).enumerate() {
            let (from, to) = if is_auction {
                (*tick, *ticks.get(index + 1).unwrap_or(tick))
            } else {
                (below, *tick)
            };
            let accepted = self.accepted_of(index, from, to, *demand);
            let to = if to == PRO_RATA_TICK { launch.wallet_max } else { to };
            steps.push(Step { from, to, demand: *demand, accepted });
            below = *tick;
        }
        steps
    }

    /// What was accepted of all deposits' parts in one step of the ladder.
    fn accepted_of(&self, index: usize, from: u64, to: u64, demand: u64) -> u64 {
        let Some(clearing) = self.outcome.clearing else { return 0 };
        let at_margin = if self.rule() == Rule::Auction {
            usize::from(clearing.tick) == index && clearing.upper != clearing.lower
        } else {
            from == clearing.lower && to == clearing.upper
        };
        let whole = if self.rule() == Rule::Auction {
            index > usize::from(clearing.tick) || clearing.lower == u64::MAX
        } else {
            to <= clearing.lower
        };
        match (at_margin, whole) {
            // All of it together: the numerator itself.
            (true, _) => clearing.numerator.min(demand),
            (_, true) => demand,
            _ => 0,
        }
    }
}

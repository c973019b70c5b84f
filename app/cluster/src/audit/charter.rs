//! The charter and the terms of the sale, by the rules that the program checks them with.

use groundswell_sdk::math::{
    charter::{Bound, Finding},
    ladder::Rule,
    terms::{Route, Terms},
};

use super::{check::Checks, words};

/// What a bound counts in.
#[derive(Clone, Copy)]
enum Unit {
    Base,
    Quote,
    Time,
    Bps,
    Count,
}

impl Checks<'_> {
    /// Every bound on a charter that is final.
    pub fn charter(&mut self) {
        let at = self.evidence.view.launch.at;
        if !self.is_sealed() {
            for id in ["charter.shares", "charter.locks", "charter.valuation"] {
                self.skip(id, "the charter", at, "it is a draft: nothing is promised yet");
            }
        } else {
            let mut findings = Vec::new();
            let supply = u64::try_from(self.divided()).unwrap_or(u64::MAX);
            let launch = self.terms();
            let checked = launch.with_charter(supply, |charter| {
                charter.findings(&mut |finding| findings.push(finding));
            });
            let found =
                checked.map_or("a kind or a rule that there is not", |()| "every kind is known");
            let expected = "every kind is known";
            self.same("charter.shares", "the tranches", at, expected, found);
            findings.into_iter().for_each(|finding| self.bound(finding));
        }
        self.terms_of_sale();
    }

    /// What the tranches divide (base units): the supply that was sealed.
    pub fn divided(&self) -> u128 {
        self.terms().tranches().iter().map(|tranche| u128::from(tranche.amount)).sum()
    }

    fn terms_of_sale(&mut self) {
        let (launch, at) = (self.terms(), self.evidence.view.launch.at);
        let Some(rule) = Rule::from_u8(launch.rule) else {
            return self.judge("terms.ladder", "the rule", at, "a known rule", launch.rule, false);
        };
        // The one tick of a pro-rata sale was made up by the program.
        let ticks = if rule == Rule::ProRata { &[] } else { launch.ticks() };
        let terms = Terms {
            rule,
            target: launch.target,
            ticks,
            min_raise: launch.min_raise,
            wallet_min: launch.wallet_min,
            wallet_max: launch.wallet_max,
            opens_at: launch.opens_at,
            closes_at: launch.closes_at,
            withdraw_freeze: launch.withdraw_freeze,
            settle_grace: launch.settle_grace,
            route: Route {
                liquidity_bps: launch.liquidity_bps,
                buyback_bps: launch.buyback_bps,
                treasury_bps: launch.treasury_bps,
            },
        };
        let mut findings: Vec<Finding> = Vec::new();
        terms.findings(&mut |finding| findings.push(finding));
        // Of the many steps of a ladder one is enough: the first that does not ascend, or the last.
        let steps = || findings.iter().filter(|it| it.bound == Bound::TicksAscend);
        let step = steps().find(|it| !it.holds()).or(steps().next_back()).copied();
        let others = findings.iter().filter(|it| it.bound != Bound::TicksAscend).copied();
        for finding in others.chain(step) {
            self.bound(finding);
        }
    }

    /// One bound, in words.
    pub fn bound(&mut self, finding: Finding) {
        let tranche = words::tranche(self.terms(), finding.index);
        let (id, of, unit) = place(finding.bound);
        let of = match finding.bound {
            Bound::Cliff | Bound::Linear | Bound::LockMax => format!("{tranche}, {of}"),
            _ => of.to_owned(),
        };
        let (base, quote) = (self.terms().base_decimals, self.terms().quote_decimals);
        let show = |number: u128| match unit {
            Unit::Base => words::amount(number, base),
            Unit::Quote => words::amount(number, quote),
            Unit::Time => words::duration(number),
            Unit::Bps => format!("{} %", words::amount(number, 2)),
            Unit::Count => number.to_string(),
        };
        self.finding(id, &of, self.evidence.view.launch.at, finding, show);
    }
}

/// Which rule a bound belongs to, what it speaks of, and in which unit.
fn place(bound: Bound) -> (&'static str, &'static str, Unit) {
    let (shares, locks) = ("charter.shares", "charter.locks");
    let (ladder, money, time) = ("terms.ladder", "terms.money", "terms.time");
    match bound {
        Bound::TrancheSum => (shares, "all tranches", Unit::Base),
        Bound::SaleTranches => (shares, "tranches that are sold", Unit::Count),
        Bound::CommunityMin | Bound::CommunityMax => (shares, "sale and airdrop", Unit::Base),
        Bound::KolMax => (shares, "KOLs", Unit::Base),
        Bound::VcMax => (shares, "VCs", Unit::Base),
        Bound::InsiderMax => (shares, "KOLs, VCs and team", Unit::Base),
        Bound::LiquidityMin => (shares, "liquidity", Unit::Base),
        Bound::AirdropMissing => (shares, "an airdrop for unsold tokens", Unit::Base),
        Bound::KolWallet | Bound::VcWallet => ("plan.wallet", "the largest grant", Unit::Base),
        Bound::Cliff => (locks, "cliff", Unit::Time),
        Bound::Linear => (locks, "linear part", Unit::Time),
        Bound::LockMax => (locks, "longest part", Unit::Time),
        Bound::OpeningValuation => ("charter.valuation", "the highest price", Unit::Quote),
        Bound::AirdropWindow => ("list.window", "time to claim", Unit::Time),
        Bound::BuybackWindow => ("mandate.window", "time to buy", Unit::Time),
        Bound::TickCount => (ladder, "steps of the ladder", Unit::Count),
        Bound::TicksAscend => (ladder, "each step above the one before", Unit::Quote),
        Bound::LadderReach => (ladder, "its highest step", Unit::Quote),
        Bound::AuctionFloor => (ladder, "its lowest price", Unit::Quote),
        Bound::Target => (money, "the target", Unit::Quote),
        Bound::MinRaise => (money, "the least raise", Unit::Quote),
        Bound::MinRaiseTarget => (money, "the least raise, against the target", Unit::Quote),
        Bound::WalletMin => (money, "a wallet's minimum", Unit::Quote),
        Bound::WalletMax => (money, "a wallet's maximum", Unit::Quote),
        Bound::Duration | Bound::DurationMax => (time, "the sale", Unit::Time),
        Bound::Freeze | Bound::FreezeMax => (time, "without withdrawals", Unit::Time),
        Bound::Grace | Bound::GraceMax => (time, "to settle", Unit::Time),
        Bound::Lead | Bound::LeadMax => (time, "until it opens", Unit::Time),
        Bound::RouteSum => ("terms.route", "all shares of the raise", Unit::Bps),
        Bound::RouteLiquidity => ("terms.route", "to the pool", Unit::Bps),
        Bound::RouteBuyback => ("terms.route", "to the buyback", Unit::Bps),
    }
}

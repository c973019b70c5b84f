//! The governor, which bounds what all insiders together take out.

use groundswell_sdk::math::{
    amount::bps_floor,
    governor::{EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS, EPOCH_SHARE_MAX_BPS, drains},
};

use super::{check::Checks, words};

impl Checks<'_> {
    /// Of the governor, where there are insiders.
    pub fn governor(&mut self) {
        let (launch, view) = (self.terms(), &self.evidence.view);
        let (name, at) = ("the governor", launch.governor);
        let all = ["governor.exists", "governor.limit", "governor.seats", "governor.meter"];
        let insiders = || launch.tranches().iter().filter(|tranche| tranche.is_insider());
        let amount: u128 = insiders().map(|tranche| u128::from(tranche.amount)).sum();
        let count = insiders().count();
        let skip = match (self.is_sealed(), count) {
            (false, _) => Some("it is a draft: the governor is named when it is sealed"),
            (true, 0) => Some("there are no insiders"),
            _ => None,
        };
        if let Some(reason) = skip {
            all.into_iter().for_each(|id| self.skip(id, name, at, reason));
            return;
        }
        let Some(governor) = view.governor.map(|governor| governor.value) else {
            let governed = view.plans.iter().any(|plan| plan.plan.value.governor == at);
            if governed {
                return self.judge("governor.exists", name, at, "a governor", "no governor", false);
            }
            let reason = "no plan of the insiders is left: it may be closed";
            return self.skip("governor.exists", name, at, reason);
        };
        self.judge("governor.exists", name, at, "a governor", "a governor", true);
        let supply = u64::try_from(self.divided()).unwrap_or(u64::MAX);
        let most = bps_floor(supply, EPOCH_SHARE_MAX_BPS).unwrap_or(0);
        let epochs = EPOCH_MIN_SECONDS..=EPOCH_MAX_SECONDS;
        let expected = format!(
            "of token {}: at most {} in an epoch of {} to {}, and all of {} in 20 years",
            launch.base_mint,
            self.base(most),
            words::duration(EPOCH_MIN_SECONDS.into()),
            words::duration(EPOCH_MAX_SECONDS.into()),
            self.base(amount)
        );
        let found = format!(
            "of token {}: {} in an epoch of {}",
            governor.mint,
            self.base(governor.limit),
            words::duration(governor.epoch_seconds.into())
        );
        let holds = governor.mint == launch.base_mint
            && governor.limit <= most
            && epochs.contains(&governor.epoch_seconds)
            && drains(governor.limit, governor.epoch_seconds, amount);
        self.judge("governor.limit", name, at, expected, found, holds);
        let seats = |seats: u64, taken: u64| format!("{seats} seats, {taken} taken");
        let found = seats(governor.seats.into(), governor.taken.into());
        self.same("governor.seats", name, at, seats(count as u64, count as u64), found);
        let expected = format!("at most {}", self.base(governor.limit));
        let holds = governor.left <= governor.limit;
        self.judge("governor.meter", name, at, expected, self.base(governor.left), holds);
    }
}

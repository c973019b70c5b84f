//! What a rule counts in, and how people read it.

use groundswell_math::amount::{BPS, mul_div_floor};

use crate::{duration::duration, money, plan::Plan, price::Measure};

/// What a rule counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Base units, as tokens and as a share of the supply.
    Share,
    /// Base units, as tokens.
    Tokens,
    /// Quote units.
    Quote,
    /// R, as a price per token.
    Price,
    /// Seconds.
    Time,
    /// Basis points.
    Percent,
    /// Things.
    Count,
}

impl Unit {
    /// The value as people read it.
    pub fn show(self, plan: &Plan, value: u128) -> String {
        match self {
            Unit::Share => {
                let tokens = Unit::Tokens.show(plan, value);
                let share = u64::try_from(value).ok();
                match share.and_then(|amount| mul_div_floor(amount, BPS, plan.supply)) {
                    Some(bps) => format!("{tokens} ({})", money::percent(bps)),
                    None => tokens,
                }
            }
            Unit::Tokens => {
                format!("{} {}", money::grouped(value, plan.base_decimals), plan.symbol)
            }
            // What the charter says of a sale of nothing.
            Unit::Quote if value == u128::MAX => "no price, as nothing is for sale".to_owned(),
            Unit::Quote => {
                format!("{} {}", money::grouped(value, plan.quote_decimals), plan.quote_symbol)
            }
            Unit::Price => {
                let price = u64::try_from(value).ok().and_then(|r| Measure::of(plan).per_token(r));
                format!("{} {}", price.as_deref().unwrap_or("-"), plan.quote_symbol)
            }
            Unit::Time => duration(value),
            Unit::Percent => money::percent(value),
            Unit::Count => value.to_string(),
        }
    }
}

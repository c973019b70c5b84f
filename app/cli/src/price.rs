//! A price per token, as people write it, and as the programs hold it: R, the quote units
//! that buy the whole sale.

use std::cmp::Ordering;

use groundswell_math::charter::Kind;

use crate::{
    money::{Decimal, MoneyError},
    plan::Plan,
};

/// Digits that a price is shown with.
const SHOWN_DIGITS: usize = 6;

/// What turns one into the other.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Tokens for sale (base units).
    pub sale_supply: u64,
    /// Decimals of the token.
    pub base_decimals: u8,
    /// Decimals of what it is paid with.
    pub quote_decimals: u8,
}

impl Measure {
    /// The measure of a plan.
    pub fn of(plan: &Plan) -> Self {
        let sale = Kind::CommunitySale as u8;
        let amounts = plan.tranches.iter().filter(|t| t.kind == sale).map(|t| t.amount);
        Measure {
            sale_supply: amounts.fold(0, u64::saturating_add),
            base_decimals: plan.base_decimals,
            quote_decimals: plan.quote_decimals,
        }
    }

    /// R at a price per token, rounded down. It is exact unless the sale is of a fraction of a
    /// token or the price is finer than a quote unit.
    pub fn whole_sale(&self, price: &Decimal) -> Result<u64, MoneyError> {
        if price.is_negative && price.digits != 0 {
            return Err(MoneyError::Negative);
        }
        // digits / 10^decimals * supply / 10^base_decimals * 10^quote_decimals
        let down = price.decimals.saturating_add(u32::from(self.base_decimals));
        let up = u32::from(self.quote_decimals);
        let too_dear = MoneyError::TooDear { decimals: self.quote_decimals };
        let product = price.digits.checked_mul(u128::from(self.sale_supply)).ok_or(too_dear)?;
        let r = if up >= down {
            let unit = 10u128.checked_pow(up.saturating_sub(down));
            unit.and_then(|unit| product.checked_mul(unit))
        } else {
            // A divisor beyond 128 bits is beyond any product.
            let unit = 10u128.checked_pow(down.saturating_sub(up));
            Some(unit.and_then(|unit| product.checked_div(unit)).unwrap_or(0))
        };
        r.and_then(|r| u64::try_from(r).ok()).ok_or(too_dear)
    }

    /// The shortest price per token that [`Self::whole_sale`] turns into `r`. `None` without
    /// tokens for sale.
    pub fn per_token(&self, r: u64) -> Option<String> {
        let (mut rest, divisor) = self.fraction(r)?;
        let mut digits = rest.checked_div(divisor)?;
        rest = rest.checked_rem(divisor)?;
        // What one quote unit more or less is, in units of the last digit over the divisor.
        let finest = u32::from(self.base_decimals.saturating_sub(self.quote_decimals));
        let mut step = 10u128.checked_pow(finest)?;
        for decimals in 0u8.. {
            // Rounded up, `digits` is too high by less than a quote unit: it rounds down to r.
            let above = divisor.checked_sub(rest)?;
            if rest == 0 || above < step {
                let digits = digits.checked_add(u128::from(rest != 0))?;
                return Some(crate::money::plain(digits, decimals));
            }
            rest = rest.checked_mul(10)?;
            let next = rest.checked_div(divisor)?;
            digits = digits.checked_mul(10)?.checked_add(next)?;
            rest = rest.checked_rem(divisor)?;
            step = step.saturating_mul(10);
        }
        None
    }

    /// The price per token at `r`, to six digits, for people. A dash without tokens for sale.
    pub fn shown(&self, r: u64) -> String {
        self.per_token(r).map_or_else(|| "-".to_owned(), |exact| shorten(&exact))
    }

    /// The price per token as a fraction in whole tokens.
    fn fraction(&self, r: u64) -> Option<(u128, u128)> {
        if self.sale_supply == 0 {
            return None;
        }
        let (base, quote) = (u32::from(self.base_decimals), u32::from(self.quote_decimals));
        let unit = 10u128.checked_pow(base.abs_diff(quote))?;
        let (r, supply) = (u128::from(r), u128::from(self.sale_supply));
        match base.cmp(&quote) {
            Ordering::Less => Some((r, supply.checked_mul(unit)?)),
            _ => Some((r.checked_mul(unit)?, supply)),
        }
    }
}

/// Cuts a plain decimal number behind its first six digits; whole digits are all kept.
fn shorten(number: &str) -> String {
    let Some((whole, fraction)) = number.split_once('.') else { return number.to_owned() };
    let zeros = fraction.bytes().take_while(|digit| *digit == b'0').count();
    let shown = if whole == "0" {
        zeros.saturating_add(SHOWN_DIGITS)
    } else {
        SHOWN_DIGITS.saturating_sub(whole.len())
    };
    let cut = fraction.get(..shown).unwrap_or(fraction).trim_end_matches('0');
    if cut.is_empty() { whole.to_owned() } else { format!("{whole}.{cut}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USDC: Measure =
        Measure { sale_supply: 400_000_000_000_000, base_decimals: 6, quote_decimals: 6 };

    fn r(measure: Measure, price: &str) -> u64 {
        measure.whole_sale(&Decimal::parse(price).unwrap()).unwrap()
    }

    #[test]
    fn a_price_per_token_buys_the_whole_sale() {
        assert_eq!(r(USDC, "0.0075"), 3_000_000_000_000);
        let nine = Measure { base_decimals: 9, sale_supply: 400_000_000_000_000_000, ..USDC };
        assert_eq!(r(nine, "0.0075"), 3_000_000_000_000);
        let none = Measure { base_decimals: 0, quote_decimals: 18, sale_supply: 3 };
        assert_eq!(r(none, "2"), 6_000_000_000_000_000_000);
    }

    #[test]
    fn what_is_finer_than_a_unit_is_rounded_down() {
        let few = Measure { sale_supply: 1_500_000, ..USDC };
        assert_eq!(r(few, "0.000001"), 1);
        assert_eq!(r(few, "0.0000019999"), 2);
        assert_eq!(r(few, "0.0000000000000000000000000000000001"), 0);
    }

    #[test]
    fn what_no_sale_can_cost_is_refused() {
        let huge = Decimal::parse("99999999999999999999999999999999999999").unwrap();
        assert!(USDC.whole_sale(&huge).is_err());
        let minus = Decimal::parse("-1").unwrap();
        assert_eq!(USDC.whole_sale(&minus), Err(MoneyError::Negative));
    }

    #[test]
    fn the_shortest_price_reads_back_as_the_same_r() {
        let supplies = [1, 3, 999, 1_500_000, 400_000_000_000_000, 777_777_777_777_777, u64::MAX];
        for sale_supply in supplies {
            for (base_decimals, quote_decimals) in [(6, 6), (9, 6), (0, 18), (18, 0), (2, 9)] {
                let measure = Measure { sale_supply, base_decimals, quote_decimals };
                for value in [0, 1, 2, 7, 1_000_000, 3_000_000_000_000, 1 << 50, u64::MAX] {
                    let price = measure.per_token(value).unwrap();
                    assert_eq!(r(measure, &price), value, "{price} of {measure:?}");
                }
            }
        }
        assert_eq!(USDC.per_token(3_000_000_000_000).unwrap(), "0.0075");
        assert_eq!(USDC.per_token(u64::MAX).unwrap(), "46116.860184273879038");
    }

    #[test]
    fn people_see_six_digits() {
        let third = Measure { sale_supply: 3_000_000, ..USDC };
        assert_eq!(third.shown(1_000_000), "0.333333");
        assert_eq!(third.shown(3_700_000_000), "1233.33");
        assert_eq!(Measure { sale_supply: 0, ..USDC }.shown(1), "-");
    }
}

//! How unequal contributors are.

use std::{fmt, str::FromStr};

use rand_chacha::rand_core::RngCore;

/// The weight of the heaviest wallet; the others are in proportion, and at least one.
const HEAVIEST: f64 = (1u64 << 48) as f64;
/// Parameters beyond this only make everyone alike, or one wallet hold all.
const PARAMETERS: std::ops::RangeInclusive<f64> = 0.05..=100.0;

/// A distribution of weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// All the same.
    Equal,
    /// Evenly between nothing and a largest.
    Uniform,
    /// A power law: the smaller the exponent, the more the largest few hold.
    Pareto(f64),
    /// The logarithms are normal, with this standard deviation.
    Lognormal(f64),
}

impl FromStr for Shape {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, parameter) = match text.split_once(':') {
            Some((name, parameter)) => (name, parameter.parse().ok()),
            None => (text, None),
        };
        let parameter = parameter.filter(|p| PARAMETERS.contains(p));
        match (name, text.contains(':'), parameter) {
            ("equal", false, _) => Ok(Shape::Equal),
            ("uniform", false, _) => Ok(Shape::Uniform),
            ("pareto", true, Some(alpha)) => Ok(Shape::Pareto(alpha)),
            ("lognormal", true, Some(sigma)) => Ok(Shape::Lognormal(sigma)),
            _ => Err(format!(
                "expected equal, uniform, pareto:ALPHA or lognormal:SIGMA, with a number from {} \
                 to {}, such as pareto:1.16",
                PARAMETERS.start(),
                PARAMETERS.end()
            )),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Shape::Equal => write!(f, "equal"),
            Shape::Uniform => write!(f, "uniform"),
            Shape::Pareto(alpha) => write!(f, "pareto:{alpha}"),
            Shape::Lognormal(sigma) => write!(f, "lognormal:{sigma}"),
        }
    }
}

impl Shape {
    /// Draws `count` weights, each at least one.
    pub fn weights(self, count: usize, random: &mut impl RngCore) -> Vec<u64> {
        let drawn: Vec<f64> = (0..count).map(|_| self.logarithm(random)).collect();
        let heaviest = drawn.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Logarithms cannot overflow where what they stand for would.
        let weight = |log: f64| (libm::exp(log - heaviest) * HEAVIEST) as u64;
        drawn.into_iter().map(|log| weight(log).max(1)).collect()
    }

    /// The logarithm of one weight.
    fn logarithm(self, random: &mut impl RngCore) -> f64 {
        match self {
            Shape::Equal => 0.0,
            Shape::Uniform => libm::log(unit(random)),
            Shape::Pareto(alpha) => -libm::log(unit(random)) / alpha,
            Shape::Lognormal(sigma) => sigma * normal(random),
        }
    }
}

/// One of `count` places in a row: a bell around the middle, whose tails end at the ends.
pub fn bell(count: usize, random: &mut impl RngCore) -> usize {
    let width = count as f64;
    let place = libm::floor(width / 2.0 + normal(random) * width / 4.0);
    (place.max(0.0) as usize).min(count.saturating_sub(1))
}

/// Evenly above zero, up to one.
fn unit(random: &mut impl RngCore) -> f64 {
    let steps = (1u64 << 53) as f64;
    ((random.next_u64() >> 11) as f64 + 1.0) / steps
}

/// Mean zero, standard deviation one (Box and Muller).
fn normal(random: &mut impl RngCore) -> f64 {
    let radius = libm::sqrt(-2.0 * libm::log(unit(random)));
    radius * libm::cos(2.0 * std::f64::consts::PI * unit(random))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["equal", "uniform", "pareto:1.16", "lognormal:2"] {
            assert_eq!(Shape::from_str(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for text in [
            "",
            "even",
            "pareto",
            "pareto:",
            "pareto:x",
            "pareto:0",
            "pareto:-1",
            "pareto:nan",
            "pareto:inf",
            "lognormal:101",
            "equal:1",
            "uniform:",
            "pareto:1:2",
        ] {
            let message = Shape::from_str(text).unwrap_err();
            assert!(message.contains("expected equal, uniform, pareto:ALPHA"), "{message}");
        }
    }
}

//! Mutations that are rightly accepted, each with the reason.

/// A reason, and what it holds for: `control | slot | mutation`.
pub const ACCEPTED: &[(&str, &[&str])] = &[];

//! Every instruction of the launch program, each opening with its tree of cases.
#![allow(clippy::unwrap_used)]

mod journey;

//! The stream that pays the treasury its share of the raise.

use groundswell_sdk::{
    Address,
    math::{charter, charter::Kind, phase::Phase},
    vesting_program::state::{OPENING_SECONDS, Plan},
};

use super::{check::Checks, words};
use crate::view::{PlanView, Seen};

impl Checks<'_> {
    /// Of the stream.
    pub fn stream(&mut self) {
        let (launch, name) = (self.terms(), "the treasury's stream");
        let at = launch.treasury_stream;
        let Some(view) = &self.evidence.view.stream else { return self.no_stream(name, at) };
        self.judge("stream.exists", name, at, "a stream", "a stream", true);
        self.stream_terms(name, &view.plan);
        self.lock("stream.lock", name, &view.plan, charter::TREASURY_STREAM);
        self.plan_grants(name, &view.plan, &self.evidence.stream_grants);
        self.stream_received(name, view);
    }

    fn no_stream(&mut self, name: &str, at: Address) {
        let launch = self.terms();
        let year = i64::from(charter::TREASURY_STREAM.linear_seconds);
        let over = launch.settled_at.saturating_add(year).saturating_add(OPENING_SECONDS);
        let reason = match self.phase() {
            _ if !self.is_sealed() => Some("it is a draft: the stream is named when it is sealed"),
            Phase::Failed => Some("the sale failed: its grantor may close it"),
            Phase::Settled if launch.is_paid_out.get() && self.evidence.view.now >= over => {
                Some("everything was paid and has vested: it may be closed")
            }
            _ => None,
        };
        match reason {
            Some(reason) => self.skip("stream.exists", name, at, reason),
            None => self.judge("stream.exists", name, at, "a stream", "no stream", false),
        }
    }

    fn stream_terms(&mut self, name: &str, plan: &Seen<Plan>) {
        let (launch, value) = (self.terms(), &plan.value);
        let at = self.evidence.view.launch.at;
        let words =
            |mint: Address, kind: Option<Kind>, of: Address, to: &str, governor: Address| {
                let kind = kind.map_or("?", words::kind_name);
                format!("token {mint}, {kind}, of launch {of}, {to}, governor {governor}")
            };
        let to = if value.is_stream() { "to one wallet" } else { "to many" };
        let kind = Kind::from_u8(value.tranche_kind);
        let treasury = Some(Kind::Treasury);
        let nobody = Address::default();
        let expected = words(launch.quote_mint, treasury, at, "to one wallet", nobody);
        let found = words(value.mint, kind, value.launch, to, value.governor);
        self.same("stream.terms", name, plan.at, expected, found);
    }

    fn stream_received(&mut self, name: &str, view: &PlanView) {
        let [.., sent] = self.terms().proceeds_paid.map(u128::from);
        let value = &view.plan.value;
        let held = value.held().map_or(0, u128::from);
        // What lies there uncounted arrived too.
        let balance = view.vault.map_or(0, |vault| u128::from(vault.value));
        let arrived = u128::from(value.total).saturating_add(balance.saturating_sub(held));
        let (expected, found) = (format!("at least {}", self.quote(sent)), self.quote(arrived));
        self.judge("stream.received", name, view.plan.at, expected, found, arrived >= sent);
    }
}

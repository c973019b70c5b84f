//! After the end: what was not claimed leaves by the one way that the list names, and every
//! account closes; its rent goes back to who paid it.

use anyhow::ensure;
use groundswell_sdk::distributor_program::state::Sink;

use super::{Airdrop, AirdropOutcome, outcome::Left};
use crate::rehearsal::{Rehearsal, audit::same};

impl Rehearsal<'_> {
    /// Ends every list, in the order of their ends, and compares what everyone has with the
    /// rules.
    pub(super) fn end_all(&mut self, airdrops: &[Airdrop]) -> anyhow::Result<Vec<AirdropOutcome>> {
        let mut order: Vec<usize> = (0..airdrops.len()).collect();
        order.sort_by_key(|number| airdrops.get(*number).map(|airdrop| airdrop.draft.args.ends_at));
        let mut outcomes = Vec::with_capacity(airdrops.len());
        for number in order {
            let Some(airdrop) = airdrops.get(number) else { continue };
            self.pass(airdrop.draft.args.ends_at)?;
            self.ledger.warp(airdrop.draft.args.ends_at.max(self.ledger.now()));
            airdrop.check_before_the_end(&self.ledger)?;
            let left = self.end(airdrop)?;
            outcomes.push((number, airdrop.outcome(left)));
        }
        super::books::check_holdings(&self.ledger, airdrops, &self.vesting)?;
        outcomes.sort_by_key(|(number, _)| *number);
        Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    }

    fn end(&mut self, airdrop: &Airdrop) -> anyhow::Result<Left> {
        let keys = &airdrop.keys;
        let sink = Sink::from_u8(airdrop.draft.args.sink).unwrap_or(Sink::Burn);
        let sink_address = airdrop.draft.args.sink_address;
        let supply = self.ledger.supply(&keys.mint);
        let lamports = self.ledger.lamports(&keys.rent_payer);
        self.open_sink(sink == Sink::Buyback)?;
        let cranker = [&self.crew.cranker];
        for vault in 0..keys.vault_count() {
            let clawback = keys.clawback(vault, keys.rent_payer, sink, sink_address);
            self.ledger.send("clawback", &[clawback], &cranker)?;
        }
        self.retire()?;
        let cranker = [&self.crew.cranker];
        for page in 0..airdrop.pages() {
            let close = keys.close_page(page, keys.rent_payer);
            self.ledger.send("close_page", &[close], &cranker)?;
        }
        self.ledger.send("close", &[keys.close()], &cranker)?;

        let back = self.ledger.lamports(&keys.rent_payer).saturating_sub(lamports);
        same("rent of the airdrop's list", back, airdrop.seen.rent)?;
        let gone = airdrop.everything().all(|at| self.ledger.lamports(&at) == 0);
        ensure!(gone, "the airdrop's list left accounts behind");
        let left = Left { burned: supply.saturating_sub(self.ledger.supply(&keys.mint)) };
        airdrop.check_what_left(&left)?;
        Ok(left)
    }
}

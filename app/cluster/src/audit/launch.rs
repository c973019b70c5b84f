//! The programs, and the launch's own addresses.

use groundswell_sdk::{Address, pda};

use super::{check::Checks, words};
use crate::deployed::Deployed;

impl Checks<'_> {
    /// The bytecode that is deployed, and who can replace it.
    pub fn programs(&mut self) {
        for program in &self.evidence.programs {
            let name = format!("program {}", program.name);
            let at = program.read_from;
            let found = bytecode(program);
            let expected = format!("the {} bytes of this release", program.carried.len());
            self.judge("program.bytecode", &name, at, expected, found, program.is_ours());
            let authority = program.there.as_ref().and_then(|there| there.authority);
            let nobody = "nobody";
            match (&program.there, authority) {
                (None, _) => self.skip("program.upgrade", &name, at, "no program is there"),
                (_, None) => self.judge("program.upgrade", &name, at, nobody, nobody, true),
                (_, Some(key)) => {
                    self.warn("program.upgrade", &name, at, nobody, key.to_string());
                }
            }
        }
    }

    /// Whether the launch is where its creator's is, and its vaults where a launch has them.
    pub fn launch(&mut self) {
        let view = &self.evidence.view;
        let launch = self.terms();
        let (keys, at) = (&view.keys.at, view.launch.at);
        self.same("launch.addresses", "the launch", at, keys.launch, at);
        if !self.is_sealed() {
            let reason = "a draft has no vaults yet";
            return self.skip("launch.addresses", "its vaults", at, reason);
        }
        let first = launch.tranches().iter().find(|tranche| tranche.is_airdrop());
        let airdrop = first
            .map_or(Address::default(), |tranche| pda::distributor_vault(&tranche.destination, 0));
        let vaults = [
            ("base vault", keys.base_vault, launch.base_vault),
            ("quote vault", keys.quote_vault, launch.quote_vault),
            ("liquidity vault", keys.liquidity_vault, launch.liquidity_vault),
            ("treasury vault", pda::plan_vault(&launch.treasury_stream), launch.treasury_vault),
            ("buyback vault", pda::mandate_quote_vault(&launch.mandate), launch.buyback_vault),
            ("airdrop vault", airdrop, launch.airdrop_vault),
        ];
        for (name, expected, found) in vaults {
            self.same("launch.addresses", &format!("its {name}"), at, expected, found);
        }
    }
}

/// What is there, in words.
fn bytecode(program: &Deployed) -> String {
    let Some(there) = &program.there else { return format!("no program at {}", program.address) };
    match program.first_difference() {
        None => format!("the same, run by loader {}", there.loader),
        Some(at) => format!(
            "{} bytes, another one at {at}",
            words::amount(u128::try_from(program.trimmed().len()).unwrap_or(0), 0)
        ),
    }
}

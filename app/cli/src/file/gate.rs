//! The section `[sale.gate]`: who may contribute.

use std::{collections::HashMap, path::Path};

use groundswell_sdk::{
    Address,
    program::{CreateArgs, state::Gate},
};

use super::{
    beside,
    sale::SALE,
    section::{Keys, Section},
};
use crate::{plan::GatePlan, rows::Rows};

const GATE: Keys = &[("allowlist", "\"allowlist.csv\""), ("co_signer", "\"..\"")];

/// Reads the gate and its number.
pub fn read(root: &Section, path: &Path, decimals: u8) -> anyhow::Result<(GatePlan, u8)> {
    let sale = root.section("sale", SALE)?;
    let Some(gate) = sale.optional_section("sale.gate", GATE)? else {
        return Ok((GatePlan::Open, Gate::Open as u8));
    };
    match (gate.optional("allowlist"), gate.optional("co_signer")) {
        (Some(field), None) => {
            let list = allowlist(&beside(path, &field.path()?), decimals);
            let list = list.map_err(|error| error.context(field.error("is unusable")))?;
            Ok((GatePlan::Allowlist(list), Gate::Allowlist as u8))
        }
        (None, Some(key)) => Ok((GatePlan::CoSigner(key.address()?), Gate::CoSigner as u8)),
        _ => {
            Err(gate.error("[sale.gate] has both or neither, expected `allowlist` or `co_signer`"))
        }
    }
}

/// Fills in what of the gate is known before the launch has an address.
pub fn name(terms: CreateArgs, gate: &GatePlan) -> CreateArgs {
    match gate {
        GatePlan::CoSigner(key) => CreateArgs { gate_key: *key, ..terms },
        _ => terms,
    }
}

/// Reads `wallet,cap` lines; caps in whole quote tokens.
pub fn allowlist(path: &Path, decimals: u8) -> anyhow::Result<Vec<(Address, u64)>> {
    let rows = Rows::read(path, &["wallet", "cap"], &[])?;
    let mut lines = HashMap::new();
    let mut list = Vec::new();
    let mut sum: u64 = 0;
    for row in rows.iter() {
        row.check_width()?;
        let wallet = row.address("wallet")?;
        if let Some(line) = lines.insert(wallet, row.line) {
            let what = format!("wallet {wallet} is on line {line} already, expected one cap");
            return Err(row.error(what));
        }
        let cap = row.units("cap", decimals)?;
        if cap == 0 {
            return Err(row.error("`cap` is zero, expected more: leave out who may have nothing"));
        }
        let more = sum.checked_add(cap);
        sum = more.ok_or_else(|| row.error("all caps together exceed what 64 bits hold"))?;
        list.push((wallet, cap));
    }
    Ok(list)
}

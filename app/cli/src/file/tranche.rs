//! The sections `[[tranche]]`: who gets what.

use std::path::Path;

use groundswell_math::charter::Kind;
use groundswell_sdk::{
    Address,
    grants::{Reading, WalletBound},
    program::TrancheArgs,
};

use super::{
    airdrop, buyback, grants,
    section::{Keys, Section},
};
use crate::{
    plan::{AirdropPlan, GrantsPlan},
    price::Measure,
};

// Each kind by the name it has in a file.
const KINDS: [(&str, Kind); 8] = [
    ("community-sale", Kind::CommunitySale),
    ("community-airdrop", Kind::CommunityAirdrop),
    ("kol", Kind::Kol),
    ("vc", Kind::Vc),
    ("team", Kind::Team),
    ("liquidity", Kind::Liquidity),
    ("treasury", Kind::Treasury),
    ("buyback", Kind::Buyback),
];

/// The name a kind has in a file.
pub fn kind_name(kind: Kind) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name)
}

const TRANCHE: Keys = &[
    ("kind", "\"community-sale\""),
    ("amount", "400_000_000"),
    ("price", "0.005"),
    ("cliff", "\"180d\""),
    ("linear", "\"180d\""),
    ("destination", "\"..\""),
    ("list", "\"airdrop.csv\""),
    ("claim_for", "\"90d\""),
    ("unlock", "[{ after = \"0d\", share = \"100%\" }]"),
    ("sink", "\"burn\""),
    ("grants", "\"kols.csv\""),
    ("cancel", "\"grantor\""),
    ("reassign", "\"recipient\""),
    ("disclosure", "true"),
    ("deliver_by", "\"180d\""),
    ("deliver_window", "\"30d\""),
    ("attester", "\"..\""),
];

/// Tranches whose prices are not yet read.
pub struct Parts<'a> {
    sections: Vec<(Section<'a>, Kind, u64)>,
}

/// Reads kinds and amounts.
pub fn parts<'a>(root: &Section<'a>, supply: u64, decimals: u8) -> anyhow::Result<Parts<'a>> {
    let sections = root.sections("tranche", TRANCHE)?.into_iter().map(|section| {
        let kind = section.required("kind")?.choice(&KINDS)?;
        let amount = section.required("amount")?.amount_or_share(supply, decimals)?;
        Ok((section, kind, amount))
    });
    Ok(Parts { sections: sections.collect::<anyhow::Result<_>>()? })
}

impl Parts<'_> {
    /// Base units for sale.
    pub fn sale_supply(&self) -> u64 {
        let sales = self.sections.iter().filter(|(_, kind, _)| *kind == Kind::CommunitySale);
        sales.fold(0, |sum, (_, _, amount)| sum.saturating_add(*amount))
    }

    /// Reads the rest.
    pub fn tranches(&self, measure: &Measure) -> anyhow::Result<Vec<TrancheArgs>> {
        let read = |part: &(Section, Kind, u64)| tranche(&part.0, part.1, part.2, measure);
        self.sections.iter().map(read).collect()
    }

    /// Whether a governor bounds anyone.
    pub fn has_insiders(&self) -> bool {
        self.sections.iter().any(|(_, kind, _)| kind.is_insider())
    }

    /// Reads what granted tranches say of their plans; `path` is the file's, `reading` how lists
    /// are read but for the bound on one wallet, which is a share of `supply`.
    pub fn grants(
        &self,
        path: &Path,
        reading: Reading,
        supply: u64,
    ) -> anyhow::Result<Vec<GrantsPlan>> {
        let parts = self.sections.iter().enumerate();
        let granted = parts.filter(|(_, (_, kind, _))| kind.is_granted());
        let read = |(tranche, (section, kind, _)): (usize, &(Section, Kind, u64))| {
            let reading = Reading { bound: WalletBound::of(*kind, supply), ..reading };
            grants::read(section, path, reading, GrantsPlan::at(tranche))
        };
        granted.map(read).collect()
    }

    /// Reads what airdrops say of their lists; `path` is the file's, `decimals` the token's.
    pub fn airdrops(&self, path: &Path, decimals: u8) -> anyhow::Result<Vec<AirdropPlan>> {
        let parts = self.sections.iter().enumerate();
        let airdrops = parts.filter(|(_, (_, kind, _))| *kind == Kind::CommunityAirdrop);
        let read = |(number, (tranche, (section, ..))): (u64, (usize, &(Section, Kind, u64)))| {
            airdrop::read(section, path, decimals, AirdropPlan::at(tranche, number))
        };
        (1..).zip(airdrops).map(read).collect()
    }
}

fn tranche(
    section: &Section,
    kind: Kind,
    amount: u64,
    measure: &Measure,
) -> anyhow::Result<TrancheArgs> {
    if !kind.is_insider() {
        section.refuse(&["price"], "here: only kol, vc and team state what they paid")?;
    }
    match kind {
        Kind::CommunityAirdrop => airdrop::refuse_others(section)?,
        kind if kind.is_granted() => grants::refuse_others(section)?,
        _ => section.refuse(&["sink"], "here: only airdrops and vesting plans have one")?,
    }
    if kind == Kind::Buyback {
        buyback::refuse_others(section)?;
    }
    if kind != Kind::CommunityAirdrop {
        section.refuse(&airdrop::KEYS, "here: only a community-airdrop has a list")?;
    }
    if !kind.is_granted() {
        let why = "here: only kol, vc, team and treasury have vesting plans";
        section.refuse(&grants::KEYS, why)?;
    }
    let seconds = |key: &str| section.optional(key).map_or(Ok(0), |field| field.duration());
    Ok(TrancheArgs {
        kind: kind as u8,
        amount,
        price: if kind.is_insider() { section.required("price")?.price(measure)? } else { 0 },
        cliff_seconds: seconds("cliff")?,
        linear_seconds: seconds("linear")?,
        destination: match section.optional("destination") {
            Some(field) => field.address()?,
            None => Address::default(),
        },
    })
}

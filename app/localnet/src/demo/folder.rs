//! The demo's launch folder: its file with every list named, and the lists, as a real launch has
//! them. What the file leaves open is drawn, and whom it names is replaced where nobody here has
//! their key.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use groundswell::{
    file, money,
    plan::{AirdropPlan, GatePlan, GrantsPlan, Plan},
    rules, sample,
};
use groundswell_sdk::{
    Address,
    grants::{WalletBound, kind_name},
    math::charter::Kind,
};

use super::edit::{Section, set, unset};
use crate::{Localnet, localnet::VISITORS};

/// The launch file of the demo where none is named.
const EXAMPLE: &str = include_str!("../../../../examples/level.toml");
const NAME: &str = "launch.toml";

/// Writes the folder at `dir` for a launch like that of `file`, and reads it back.
pub fn write(localnet: &mut Localnet, file: Option<&Path>, dir: &Path) -> anyhow::Result<Plan> {
    let cannot = || format!("cannot write {}", dir.display());
    fs::create_dir_all(dir).with_context(cannot)?;
    let path = dir.join(NAME);
    let (text, plan) = match file {
        Some(file) => {
            let plan = file::read(file)?;
            let text = fs::read_to_string(file);
            (text.with_context(|| format!("cannot read {}", file.display()))?, plan)
        }
        None => {
            fs::write(&path, EXAMPLE).with_context(cannot)?;
            (EXAMPLE.to_owned(), file::read(&path)?)
        }
    };
    require_open(&plan)?;

    let mut draft = Draft { text, dir, cannot: &cannot };
    draft.set(Section::Table("quote"), "mint", &localnet.quote.mint.to_string());
    let treasury = localnet.wallet("treasury")?.address();
    draft.set(Section::Table("treasury"), "recipient", &treasury.to_string());
    let attester = localnet.wallet("attester")?.address();
    for airdrop in &plan.airdrops {
        let rows = claimants(localnet, &plan, airdrop)?;
        let name = format!("airdrop-{}.csv", airdrop.number);
        draft.csv(&name, "address", &rows, plan.base_decimals)?;
        draft.set(Section::Tranche(airdrop.tranche), "list", &name);
    }
    // Where there are lists, saying how to draw one is a slip.
    draft.text = unset(&draft.text, Section::Table("rehearsal"), "airdrop_wallets");
    for grants in &plan.grants {
        let section = Section::Tranche(grants.tranche);
        let rows = recipients(localnet, &plan, grants)?;
        let name = format!("{}.csv", plan_name(&plan, grants));
        draft.csv(&name, "recipient", &rows, plan.base_decimals)?;
        draft.set(section, "grants", &name);
        if grants.deliverable.is_some() {
            draft.set(section, "attester", &attester.to_string());
        }
    }
    fs::write(&path, draft.text).with_context(cannot)?;
    let plan = file::read(&path)?;
    require_kept(&plan)?;
    Ok(plan)
}

/// What the plan of a tranche is called: its kind, and its number where the charter starts at 1.
pub fn plan_name(plan: &Plan, grants: &GrantsPlan) -> String {
    let kind = grants.kind(plan).unwrap_or(Kind::Treasury);
    format!("{}-{}", kind_name(kind), grants.number())
}

/// A folder in the making.
struct Draft<'a> {
    text: String,
    dir: &'a Path,
    cannot: &'a dyn Fn() -> String,
}

impl Draft<'_> {
    fn set(&mut self, section: Section, key: &str, value: &str) {
        self.text = set(&self.text, section, key, value);
    }

    fn csv(
        &self,
        name: &str,
        who: &str,
        rows: &[(Address, u64)],
        decimals: u8,
    ) -> anyhow::Result<PathBuf> {
        let mut csv = format!("{who},amount\n");
        for (wallet, amount) in rows {
            let amount = money::plain(*amount, decimals);
            writeln!(csv, "{wallet},{amount}")?;
        }
        let path = self.dir.join(name);
        fs::write(&path, csv).with_context(self.cannot)?;
        Ok(path)
    }
}

/// Who is on the list of an airdrop: whom its file names, or others; the visitors are among those.
fn claimants(
    localnet: &Localnet,
    plan: &Plan,
    airdrop: &AirdropPlan,
) -> anyhow::Result<Vec<(Address, u64)>> {
    if let Some(list) = &airdrop.list {
        return Ok(rows(list.entries()));
    }
    let mut drawn = sample::claimants(plan, airdrop)?;
    for (number, row) in (1..=VISITORS).zip(&mut drawn) {
        row.0 = localnet.wallet(&format!("visitor {number}"))?.address();
    }
    Ok(drawn)
}

/// Who gets grants of a plan: whom its file names, or a few wallets in equal parts.
fn recipients(
    localnet: &mut Localnet,
    plan: &Plan,
    grants: &GrantsPlan,
) -> anyhow::Result<Vec<(Address, u64)>> {
    if let Some(given) = &grants.grants {
        return Ok(rows(given.dataset().entries()));
    }
    let (amount, name) = (grants.amount(plan), plan_name(plan, grants));
    let kind = grants.kind(plan).unwrap_or(Kind::Treasury);
    let bound = WalletBound::of(kind, plan.supply).map_or(u64::MAX, |bound| bound.most.max(1));
    let count = if kind == Kind::Treasury { 1 } else { amount.div_ceil(bound).max(3) };
    let (share, rest) = (amount / count, amount % count);
    let row = |number: u64| {
        let wallet = localnet.open(&format!("{} {number}", name.replace('-', " ")))?;
        Ok((wallet, share + u64::from(number <= rest)))
    };
    (1..=count).map(row).collect()
}

fn rows(entries: &[([u8; 32], u64)]) -> Vec<(Address, u64)> {
    entries.iter().map(|(wallet, amount)| (Address::new_from_array(*wallet), *amount)).collect()
}

fn require_open(plan: &Plan) -> anyhow::Result<()> {
    match plan.gate {
        GatePlan::Open => Ok(()),
        _ => bail!(
            "{}: the sale is for wallets whose keys are not here, and a demo is contributed to by \
             wallets of its own: take its gate out of the file",
            plan.path.display()
        ),
    }
}

fn require_kept(plan: &Plan) -> anyhow::Result<()> {
    let broken = rules::verdicts(plan).into_iter().find(|verdict| !verdict.holds);
    match broken {
        None => Ok(()),
        Some(broken) => bail!(
            "{}: {}: has {}, expected {}: `groundswell check` shows every rule",
            plan.path.display(),
            broken.rule,
            broken.found,
            broken.bound
        ),
    }
}

//! The command line of `vest`.

use std::path::PathBuf;

use clap::Subcommand;
use groundswell_math::{charter::Kind, schedule::ScheduleError, window::Step};
use groundswell_sdk::{
    Address,
    grants::{PLAN_KINDS, PlanSchedule},
};

use super::{
    cluster::{Cluster, Sending},
    grants::{Disclose, GiveUp, MakeGrant, OfGrant, PlanAt, Reassign},
    list::address,
};
use crate::{duration, money, unlocks::calendar};

/// What can be done with a plan.
#[derive(Debug, Subcommand)]
pub enum Vest {
    /// Make everything to publish a plan of grants: list, tree, proofs, facts, chart
    ///
    /// Reads a CSV whose header names `recipient` and `amount` and may name `price` and
    /// `disclosure`, in any order, and writes a folder that any web server can serve: plan.json
    /// (what the plan is created with), the files of its list as `list build` makes them, and
    /// unlocks.svg. The folder appears at the end, whole or not at all.
    Build(VestBuild),
    /// Show what of one or several plans has vested, and what unlocks when
    ///
    /// Works from the folders that `vest build` wrote: it knows the terms, not what was withdrawn.
    /// Exit code: 0, 1 if --recipient has no grant, 2 if a folder cannot be read.
    Status(VestStatus),
    /// Pay a recipient what has vested: with --url on a cluster, else only make the instructions
    ///
    /// Works from a folder that `vest build` wrote; a grant that is open is found by its plan's address
    /// too. Anyone may send it. Exit code: 0 if something is due, 1 if nothing is or the wallet has no
    /// grant, 2 if the plan cannot be read.
    Withdraw(VestWithdraw),
    /// Disclose a grant, as its recipient: before that it pays nothing, where the plan asks for it
    ///
    /// Posts the SHA-256 of a statement and where it can be read. Opens the grant where PLAN is a folder
    /// and nobody has yet.
    Disclose(Disclose),
    /// Make a grant of a plan without a list, as its grantor
    Grant(MakeGrant),
    /// End a grant at what has vested, as whom the plan lets
    Cancel(OfGrant),
    /// Pass a grant on to another wallet, as whom the plan lets; both sign
    Reassign(Reassign),
    /// Say that a grant's deliverable was missed, as the plan's attester: ends it at what has vested
    MarkMissed(OfGrant),
    /// Close plans that were never funded, as their grantor, and their governor with the last
    ///
    /// Those of a launch that failed, or that is no more. Their rent goes back to who paid it.
    GiveUp(GiveUp),
}

/// What `vest build` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub struct VestBuild {
    /// The CSV: a header with `recipient` and `amount`, then a grant per line
    pub csv: PathBuf,
    /// Mint of the token that is granted
    #[arg(long, value_parser = address)]
    pub mint: Address,
    /// Wallet that will create the plan
    #[arg(long, value_parser = address)]
    pub grantor: Address,
    /// The grantor's number for this plan on this mint
    #[arg(long, value_name = "N")]
    pub id: u64,
    /// Which tranche it is: kol, vc, team or treasury
    #[arg(long, value_parser = kind)]
    pub kind: Kind,
    /// Nothing vests for this long after the start: 180d ..
    #[arg(
        long,
        value_name = "TIME",
        value_parser = time,
        requires = "linear",
        required_unless_present = "steps",
        conflicts_with = "steps"
    )]
    pub cliff: Option<u32>,
    /// .. then all of it, evenly over this long
    #[arg(
        long,
        value_name = "TIME",
        value_parser = time,
        requires = "cliff",
        conflicts_with = "steps"
    )]
    pub linear: Option<u32>,
    /// Instead: what has vested in all from when on, such as 90d:25%,180d:50%,270d:100%
    #[arg(long, value_name = "TIME:SHARE,..", value_parser = steps)]
    pub steps: Option<PlanSchedule>,
    /// Folder to write
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Decimals of the token, if amounts are whole tokens [default: they are base units]
    #[arg(long, value_name = "N")]
    pub decimals: Option<u8>,
    /// Decimals of the quote token, if prices are whole quote tokens [default: they are base
    /// units]
    #[arg(long, value_name = "N")]
    pub quote_decimals: Option<u8>,
    /// Supply of the token, as amounts are written: checks that no KOL gets more than 1 % of it
    /// and no VC more than 5 %
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub supply: Option<String>,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  groundswell vest build kols.csv --mint MINT --grantor WALLET --id 1 --kind kol \\
    --cliff 180d --linear 180d --decimals 6 --supply 1_000_000_000 --out kols
  groundswell vest build team.csv --mint MINT --grantor WALLET --id 2 --kind team \\
    --steps 365d:25%,550d:50%,730d:100% --decimals 6 --out team";

/// What `vest status` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = STATUS_EXAMPLES)]
pub struct VestStatus {
    /// Folders of plans of one token
    #[arg(required = true, value_name = "DIR")]
    pub dirs: Vec<PathBuf>,
    /// When the clock started or will start: 2027-03-01, 2027-03-01T15:00:00Z or unix seconds
    /// [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub start: Option<i64>,
    /// When to look, written likewise [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub at: Option<i64>,
    /// What a governor lets all of them together take out per epoch, as amounts were written
    #[arg(
        long,
        value_name = "TOKENS",
        allow_negative_numbers = true,
        conflicts_with = "recipient"
    )]
    pub governor_limit: Option<String>,
    /// How long an epoch of the governor is
    #[arg(
        long,
        value_name = "TIME",
        value_parser = time,
        default_value = "7d",
        requires = "governor_limit"
    )]
    pub epoch: u32,
    /// Only what this wallet gets
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub recipient: Option<Address>,
    /// Draw what unlocks when
    #[arg(long, value_name = "FILE")]
    pub chart: Option<PathBuf>,
    /// As JSON, for machines; amounts are base units, as strings
    #[arg(long)]
    pub json: bool,
}

const STATUS_EXAMPLES: &str = "\
Examples:
  groundswell vest status kols vcs team --start 2027-03-01
  groundswell vest status kols vcs team --start 2027-03-01 --governor-limit 10_000_000 \\
    --epoch 7d --chart unlocks.svg
  groundswell vest status kols --start 2027-03-01 --recipient WALLET --json";

/// What `vest withdraw` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = WITHDRAW_EXAMPLES)]
pub struct VestWithdraw {
    /// The plan: its folder or, with --url, its address
    #[arg(value_name = "PLAN")]
    pub plan: PlanAt,
    /// Who is paid [default with --url: the signer]
    #[arg(long, value_name = "ADDRESS", value_parser = address, required_unless_present = "url")]
    pub recipient: Option<Address>,
    /// When to look: 2027-03-01, 2027-03-01T15:00:00Z or unix seconds [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub at: Option<i64>,
    /// When the plan's clock started, written likewise: what is due follows from it
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub start: Option<i64>,
    /// Who pays rent and fees [default: the recipient]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub payer: Option<Address>,
    /// The plan's governor, if it has one
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub governor: Option<Address>,
    /// The mint is one of Token-2022
    #[arg(long)]
    pub token_2022: bool,
    /// As JSON, for machines; amounts are base units, as strings
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

const WITHDRAW_EXAMPLES: &str = "\
Examples:
  groundswell vest withdraw kols --recipient WALLET --start 2027-03-01
  groundswell vest withdraw kols --recipient WALLET --start 2027-03-01 --governor GOVERNOR --json
  groundswell vest withdraw kols --recipient WALLET --url devnet";

fn kind(text: &str) -> Result<Kind, String> {
    let kind = PLAN_KINDS.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind);
    kind.ok_or_else(|| "expected kol, vc, team or treasury".to_owned())
}

fn time(text: &str) -> Result<u32, String> {
    duration::parse(text).ok_or_else(|| "expected a length of time such as 180d or 12h".to_owned())
}

/// Reads a moment, in unix seconds.
pub fn moment(text: &str) -> Result<i64, String> {
    let expected = "expected a date such as 2027-03-01 or 2027-03-01T15:00:00Z, or unix seconds";
    calendar::parse(text).ok_or_else(|| expected.to_owned())
}

/// Reads `85%`, in bps.
pub fn share(text: &str) -> Result<u16, String> {
    percent(text).ok_or_else(|| "expected a share such as 85% or 82.5%".to_owned())
}

fn percent(text: &str) -> Option<u16> {
    let share = money::parse_units(text.trim().strip_suffix('%')?.trim_end(), 2).ok()?;
    u16::try_from(share).ok()
}

/// Reads `90d:25%,180d:100%`.
fn steps(text: &str) -> Result<PlanSchedule, String> {
    let steps = text.split(',').map(step).collect::<Option<Vec<_>>>();
    let steps = steps.ok_or("expected steps such as 90d:25%,180d:50%,270d:100%")?;
    let schedule = PlanSchedule::Steps(steps.clone());
    schedule.check().map_err(|error| steps_words(error, &steps))?;
    Ok(schedule)
}

fn step(text: &str) -> Option<Step> {
    let (time, share) = text.split_once(':')?;
    let unlocks_at = i64::from(duration::parse(time)?);
    Some(Step { unlocks_at, share_bps: percent(share)? })
}

/// What is wrong with steps.
fn steps_words(error: ScheduleError, steps: &[Step]) -> String {
    let sum: u32 = steps.iter().map(|step| u32::from(step.share_bps)).sum();
    let words = match error {
        ScheduleError::StepCount => "expected 1 to 12 steps",
        _ if sum == 10_000 && steps.len() > 1 => {
            "expected what has vested in all from each step on, the last 100%, not what each adds: \
             90d:25%,180d:100% instead of 90d:25%,180d:75%"
        }
        ScheduleError::StepsAscend => "expected each step later and with a larger share",
        ScheduleError::StepsWhole => "expected the last step to be 100%",
        _ => "expected all of it to vest within 20 years",
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_say_what_has_vested_in_all() {
        let step = |days: i64, share_bps| Step { unlocks_at: days * 86_400, share_bps };
        let expected = PlanSchedule::Steps(vec![step(90, 2_550), step(180, 10_000)]);
        assert_eq!(steps("90d:25.5%,180d:100%"), Ok(expected.clone()));
        assert_eq!(steps(" 90d : 25.5 % , 180d:100%"), Ok(expected));
        for (text, words) in [
            ("90d", "expected steps such as "),
            ("90d:25,180d:100%", "expected steps such as "),
            ("soon:100%", "expected steps such as "),
            ("90d:25%,180d:75%", "expected what has vested in all from each step on"),
            ("180d:25%,90d:100%", "expected each step later and with a larger share"),
            ("90d:25%,180d:50%", "expected the last step to be 100%"),
            ("90d:25%,180d:101%", "expected the last step to be 100%"),
            ("8000d:100%", "expected all of it to vest within 20 years"),
        ] {
            let said = steps(text).unwrap_err();
            assert!(said.starts_with(words), "{text}: {said}");
        }
        let many: Vec<_> = (1..=13).map(|day| format!("{day}d:{day}%")).collect();
        assert_eq!(steps(&many.join(",")), Err("expected 1 to 12 steps".to_owned()));
    }
}

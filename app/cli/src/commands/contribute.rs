//! `groundswell contribute LAUNCH AMOUNT`.

use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail, ensure};
use groundswell_cluster::{Chain, config::read_key, send::Call, view};
use groundswell_math::ladder::Rule;
use groundswell_sdk::{
    Address,
    allowlist::Allowlist,
    launch::LaunchKeys,
    program::{
        AllowlistProof, ContributeArgs,
        state::{Gate, Launch},
    },
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::{
    args, desk,
    desk::Desk,
    draft::{TOKEN, open},
    file,
    money::{self, Decimal},
    price::Measure,
};

/// SOL as a token: it is wrapped on the way.
const WRAPPED_SOL: Address = spl_token_interface::native_mint::ID;

/// Sends it, or shows what it would do.
pub fn run(args: &args::Contribute) -> Result<ExitCode> {
    desk::at(&args.cluster, &args.sending, |desk| contribute(desk, args))?;
    Ok(ExitCode::SUCCESS)
}

/// Contributes from the signer's own token account.
pub fn contribute(desk: &Desk, args: &args::Contribute) -> Result<()> {
    let (_, launch) = view::clock_of(desk.chain, &args.launch)?;
    let keys = LaunchKeys::of(&launch);
    let amount = desk::units(&args.amount, launch.quote_decimals)?;
    let (wallet, tick) = (desk.address(), tick(&launch, args.price.as_deref())?);
    let co_signer = co_signer(&launch, args)?;
    let contribute = keys.contribute(
        wallet,
        wallet,
        keys.quote_account(&wallet).0,
        co_signer.as_ref().map(Signer::pubkey),
        ContributeArgs { amount, tick, proof: proof(&launch, args, &wallet)? },
    );
    let mut instructions = provide(desk.chain, &keys, &wallet, amount, launch.quote_decimals)?;
    instructions.push(contribute);
    let co_signers: Vec<&dyn Signer> = co_signer.iter().map(|key| key as &dyn Signer).collect();
    desk.finish(
        &Call::new("contribute", instructions),
        &co_signers,
        vec![
            ("launch", args.launch.to_string()),
            ("contributor", wallet.to_string()),
            ("contribution", keys.contribution(&wallet).to_string()),
            ("amount", money::grouped(amount, launch.quote_decimals)),
        ],
    )
}

/// The tick of the price that is bid: auctions need one, other sales have none.
fn tick(launch: &Launch, price: Option<&str>) -> Result<u8> {
    let is_auction = launch.rule().is_ok_and(|rule| rule == Rule::Auction);
    let text = match (is_auction, price) {
        (false, None) => return Ok(0),
        (false, Some(_)) => bail!("--price is for auctions, and this sale has a fixed price"),
        (true, None) => bail!("this sale is an auction: say the price you bid with --price"),
        (true, Some(text)) => text,
    };
    let measure = Measure {
        sale_supply: launch.for_sale,
        base_decimals: launch.base_decimals,
        quote_decimals: launch.quote_decimals,
    };
    let decimal =
        Decimal::parse(text).map_err(|error| anyhow!("--price is \"{text}\", {error}"))?;
    let bid = measure.whole_sale(&decimal);
    let bid = bid.map_err(|error| anyhow!("--price is \"{text}\", {error}"))?;
    let found = launch.ticks().iter().position(|tick| *tick == bid);
    let tick = found.with_context(|| {
        let prices: Vec<_> = launch.ticks().iter().map(|tick| measure.shown(*tick)).collect();
        format!("--price is \"{text}\", expected one of {}", prices.join(", "))
    })?;
    u8::try_from(tick).context("an auction has no so many prices")
}

fn co_signer(launch: &Launch, args: &args::Contribute) -> Result<Option<Keypair>> {
    let is_needed = Gate::from_u8(launch.gate) == Some(Gate::CoSigner);
    match &args.co_signer {
        Some(_) if !is_needed => bail!("--co-signer is for sales that have one, and this has none"),
        None if is_needed => bail!(
            "this sale takes only contributions that {} signs too: name that key with --co-signer",
            launch.gate_key
        ),
        None => Ok(None),
        Some(path) => {
            let key = read_key(path)?;
            let expected = launch.gate_key;
            ensure!(
                key.pubkey() == expected,
                "{} is the key of {}, expected that of the sale's co-signer, {expected}",
                path.display(),
                key.pubkey()
            );
            Ok(Some(key))
        }
    }
}

fn proof(
    launch: &Launch,
    args: &args::Contribute,
    wallet: &Address,
) -> Result<Option<AllowlistProof>> {
    let is_needed = Gate::from_u8(launch.gate) == Some(Gate::Allowlist);
    let path = match &args.allowlist {
        Some(_) if !is_needed => bail!("--allowlist is for sales that have one, and this has none"),
        None if is_needed => {
            bail!("this sale has an allowlist: name the published CSV with --allowlist")
        }
        None => return Ok(None),
        Some(path) => path,
    };
    let entries = file::allowlist(path, launch.quote_decimals)?;
    let list = Allowlist::new(&args.launch, &entries)?;
    let root = list.root();
    ensure!(
        (launch.gate_key.to_bytes(), launch.gate_sum) == (root.hash(), root.sum()),
        "{} is not the list that this sale commits to: its root differs\nUse the list as it was \
         published",
        path.display()
    );
    let proof = list.proof(wallet);
    Ok(Some(proof.with_context(|| format!("{wallet} is not on {}", path.display()))?))
}

/// What has to be done so that the wallet's account holds `amount`: SOL is wrapped, any other token
/// has to be there.
fn provide(
    chain: &dyn Chain,
    keys: &LaunchKeys,
    wallet: &Address,
    amount: u64,
    decimals: u8,
) -> Result<Vec<Instruction>> {
    let account = keys.quote_account(wallet).0;
    let has = chain.account(&account)?.as_ref().and_then(view::token_amount);
    let lacks = amount.saturating_sub(has.unwrap_or(0));
    if lacks == 0 {
        return Ok(vec![]);
    }
    if keys.quote_mint == WRAPPED_SOL {
        return Ok(vec![
            open(wallet, wallet, &WRAPPED_SOL, &TOKEN),
            transfer(wallet, &account, lacks),
            spl_token_interface::instruction::sync_native(&TOKEN, &account)?,
        ]);
    }
    let (has, amount) = (has.unwrap_or(0), money::grouped(amount, decimals));
    bail!(
        "{wallet} has {} of {} in {account}, and contributes {amount}: send it more, or contribute \
         less",
        money::grouped(has, decimals),
        keys.quote_mint
    )
}

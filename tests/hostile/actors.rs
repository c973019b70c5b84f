//! A program's own address in every role, signing by CPI
//! ├── contributor ....... contributes, withdraws, is paid and refunded like a wallet
//! ├── creator ........... drafts and cancels; nobody else signs for it
//! ├── on a list ......... its leaf is paid to its associated account; it creates and funds one
//! ├── grantor, recipient  grants, discloses nothing, reassigns, cancels, is paid
//! └── seller ............ offers, withdraws, is paid for what is bought

use groundswell_sdk::{
    math::merkle::Tree,
    pda::{self, LaunchAddresses},
    program::ContributeArgs,
};
use groundswell_tests::{
    Given, LaunchError, List, MandateGiven, PlanGiven, Stage, World,
    given::*,
    hostile::{Script, actor},
    list, mandate,
    plan::{self, TOTAL},
    stage::address,
    tokens,
};
use solana_address::Address;
use solana_instruction::{Instruction, error::InstructionError};

fn acts(stage: &mut Stage, call: Instruction) {
    stage.hostile(Script::default().then(&call), &[]).succeeds();
}

/// Without the attacker's program the runtime finds no signature of its address.
fn only_it_may(stage: &mut Stage, mut call: Instruction) {
    let metas = call.accounts.iter_mut().filter(|meta| meta.pubkey == actor().0);
    metas.for_each(|meta| meta.is_signer = false);
    stage.call(call, "", &[]).fails_with(InstructionError::MissingRequiredSignature);
}

/// Opens the actor's associated account and mints it what its authority, of that name, gives.
fn give(stage: &mut Stage, mint: &Address, program: &Address, authority: &str, amount: u64) {
    let (payer, wallet) = (address("payer"), actor().0);
    let account = pda::associated(&wallet, mint, program).0;
    let open = tokens::open(&payer, &wallet, mint, program);
    let give = tokens::mint_to(mint, &account, &address(authority), amount, program);
    stage.run(&[open, give], &[authority]);
}

fn contribution(world: &World, amount: u64) -> Instruction {
    let wallet = actor().0;
    let from = world.keys.quote_account(&wallet).0;
    let args = ContributeArgs { amount, tick: 0, proof: None };
    world.keys.contribute(wallet, wallet, from, None, args)
}

fn contributed(amount: u64) -> World {
    let mut world = World::lite(Given::default()).draft().seal_now();
    world.warp(OPENS);
    world.invite();
    let quote = world.keys.quote_mint;
    give(&mut world, &quote, &tokens::TOKEN, "quote bank", 50_000);
    let call = contribution(&world, amount);
    acts(&mut world, call);
    world
}

fn quote(world: &mut World) -> u64 {
    let account = world.keys.quote_account(&actor().0).0;
    world.balance(&account)
}

#[test]
fn attack_03_a_program_contributes_withdraws_and_is_paid() {
    let mut world = contributed(30_000);
    let wallet = actor().0;
    let to = world.keys.quote_account(&wallet).0;
    let withdraw = world.keys.withdraw(wallet, wallet, to, 10_000);
    only_it_may(&mut world, withdraw.clone());
    acts(&mut world, withdraw);
    assert_eq!((quote(&mut world), world.launch().deposited), (30_000, 20_000));

    let mut world = world.settled();
    let (payer, mint) = (address("payer"), world.keys.base_mint);
    world.run(&[tokens::open(&payer, &wallet, &mint, &tokens::TOKEN)], &[]);
    let claim = world.keys.claim(wallet, wallet);
    world.call(claim, "Claim", &[]).succeeds();

    let account = world.keys.base_account(&wallet).0;
    assert_eq!((world.balance(&account), quote(&mut world)), (200_000, 30_000));
}

#[test]
fn attack_03_a_program_is_refunded() {
    let mut world = contributed(MIN_RAISE - 1);
    let lamports = world.lamports(&actor().0);
    world.warp(CLOSES);

    let refund = world.keys.refund(actor().0, actor().0);
    let mut other = refund.clone();
    world.stage.call(refund, "Refund", &[]).succeeds();
    other.accounts[0].pubkey = address("mallory");
    world.stage.call(other, "Refund", &[]).fails_with(InstructionError::AccountDataTooSmall);

    assert_eq!(quote(&mut world), 50_000);
    assert!(world.lamports(&actor().0) > lamports, "its rent is back");
}

#[test]
fn attack_27_a_program_drafts_a_launch_and_nobody_else_does_it_for_it() {
    let mut world = World::lite(Given::default());
    world.invite();
    let (payer, mint, wallet) = (address("payer"), address("its mint"), actor().0);
    let make = tokens::create_mint(&payer, &mint, 6, &wallet, None);
    world.run(&make, &["its mint"]);
    world.keys.base_mint = mint;
    (world.keys.creator, world.keys.rent_payer) = (wallet, wallet);
    world.keys.at = LaunchAddresses::of(&wallet, 1);
    let create = world.keys.create(world.given.args.clone());
    only_it_may(&mut world, create.clone());
    acts(&mut world, create);
    let add = world.keys.add_tranche(world.given.tranches[0]);
    only_it_may(&mut world, add.clone());
    acts(&mut world, add);
    assert_eq!((world.launch().creator, world.launch().tranche_count), (wallet, 1));

    // A wallet in its place is not it.
    let lamports = world.lamports(&wallet);
    let theirs = world.stage.call(world.keys.cancel(), "Cancel", &[]);
    let refused = anchor_lang::prelude::ErrorCode::ConstraintAddress;
    theirs.signed_by("creator", "mallory").fails_with(refused);
    let cancel = world.keys.cancel();
    acts(&mut world, cancel);

    let launch = world.keys.at.launch;
    assert!(world.ledger.account(&launch).is_none() && world.lamports(&wallet) > lamports);
}

#[test]
fn attack_65_a_program_on_a_list_is_paid_like_a_wallet() {
    let wallet = actor().0;
    let mut drop = List::over(vec![(wallet, 600), (address("bob"), 400)]);
    let stage = &mut drop.lite();
    stage.invite();
    // It is the creator, too.
    let (mint, leaves) =
        (drop.keys.mint, [(wallet.to_bytes(), 600), (address("bob").to_bytes(), 400)]);
    (drop.keys.creator, drop.keys.rent_payer) = (wallet, wallet);
    drop.keys.distributor = pda::distributor(&mint, &wallet, 1).0;
    drop.tree = Tree::new(drop.keys.distributor.as_array(), &leaves).unwrap();
    drop.args.root = drop.tree.root().hash();
    give(stage, &mint, &tokens::TOKEN, "creator", 1_000);
    let create = drop.keys.create(drop.args.clone());
    only_it_may(stage, create.clone());
    acts(stage, create);
    drop.open_vault(stage, 0).succeeds();
    drop.open_page(stage, 0).succeeds();
    let fund = drop.keys.fund(wallet, drop.keys.account_of(&wallet).0, 0);
    only_it_may(stage, fund.clone());
    acts(stage, fund);

    stage.warp(list::STARTS);
    drop.claim(stage, 0).succeeds();

    assert_eq!((drop.balance(stage, &wallet), drop.vault(stage, 0)), (600, 400));
}

#[test]
fn attack_71_a_program_grants_is_granted_reassigns_and_cancels() {
    let wallet = actor().0;
    let mut given = PlanGiven::default();
    let stage = &mut given.stage();
    stage.invite();
    let mint = given.keys.mint;
    (given.keys.grantor, given.keys.rent_payer) = (wallet, wallet);
    given.keys.plan = pda::plan(&mint, &wallet, 1);
    give(stage, &mint, &tokens::TOKEN, "grantor", TOTAL);
    let keys = &given.keys;
    let from = keys.account_of(&wallet).0;
    let grants =
        [keys.create_grant(wallet, wallet, 1_000), keys.create_grant(wallet, address("bob"), 10)];
    for call in [keys.create_plan(given.args.clone()), keys.fund(Some((wallet, from)))] {
        only_it_may(stage, call.clone());
        acts(stage, call);
    }
    for call in grants {
        acts(stage, call);
    }
    let (own, bobs) = (keys.grant(&wallet), keys.grant(&address("bob")));

    stage.warp(plan::CLIFF);
    stage.call(keys.withdraw(own, &wallet), "Withdraw", &[]).succeeds();
    assert_eq!(stage.balance(&from), 250);
    acts(stage, keys.cancel(wallet, bobs));
    let reassign = keys.reassign(wallet, address("carol"), own);
    only_it_may(stage, Instruction { accounts: unsigned(&reassign), ..reassign.clone() });
    stage.hostile(Script::default().then(&reassign), &["carol"]).succeeds();

    stage.warp(plan::ENDS);
    for (grant, name, amount) in [(own, "carol", 750), (bobs, "bob", 2)] {
        let wallet = address(name);
        stage
            .call(keys.withdraw(grant, &wallet), "Withdraw", &[])
            .after(given.open_account(name))
            .succeeds();
        assert_eq!(given.held(stage, name), amount);
    }
}

fn unsigned(call: &Instruction) -> Vec<solana_instruction::AccountMeta> {
    let mut metas = call.accounts.clone();
    metas.iter_mut().for_each(|meta| meta.is_signer = false);
    metas
}

#[test]
fn attack_65_a_program_sells_to_a_mandate_and_is_paid() {
    let wallet = actor().0;
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(5_000);
    stage.invite();
    let keys = &mandate.keys;
    give(stage, &keys.base_mint, &tokens::TOKEN, "minter", 30_000);
    give(stage, &keys.quote_mint, &tokens::TOKEN, "bank", 0);
    let (base, quote) = (keys.base_account(&wallet).0, keys.quote_account(&wallet).0);
    let offer = keys.make_offer(wallet, wallet, base, 0, 5_000, 30_000);
    only_it_may(stage, offer.clone());
    acts(stage, offer);
    let withdraw = keys.withdraw_offer(wallet, wallet, base, (0, 5_000), 10_000);
    only_it_may(stage, withdraw.clone());
    acts(stage, withdraw);

    stage.warp(mandate::BEGINS + mandate::CLOSE);
    mandate.clear(stage, 0).succeeds();
    let collect = keys.collect(wallet, address("host"), &wallet, 0, 5_000);
    stage.call(collect, "Collect", &[]).succeeds();

    assert_eq!((stage.balance(&base), stage.balance(&quote)), (10_000, 1_000));
}

#[test]
fn attack_03_an_actor_of_another_program_is_another_signer() {
    let mut world = contributed(30_000);
    // Mallory signs, and names the actor as the owner of what she asks for.
    let (wallet, mallory) = (actor().0, address("mallory"));
    world.fund("mallory", 100);
    world.contribute("mallory", 100).succeeds();
    let to = world.keys.quote_account(&mallory).0;
    let theirs = world.keys.withdraw(wallet, wallet, to, 1);
    only_it_may(&mut world, theirs.clone());
    let swapped = world.stage.call(theirs, "Withdraw", &[]).signed_by("contributor", "mallory");
    swapped.fails_with(anchor_lang::prelude::ErrorCode::ConstraintAddress);
    let more = world.withdraw("mallory", 101);
    more.fails_with(LaunchError::MoreThanDeposited);
}

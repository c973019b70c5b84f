//! Several calls in one instruction of the attacker's, with money moved in between
//! ├── in, out and in again ............... as if it was in once
//! ├── closed, given lamports, made anew .. as if it was made once; the gift leaves with the rent
//! ├── a donation between two calls ....... counts for nobody
//! ├── borrowed for one instruction ....... comes out as it went in
//! ├── a signature given for something else is as good as given: what it moves, and what not
//! └── a co-signer ........................ vouches for the instruction it signs, whoever relays it

use groundswell_sdk::program::ContributeArgs;
use groundswell_tests::{
    Given, LaunchError, MandateGiven, World,
    given::*,
    hostile::{Script, actor},
    mandate::{BEGINS, CLOSE, HOLDINGS},
    stage::address,
    tokens,
};
use solana_address::Address;
use solana_instruction::{Instruction, error::InstructionError};

const COSIGNED: u8 = 2;
const INSTRUCTIONS: &str = "Sysvar1nstructions1111111111111111111111111";

fn open(given: Given) -> World {
    let mut world = World::lite(given).draft().seal_now();
    world.warp(OPENS);
    world.invite();
    for name in ["alice", "mallory"] {
        world.fund(name, 50_000);
    }
    world
}

fn contribute(world: &World, name: &str, amount: u64, with: Option<Address>) -> Instruction {
    let wallet = address(name);
    let from = world.keys.quote_account(&wallet).0;
    let args = ContributeArgs { amount, tick: 0, proof: None };
    world.keys.contribute(wallet, wallet, from, with, args)
}

fn withdraw(world: &World, name: &str, to: &str, amount: u64) -> Instruction {
    let (wallet, to) = (address(name), world.keys.quote_account(&address(to)).0);
    world.keys.withdraw(wallet, wallet, to, amount)
}

#[test]
fn attack_23_in_out_and_in_again_is_in_once() {
    let mut world = open(Given::default());
    let calls = [
        contribute(&world, "alice", 30_000, None),
        withdraw(&world, "alice", "alice", 30_000),
        contribute(&world, "alice", 20_000, None),
    ];

    world.hostile(Script::of(&calls), &["alice"]).succeeds();

    let launch = world.launch();
    assert_eq!((launch.deposited, launch.contributors), (20_000, 1));
    assert_eq!(world.contribution("alice").unwrap().amount.get(), 20_000);
    assert_eq!(world.quote("alice"), 30_000);
}

#[test]
fn attack_23_attack_24_what_was_closed_and_given_lamports_is_made_anew() {
    let mut world = open(Given::default());
    let (alice, at) = (address("alice"), world.keys.contribution(&address("alice")));
    let lamports = world.lamports(&alice);
    let calls = [
        contribute(&world, "alice", 30_000, None),
        withdraw(&world, "alice", "alice", 30_000),
        tokens::send_lamports(&actor().0, &at, 7_777_777),
        contribute(&world, "alice", 20_000, None),
    ];
    world.hostile(Script::of(&calls), &["alice"]).succeeds();
    assert_eq!((world.launch().deposited, world.launch().contributors), (20_000, 1));

    world.withdraw("alice", 20_000).succeeds();

    assert_eq!((world.quote("alice"), world.lamports(&alice)), (50_000, lamports + 7_777_777));
    assert!(world.ledger.account(&at).is_none());
}

#[test]
fn attack_23_attack_24_an_offer_that_was_closed_and_given_lamports_is_made_anew() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(5_000);
    stage.invite();
    let (alice, at) = (address("alice"), mandate.offer_at("alice", 0, 5_000));
    let lamports = stage.lamports(&alice);
    let (keys, base) = (&mandate.keys, mandate.keys.base_account(&alice).0);
    let offer = |amount| keys.make_offer(alice, alice, base, 0, 5_000, amount);
    let calls = [
        offer(900),
        keys.withdraw_offer(alice, alice, base, (0, 5_000), 900),
        tokens::send_lamports(&actor().0, &at, 7_777_777),
        offer(400),
    ];
    stage.hostile(Script::of(&calls), &["alice"]).succeeds();
    assert_eq!(mandate.tender(stage, 0).unwrap().offers, 1);
    assert_eq!((mandate.base(stage, "alice"), mandate.vaults(stage).0), (HOLDINGS - 400, 400));

    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).succeeds();

    // At half of a tenth: 400 base units are worth 20.
    assert_eq!((mandate.quote(stage, "alice"), mandate.base(stage, "alice")), (20, HOLDINGS - 400));
    assert_eq!(stage.lamports(&alice), lamports + 7_777_777);
}

#[test]
fn attack_26_a_donation_between_two_calls_counts_for_nobody() {
    let mut world = open(Given::default());
    let (alice, vault) = (address("alice"), world.keys.at.quote_vault);
    let from = world.keys.quote_account(&alice).0;
    let donate = tokens::transfer(&from, &vault, &alice, 777);
    let enter = contribute(&world, "alice", 10_000, None);
    let leave = |amount| withdraw(&world, "alice", "alice", amount);
    let (all, more) = (leave(10_000), leave(10_777));

    let greedy = Script::of(&[enter.clone(), donate.clone(), more]);
    world.hostile(greedy, &["alice"]).fails_with(LaunchError::MoreThanDeposited);
    world.hostile(Script::of(&[enter, donate, all]), &["alice"]).succeeds();

    assert_eq!((world.launch().deposited, world.balance(&vault)), (0, 777));
    assert_eq!(world.quote("alice"), 49_223);
}

#[test]
fn attack_37_what_is_borrowed_comes_out_as_it_went_in_and_not_in_the_freeze() {
    let mut world = open(Given::default());
    let calls = [
        contribute(&world, "mallory", 50_000, None),
        withdraw(&world, "mallory", "mallory", 50_000),
    ];
    world.hostile(Script::of(&calls), &["mallory"]).succeeds();
    assert_eq!((world.quote("mallory"), world.launch().deposited), (50_000, 0));

    world.warp(FREEZES);
    let frozen = LaunchError::WithdrawalsFrozen;
    world.hostile(Script::of(&calls), &["mallory"]).fails_with(frozen);
}

#[test]
fn attack_03_a_signature_moves_what_its_owner_could_move_and_nothing_else() {
    let mut world = open(Given::default());
    world.contribute("alice", 20_000).succeeds();

    // Alice signs an instruction of the attacker's for whatever reason. What her signature could send
    // anywhere goes anywhere: no program can tell what she meant.
    let stolen = withdraw(&world, "alice", "mallory", 5_000);
    world.hostile(Script::of(&[stolen]), &["alice"]).succeeds();
    assert_eq!((world.quote("mallory"), world.quote("alice")), (55_000, 30_000));

    // What is hers whoever asks stays hers, signature or not.
    let mut world = world.settled();
    let (alice, mallory, payer) = (address("alice"), address("mallory"), address("payer"));
    for wallet in [alice, mallory] {
        let open = tokens::open(&payer, &wallet, &world.keys.base_mint, &tokens::TOKEN);
        world.run(&[open], &[]);
    }
    let claim = world.keys.claim(alice, alice);
    let mut diverted = claim.clone();
    let hers = world.keys.base_account(&alice).0;
    let metas = diverted.accounts.iter_mut().filter(|meta| meta.pubkey == hers);
    let theirs = world.keys.base_account(&mallory).0;
    metas.for_each(|meta| meta.pubkey = theirs);
    let refused = LaunchError::NotTheOwnersAccount;
    world.hostile(Script::of(&[diverted]), &["alice"]).fails_with(refused);
    world.hostile(Script::of(&[claim]), &[]).succeeds();
    assert_eq!((world.base("alice"), world.base("mallory")), (150_000, 0));
}

#[test]
fn attack_44_a_co_signer_vouches_for_what_it_signs_and_for_nothing_else() {
    let cosigner = address("cosigner");
    let gated = Given::with(|given| {
        (given.args.gate, given.args.gate_key) = (COSIGNED, cosigner);
    });
    let mut world = open(gated);
    world.endow("cosigner");
    let missing = LaunchError::CoSignerMissing;
    let unsigned = InstructionError::MissingRequiredSignature;

    // The actor signs by CPI, and is not the co-signer.
    let posing = contribute(&world, "mallory", 100, Some(actor().0));
    world.hostile(Script::of(&[posing]), &["mallory"]).fails_with(missing);
    // A signature next to the call, in the same transaction, is not one of the call.
    let beside = tokens::send_lamports(&cosigner, &cosigner, 0);
    let without = contribute(&world, "mallory", 100, None);
    let script = Script::of(&[beside.clone(), without]);
    world.hostile(script, &["mallory", "cosigner"]).fails_with(LaunchError::CoSignerMissing);
    let mut named = contribute(&world, "mallory", 100, Some(cosigner));
    let metas = named.accounts.iter_mut().filter(|meta| meta.pubkey == cosigner);
    metas.for_each(|meta| meta.is_signer = false);
    let script = Script::of(&[beside, named.clone()]);
    world.hostile(script, &["mallory", "cosigner"]).fails_with(unsigned);
    // What other instructions say is no signature either.
    let metas = named.accounts.iter_mut().filter(|meta| meta.pubkey == cosigner);
    metas.for_each(|meta| meta.pubkey = INSTRUCTIONS.parse().unwrap());
    let unsigned = InstructionError::MissingRequiredSignature;
    world.hostile(Script::of(&[named]), &["mallory"]).fails_with(unsigned);
    assert!(world.contribution("mallory").is_none());

    // Whoever signs an instruction of another program signs whatever that makes of it.
    let vouched = contribute(&world, "mallory", 100, Some(cosigner));
    world.hostile(Script::of(&[vouched]), &["mallory", "cosigner"]).succeeds();
    assert_eq!(world.contribution("mallory").unwrap().co_signer, cosigner);
}

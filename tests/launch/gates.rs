//! contribute, behind a gate
//! ├── allowlist
//! │   ├── with the wallet's proof ............. takes up to its cap, over several calls
//! │   ├── over the cap ........................ refuses: OverAllowance
//! │   ├── without a proof, or with one for another index, cap, wallet, launch,
//! │   │   depth or node ....................... refuses: NotOnAllowlist
//! │   └── of the largest list that fits a transaction  takes it
//! └── co-signer
//!     ├── who signs ........................... takes it and remembers
//!     └── who does not, or someone else does .. refuses: CoSignerMissing

use groundswell_sdk::{
    allowlist::Allowlist,
    math::merkle::{Node, depth},
    pda::LaunchAddresses,
    program::{AllowlistProof, ContributeArgs},
};
use groundswell_tests::{Call, Given, LaunchError, World, stage::address};
use solana_address::Address;
use solana_instruction::error::InstructionError;

const LISTED: [(&str, u64); 5] =
    [("alice", 500), ("bob", 1_000), ("carol", 70), ("dave", 10), ("erin", 60_000)];

fn list(of: &Address) -> Allowlist {
    let entries: Vec<_> = LISTED.iter().map(|(name, cap)| (address(name), *cap)).collect();
    Allowlist::new(of, &entries).unwrap()
}

fn gated() -> (World, Allowlist) {
    let launch = LaunchAddresses::of(&address("creator"), 1).launch;
    let list = list(&launch);
    let mut world = World::open(Given::with(|given| {
        given.args.gate = 1;
        given.args.gate_key = Address::new_from_array(list.root().hash());
        given.args.gate_sum = list.root().sum();
        given.args.gate_count = list.count();
    }));
    for (name, _) in LISTED {
        world.fund(name, 100_000);
    }
    (world, list)
}

fn contribute<'w>(
    world: &'w mut World,
    name: &str,
    amount: u64,
    proof: Option<AllowlistProof>,
) -> Call<'w> {
    world.contribute_with(name, ContributeArgs { amount, tick: 0, proof })
}

#[test]
fn every_listed_wallet_gets_in_up_to_its_cap() {
    let (mut world, list) = gated();

    for (name, cap) in LISTED {
        let proof = list.proof(&address(name));
        let most = cap.min(50_000);
        contribute(&mut world, name, most, proof.clone()).succeeds();
        let error =
            if cap > 50_000 { LaunchError::OverWalletMaximum } else { LaunchError::OverAllowance };
        contribute(&mut world, name, 1, proof).fails_with(error);
        assert_eq!(world.contribution(name).unwrap().amount.get(), most);
    }
}

#[test]
fn attack_42_the_cap_holds_over_several_calls() {
    let (mut world, list) = gated();
    let proof = list.proof(&address("alice"));

    contribute(&mut world, "alice", 300, proof.clone()).succeeds();
    contribute(&mut world, "alice", 201, proof.clone()).fails_with(LaunchError::OverAllowance);
    contribute(&mut world, "alice", 200, proof).succeeds();
}

#[test]
fn refuses_every_proof_that_does_not_fit() {
    let (mut world, list) = gated();
    let proof = list.proof(&address("alice")).unwrap();
    let other = Address::new_from_array([9; 32]);
    let changed = |change: fn(&mut AllowlistProof)| {
        let mut proof = proof.clone();
        change(&mut proof);
        Some(proof)
    };

    for tampered in [
        None,
        changed(|p| p.index = 1),
        changed(|p| p.index += 8),
        changed(|p| p.cap += 1),
        changed(|p| p.siblings[1][32] += 1),
        changed(|p| p.siblings[0][0] ^= 1),
        changed(|p| _ = p.siblings.pop()),
        changed(|p| p.siblings.push(p.siblings[0])),
        changed(|p| p.siblings.clear()),
        list.proof(&address("bob")),
        self::list(&other).proof(&address("alice")),
    ] {
        contribute(&mut world, "alice", 100, tampered).fails_with(LaunchError::NotOnAllowlist);
    }
    world.fund("mallory", 1_000);
    contribute(&mut world, "mallory", 100, Some(proof)).fails_with(LaunchError::NotOnAllowlist);
}

#[test]
fn the_largest_list_of_one_transaction() {
    // A list of 65,536 wallets: 16 siblings. The tree is not built; one path of it is enough.
    let launch = LaunchAddresses::of(&address("creator"), 1).launch;
    let mut node = Node::leaf(launch.as_array(), 0, address("alice").as_array(), 100);
    let mut siblings = vec![];
    for level in 0..16u8 {
        let sibling = Node::new([level; 32], 7);
        siblings.push(*sibling.bytes());
        node = Node::parent(&node, &sibling).unwrap();
    }
    assert_eq!(depth(65_536), 16);
    let mut world = World::open(Given::with(|given| {
        given.args.gate = 1;
        given.args.gate_key = Address::new_from_array(node.hash());
        given.args.gate_sum = node.sum();
        given.args.gate_count = 65_536;
    }));
    world.fund("alice", 1_000);
    let proof = AllowlistProof { index: 0, cap: 100, siblings };

    contribute(&mut world, "alice", 100, Some(proof)).succeeds();

    assert_eq!(world.launch().deposited, 100);
}

fn co_signed() -> World {
    let mut world = World::open(Given::with(|given| {
        given.args.gate = 2;
        given.args.gate_key = address("co-signer");
    }));
    world.fund("alice", 1_000);
    world
}

fn contribute_with<'w>(world: &'w mut World, co_signer: &'static str) -> Call<'w> {
    let alice = world.address("alice");
    let from = world.keys.quote_account(&alice).0;
    let args = ContributeArgs { amount: 100, tick: 0, proof: None };
    let key = Some(address(co_signer));
    let instruction = world.keys.contribute(alice, alice, from, key, args);
    world.call(instruction, "Contribute", &["alice", co_signer])
}

#[test]
fn a_co_signer_vouches_and_is_remembered() {
    let mut world = co_signed();

    contribute_with(&mut world, "co-signer").succeeds();

    assert_eq!(world.contribution("alice").unwrap().co_signer, address("co-signer"));
}

#[test]
fn refuses_without_the_co_signer() {
    let mut world = co_signed();

    world.contribute("alice", 100).fails_with(LaunchError::CoSignerMissing);
    contribute_with(&mut world, "mallory").fails_with(LaunchError::CoSignerMissing);
    contribute_with(&mut world, "co-signer")
        .without_signature("co_signer")
        .fails_with(InstructionError::MissingRequiredSignature);
}

#[test]
fn a_contribution_names_no_co_signer_where_none_is_asked() {
    let given = Given::with(|given| given.args.gate_key = address("co-signer"));
    let mut world = World::open(given);
    world.contributions(&[("alice", 100)]);

    assert_eq!(world.contribution("alice").unwrap().co_signer, Address::default());
}

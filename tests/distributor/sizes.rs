//! The largest lists whose claims fit one transaction of 1,232 bytes. Each is built, signed,
//! measured as it goes over the wire, and paid on the bytecode.
//!
//! A proof of a leaf shows one corner of a tree; what lies beside it may be any hashes. So lists
//! of millions are made here from the few leaves that are claimed.

use groundswell_sdk::math::merkle::Node;
use groundswell_tests::{List, Stage, ledger::Ledger, list::*, stage::key};
use solana_instruction::Instruction;
use solana_transaction::Transaction;

/// Most bytes of a transaction.
const LIMIT: usize = 1_232;

/// A list of 2^depth leaves, the first of which are a crowd of `leaves`, and the nodes that
/// stand beside them, from the crowd upwards.
fn corner(leaves: u32, depth: u32) -> (List, Vec<Node>) {
    let mut list = List::over(crowd(leaves));
    let beside: Vec<Node> =
        (leaves.ilog2()..depth).map(|height| Node::new([height as u8; 32], 1)).collect();
    let join = |node: Node, sibling: &Node| Node::parent(&node, sibling).unwrap();
    let root = beside.iter().fold(list.tree.root(), join);
    list.keys.count = 1 << depth;
    list.args.count = 1 << depth;
    list.args.depth = depth as u8;
    list.args.root = root.hash();
    list.args.sum = root.sum();
    (list, beside)
}

/// It is open, with its first page.
fn open(list: &List) -> Stage {
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();
    let root = Node::new(list.args.root, list.args.sum);
    list.open_vault_with(&mut stage, 0, root, &[]).succeeds();
    list.open_page(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).succeeds();
    stage.warp(STARTS);
    stage
}

/// Bytes of the transaction that a wallet sends: its signatures and what they sign.
fn wire_bytes(stage: &Stage, instructions: &[Instruction]) -> usize {
    let Ledger::Lite(svm) = &stage.ledger else { panic!("sizes are measured on LiteSVM") };
    let payer = key("payer");
    let at = solana_signer::Signer::pubkey(&payer);
    let hash = svm.latest_blockhash();
    let signed = Transaction::new_signed_with_payer(instructions, Some(&at), &[&payer], hash);
    signed.verify().unwrap();
    assert_eq!(signed.signatures.len(), 1);
    // A length of one byte, then each signature, then the message.
    1 + 64 * signed.signatures.len() + signed.message_data().len()
}

/// A claim of the first leaf, with or without the opening of its account.
fn claim(depth: u32, opens: bool) -> (usize, List, Vec<Node>) {
    let (list, proof) = corner(1, depth);
    let (wallet, amount) = list.entries[0];
    let claim = list.keys.claim(&wallet, 0, amount, &proof);
    let stage = list.lite();
    let bytes = if opens {
        wire_bytes(&stage, &[list.open_account(&wallet), claim])
    } else {
        wire_bytes(&stage, &[claim])
    };
    (bytes, list, proof)
}

#[test]
fn a_claim_to_an_account_that_exists_fits_for_a_million_leaves() {
    let (bytes, list, proof) = claim(20, false);
    assert_eq!((list.args.count, bytes), (1_048_576, 1_193));
    assert_eq!(claim(21, false).0, LIMIT + 1);

    let mut stage = open(&list);
    let (wallet, amount) = list.entries[0];
    stage.run(&[list.open_account(&wallet)], &[]);
    let instruction = list.keys.claim(&wallet, 0, amount, &proof);
    stage.call(instruction, "Claim", &[]).succeeds();

    assert_eq!(list.balance(&mut stage, &wallet), amount);
}

#[test]
fn a_claim_that_opens_the_account_fits_for_a_quarter_of_a_million() {
    let (bytes, list, proof) = claim(18, true);
    assert_eq!((list.args.count, bytes), (262_144, 1_219));
    assert_eq!(claim(19, true).0, 1_259);

    let mut stage = open(&list);
    let (wallet, amount) = list.entries[0];
    list.claim_with(&mut stage, &wallet, 0, amount, &proof).succeeds();

    assert_eq!(list.balance(&mut stage, &wallet), amount);
}

/// A claim of the first eight leaves, whose accounts exist.
fn eight(depth: u32) -> (usize, List, Instruction) {
    let (list, proof) = corner(8, depth);
    let leaf = |(index, (wallet, amount)): (u32, &(_, u64))| (*wallet, index, *amount);
    let leaves: Vec<_> = (0..).zip(&list.entries).map(leaf).collect();
    let claim = list.keys.claim_many(&leaves, &proof);
    (wire_bytes(&list.lite(), std::slice::from_ref(&claim)), list, claim)
}

#[test]
fn a_claim_of_eight_neighbours_fits_for_thirty_thousand() {
    // Eight that fill a subtree: numbers 8n to 8n + 7.
    let (bytes, list, claim) = eight(15);
    assert_eq!((list.args.count, bytes), (32_768, 1_199));
    assert_eq!(eight(16).0, 1_239);

    let mut stage = open(&list);
    for (wallet, _) in &list.entries {
        stage.run(&[list.open_account(wallet)], &[]);
    }
    stage.call(claim, "ClaimMany", &[]).succeeds();

    for (wallet, amount) in &list.entries {
        assert_eq!(list.balance(&mut stage, wallet), *amount);
    }
}

/// The largest claim of any eight neighbours on a list of 2^depth leaves.
fn any_eight(depth: u32) -> (usize, List, Vec<u32>) {
    let list = List::over(crowd(1 << depth));
    let neighbours = |first: u32| first..first + 8;
    let proof = |first: u32| list.tree.proof_of_many(&neighbours(first).collect()).unwrap();
    let worst = (0..=(1 << depth) - 8).max_by_key(|first| proof(*first).len()).unwrap();
    let leaf = |index: u32| (list.entries[index as usize].0, index, list.entries[index as usize].1);
    let leaves: Vec<_> = neighbours(worst).map(leaf).collect();
    let claim = list.keys.claim_many(&leaves, &proof(worst));
    (wire_bytes(&list.lite(), &[claim]), list, neighbours(worst).collect())
}

#[test]
fn a_claim_of_any_eight_neighbours_fits_for_two_hundred() {
    // Where the middle of the tree lies between them, each half brings its own siblings.
    let (bytes, list, worst) = any_eight(8);
    assert_eq!((list.args.count, bytes), (256, 1_199));
    assert_eq!(any_eight(9).0, 1_279);

    let mut stage = list.open_lite();
    for index in &worst {
        stage.run(&[list.open_account(&list.entries[*index as usize].0)], &[]);
    }
    list.claim_many(&mut stage, &worst).succeeds();
}

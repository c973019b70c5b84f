//! sending
//! ├── whatever gets lost on the way ....... done once, and told so
//! ├── a process that is killed ............ says where it was; the ledger tells what happened
//! ├── what a program refuses .............. its words, before anything is sent
//! ├── what no packet holds ................ refused
//! ├── --dry-run ........................... says what would change, and changes nothing
//! └── --sign-only ......................... a transaction that nobody has signed

use base64::{Engine, engine::general_purpose::STANDARD};
use groundswell_cluster::{
    Chain, ChainError, Embedded, Interrupted,
    interrupted::Fault,
    send::{Call, Mode, Pending, Price, SendError, Sender, Sent},
};
use groundswell_sdk::{Address, launch::LaunchKeys, pda::LaunchAddresses};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::Transaction;

const SOL: u64 = 1_000_000_000;
const SYSTEM_PROGRAM: Address = Address::new_from_array([0; 32]);

fn payer() -> Keypair {
    Keypair::new_from_array([1; 32])
}

fn friend() -> Address {
    Keypair::new_from_array([2; 32]).pubkey()
}

fn ledger() -> Embedded {
    let ledger = Embedded::new().unwrap();
    ledger.endow(&payer().pubkey(), 10 * SOL).unwrap();
    ledger
}

fn transfer(lamports: u64) -> Call {
    let accounts =
        vec![AccountMeta::new(payer().pubkey(), true), AccountMeta::new(friend(), false)];
    let data = [&2u32.to_le_bytes()[..], &lamports.to_le_bytes()].concat();
    Call::new("pay", vec![Instruction { program_id: SYSTEM_PROGRAM, accounts, data }])
}

fn nothing(_: &Pending) -> Result<(), String> {
    Ok(())
}

#[test]
fn whatever_gets_lost_is_done_once() {
    for fault in [Fault::LostBefore, Fault::LostAfter, Fault::Dropped] {
        let ledger = ledger();
        let chain = Interrupted::new(&ledger, 0, fault);
        let sender = Sender::new(&chain, Price { unit_price: 1_000_000 }, Mode::Send);

        let done = sender.send(&transfer(SOL), &[&payer()], &mut nothing).unwrap();

        // 5,000 for the signature; the limit is 300 units and 5,000 above, at a lamport each.
        assert_eq!((done.units, done.fee), (300, 5_000 + 5_300), "{fault:?}");
        assert_eq!(ledger.lamports(&friend()).unwrap(), SOL, "{fault:?}");
        let left = ledger.lamports(&payer().pubkey()).unwrap();
        assert!(9 * SOL - left < 11_000, "{fault:?}: {left}");
    }
}

#[test]
fn a_blockhash_that_ran_out_is_replaced() {
    let ledger = ledger();
    // The ledger moves on before the first transaction reaches it, which it then refuses.
    let chain = Interrupted::new(&ledger, 0, Fault::Dropped);
    let sender = Sender::new(&chain, Price::default(), Mode::Send);
    let mut noted = vec![];

    let sent = sender.send(&transfer(SOL), &[&payer()], &mut |pending| {
        noted.push(*pending);
        Ok(())
    });

    assert_eq!(noted.len(), 1, "it is handed over again while its blockhash is good");
    assert_eq!(noted[0].signature, sent.unwrap().signature);
    assert_eq!(chain.sends(), 2);
}

#[test]
fn a_killed_process_finds_out_later() {
    for (fault, is_paid) in [(Fault::KilledBefore, false), (Fault::KilledAfter, true)] {
        let ledger = ledger();
        let chain = Interrupted::new(&ledger, 0, fault);
        let mut noted = vec![];
        let sender = Sender::new(&chain, Price::default(), Mode::Send);
        let killed = sender.send(&transfer(SOL), &[&payer()], &mut |pending| {
            noted.push(*pending);
            Ok(())
        });
        assert!(matches!(killed, Err(SendError::Chain(ChainError::Interrupted))), "{fault:?}");

        let sender = Sender::new(&ledger, Price::default(), Mode::Send);
        assert_eq!(noted.len(), 1);
        assert_eq!(sender.settle(&transfer(SOL), &noted[0]).unwrap(), is_paid);
        let paid = if is_paid { SOL } else { 0 };
        assert_eq!(ledger.lamports(&friend()).unwrap(), paid);
    }
}

#[test]
fn nothing_leaves_that_could_not_be_noted() {
    let ledger = ledger();
    let sender = Sender::new(&ledger, Price::default(), Mode::Send);

    let refused = sender.send(&transfer(SOL), &[&payer()], &mut |_| Err("disk full".to_owned()));

    assert_eq!(refused.unwrap_err().to_string(), "`pay` was not sent: disk full");
    assert_eq!(ledger.lamports(&friend()).unwrap(), 0);
}

#[test]
fn a_program_speaks_for_itself() {
    let ledger = ledger();
    let creator = payer().pubkey();
    let keys = LaunchKeys {
        creator,
        rent_payer: creator,
        base_mint: friend(),
        base_token_program: friend(),
        quote_mint: friend(),
        treasury_stream: friend(),
        mandate: friend(),
        at: LaunchAddresses::of(&creator, 1),
    };
    let sender = Sender::new(&ledger, Price::default(), Mode::Send);

    let call = Call::new("settle", vec![keys.settle()]);
    let refused = sender.send(&call, &[&payer()], &mut nothing).unwrap_err().to_string();

    assert!(refused.starts_with("the ledger refused `settle`: Error processing"), "{refused}");
    let poor = sender.send(&transfer(11 * SOL), &[&payer()], &mut nothing).unwrap_err();
    assert!(matches!(poor, SendError::Refused(_)), "{poor}");
}

#[test]
fn what_no_packet_holds_is_refused() {
    let ledger = ledger();
    let sender = Sender::new(&ledger, Price::default(), Mode::Send);
    let data = vec![0; 1_200];
    let large = Instruction { program_id: SYSTEM_PROGRAM, accounts: vec![], data };

    let refused = sender.send(&Call::new("large", vec![large]), &[&payer()], &mut nothing);

    let said = "the transaction `large` has 1370 bytes, and a packet holds 1232";
    assert_eq!(refused.unwrap_err().to_string(), said);
}

#[test]
fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let ledger = ledger();
    let sender = Sender::new(&ledger, Price::default(), Mode::DryRun);
    let before = ledger.lamports(&payer().pubkey()).unwrap();

    // Nobody has to sign.
    let sent = sender.run(&transfer(SOL), &payer().pubkey(), &[]).unwrap();

    let Sent::Preview(preview) = sent else { panic!("{sent:?}") };
    let [paid, got] = &preview.changes[..] else { panic!("{preview:?}") };
    assert_eq!((paid.at, got.at), (payer().pubkey(), friend()));
    assert_eq!((got.lamports(), got.before.is_none()), (i128::from(SOL), true));
    assert_eq!(preview.fee, 5_000);
    assert_eq!(ledger.lamports(&payer().pubkey()).unwrap(), before);
    assert_eq!(ledger.lamports(&friend()).unwrap(), 0);
}

#[test]
fn an_unsigned_transaction_can_be_signed_elsewhere() {
    let ledger = ledger();
    let sender = Sender::new(&ledger, Price::default(), Mode::SignOnly);

    let sent = sender.run(&transfer(SOL), &payer().pubkey(), &[]).unwrap();

    let Sent::Unsigned(text) = sent else { panic!("{sent:?}") };
    let mut made: Transaction = bincode::deserialize(&STANDARD.decode(text).unwrap()).unwrap();
    assert!(!made.is_signed());
    assert_eq!(ledger.lamports(&friend()).unwrap(), 0);
    let hash = made.message.recent_blockhash;
    made.sign(&[&payer()], hash);
    ledger.send(&made).unwrap();
    assert_eq!(ledger.lamports(&friend()).unwrap(), SOL);
}

//! create
//! ├── a list ..................... is stored as sent, and is not active
//! ├── paid for by the creator .... the same wallet may be both
//! ├── no leaf, no sum ............ refuses: EmptyList
//! ├── another depth .............. refuses: Depth
//! ├── vaults smaller than a page . refuses: VaultCount
//! ├── content of 97 bytes ........ refuses: ContentLength
//! ├── sink
//! │   ├── unknown ................ refuses: UnknownSink
//! │   ├── named by nothing ....... refuses: SinkMissing
//! │   ├── the list or the program  refuses: SinkMissing
//! │   └── named, but it burns .... refuses: SinkUnused
//! ├── twice ...................... refuses: the address is taken
//! ├── without a signature ........ refuses, each by name
//! └── at another address ......... refuses: InvalidSeeds

use groundswell_sdk::{
    Address,
    distributor_program::{CreateArgs, state::Sink},
    math::merkle::depth,
};
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address, tokens};
use solana_instruction::error::InstructionError;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

fn refuses(stage: &mut Stage, change: impl FnOnce(&mut CreateArgs), error: DistributorError) {
    list().with(change).create(stage).fails_with(error);
}

#[test]
fn stores_what_was_sent() {
    let list = list().with_steps(&[2_500, 10_000]).with(|args| {
        args.content[1] = b"https://example.net/list.csv".to_vec();
        args.sink = Sink::Next as u8;
        args.sink_address = address("next");
    });
    let mut stage = list.stage();

    list.create(&mut stage).succeeds();

    let stored = list.stored(&mut stage);
    let (args, keys) = (&list.args, &list.keys);
    assert_eq!((stored.creator, stored.rent_payer), (keys.creator, keys.rent_payer));
    assert_eq!((stored.mint, stored.token_program), (keys.mint, tokens::TOKEN));
    assert_eq!((stored.id, stored.sum, stored.count), (1, 1_000, 2));
    assert_eq!((stored.root, stored.dataset_sha256), (args.root, [7; 32]));
    assert_eq!((stored.step_count, stored.vault_levels, stored.decimals), (2, 0, 6));
    assert_eq!(stored.step_times[..3], [STARTS, STARTS + 86_400, 0]);
    assert_eq!(stored.step_shares[..3], [2_500, 10_000, 0]);
    assert_eq!((stored.ends_at, stored.sink), (ENDS, 2));
    assert_eq!(stored.sink_address, address("next"));
    assert_eq!((stored.opened_vaults, stored.funded_vaults, stored.open_pages), (0, 0, 0));
    assert_eq!((stored.is_active.get(), stored.sequence), (false, 0));
    for (slot, sent) in stored.content.iter().zip(&args.content) {
        assert_eq!(slot[..sent.len()], sent[..]);
        assert!(slot[sent.len()..].iter().all(|byte| *byte == 0));
    }
}

#[test]
fn the_creator_may_pay() {
    let mut list = list();
    list.keys.rent_payer = list.keys.creator;
    let mut stage = list.stage();

    let instruction = list.keys.create(list.args.clone());
    stage.call(instruction, "Create", &["creator"]).succeeds();

    assert_eq!(list.stored(&mut stage).rent_payer, address("creator"));
}

#[test]
fn refuses_a_list_of_nothing() {
    let mut stage = list().lite();

    refuses(&mut stage, |args| args.count = 0, DistributorError::EmptyList);
    refuses(&mut stage, |args| args.sum = 0, DistributorError::EmptyList);

    let one = List::of(&[("alice", 1)]);
    assert_eq!((one.args.count, one.args.sum), (1, 1));
    one.create(&mut stage).succeeds();
}

#[test]
fn attack_55_the_depth_follows_from_the_count() {
    for (count, right) in [(1, 0), (2, 1), (3, 2), (8_192, 13), (8_193, 14), (u32::MAX, 32)] {
        let mut stage = list().lite();
        let with = |depth| {
            move |args: &mut CreateArgs| {
                args.count = count;
                args.depth = depth;
            }
        };

        for wrong in [right + 1, u8::MAX].into_iter().chain(right.checked_sub(1)) {
            refuses(&mut stage, with(wrong), DistributorError::Depth);
        }

        list().with(with(right)).create(&mut stage).succeeds();
    }
}

#[test]
fn no_vault_is_smaller_than_a_page() {
    for (count, most) in
        [(2, 0), (8_192, 0), (8_193, 1), (16_385, 2), (131_072, 4), (262_144, 4), (u32::MAX, 4)]
    {
        let mut stage = list().lite();
        let with = |vault_levels| {
            move |args: &mut CreateArgs| {
                args.count = count;
                args.depth = depth(count) as u8;
                args.vault_levels = vault_levels;
            }
        };

        for wrong in [most + 1, u8::MAX] {
            refuses(&mut stage, with(wrong), DistributorError::VaultCount);
        }

        list().with(with(most)).create(&mut stage).succeeds();
    }
}

#[test]
fn content_has_up_to_96_bytes() {
    for slot in [0, 1] {
        let mut stage = list().lite();
        let with = |length| move |args: &mut CreateArgs| args.content[slot] = vec![b'a'; length];

        refuses(&mut stage, with(97), DistributorError::ContentLength);
        refuses(&mut stage, with(300), DistributorError::ContentLength);

        list().with(with(96)).create(&mut stage).succeeds();
        assert_eq!(list().stored(&mut stage).content[slot], [b'a'; 96]);
    }
}

#[test]
fn the_sink_is_fixed_and_named() {
    let mut stage = list().lite();
    let itself = list().keys.distributor;
    let sink = |number: u8, at: Address| {
        move |args: &mut CreateArgs| {
            args.sink = number;
            args.sink_address = at;
        }
    };

    for number in [3, u8::MAX] {
        let unknown = sink(number, address("sink"));
        refuses(&mut stage, unknown, DistributorError::UnknownSink);
    }
    for number in [1, 2] {
        let nowhere = sink(number, Address::default());
        refuses(&mut stage, nowhere, DistributorError::SinkMissing);
        refuses(&mut stage, sink(number, itself), DistributorError::SinkMissing);
        let program = groundswell_sdk::distributor_program::ID;
        refuses(&mut stage, sink(number, program), DistributorError::SinkMissing);
    }
    refuses(&mut stage, sink(0, address("sink")), DistributorError::SinkUnused);

    for (id, number, at) in
        [(1, 0, Address::default()), (2, 1, address("sink")), (3, 2, address("sink"))]
    {
        let list = List::number(id, vec![(address("alice"), 1)]).with(sink(number, at));
        list.create(&mut stage).succeeds();
    }
}

#[test]
fn attack_08_refuses_a_second_time() {
    let mut stage = list().stage();
    list().create(&mut stage).succeeds();

    // What the system program answers when an account is in use.
    let taken = || InstructionError::Custom(0);
    list().create(&mut stage).fails_with(taken());
    List::of(&[("mallory", 1_000)]).create(&mut stage).fails_with(taken());
}

#[test]
fn attack_27_only_the_creator_takes_the_creators_address() {
    let list = list();
    let mut stage = list.stage();
    stage.endow("mallory");

    let unsigned = || InstructionError::MissingRequiredSignature;
    list.create(&mut stage).without_signature("creator").fails_with(unsigned());
    list.create(&mut stage).without_signature("payer").fails_with(unsigned());
    let elsewhere = || InstructionError::InvalidSeeds;
    list.create(&mut stage).signed_by("creator", "mallory").fails_with(elsewhere());
    let other = List::number(2, list.entries.clone()).keys.distributor;
    list.create(&mut stage).with_account("distributor", other).fails_with(elsewhere());
    stage.make_mint("other mint", &tokens::TOKEN, "mallory", 1);
    let other = address("other mint");
    list.create(&mut stage).with_account("mint", other).fails_with(elsewhere());

    list.create(&mut stage).succeeds();
}

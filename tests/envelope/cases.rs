//! What is sent in place of an instruction: fixed seeds, the same cases on every run.

use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use solana_address::Address;
use solana_instruction::Instruction;

/// The first bytes say which instruction it is.
pub const DISCRIMINATOR: usize = 8;
/// Longest prefix that is sent.
const LONGEST_PREFIX: usize = 64;
/// Of each kind of random case and each moment of a ledger.
const RANDOM: usize = 12;

/// How a case differs from an instruction that is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Not at all.
    Control,
    /// It ends too early.
    Truncated,
    /// It goes on.
    Trailing,
    /// Random arguments.
    RandomArguments,
    /// Random from the first byte on.
    RandomDiscriminator,
    /// All ones where a length of four or eight bytes may stand.
    HugeLength,
    /// Other accounts, or more, or fewer of them.
    OtherAccounts,
    /// Other accounts and random arguments.
    OtherAccountsRandomArguments,
}

/// All cases of one instruction. `pool` has addresses to swap accounts with.
pub fn cases(
    control: &Instruction,
    pool: &[Address],
    random: &mut ChaCha8Rng,
) -> Vec<(Kind, Instruction)> {
    let data = &control.data;
    let mut all = vec![(Kind::Control, data.clone())];
    for length in 0..data.len().min(LONGEST_PREFIX + 1) {
        all.push((Kind::Truncated, data[..length].to_vec()));
    }
    for more in [1, 8, 33, 400] {
        all.push((Kind::Trailing, [data.clone(), noise(more, random)].concat()));
    }
    for _ in 0..RANDOM {
        all.push((Kind::RandomArguments, random_arguments(data, random)));
        let length = random.random_range(0..200);
        all.push((Kind::RandomDiscriminator, noise(length, random)));
    }
    for at in DISCRIMINATOR..data.len() {
        for width in [4, 8] {
            let mut huge = data.clone();
            huge.resize(huge.len().max(at + width), 0xff);
            huge[at..at + width].fill(0xff);
            all.push((Kind::HugeLength, huge));
        }
    }
    let with = |(kind, data)| (kind, Instruction { data, ..control.clone() });
    let mut all: Vec<_> = all.into_iter().map(with).collect();
    for _ in 0..RANDOM {
        let mut other = shuffled(control, pool, random);
        all.push((Kind::OtherAccounts, other.clone()));
        other.data = random_arguments(data, random);
        all.push((Kind::OtherAccountsRandomArguments, other));
    }
    all
}

fn noise(length: usize, random: &mut ChaCha8Rng) -> Vec<u8> {
    (0..length).map(|_| random.random()).collect()
}

/// As many bytes as are right, or not; often small numbers, so that more than the first is read.
fn random_arguments(data: &[u8], random: &mut ChaCha8Rng) -> Vec<u8> {
    let length =
        if random.random() { data.len() - DISCRIMINATOR } else { random.random_range(0..300) };
    let small = random.random_bool(0.5);
    let byte = |random: &mut ChaCha8Rng| {
        if small {
            random.random_range(0..3) * u8::from(random.random_bool(0.3))
        } else {
            random.random()
        }
    };
    let arguments = (0..length).map(|_| byte(random));
    data[..DISCRIMINATOR].iter().copied().chain(arguments).collect()
}

/// Some accounts swapped for others; now and then one is gone, or comes twice. Who signs stays.
fn shuffled(control: &Instruction, pool: &[Address], random: &mut ChaCha8Rng) -> Instruction {
    let mut other = control.clone();
    for account in other.accounts.iter_mut().filter(|account| !account.is_signer) {
        if random.random_bool(0.3) {
            account.pubkey = *pool.choose(random).unwrap();
        }
        if random.random_bool(0.1) {
            account.is_writable = !account.is_writable;
        }
    }
    if random.random_bool(0.3) {
        other.accounts.pop();
    }
    if random.random_bool(0.3) {
        let again = other.accounts.choose(random).cloned();
        other.accounts.extend(again);
    }
    other
}

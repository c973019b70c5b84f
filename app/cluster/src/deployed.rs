//! The programs as a ledger runs them, against the bytecode that this release carries.

use groundswell_programs::ALL;
use groundswell_sdk::Address;
use solana_account::Account;

use crate::{
    chain::{Chain, ChainError},
    programs::PROGRAMS,
};

/// Loaders whose programs hold their bytecode themselves and never change.
const LOADER_1: Address = Address::from_str_const("BPFLoader1111111111111111111111111111111111");
const LOADER_2: Address = Address::from_str_const("BPFLoader2111111111111111111111111111111111");
/// The loader whose programs name another account that holds it.
pub const UPGRADEABLE: Address =
    Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");

/// What an account of the upgradeable loader says it is (u32, little endian).
const IS_PROGRAM: [u8; 4] = 2u32.to_le_bytes();
const IS_DATA: [u8; 4] = 3u32.to_le_bytes();
/// Before the bytecode: what the account is, the slot, whether there is an authority, and which.
pub const HEADER: usize = 45;

/// One of this release's programs, and what a ledger has in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployed {
    /// What it is called.
    pub name: &'static str,
    /// Where it is.
    pub address: Address,
    /// Where its bytecode was read from; the program's own address if it is not there.
    pub read_from: Address,
    /// What this release carries.
    pub carried: &'static [u8],
    /// What is there; `None` if no program is.
    pub there: Option<There>,
}

/// A program as it is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// Which loader runs it.
    pub loader: Address,
    /// The slot in which it was last deployed; `None` where the loader does not say.
    pub slot: Option<u64>,
    /// Who can replace it; nobody, if `None`.
    pub authority: Option<Address>,
    /// Its bytecode, with whatever room is left behind it.
    pub bytecode: Vec<u8>,
}

impl Deployed {
    /// Every program of this release, as `chain` has it.
    pub fn read(chain: &(impl Chain + ?Sized)) -> Result<Vec<Deployed>, ChainError> {
        let addresses: Vec<Address> = PROGRAMS.iter().map(|known| known.address).collect();
        let programs = chain.accounts(&addresses)?;
        let data = |program: &Option<Account>| program.as_ref().and_then(data_address);
        let places: Vec<Address> =
            addresses.iter().zip(&programs).map(|(at, it)| data(it).unwrap_or(*at)).collect();
        let contents = chain.accounts(&places)?;
        let found = PROGRAMS.iter().zip(programs).zip(places.into_iter().zip(contents));
        Ok(found
            .map(|((known, program), (read_from, content))| Deployed {
                name: known.name,
                address: known.address,
                read_from,
                carried: ALL
                    .iter()
                    .find(|carried| carried.name == known.name)
                    .map_or(&[], |carried| carried.bytecode),
                there: there(program.as_ref(), content.as_ref()),
            })
            .collect())
    }

    /// The first byte at which the two differ, counted from 0; `None` if nothing differs but
    /// zeros behind the end, or if nothing is there.
    pub fn first_difference(&self) -> Option<usize> {
        let there = &self.there.as_ref()?.bytecode;
        let both = self.carried.iter().zip(there.iter());
        if let Some(at) = both.clone().position(|(ours, theirs)| ours != theirs) {
            return Some(at);
        }
        if there.len() < self.carried.len() {
            return Some(there.len());
        }
        // A loader leaves room behind the bytecode, for the next upgrade.
        let rest = there.get(self.carried.len()..).unwrap_or_default();
        let at = rest.iter().position(|byte| *byte != 0)?;
        self.carried.len().checked_add(at)
    }

    /// Whether what is there is what this release carries, byte for byte.
    pub fn is_ours(&self) -> bool {
        self.there.is_some() && self.first_difference().is_none()
    }

    /// The bytecode that is there, without the room behind it; nothing where nothing is.
    pub fn trimmed(&self) -> &[u8] {
        let Some(there) = &self.there else { return &[] };
        let whole = there.bytecode.as_slice();
        let content =
            whole.iter().rposition(|byte| *byte != 0).map_or(0, |last| last.saturating_add(1));
        // Bytecode may itself end in zeros.
        let end = content.max(self.carried.len()).min(whole.len());
        whole.get(..end).unwrap_or_default()
    }
}

/// Where a program of the upgradeable loader has its bytecode.
fn data_address(program: &Account) -> Option<Address> {
    let rest = program.data.strip_prefix(&IS_PROGRAM).filter(|_| program.owner == UPGRADEABLE)?;
    rest.first_chunk().map(|bytes| Address::new_from_array(*bytes))
}

fn there(program: Option<&Account>, content: Option<&Account>) -> Option<There> {
    let program = program.filter(|program| program.executable)?;
    let content = content?;
    match program.owner {
        LOADER_1 | LOADER_2 => Some(There {
            loader: program.owner,
            slot: None,
            authority: None,
            bytecode: program.data.clone(),
        }),
        UPGRADEABLE => {
            let data = Some(&content.data).filter(|_| content.owner == UPGRADEABLE)?;
            let (header, bytecode) = data.split_at_checked(HEADER)?;
            let header = header.strip_prefix(&IS_DATA)?;
            let (slot, header) = header.split_first_chunk::<8>()?;
            let (is_there, key) = header.split_first_chunk::<1>()?;
            let key = key.first_chunk().map(|bytes| Address::new_from_array(*bytes));
            Some(There {
                loader: program.owner,
                slot: Some(u64::from_le_bytes(*slot)),
                authority: key.filter(|_| *is_there == [1]),
                bytecode: bytecode.to_vec(),
            })
        }
        // What another loader runs is not known to stay what it is.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Embedded;

    fn first(ledger: &Embedded) -> Deployed {
        Deployed::read(ledger).unwrap().remove(0)
    }

    #[test]
    fn what_the_embedded_ledger_runs_is_what_the_release_carries() {
        let all = Deployed::read(&Embedded::new().unwrap()).unwrap();

        assert_eq!(all.len(), 4);
        for program in all {
            assert!(program.is_ours(), "{}", program.name);
            assert_eq!(program.trimmed(), program.carried);
            let there = program.there.unwrap();
            assert_eq!((there.loader, there.authority), (UPGRADEABLE, None));
        }
    }

    #[test]
    fn one_bit_anywhere_is_found_and_room_behind_the_end_is_none() {
        let ledger = Embedded::new().unwrap();
        let ours = first(&ledger);
        let at = ours.read_from;
        let account = ledger.get(&at).unwrap();
        for place in [0, 1, 4_096, ours.carried.len() - 1] {
            let mut other = account.clone();
            other.data[HEADER + place] ^= 1;
            let mut program = ours.clone();
            program.there = there(ledger.get(&ours.address).as_ref(), Some(&other));
            assert_eq!(program.first_difference(), Some(place));
            assert!(!program.is_ours());
        }
        let mut roomy = ours.clone();
        roomy.there.as_mut().unwrap().bytecode.extend([0; 64]);
        assert!(roomy.is_ours());
        assert_eq!(roomy.trimmed(), ours.carried);
        roomy.there.as_mut().unwrap().bytecode.push(7);
        assert_eq!(roomy.first_difference(), Some(ours.carried.len() + 64));
        let mut short = ours.clone();
        short.there.as_mut().unwrap().bytecode.pop();
        assert_eq!(short.first_difference(), Some(ours.carried.len() - 1));
    }

    #[test]
    fn every_loader_is_read_as_it_stores_programs() {
        let bytecode = vec![1, 2, 3];
        for loader in [LOADER_1, LOADER_2] {
            let data = bytecode.clone();
            let program = Account { owner: loader, executable: true, data, ..Account::default() };
            let there = there(Some(&program), Some(&program)).unwrap();
            assert_eq!(
                (there.bytecode, there.slot, there.authority),
                (bytecode.clone(), None, None)
            );
        }
        let key = Address::new_from_array([9; 32]);
        let at = Address::new_from_array([8; 32]);
        let data = [&IS_PROGRAM[..], at.as_ref()].concat();
        let program = Account { owner: UPGRADEABLE, executable: true, data, ..Account::default() };
        assert_eq!(data_address(&program), Some(at));
        let data = [&IS_DATA[..], &77u64.to_le_bytes(), &[1], key.as_ref(), &[1, 2, 3]].concat();
        let content = Account { owner: UPGRADEABLE, data, ..Account::default() };
        let found = there(Some(&program), Some(&content)).unwrap();
        assert_eq!((found.slot, found.authority, found.bytecode), (Some(77), Some(key), bytecode));
        let foreign = Account { owner: at, executable: true, ..Account::default() };
        assert_eq!(there(Some(&foreign), Some(&foreign)), None);
        assert_eq!(there(None, None), None);
    }
}

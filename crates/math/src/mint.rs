//! Which Token-2022 mints a launch accepts: those whose tokens cannot be taxed, hooked,
//! paused, seized or hidden. A list of what is allowed; everything else is refused, also what
//! does not exist yet.

/// `MetadataPointer` of Token-2022's `ExtensionType`.
const METADATA_POINTER: u16 = 18;
/// `TokenMetadata` of Token-2022's `ExtensionType`.
const TOKEN_METADATA: u16 = 19;
/// Length of a mint without extensions, for both token programs.
pub const MINT_LEN: usize = 82;
/// Where an extended mint's account type stands: after the longest base, a token account's.
const ACCOUNT_TYPE_AT: usize = 165;
const ACCOUNT_TYPE_MINT: u8 = 1;

/// Why a mint is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MintRefusal {
    /// The data is no mint.
    Malformed,
    /// It carries the extension with this number, which is not on the list.
    Extension(u16),
}

/// Checks the raw account data of a mint of either token program.
///
/// Layout: Token-2022's type-length-value list, little endian `u16` type and `u16` length
/// after byte 165, ended by type zero or by the end of the data.
pub fn check_extensions(data: &[u8]) -> Result<(), MintRefusal> {
    if data.len() == MINT_LEN {
        return Ok(());
    }
    if data.get(ACCOUNT_TYPE_AT) != Some(&ACCOUNT_TYPE_MINT) {
        return Err(MintRefusal::Malformed);
    }
    let mut rest = data.get(ACCOUNT_TYPE_AT.saturating_add(1)..).unwrap_or_default();
    loop {
        let (kind, value) = match rest {
            [] => return Ok(()),
            [low, high, tail @ ..] => (u16::from_le_bytes([*low, *high]), tail),
            [_] => return Err(MintRefusal::Malformed),
        };
        if kind == 0 {
            return Ok(());
        }
        if kind != METADATA_POINTER && kind != TOKEN_METADATA {
            return Err(MintRefusal::Extension(kind));
        }
        let [low, high, value @ ..] = value else { return Err(MintRefusal::Malformed) };
        let length = usize::from(u16::from_le_bytes([*low, *high]));
        rest = value.get(length..).ok_or(MintRefusal::Malformed)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extended(list: &[u8]) -> Vec<u8> {
        let mut data = vec![0; ACCOUNT_TYPE_AT];
        data.push(ACCOUNT_TYPE_MINT);
        data.extend_from_slice(list);
        data
    }

    #[test]
    fn plain_and_metadata_mints_pass() {
        assert_eq!(check_extensions(&[0; MINT_LEN]), Ok(()));
        assert_eq!(check_extensions(&extended(&[])), Ok(()));
        assert_eq!(check_extensions(&extended(&[18, 0, 1, 0, 9, 19, 0, 0, 0])), Ok(()));
        assert_eq!(check_extensions(&extended(&[18, 0, 0, 0, 0, 0, 7, 7])), Ok(()));
    }

    #[test]
    fn every_other_extension_is_refused_also_behind_an_allowed_one() {
        for kind in (1..=u16::MAX).filter(|k| ![METADATA_POINTER, TOKEN_METADATA].contains(k)) {
            let [low, high] = kind.to_le_bytes();
            let refused = Err(MintRefusal::Extension(kind));
            assert_eq!(check_extensions(&extended(&[low, high, 0, 0])), refused);
            assert_eq!(check_extensions(&extended(&[19, 0, 0, 0, low, high, 0, 0])), refused);
        }
    }

    #[test]
    fn malformed_data_is_refused() {
        let token_account = {
            let mut data = extended(&[]);
            data[ACCOUNT_TYPE_AT] = 2;
            data
        };
        for data in [
            vec![],
            vec![0; MINT_LEN - 1],
            vec![0; MINT_LEN + 1],
            vec![0; ACCOUNT_TYPE_AT],
            token_account,
            extended(&[18]),
            extended(&[18, 0]),
            extended(&[18, 0, 1]),
            extended(&[18, 0, 2, 0, 0]),
        ] {
            assert_eq!(check_extensions(&data), Err(MintRefusal::Malformed), "{data:?}");
        }
    }
}

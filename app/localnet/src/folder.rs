//! The ledger's folder: one that is new, empty or its own, so that nobody's files are replaced.

use std::{fs, path::Path};

use anyhow::{Context, bail};

/// Says that a folder is ours.
const MARK: &str = ".groundswell-localnet";

/// Makes the folder at `dir`, or takes the one that is there if it is ours.
pub fn take(dir: &Path) -> anyhow::Result<()> {
    let place = dir.display();
    let advice = || format!("{place} cannot be used: choose another folder with --dir");
    fs::create_dir_all(dir).with_context(advice)?;
    let is_empty = fs::read_dir(dir).with_context(advice)?.next().is_none();
    let mark = dir.join(MARK);
    if !is_empty && !mark.exists() {
        bail!(
            "{place} holds other things, and a local ledger replaces what is in its folder: choose \
             another with --dir"
        );
    }
    fs::write(mark, "").with_context(advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_if_it_is_new_empty_or_ours() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("new");
        take(&dir).unwrap();
        take(&dir).unwrap();
        take(tempfile::tempdir().unwrap().path()).unwrap();

        let said = take(folder.path()).unwrap_err().to_string();
        assert!(said.contains("holds other things"), "{said}");
        let file = dir.join("file");
        fs::write(&file, "").unwrap();
        assert!(take(&file).unwrap_err().to_string().contains("choose another folder"));
    }
}

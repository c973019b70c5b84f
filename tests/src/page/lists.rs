//! A launch's lists and plans as they are published: `docs/list.md` says how.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

use groundswell_sdk::{
    Address,
    list::{Dataset, List},
};

use crate::World;

/// Writes each into a folder of `folder` that is called by its address.
pub fn write(world: &World, folder: &Path) -> io::Result<()> {
    for list in world.lists() {
        publish(folder, list.keys.distributor, &list.entries)?;
    }
    for plan in world.plans().iter().filter(|plan| !plan.entries.is_empty()) {
        publish(folder, plan.keys.plan, &plan.entries)?;
    }
    Ok(())
}

fn publish(folder: &Path, at: Address, entries: &[(Address, u64)]) -> io::Result<()> {
    let folder = folder.join(at.to_string());
    fs::create_dir_all(folder.join("proofs"))?;
    let list = Dataset::new(entries.iter().copied()).and_then(|rows| List::new(at, rows));
    let list = list.map_err(io::Error::other)?;
    for part in list.parts() {
        part.write(&list, File::create(folder.join(part.path()))?)?;
    }
    Ok(())
}

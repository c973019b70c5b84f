//! The folder of a published list: what may be replaced, and how it appears.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use groundswell_sdk::{
    grants::PlanFacts,
    list::{List, Part},
};
use tempfile::TempDir;

use super::{
    comparison::{Found, compare},
    reading,
};

/// The facts of a plan, in the folder of its list.
pub const PLAN: &str = "plan.json";
/// The chart beside them.
pub const CHART: &str = "unlocks.svg";
/// How the folder begins in which the files are made ready.
const DRAFT: &str = ".list-";

/// What a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A list of claims.
    List,
    /// A list of grants with the plan that it is of.
    Plan,
}

impl Content {
    /// What the folder at `dir` claims to hold.
    pub fn of(dir: &Path) -> Content {
        if dir.join(PLAN).exists() { Content::Plan } else { Content::List }
    }

    /// Everything in it; where the first is, all the rest is.
    fn names(self) -> &'static [&'static str] {
        match self {
            Content::List => &["list.json", "proofs", "tree.bin", "list.csv"],
            Content::Plan => &[PLAN, "list.json", "proofs", "tree.bin", "list.csv", CHART],
        }
    }

    fn word(self) -> &'static str {
        match self {
            Content::List => "list",
            Content::Plan => "plan",
        }
    }

    /// The command that makes it.
    fn command(self) -> &'static str {
        match self {
            Content::List => "list build",
            Content::Plan => "vest build",
        }
    }
}

/// Refuses a folder that holds something else, before any work is done for it.
pub fn require_own(dir: &Path, content: Content) -> Result<()> {
    let (place, word) = (dir.display(), content.word());
    if !dir.exists() {
        return Ok(());
    }
    if !dir.is_dir() {
        bail!("{place} is a file, expected a folder to write the {word} to");
    }
    if let Some(name) = foreign(dir, content).with_context(|| format!("cannot read {place}"))? {
        bail!(
            "{place} holds {name}, which is no part of a {word}: choose another folder, or move \
             it away first"
        );
    }
    if content == Content::Plan {
        require_own_plan(dir)?;
    }
    if dir.join(Part::Facts.path()).exists() {
        let advice = || format!("{place} holds another list.json: choose another folder");
        reading::facts(dir).with_context(advice)?;
    }
    Ok(())
}

/// Refuses a list that is no plan's, and a `plan.json` of something else.
fn require_own_plan(dir: &Path) -> Result<()> {
    let (place, path) = (dir.display(), dir.join(PLAN));
    if !path.exists() {
        if dir.join(Part::Facts.path()).exists() {
            bail!(
                "{place} holds a list without a {PLAN}, so it may be another list: choose another \
                 folder, or remove list.json first"
            );
        }
        return Ok(());
    }
    let advice = || format!("{place} holds another {PLAN}: choose another folder");
    let json = fs::read(&path).with_context(advice)?;
    PlanFacts::from_json(&json).with_context(advice)?;
    Ok(())
}

/// Refuses to replace a `list.csv` that no `list.json` says was written by `build`, unless
/// it is the one of `list`: it may be someone's own.
pub fn require_own_csv(dir: &Path, list: &List, content: Content) -> Result<()> {
    let csv = dir.join(Part::Csv.path());
    if dir.join(Part::Facts.path()).exists() {
        return Ok(());
    }
    match compare(&csv, Part::Csv, list) {
        Found::Same | Found::Lost => Ok(()),
        _ => bail!(
            "{} would be replaced, and no list.json beside it says that it was made by `{}`: \
             choose another folder, or move it away first",
            csv.display(),
            content.command()
        ),
    }
}

/// The first name in the folder that none with this content has.
pub fn foreign(dir: &Path, content: Content) -> io::Result<Option<String>> {
    let is_own = |name: &str| content.names().contains(&name) || name.starts_with(DRAFT);
    if let Some(name) = names(dir)?.into_iter().find(|name| !is_own(name)) {
        return Ok(Some(name));
    }
    let proofs = dir.join("proofs");
    let inside = if proofs.is_dir() { names(&proofs)? } else { Vec::new() };
    let is_own = |name: &str| {
        let stem = name.strip_suffix(".json").unwrap_or_default();
        let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        stem == "index" || (2..=8).contains(&stem.len()) && stem.bytes().all(is_digit)
    };
    let name = inside.into_iter().find(|name| !is_own(name));
    Ok(name.map(|name| format!("proofs/{name}")))
}

fn names(dir: &Path) -> io::Result<Vec<String>> {
    let name =
        |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    let mut names = fs::read_dir(dir)?.map(name).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// Writes a part at `path`; returns its size.
pub fn write_part(path: &Path, part: Part, list: &List) -> io::Result<u64> {
    let mut file = BufWriter::with_capacity(1 << 16, File::create(path)?);
    part.write(list, &mut file)?;
    file.flush()?;
    Ok(file.get_ref().metadata()?.len())
}

/// Writes a part of the list in `dir` whole, or leaves what is there.
pub fn replace_part(dir: &Path, part: Part, list: &List) -> Result<()> {
    let path = dir.join(part.path());
    let cannot = || format!("cannot write {}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(dir)).with_context(cannot)?;
    // On the same disk, so that the file only changes its name.
    let draft = draft_in(dir).with_context(cannot)?;
    let whole = draft.path().join("part");
    write_part(&whole, part, list).with_context(cannot)?;
    fs::rename(whole, &path).with_context(cannot)
}

fn draft_in(dir: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new().prefix(DRAFT).tempdir_in(dir)
}

/// A list that is being written. Nothing of it is seen until it is published.
pub struct Draft {
    dir: PathBuf,
    content: Content,
    /// Whether the folder was made for it.
    is_new: bool,
    draft: Option<TempDir>,
}

impl Draft {
    /// Makes room in `dir`, on the same disk, so that the files only change their names.
    pub fn new(dir: &Path, content: Content) -> Result<Draft> {
        let cannot = || format!("cannot write the {} to {}", content.word(), dir.display());
        let is_new = !dir.exists();
        fs::create_dir_all(dir).with_context(cannot)?;
        clear_drafts(dir)?;
        let mut draft = Draft { dir: dir.to_owned(), content, is_new, draft: None };
        draft.draft = Some(draft_in(dir).with_context(cannot)?);
        for folder in ["new/proofs", "old"] {
            fs::create_dir_all(draft.place(folder)).with_context(cannot)?;
        }
        Ok(draft)
    }

    /// Writes a part; returns its size.
    pub fn write(&self, part: Part, list: &List) -> Result<u64> {
        let path = part.path();
        let cannot = || format!("cannot write {}", self.dir.join(&path).display());
        write_part(&self.place("new").join(&path), part, list).with_context(cannot)
    }

    /// Writes a file that is no part of the list itself.
    pub fn write_file(&self, name: &str, content: &[u8]) -> Result<()> {
        let cannot = || format!("cannot write {}", self.dir.join(name).display());
        fs::write(self.place("new").join(name), content).with_context(cannot)
    }

    /// Puts all files in their place, the one that says so last, or all that was there before.
    pub fn publish(mut self) -> Result<()> {
        let (new, old) = (self.place("new"), self.place("old"));
        let names = self.content.names();
        let word = self.content.word();
        let cannot = || format!("cannot write the {word} to {}", self.dir.display());
        let mut moved = move_all(&self.dir, &old, names.iter());
        if moved.is_ok() {
            moved = move_all(&new, &self.dir, names.iter().rev());
            if moved.is_err() {
                let _ = move_all(&self.dir, &new, names.iter());
            }
        }
        if moved.is_err() {
            let _ = move_all(&old, &self.dir, names.iter().rev());
        }
        moved.with_context(cannot)?;
        self.is_new = false;
        Ok(())
    }

    fn place(&self, name: &str) -> PathBuf {
        let draft = self.draft.as_ref().map(|draft| draft.path().to_owned());
        draft.unwrap_or_default().join(name)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.draft = None;
        if self.is_new {
            // Only if nothing is in it.
            let _ = fs::remove_dir(&self.dir);
        }
    }
}

fn move_all<'a>(
    from: &Path,
    to: &Path,
    names: impl Iterator<Item = &'a &'a str>,
) -> io::Result<()> {
    for name in names {
        if from.join(name).exists() {
            fs::rename(from.join(name), to.join(name))?;
        }
    }
    Ok(())
}

/// Removes what builds left behind that were interrupted; but not a list that one of them had
/// moved out of the way.
fn clear_drafts(dir: &Path) -> Result<()> {
    let cannot = || format!("cannot write the list to {}", dir.display());
    for name in names(dir).with_context(cannot)?.iter().filter(|name| name.starts_with(DRAFT)) {
        let draft = dir.join(name);
        let moved = draft.join("old").join(Part::Csv.path());
        if moved.exists() && !dir.join(Part::Facts.path()).exists() {
            bail!(
                "{} was moved there by a build that was interrupted: move it back, or remove {}",
                moved.display(),
                draft.display()
            );
        }
        fs::remove_dir_all(draft).with_context(cannot)?;
    }
    Ok(())
}

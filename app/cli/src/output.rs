//! Where results go: the terminal, or a file that appears whole or not at all.

use std::{
    fs::Permissions,
    io::{self, IsTerminal, Write},
    path::Path,
};

use anyhow::Context;
use tempfile::NamedTempFile;

/// Prints `text`. A reader that has seen enough (`| head`) is no error.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to the terminal"),
    }
}

/// Prints why a command could not run. Nothing can be done where even that fails.
pub fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "error: {error:#}");
}

/// Whether what is printed may be coloured: on a terminal, unless `NO_COLOR` is set.
pub fn is_coloured() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Writes `path` with `content`, or leaves what is there. Replaces a file that exists.
pub fn write_file(path: &Path, content: &str) -> anyhow::Result<()> {
    let whole = whole_file(path, content)?;
    whole.persist(path).map_err(|error| error.error).with_context(|| cannot_write(path))?;
    Ok(())
}

/// As [`write_file`], but refuses to replace a file that exists.
pub fn write_new_file(path: &Path, content: &str) -> anyhow::Result<()> {
    let whole = whole_file(path, content)?;
    whole.persist_noclobber(path).map_err(|e| e.error).with_context(|| cannot_write(path))?;
    Ok(())
}

/// The content under another name, in the same folder so that it can be renamed.
fn whole_file(path: &Path, content: &str) -> anyhow::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    anyhow::ensure!(
        folder.is_dir(),
        "{}: {} is no folder, expected one that exists",
        cannot_write(path),
        folder.display()
    );
    let mut builder = tempfile::Builder::new();
    if let Some(permissions) = ordinary_permissions() {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder).with_context(|| cannot_write(path))?;
    file.write_all(content.as_bytes()).with_context(|| cannot_write(path))?;
    Ok(file)
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

/// What any new file gets (less the umask); a temporary file would be readable by its owner
/// only.
#[cfg(unix)]
fn ordinary_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn ordinary_permissions() -> Option<Permissions> {
    None
}

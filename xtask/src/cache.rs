//! Steps whose inputs did not change are not run again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The first 16 hexadecimal digits of SHA-256: enough that two versions of one file never share a name.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Runs `work` unless `output` is there and was made from the same `inputs`.
pub(crate) fn unless_same(output: &Path, inputs: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let stamp = stamp_of(output);
    if output.exists() && fs::read_to_string(&stamp).is_ok_and(|before| before == inputs) {
        return Ok(());
    }
    // Removed first: a step that dies half way must not look done.
    let _ = fs::remove_file(&stamp);
    work()?;
    write(&stamp, inputs.as_bytes())
}

fn stamp_of(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".from");
    PathBuf::from(name)
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// All files below a folder, in name order; none when the folder is missing.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
            let kind = entry.file_type()?;
            let list = if kind.is_dir() { &mut folders } else { &mut found };
            list.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// One fingerprint for the names and contents of all files below a folder.
pub(crate) fn fingerprint_below(folder: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for path in files_below(folder)? {
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update(Sha256::digest(read(&path)?));
    }
    Ok(fingerprint(&hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_runs_again_only_when_its_inputs_change() {
        let folder = std::env::temp_dir().join(format!("talkspace-xtask-{}", std::process::id()));
        let output = folder.join("made.txt");
        let mut runs = 0;
        for inputs in ["one", "one", "two"] {
            unless_same(&output, inputs, || {
                runs += 1;
                write(&output, inputs.as_bytes())
            })
            .unwrap();
        }
        assert_eq!(runs, 2);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_failed_step_is_not_done() {
        let folder = std::env::temp_dir().join(format!("talkspace-xtask-failed-{}", std::process::id()));
        let output = folder.join("made.txt");
        write(&output, b"half").unwrap();
        assert!(unless_same(&output, "x", || anyhow::bail!("broken")).is_err());
        let mut ran = false;
        unless_same(&output, "x", || {
            ran = true;
            Ok(())
        })
        .unwrap();
        assert!(ran);
        fs::remove_dir_all(folder).unwrap();
    }
}

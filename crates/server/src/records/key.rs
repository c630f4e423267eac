//! The key that exports are signed with: made once, kept in the data folder for the server's own account only.

use std::path::Path;

use anyhow::{Context as _, bail};
use talkspace_ledger::seal::Key;
use tokio::{fs, io::AsyncWriteExt as _};

use crate::{data_dir::create_private, random};

const FILE: &str = "record.key";

pub(super) async fn read_or_make(data_dir: &Path) -> anyhow::Result<Key> {
    let path = data_dir.join(FILE);
    if !fs::try_exists(&path).await.with_context(|| format!("{} cannot be looked at", path.display()))? {
        make(data_dir, &path).await.with_context(|| format!("the key {} cannot be made", path.display()))?;
    }
    let text = fs::read_to_string(&path).await.with_context(|| format!("the key {} cannot be read", path.display()))?;
    match random::from_hex::<32>(text.trim()) {
        Some(secret) => Ok(Key::new(&secret)),
        // A new one in its place would make everything that was exported before look like another server's.
        None => bail!("{} is no key; put it back from a backup, or remove it to have a new one made", path.display()),
    }
}

/// Under another name first: half a key must never stand in its place.
async fn make(data_dir: &Path, path: &Path) -> anyhow::Result<()> {
    let fresh = data_dir.join("record.key.new");
    if fs::try_exists(&fresh).await? {
        fs::remove_file(&fresh).await?;
    }
    let mut file = create_private(&fresh).await?;
    file.write_all(random::token().as_bytes()).await?;
    file.sync_all().await?;
    fs::rename(&fresh, path).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_made_once_and_private() {
        let dir = tempfile::tempdir().unwrap();
        let first = read_or_make(dir.path()).await.unwrap().public();
        assert_eq!(read_or_make(dir.path()).await.unwrap().public(), first);
        let other = tempfile::tempdir().unwrap();
        assert_ne!(read_or_make(other.path()).await.unwrap().public(), first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(dir.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[tokio::test]
    async fn a_broken_key_is_not_replaced() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), "half a k").unwrap();
        let refused = read_or_make(dir.path()).await.unwrap_err().to_string();
        assert!(refused.contains("is no key"), "{refused}");
    }
}

//! The data folder: made for the server's own account, and used by one server at a time.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use anyhow::{Context as _, bail};

/// The right to use a data folder. Two servers would each take the other's records for what a crash left, and close them.
#[derive(Debug)]
pub(crate) struct DataDir {
    lock: File,
}

impl DataDir {
    /// Makes the folder if it is not there and takes it. The operating system gives it free again when the process ends,
    /// however it ends.
    ///
    /// # Errors
    /// When another server uses the folder, or it cannot be made or written to.
    pub(crate) fn take(dir: &Path) -> anyhow::Result<Self> {
        make(dir)?;
        let lock = open_lock(dir)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { lock }),
            Err(TryLockError::WouldBlock) => bail!("another TalkSpace uses the data folder {}", dir.display()),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("the data folder {} cannot be locked", dir.display()))
            }
        }
    }

    /// Lets the next server have the folder. Call when nothing is written any more.
    pub(crate) fn release(&self) {
        if let Err(error) = self.lock.unlock() {
            tracing::warn!(%error, "the data folder could not be given free; it is when the process ends");
        }
    }
}

/// For the server's own account only: the folder holds everything that people said and did. The rights of one that is
/// there already are its owner's choice.
fn make(dir: &Path) -> anyhow::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).with_context(|| format!("the data folder {} cannot be made", dir.display()))
}

/// A folder within the data folder, as private as that.
pub(crate) async fn make_private(dir: &Path) -> io::Result<()> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(dir).await
}

/// A new file for the server's own account only.
pub(crate) async fn create_private(path: &Path) -> io::Result<tokio::fs::File> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}

/// The file stays when the server ends: removing it could take it from under a server that has just begun.
fn open_lock(dir: &Path) -> anyhow::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let path = dir.join("talkspace.lock");
    options.open(&path).with_context(|| format!("the file {} cannot be made", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        let first = DataDir::take(&data).unwrap();
        let refused = DataDir::take(&data).unwrap_err().to_string();
        assert_eq!(refused, format!("another TalkSpace uses the data folder {}", data.display()));
        first.release();
        let second = DataDir::take(&data).unwrap();
        assert!(DataDir::take(&data).is_err());
        drop(second);
        DataDir::take(&data).unwrap();
    }
}

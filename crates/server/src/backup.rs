//! Backups: everything that cannot be made anew, as one ZIP, made beside the running server.
//!
//! The archive holds a snapshot of the database and every other file of the data folder. A database of its own (PostgreSQL)
//! is saved with that database's tools; the archive then holds the rest.

mod archive;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use serde::{Deserialize, Serialize};
use talkspace_db::{AuditEntry, Db};
use talkspace_model::{Timestamp, UserId};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    clock,
    config::Config,
    data_dir::{DataDir, make_private},
    history::Calendar,
    http::Visitor,
    random,
};
use archive::{DATABASE, Manifest};

/// Where the administrator's backups go, within the data folder.
const FOLDER: &str = "backups";
/// What was there before a restore, within the data folder.
const BEFORE: &str = "before-restore-";
/// The setting in which the last backup is remembered.
const LAST: &str = "last_backup";

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    pub file: PathBuf,
    pub at: Timestamp,
    pub bytes: u64,
}

/// What a restore has done.
#[derive(Debug, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made.
    pub made: Timestamp,
    /// Where that lies now which was in the data folder before; `None` if it was empty.
    pub before: Option<PathBuf>,
    /// The archive has a database. Otherwise that is restored with its own tools.
    pub has_database: bool,
}

/// The service behind the administrator's button.
#[derive(Debug)]
pub struct Backups {
    db: Db,
    data_dir: PathBuf,
    /// One at a time: each reads everything and fills the disk.
    turn: Mutex<()>,
}

impl Backups {
    pub(crate) fn new(db: Db, data_dir: PathBuf) -> Self {
        Self { db, data_dir, turn: Mutex::default() }
    }

    /// Makes a backup in the folder for them.
    ///
    /// # Errors
    /// When the disk is full, or the database cannot be read.
    pub async fn make(&self, by: &UserId, visitor: &Visitor) -> anyhow::Result<Backup> {
        let _turn = self.turn.lock().await;
        let folder = self.data_dir.join(FOLDER);
        make_private(&folder).await?;
        let file = folder.join(name(clock::now()));
        make(&self.db, &self.data_dir, &file, Some((by, visitor))).await
    }

    /// The last one, whoever made it.
    pub async fn last(&self) -> Option<Backup> {
        let text = self.db.settings().get(LAST).await.ok()??;
        serde_json::from_str(&text).ok()
    }
}

/// `talkspace-2026-11-23-154500.zip`, in universal time.
fn name(at: Timestamp) -> String {
    let moment = Calendar::of(None).written(at).replace(' ', "-").replace(':', "");
    format!("talkspace-{moment}.zip")
}

/// Writes a backup to `file`, which must not be there yet. The server may run meanwhile.
///
/// # Errors
/// When the file is there, the disk is full, or the database cannot be read. Nothing half is left then.
pub async fn make(db: &Db, data_dir: &Path, file: &Path, by: Option<(&UserId, &Visitor)>) -> anyhow::Result<Backup> {
    ensure!(!file.exists(), "{} is there already; nothing was overwritten", file.display());
    let at = clock::now();
    let work = work_folder(data_dir)?;
    let snapshot = if db.is_file() {
        let snapshot = work.path().join(DATABASE);
        db.copy_to(&snapshot).await.context("the database cannot be copied")?;
        Some(snapshot)
    } else {
        None
    };
    let manifest = Manifest::new(at, db.engine());
    let (from, to) = (data_dir.to_owned(), file.to_owned());
    let packed = tokio::task::spawn_blocking(move || {
        let bytes = archive::pack(&to, &manifest, snapshot.as_deref(), &from);
        // Not before: the snapshot lies in it.
        drop(work);
        bytes
    });
    let bytes = packed.await?.with_context(|| format!("{} cannot be written", file.display()))?;
    let backup = Backup { file: file.canonicalize().unwrap_or_else(|_| file.to_owned()), at, bytes };
    note(db, &backup, by).await?;
    Ok(backup)
}

async fn note(db: &Db, backup: &Backup, by: Option<(&UserId, &Visitor)>) -> anyhow::Result<()> {
    db.settings().set(LAST, &serde_json::to_string(backup)?).await.context("the backup cannot be noted")?;
    let entry = AuditEntry {
        id: random::id(),
        at: backup.at,
        action: "server.backup",
        user: by.map(|(user, _)| user.clone()),
        subject: None,
        address: by.map(|(_, visitor)| visitor.address.to_string()),
        detail: Some(format!("file={}", backup.file.display())),
    };
    db.audit().append(&entry).await.context("the backup cannot be noted")
}

/// Puts the content of a backup into the data folder. What was there moves aside and is not lost.
///
/// # Errors
/// When a server runs on the folder, the file is no backup or one of a newer program, or the disk is full. The folder is
/// then as it was.
pub async fn restore(config: &Config, file: &Path) -> anyhow::Result<Restored> {
    let data_dir = &config.data_dir;
    let _taken = DataDir::take(data_dir).context("stop the server before restoring")?;
    let work = work_folder(data_dir)?;
    let content = work.path().join("content");
    let archive = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let to = content.clone();
    let manifest = tokio::task::spawn_blocking(move || archive::unpack(archive, &to)).await??;
    let database = content.join(DATABASE);
    let has_database = database.exists();
    if has_database {
        ready(&database).await?;
    } else if config.database_url.starts_with("sqlite:") {
        bail!("the backup has no database: it was made on {}", manifest.engine);
    }
    let before = swap(data_dir, &content)?;
    Ok(Restored { made: manifest.made_at, before, has_database })
}

/// Whether this program can work with a database; brings it up to date. Whoever was signed in when the backup was made
/// signs in anew: some of those sessions were ended since, and would be back.
async fn ready(database: &Path) -> anyhow::Result<()> {
    let db = Db::open(&Db::sqlite_url(database)).await.context("the database in the backup cannot be opened")?;
    let outcome = async {
        db.check().await.context("the database in the backup is damaged")?;
        db.migrate().await.context("the backup is of a newer TalkSpace; restore it with that one")?;
        db.sessions().end_all().await.context("the database in the backup cannot be written to")
    };
    let outcome = outcome.await;
    db.close().await;
    outcome
}

/// Moves what is in the data folder aside and the new content in.
fn swap(data_dir: &Path, content: &Path) -> anyhow::Result<Option<PathBuf>> {
    let aside = data_dir.join(format!("{BEFORE}{}", clock::now().0));
    let old = archive::entries(data_dir)?;
    if !old.is_empty() {
        fs::create_dir(&aside)?;
        for path in &old {
            move_into(path, &aside)?;
        }
    }
    for path in fs::read_dir(content)? {
        move_into(&path?.path(), data_dir)?;
    }
    Ok((!old.is_empty()).then_some(aside))
}

fn move_into(path: &Path, folder: &Path) -> anyhow::Result<()> {
    let name = path.file_name().context("a file without a name")?;
    let to = folder.join(name);
    fs::rename(path, &to).with_context(|| format!("{} cannot be moved to {}", path.display(), to.display()))
}

/// A folder for what is under way; it vanishes with its handle.
fn work_folder(data_dir: &Path) -> anyhow::Result<TempDir> {
    let made = tempfile::Builder::new().prefix(archive::WORK).tempdir_in(data_dir);
    made.with_context(|| format!("the data folder {} cannot be written to", data_dir.display()))
}

//! The archive: what goes into it, and how it is read again.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use serde::{Deserialize, Serialize};
use talkspace_model::Timestamp;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{BEFORE, FOLDER};

pub(super) const DATABASE: &str = "talkspace.db";
/// How names begin of what is under way: backups, restores, archives that somebody downloads.
pub(super) const WORK: &str = ".tmp";
const MANIFEST: &str = "talkspace-backup.json";
const FORMAT: &str = "talkspace-backup";
const VERSION: u32 = 1;

/// What an archive says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: String,
    version: u32,
    program: String,
    pub(super) engine: String,
    pub(super) made_at: Timestamp,
}

impl Manifest {
    pub(super) fn new(made_at: Timestamp, engine: &str) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            engine: engine.to_owned(),
            made_at,
        }
    }
}

/// What of a data folder is backed up and, when another takes its place, moves aside; without what lies beside an SQLite
/// file, which a snapshot does not need.
pub(super) fn entries(data_dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(data_dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let passing = name.starts_with(WORK) || name.starts_with(BEFORE);
        if !passing && name != FOLDER && name != "talkspace.lock" {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Writes everything into `file`, of which nothing is to be seen before it is whole. Gives back its size in bytes.
pub(super) fn pack(file: &Path, manifest: &Manifest, database: Option<&Path>, data_dir: &Path) -> anyhow::Result<u64> {
    let part = PathBuf::from(format!("{}.part", file.display()));
    let packed = write(&part, manifest, database, data_dir).and_then(|bytes| {
        fs::rename(&part, file)?;
        Ok(bytes)
    });
    if packed.is_err() {
        // It may not have been made at all.
        let _ = fs::remove_file(&part);
    }
    packed
}

fn write(part: &Path, manifest: &Manifest, database: Option<&Path>, data_dir: &Path) -> anyhow::Result<u64> {
    let mut zip = ZipWriter::new(private(part)?);
    zip.start_file(MANIFEST, options())?;
    serde_json::to_writer_pretty(&mut zip, manifest)?;
    if let Some(database) = database {
        add(&mut zip, database, DATABASE)?;
    }
    for path in entries(data_dir)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with(DATABASE) && name != MANIFEST {
            add_all(&mut zip, &path, &name, part)?;
        }
    }
    let mut file = zip.finish()?;
    file.flush()?;
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().unix_permissions(0o600).large_file(true)
}

/// All but the archive itself, which may lie among the rest.
fn add_all(zip: &mut ZipWriter<File>, path: &Path, name: &str, archive: &Path) -> anyhow::Result<()> {
    // What was there a moment ago may be gone: files are taken back, letters are sent.
    let Ok(about) = fs::symlink_metadata(path) else { return Ok(()) };
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            add_all(zip, &entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), archive)?;
        }
        return Ok(());
    }
    let is_archive = path.file_name() == archive.file_name() && path.canonicalize()? == archive.canonicalize()?;
    if about.is_file() && !is_archive { add(zip, path, name) } else { Ok(()) }
}

fn add(zip: &mut ZipWriter<File>, path: &Path, name: &str) -> anyhow::Result<()> {
    let mut content = match File::open(path) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
    };
    zip.start_file(name, options())?;
    io::copy(&mut content, zip)?;
    Ok(())
}

/// Reads an archive into a folder that it makes.
///
/// # Errors
/// When it is no backup, or one that this program does not know.
pub(super) fn unpack(archive: File, to: &Path) -> anyhow::Result<Manifest> {
    let mut zip = ZipArchive::new(archive).context("this is not a backup of TalkSpace")?;
    let manifest = manifest(&mut zip)?;
    make_folder(to)?;
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).context("the backup is damaged")?;
        // A name that leads out of the folder was not written by this program.
        let Some(name) = entry.enclosed_name() else { bail!("the backup is damaged: a name leads out of it") };
        if entry.is_dir() || name == Path::new(MANIFEST) {
            continue;
        }
        let path = to.join(name);
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let mut file = private(&path)?;
        io::copy(&mut entry, &mut file).with_context(|| format!("{} cannot be unpacked", path.display()))?;
        file.sync_all()?;
    }
    Ok(manifest)
}

fn manifest(zip: &mut ZipArchive<File>) -> anyhow::Result<Manifest> {
    let mut text = String::new();
    let entry = zip.by_name(MANIFEST).context("this is not a backup of TalkSpace")?;
    entry.take(64 * 1024).read_to_string(&mut text).context("the backup is damaged")?;
    let manifest: Manifest = serde_json::from_str(&text).context("the backup is damaged")?;
    ensure!(manifest.format == FORMAT, "this is not a backup of TalkSpace");
    ensure!(manifest.version <= VERSION, "the backup is of a newer TalkSpace; restore it with that one");
    Ok(manifest)
}

/// For the server's own account only, like everything in the data folder.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

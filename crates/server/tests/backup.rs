//! What is backed up comes back whole, and nothing is lost by restoring.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use talkspace_db::{Db, NewSession, NewUser};
use talkspace_model::{AccountRole, Timestamp, UserId};
use talkspace_server::{
    backup::{self, Restored},
    config::Config,
    state::App,
};
use tempfile::TempDir;

const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn config(data: &Path) -> Config {
    let text = format!("data_dir = {data:?}\nmedia_port = 0\nmedia_addresses = [\"127.0.0.1\"]");
    Config::from_text(&text).unwrap()
}

async fn open(data: &Path) -> Db {
    let db = Db::open(&Db::sqlite_url(&data.join("talkspace.db"))).await.unwrap();
    db.migrate().await.unwrap();
    db
}

async fn add(db: &Db, name: &str) {
    let (id, email) = (UserId::new(name), format!("{name}@example.org").parse().unwrap());
    let (role, password_hash) = (AccountRole::Organiser, String::new());
    db.users().insert(&NewUser { id, email, name: name.into(), password_hash, role, created: NOW }).await.unwrap();
}

async fn knows(data: &Path, name: &str) -> bool {
    let db = open(data).await;
    let found = db.users().by_id(&UserId::new(name)).await.unwrap().is_some();
    db.close().await;
    found
}

/// A data folder with an account that is signed in, a file and a key; and a backup of it.
async fn backed_up() -> (TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    fs::create_dir_all(data.join("files")).unwrap();
    fs::write(data.join("files/one"), "bytes of a file").unwrap();
    fs::write(data.join("record.key"), "a key").unwrap();
    let db = open(&data).await;
    add(&db, "asha").await;
    let session = NewSession {
        token_hash: "hash".into(),
        user: UserId::new("asha"),
        created: NOW,
        expires: Timestamp(i64::MAX),
        device: String::new(),
        address: String::new(),
    };
    db.sessions().insert(&session).await.unwrap();
    let file = dir.path().join("backup.zip");
    let made = backup::make(&db, &data, &file, None).await.unwrap();
    assert_eq!((made.bytes, made.file), (fs::metadata(&file).unwrap().len(), file.canonicalize().unwrap()));
    db.close().await;
    (dir, data, file)
}

#[tokio::test]
async fn everything_comes_back_in_an_empty_folder() {
    let (dir, _, file) = backed_up().await;
    let data = dir.path().join("another/machine");
    let restored = backup::restore(&config(&data), &file).await.unwrap();
    assert_eq!((restored.before, restored.has_database), (None, true));
    assert!(knows(&data, "asha").await);
    assert_eq!(fs::read_to_string(data.join("files/one")).unwrap(), "bytes of a file");
    assert_eq!(fs::read_to_string(data.join("record.key")).unwrap(), "a key");
    let db = open(&data).await;
    assert!(db.sessions().of_user(&UserId::new("asha")).await.unwrap().is_empty(), "everybody signs in anew");
    db.close().await;
    let left: Vec<_> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".tmp")), "{left:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        for path in [file, data.join("record.key"), data.join("files/one"), data.join("talkspace.db")] {
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
        }
    }
}

#[tokio::test]
async fn what_was_there_moves_aside() {
    let (_dir, data, file) = backed_up().await;
    let db = open(&data).await;
    add(&db, "later").await;
    db.close().await;
    fs::write(data.join("files/two"), "later").unwrap();
    let Restored { before, .. } = backup::restore(&config(&data), &file).await.unwrap();
    assert!(knows(&data, "asha").await && !knows(&data, "later").await);
    assert!(!data.join("files/two").exists());
    let before = before.unwrap();
    assert!(knows(&before, "later").await);
    assert_eq!(fs::read_to_string(before.join("files/two")).unwrap(), "later");
    // Twice is no trouble, and what is kept aside does not go into the next backup.
    assert!(backup::restore(&config(&data), &file).await.unwrap().before.is_some());
    let db = open(&data).await;
    let again = data.join("again.zip");
    backup::make(&db, &data, &again, None).await.unwrap();
    db.close().await;
    let names = names_in(&again);
    assert_eq!(names, ["files/one", "record.key", "talkspace-backup.json", "talkspace.db"]);
}

#[tokio::test]
async fn a_backup_while_the_server_runs() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let app = App::start(config(&data)).await.unwrap();
    add(&app.db, "asha").await;
    let made = app.backups.make(&UserId::new("asha"), &visitor()).await.unwrap();
    assert_eq!(app.backups.last().await, Some(made.clone()));
    let refused = backup::restore(&config(&data), &made.file).await.unwrap_err();
    assert!(format!("{refused:#}").contains("stop the server"), "{refused:#}");
    app.shutdown().await;
    drop(app);
    backup::restore(&config(&data), &made.file).await.unwrap();
    assert!(knows(&data, "asha").await);
}

/// Nothing that is there changes, and nothing half is left.
#[tokio::test]
async fn what_is_refused() {
    let (dir, data, file) = backed_up().await;
    let db = open(&data).await;
    let twice = backup::make(&db, &data, &file, None).await.unwrap_err();
    assert!(twice.to_string().contains("is there already"), "{twice:#}");
    db.close().await;
    let zip = |entries: &[(&str, &str)]| {
        let path = dir.path().join("made.zip");
        let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        for (name, content) in entries {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        path
    };
    let about = |version: u32| {
        format!(
            r#"{{"format":"talkspace-backup","version":{version},"program":"x","engine":"SQLite","made_at":1800000000000}}"#
        )
    };
    fs::write(dir.path().join("text"), "not a backup").unwrap();
    let wrong = [
        (dir.path().join("text"), "not a backup of TalkSpace"),
        (dir.path().join("nowhere"), "cannot be read"),
        (zip(&[("a", "b")]), "not a backup of TalkSpace"),
    ];
    for (path, why) in wrong {
        expect_refused(&data, &path, why).await;
    }
    expect_refused(&data, &zip(&[("talkspace-backup.json", &about(2))]), "newer").await;
    expect_refused(&data, &zip(&[("talkspace-backup.json", &about(1))]), "has no database").await;
    let outside = zip(&[("talkspace-backup.json", &about(1)), ("../../outside", "x")]);
    expect_refused(&data, &outside, "damaged").await;
    assert!(!dir.path().join("outside").exists());
    let junk = zip(&[("talkspace-backup.json", &about(1)), ("talkspace.db", "not a database at all, but a text")]);
    expect_refused(&data, &junk, "database in the backup").await;
}

async fn expect_refused(data: &Path, file: &Path, why: &str) {
    let refused = format!("{:#}", backup::restore(&config(data), file).await.unwrap_err());
    assert!(refused.contains(why), "{refused}");
    assert!(knows(data, "asha").await);
    assert_eq!(fs::read_to_string(data.join("files/one")).unwrap(), "bytes of a file");
}

fn names_in(file: &Path) -> Vec<String> {
    let zip = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    names
}

fn visitor() -> talkspace_server::http::Visitor {
    let address = [192, 0, 2, 7].into();
    talkspace_server::http::Visitor { address, session: None, guest: None, device: String::new() }
}

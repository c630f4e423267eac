//! What has been kept long enough goes by itself: rows, and the bytes of files.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::time::Duration;

use talkspace_db::{NewFile, Write};
use talkspace_model::{
    AccountRole, AttendanceId, FileId, Keep, Kept, Millis, OccurrenceId, Role, SeatId, SharedFile, Timestamp, UserId,
    ViewerUser,
};
use talkspace_server::{clock::Clock, config::Config, state::App};

const DAY: Millis = Millis::from_mins(24 * 60);
const NOW: Timestamp = Timestamp(1_800_000_000_000);

async fn start(data: &std::path::Path) -> App {
    let text = format!("data_dir = {data:?}\nmedia_port = 0\nmedia_addresses = [\"127.0.0.1\"]");
    App::start_with_clock(Config::from_text(&text).unwrap(), Clock::from_fn(|| NOW)).await.unwrap()
}

/// A run with a file.
async fn run_with_file(app: &App, host: &UserId, name: &str, ended: Timestamp) {
    let viewer =
        ViewerUser { id: host.clone(), name: "Asha".into(), email: String::new(), role: AccountRole::Organiser };
    let meeting = app.meetings.create(&viewer, name).await.unwrap();
    let (run, at) = (OccurrenceId::new(name), ended - DAY);
    let writes = [
        Write::OccurrenceOpened { id: run.clone(), meeting: meeting.id, at },
        Write::AttendanceOpened {
            id: AttendanceId::new(name),
            occurrence: run.clone(),
            seat: SeatId(1),
            identity: format!("user {host}"),
            user: Some(host.clone()),
            name: "Asha".into(),
            role: Role::Host,
            at,
        },
        Write::OccurrenceEnded { occurrence: run.clone(), at: ended },
    ];
    app.db.write(&writes, Duration::from_secs(5)).await.unwrap();
    let file = SharedFile { id: FileId::new(name), name: name.into(), bytes: 5, picture: None };
    let (owner, media_type) = (format!("user {host}"), "text/plain");
    app.db.files().insert(&NewFile { file, occurrence: run, owner, media_type, uploaded: NOW }).await.unwrap();
    std::fs::write(app.config.data_dir.join("files").join(name), "bytes").unwrap();
}

#[tokio::test]
async fn files_go_with_their_bytes_and_younger_ones_stay() {
    let data = tempfile::tempdir().unwrap();
    let app = start(data.path()).await;
    let host = UserId::new("asha");
    let asha = talkspace_db::NewUser {
        id: host.clone(),
        email: "asha@example.org".parse().unwrap(),
        name: "Asha".into(),
        password_hash: String::new(),
        role: AccountRole::Organiser,
        created: NOW,
    };
    app.db.users().insert(&asha).await.unwrap();
    run_with_file(&app, &host, "old", NOW - Millis(DAY.0 * 8)).await;
    run_with_file(&app, &host, "young", NOW - Millis(DAY.0 * 6)).await;
    app.db.settings().set_retention(Kept::Files, Keep::Days(7)).await.unwrap();
    app.shutdown().await;
    drop(app);

    let app = start(data.path()).await;
    let files = data.path().join("files");
    let gone = async {
        while files.join("old").exists() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("the old file goes");
    assert!(files.join("young").exists());
    app.shutdown().await;
}

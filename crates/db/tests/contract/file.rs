//! The database as a file, and many who use it at once.

use crate::support::*;

contract! {
    /// Many writers and readers at once: everyone gets through.
    async fn parallel_use(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let tasks: Vec<_> = (0..20)
            .map(|n| {
                let (db, run) = (db.clone(), run.clone());
                tokio::spawn(async move {
                    write(&db, &[Write::Peak { occurrence: run.clone(), people: n }]).await?;
                    db.messages().tail(&run, 1).await
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic").expect("gets through");
        }
    }
}

/// What one process committed is there for the next.
#[tokio::test]
async fn data_survives_reopening() {
    let dir = tempfile::tempdir().expect("a directory");
    let url = Db::sqlite_url(&dir.path().join("talkspace.db"));
    let db = Db::open(&url).await.expect("opens");
    db.migrate().await.expect("migrates");
    let asha = user(&db, "asha").await;
    db.close().await;
    let db = Db::open(&url).await.expect("opens again");
    db.migrate().await.expect("nothing to do");
    assert!(db.users().by_id(&asha).await.unwrap().is_some());
}

#[tokio::test]
async fn a_file_that_cannot_be_made() {
    let dir = tempfile::tempdir().expect("a directory");
    let missing = dir.path().join("missing").join("talkspace.db");
    assert!(matches!(Db::open(&Db::sqlite_url(&missing)).await, Err(DbError::Unavailable(_))));
}

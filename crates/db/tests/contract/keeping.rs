//! What is removed: after its time, or with its owner's account.

use talkspace_db::Deletion;
use talkspace_model::{FileId, Keep, Kept, Retention, SharedFile};

use crate::support::*;

fn entry(user: &UserId) -> AuditEntry {
    AuditEntry {
        id: id(),
        at: at(99),
        action: "account.delete",
        user: Some(user.clone()),
        subject: None,
        address: None,
        detail: None,
    }
}

async fn file(db: &Db, run: &OccurrenceId, owner: &UserId, name: &str) -> FileId {
    let id = FileId::new(name);
    let new = talkspace_db::NewFile {
        file: SharedFile { id: id.clone(), name: name.into(), bytes: 5, picture: None },
        occurrence: run.clone(),
        owner: format!("user {owner}"),
        media_type: "text/plain",
        uploaded: at(1),
    };
    db.files().insert(&new).await.expect("inserts");
    id
}

/// A run that has ended at `end`, with a stay, a file and three messages of `user`.
async fn ended_run(db: &Db, user: &UserId, last: char, end: Option<i64>) -> OccurrenceId {
    let meeting = meeting(db, user, last, 0).await;
    let run = run_of(db, &meeting, 0).await;
    let (_, opened) = opened(&run, Some(user), 0);
    write(db, &[opened]).await.expect("writes");
    for number in 0..3 {
        write(db, &[message(&format!("{last}{number}"), &run, Some(user), "hello")]).await.expect("writes");
    }
    file(db, &run, user, &format!("file-{last}")).await;
    if let Some(end) = end {
        write(db, &[Write::OccurrenceEnded { occurrence: run.clone(), at: at(end) }]).await.expect("writes");
    }
    run
}

contract! {
    async fn what_is_old_goes_and_nothing_else(db: Db) {
        let asha = user(&db, "asha").await;
        let old = ended_run(&db, &asha, 'a', Some(10)).await;
        let young = ended_run(&db, &asha, 'b', Some(30)).await;
        let live = ended_run(&db, &asha, 'c', None).await;
        let messages = async |run: &OccurrenceId| db.messages().tail(run, 9).await.unwrap().len();
        let remove = async |kept, limit| db.expired().remove(kept, at(20), at(50), limit).await.unwrap();

        assert_eq!(remove(Kept::Chat, 2).await, 2, "a little at a time");
        assert_eq!(remove(Kept::Chat, 2).await, 1);
        assert_eq!(remove(Kept::Chat, 2).await, 0);
        assert_eq!((messages(&old).await, messages(&young).await, messages(&live).await), (0, 3, 3));

        assert_eq!(remove(Kept::Files, 9).await, 1);
        assert_eq!(db.files().superfluous(at(0), 9).await.unwrap(), [FileId::new("file-a")]);
        assert_eq!(remove(Kept::Files, 9).await, 0, "once");

        assert_eq!(remove(Kept::Attendance, 9).await, 1);
        let left: Vec<_> = db.history().all(&asha).await.unwrap().into_iter().map(|row| row.occurrence).collect();
        assert_eq!((left.len(), left.contains(&old)), (2, false));
    }

    async fn the_audit_log_is_kept_as_long_as_it_shall(db: Db) {
        let asha = user(&db, "asha").await;
        db.audit().append(&entry(&asha)).await.unwrap();
        let remove = async |before| db.expired().remove(Kept::Audit, at(before), at(500), 9).await.unwrap();
        assert_eq!((remove(99).await, remove(100).await, remove(100).await), (0, 1, 0));
    }

    async fn what_the_administrator_says_of_keeping_counts(db: Db) {
        let usual = Retention { chat: Keep::Days(30), audit: Keep::Days(365), ..Retention::default() };
        assert_eq!(db.settings().retention(usual).await.unwrap(), usual);
        db.settings().set_retention(Kept::Chat, Keep::Forever).await.unwrap();
        db.settings().set_retention(Kept::Files, Keep::Days(7)).await.unwrap();
        let decided = db.settings().retention(usual).await.unwrap();
        assert_eq!(decided, Retention { chat: Keep::Forever, files: Keep::Days(7), ..usual });
    }

    async fn an_account_is_deleted_and_others_keep_their_history(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let session = new_session("digest", &asha, at(9));
        db.sessions().insert(&session).await.unwrap();
        let run = ended_run(&db, &asha, 'n', Some(50)).await;
        let (_, came) = opened(&run, Some(&ravi), 5);
        write(&db, &[came]).await.unwrap();

        let deletion = db.users().delete(&asha, at(99), &entry(&asha)).await.unwrap();
        assert_eq!(deletion, Deletion::Done(vec!["digest".into()]));
        assert_eq!(db.users().by_email(&email("asha@example.org")).await.unwrap(), None);
        assert!(db.sessions().find("digest").await.unwrap().is_none());
        assert!(db.meetings().by_code(&code('n')).await.unwrap().is_none(), "nobody can enter it");
        let seen = db.history().all(&ravi).await.unwrap();
        assert_eq!((seen.len(), seen[0].host_name.as_str()), (1, "Deleted account"));
        assert!(db.messages().tail(&run, 9).await.unwrap().iter().all(|message| message.deleted));
        assert_eq!(db.files().superfluous(at(0), 9).await.unwrap(), [FileId::new("file-n")]);
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), ["account.delete"]);
        user(&db, "asha").await;
    }

    async fn the_last_administrator_stays(db: Db) {
        let admin = async |name: &str| {
            let id = UserId::new(id());
            let user = NewUser {
                id: id.clone(),
                email: email(&format!("{name}@example.org")),
                name: name.into(),
                password_hash: "$argon2id$…".into(),
                role: talkspace_model::AccountRole::Administrator,
                created: at(0),
            };
            db.users().insert(&user).await.expect("inserts");
            id
        };
        let (first, second) = (admin("first").await, admin("second").await);
        let delete = async |id: &UserId| db.users().delete(id, at(99), &entry(id)).await.unwrap();
        assert_eq!(delete(&first).await, Deletion::Done(Vec::new()));
        assert_eq!(delete(&second).await, Deletion::LastAdministrator);
        assert!(db.users().by_email(&email("second@example.org")).await.unwrap().is_some(), "nothing is changed");
        assert_eq!(db.audit().actions_of(&second).await.unwrap(), Vec::<String>::new());
        assert!(db.users().any_admin().await.unwrap());
    }

    async fn everything_of_one_account(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        ended_run(&db, &asha, 'a', Some(10)).await;
        ended_run(&db, &ravi, 'b', Some(10)).await;
        db.audit().append(&entry(&asha)).await.unwrap();
        let records = db.personal().of(&asha).await.unwrap();
        let counts: Vec<_> = records.iter().map(|kind| (kind.name, kind.rows.len())).collect();
        assert_eq!(
            counts,
            [
                ("account", 1),
                ("meetings-hosted", 1),
                ("stays", 1),
                ("messages-written", 3),
                ("private-messages-received", 0),
                ("reactions", 0),
                ("files", 1),
                ("feedback", 0),
                ("audit", 1),
            ]
        );
        assert_eq!(records[0].rows[0]["email"], "asha@example.org");
        assert!(!format!("{:?}", records[0].rows).contains("argon2id"));
        assert_eq!(db.personal().files(&asha).await.unwrap(), [(FileId::new("file-a"), "file-a".into())]);
    }
}

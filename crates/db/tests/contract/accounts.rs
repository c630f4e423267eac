//! Accounts, sessions, meetings, settings and the audit log.

use crate::support::*;

contract! {
    async fn migrating_twice_is_harmless(db: Db) {
        db.migrate().await.expect("migrates again");
        db.ready().await.expect("is ready");
        db.probe_writing(PATIENCE).await.expect("can be written to");
    }

    async fn accounts(db: Db) {
        assert!(!db.users().any_admin().await.unwrap());
        let asha = user(&db, "asha").await;
        let row = db.users().by_email(&email("asha@example.org")).await.unwrap().expect("is there");
        assert_eq!((row.id.clone(), row.is_admin, row.created), (asha.clone(), false, at(0)));
        assert_eq!(db.users().by_id(&asha).await.unwrap(), Some(row));
        assert_eq!(db.users().by_email(&email("nobody@example.org")).await.unwrap(), None);

        db.users().set_password_hash(&asha, "new").await.unwrap();
        assert_eq!(db.users().by_id(&asha).await.unwrap().unwrap().password_hash, "new");

        let admin = NewUser {
            id: UserId::new(id()),
            email: email("root@example.org"),
            name: "नमस्ते 🙏".into(),
            password_hash: String::new(),
            is_admin: true,
            created: at(1),
        };
        db.users().insert(&admin).await.unwrap();
        assert!(db.users().any_admin().await.unwrap());
        assert_eq!(db.users().by_id(&admin.id).await.unwrap().unwrap().name, "नमस्ते 🙏");
    }

    async fn an_address_is_taken_once(db: Db) {
        user(&db, "asha").await;
        let again = NewUser {
            id: UserId::new(id()),
            email: email("asha@example.org"),
            name: "Another".into(),
            password_hash: String::new(),
            is_admin: false,
            created: at(1),
        };
        assert!(matches!(db.users().insert(&again).await, Err(DbError::EmailTaken)));
    }

    async fn sessions(db: Db) {
        let asha = user(&db, "asha").await;
        for hash in ["one", "two", "three"] {
            let session =
                NewSession { token_hash: hash.into(), user: asha.clone(), created: at(0), expires: at(100) };
            db.sessions().insert(&session).await.unwrap();
        }
        let (session, row) = db.sessions().find("one").await.unwrap().expect("is there");
        assert_eq!((session.created, session.last_used, session.expires), (at(0), at(0), at(100)));
        assert_eq!((row.id, row.created), (asha.clone(), at(0)));
        assert_eq!(db.sessions().find("four").await.unwrap(), None);

        db.sessions().touch("one", at(50)).await.unwrap();
        assert_eq!(db.sessions().find("one").await.unwrap().unwrap().0.last_used, at(50));
        db.sessions().delete("two").await.unwrap();
        assert_eq!(db.sessions().find("two").await.unwrap(), None);

        assert_eq!(db.sessions().delete_expired(at(60), at(10)).await.unwrap(), 1, "three is idle");
        assert!(db.sessions().find("one").await.unwrap().is_some());
        assert_eq!(db.sessions().delete_expired(at(100), at(10)).await.unwrap(), 1, "one is over");

        let session = NewSession { token_hash: "five".into(), user: asha.clone(), created: at(0), expires: at(9) };
        db.sessions().insert(&session).await.unwrap();
        db.sessions().delete_all_of_user(&asha).await.unwrap();
        assert_eq!(db.sessions().find("five").await.unwrap(), None);
    }

    async fn meetings(db: Db) {
        let asha = user(&db, "asha").await;
        let first = meeting(&db, &asha, 'n', 1).await;
        let second = meeting(&db, &asha, 'p', 2).await;
        let row = db.meetings().by_code(&code('n')).await.unwrap().expect("is there");
        assert_eq!((row.id.clone(), row.host.clone(), row.live), (first.clone(), asha.clone(), false));
        assert_eq!(row.settings.waiting_room, WaitingRoom::Everyone);
        assert_eq!(db.meetings().by_id(&first).await.unwrap(), Some(row));
        assert_eq!(db.meetings().by_code(&code('q')).await.unwrap(), None);

        let ids = |rows: Vec<talkspace_db::MeetingRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(db.meetings().of_host(&asha, 10).await.unwrap()), [second.clone(), first]);
        assert_eq!(ids(db.meetings().of_host(&asha, 1).await.unwrap()), [second]);

        let again = NewMeeting {
            id: MeetingId::new(id()),
            code: code('n'),
            title: String::new(),
            host: asha,
            settings: MeetingSettings::default(),
            created: at(3),
        };
        assert!(matches!(db.meetings().insert(&again).await, Err(DbError::CodeTaken)));
    }

    async fn audit_log(db: Db) {
        let asha = user(&db, "asha").await;
        for (n, action) in ["account.register", "account.sign_in"].into_iter().enumerate() {
            let entry = AuditEntry {
                id: id(),
                at: at(n as i64),
                action,
                user: Some(asha.clone()),
                address: Some("192.0.2.7".into()),
                detail: None,
            };
            db.audit().append(&entry).await.unwrap();
        }
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), ["account.register", "account.sign_in"]);
    }

    async fn settings(db: Db) {
        assert_eq!(db.settings().get("registration").await.unwrap(), None);
        db.settings().set("registration", "closed").await.unwrap();
        db.settings().set("registration", "open").await.unwrap();
        assert_eq!(db.settings().get("registration").await.unwrap().as_deref(), Some("open"));
    }
}

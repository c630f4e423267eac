//! Accounts, sessions, meetings, settings and the audit log.

use talkspace_model::{AccountRole, Note, Preferences, Theme};

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
        assert_eq!((row.id.clone(), row.role, row.created), (asha.clone(), AccountRole::Organiser, at(0)));
        assert_eq!(db.users().by_id(&asha).await.unwrap(), Some(row));
        assert_eq!(db.users().by_email(&email("nobody@example.org")).await.unwrap(), None);

        db.users().set_password_hash(&asha, "new").await.unwrap();
        assert_eq!(db.users().by_id(&asha).await.unwrap().unwrap().password_hash, "new");

        let admin = NewUser {
            id: UserId::new(id()),
            email: email("root@example.org"),
            name: "नमस्ते 🙏".into(),
            password_hash: String::new(),
            role: AccountRole::Administrator,
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
            role: AccountRole::Organiser,
            created: at(1),
        };
        assert!(matches!(db.users().insert(&again).await, Err(DbError::EmailTaken)));
    }

    async fn sessions(db: Db) {
        let asha = user(&db, "asha").await;
        for hash in ["one", "two", "three"] {
            db.sessions().insert(&new_session(hash, &asha, at(100))).await.unwrap();
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

        db.sessions().insert(&new_session("five", &asha, at(9))).await.unwrap();
        assert!(!db.sessions().delete_own(&UserId::new("ravi"), "five").await.unwrap(), "not Ravi's");
        assert!(db.sessions().delete_own(&asha, "five").await.unwrap());
        assert_eq!(db.sessions().find("five").await.unwrap(), None);
    }

    async fn a_decision_about_an_account(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let decide = async |whom: &UserId, change| {
            let entry = AuditEntry {
                id: id(),
                at: at(1),
                action: "account.role",
                user: None,
                subject: Some(whom.clone()),
                address: None,
                detail: None,
            };
            db.users().change(whom, change, &entry).await.unwrap()
        };
        let role = |role| AccountChange::Role(role);
        for hash in ["one", "two"] {
            db.sessions().insert(&new_session(hash, &asha, at(100))).await.unwrap();
        }
        assert_eq!(decide(&UserId::new("nobody"), AccountChange::SignOut).await, Changed::Nobody);
        assert_eq!(decide(&asha, role(AccountRole::Administrator)).await, Changed::Done(Vec::new()), "more rights");

        // Alone, an administrator stays one.
        assert_eq!(decide(&asha, role(AccountRole::Member)).await, Changed::LastAdministrator);
        assert_eq!(decide(&asha, AccountChange::Disabled(Some(at(2)))).await, Changed::LastAdministrator);
        decide(&ravi, role(AccountRole::Administrator)).await;
        decide(&ravi, AccountChange::Disabled(Some(at(2)))).await;
        assert_eq!(decide(&asha, role(AccountRole::Member)).await, Changed::LastAdministrator, "Ravi is disabled");
        decide(&ravi, AccountChange::Disabled(None)).await;
        let Changed::Done(mut ended) = decide(&asha, role(AccountRole::Member)).await else { panic!("is done") };
        ended.sort();
        assert_eq!(ended, ["one", "two"]);
        assert_eq!(db.sessions().of_user(&asha).await.unwrap(), []);

        assert_eq!(decide(&asha, AccountChange::NewPassword).await, Changed::Done(Vec::new()));
        let row = db.users().by_id(&asha).await.unwrap().unwrap();
        assert_eq!((row.role, row.password_due, row.disabled), (AccountRole::Member, true, None));
        let told = db.audit().page(&AuditFilter { words: "ASHA@".into(), ..AuditFilter::default() }, None, 50).await;
        assert_eq!(told.unwrap().len(), 3, "what was refused is not told");
    }

    async fn a_link_sets_a_password_once(db: Db) {
        let asha = user(&db, "asha").await;
        let link = |hash: &str, seconds| NewPasswordLink {
            token_hash: hash.into(),
            user: asha.clone(),
            created: at(0),
            expires: at(seconds),
        };
        let entry = || AuditEntry {
            id: id(),
            at: at(1),
            action: "account.password_chosen",
            user: Some(asha.clone()),
            subject: None,
            address: None,
            detail: None,
        };
        let links = db.password_links();
        links.put(&link("old", 100)).await.unwrap();
        links.put(&link("new", 100)).await.unwrap();
        assert_eq!(links.find("old", at(1)).await.unwrap(), None, "a newer one takes its place");
        assert_eq!(links.find("new", at(99)).await.unwrap().map(|user| user.id), Some(asha.clone()));
        assert_eq!(links.find("new", at(100)).await.unwrap(), None, "too late");

        db.sessions().insert(&new_session("one", &asha, at(100))).await.unwrap();
        assert_eq!(links.spend("new", "hash", &entry()).await.unwrap(), Some(vec!["one".to_owned()]));
        assert_eq!(links.spend("new", "other", &entry()).await.unwrap(), None, "spent");
        assert_eq!(db.users().by_id(&asha).await.unwrap().unwrap().password_hash, "hash");
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), ["account.password_chosen"]);

        links.put(&link("last", 50)).await.unwrap();
        assert_eq!(links.delete_expired(at(50)).await.unwrap(), 1);
    }

    async fn a_link_gives_another_address_once(db: Db) {
        let asha = user(&db, "asha").await;
        user(&db, "ravi").await;
        let link = |hash: &str, to: &str| NewEmailChange {
            token_hash: hash.into(),
            user: asha.clone(),
            email: email(to),
            created: at(0),
            expires: at(100),
        };
        let entry = |user: &UserRow| AuditEntry {
            id: id(),
            at: at(1),
            action: "account.email_changed",
            user: Some(user.id.clone()),
            subject: None,
            address: None,
            detail: None,
        };
        let links = db.email_changes();
        links.put(&link("old", "old@new.example")).await.unwrap();
        links.put(&link("taken", "ravi@example.org")).await.unwrap();
        assert_eq!(links.find("old", at(1)).await.unwrap(), None, "a newer one takes its place");
        let taken = links.spend("taken", at(1), entry).await;
        assert!(matches!(taken, Err(DbError::EmailTaken)), "{taken:?}");
        assert_eq!(links.find("taken", at(1)).await.unwrap(), Some(email("ravi@example.org")), "it still counts");

        links.put(&link("new", "asha@new.example")).await.unwrap();
        let password = NewPasswordLink {
            token_hash: "password".into(),
            user: asha.clone(),
            created: at(0),
            expires: at(100),
        };
        db.password_links().put(&password).await.unwrap();
        assert_eq!(links.find("new", at(100)).await.unwrap(), None, "too late");
        let (before, now) = links.spend("new", at(99), entry).await.unwrap().expect("counts");
        assert_eq!((before.email, now), (email("asha@example.org"), email("asha@new.example")));
        assert!(links.spend("new", at(99), entry).await.unwrap().is_none(), "spent");
        let row = db.users().by_email(&email("asha@new.example")).await.unwrap().expect("is there");
        assert_eq!(row.id, asha);
        let found = DirectoryFilter { words: "new.example".into(), ..DirectoryFilter::default() };
        assert_eq!(db.directory().count(&found).await.unwrap(), 1, "it is found by the new one");
        assert_eq!(db.password_links().find("password", at(1)).await.unwrap(), None, "it went to the old address");
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), ["account.email_changed"]);

        links.put(&link("last", "last@new.example")).await.unwrap();
        db.users().change(&asha, AccountChange::Disabled(Some(at(2))), &entry(&row)).await.unwrap();
        assert_eq!(links.find("last", at(1)).await.unwrap(), None, "nobody takes a disabled account along");
    }

    async fn a_second_factor_counts_once_confirmed(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let entry = || AuditEntry {
            id: id(),
            at: at(1),
            action: "account.second_factor_on",
            user: Some(asha.clone()),
            subject: None,
            address: None,
            detail: None,
        };
        let factors = db.second_factors();
        assert_eq!(factors.of(&asha).await.unwrap(), None);
        assert!(factors.begin(&asha, "OLD").await.unwrap());
        assert!(factors.begin(&asha, "NEW").await.unwrap(), "what was begun only gives way");
        assert!(!factors.take_step(&asha, 7).await.unwrap(), "it does not count yet");
        let codes = ["one".to_owned(), "two".to_owned()];
        assert!(factors.confirm(&asha, (at(1), 7), &codes, &entry()).await.unwrap());
        assert!(!factors.confirm(&asha, (at(1), 8), &codes, &entry()).await.unwrap());
        let row = factors.of(&asha).await.unwrap().expect("is there");
        assert_eq!((row.secret.as_str(), row.confirmed), ("NEW", true));
        assert!(!factors.begin(&asha, "OTHER").await.unwrap(), "one that counts stays");
        assert!(!factors.take_step(&asha, 7).await.unwrap() && factors.take_step(&asha, 8).await.unwrap());
        assert!(factors.spend_code(&asha, "one").await.unwrap() && !factors.spend_code(&asha, "one").await.unwrap());
        assert!(!factors.spend_code(&ravi, "two").await.unwrap(), "it is somebody else's");
        assert_eq!(factors.codes_left(&asha).await.unwrap(), 1);
        factors.replace_codes(&asha, &["three".into(), "four".into()], &entry()).await.unwrap();
        assert_eq!(factors.codes_left(&asha).await.unwrap(), 2);
        let listed = db.directory().one(&asha).await.unwrap().expect("is listed");
        assert!(listed.second_factor && !db.directory().one(&ravi).await.unwrap().unwrap().second_factor);

        for (token, who) in [("hers", &asha), ("his", &ravi)] {
            db.sessions().insert(&new_session(token, who, at(100))).await.unwrap();
        }
        factors.end_sessions_without(AccountRole::Administrator).await.unwrap();
        assert_eq!(db.sessions().of_user(&ravi).await.unwrap().len(), 1, "he is no administrator");
        factors.end_sessions_without(AccountRole::Organiser).await.unwrap();
        assert_eq!(db.sessions().of_user(&ravi).await.unwrap().len(), 0);
        assert_eq!(db.sessions().of_user(&asha).await.unwrap().len(), 1, "she has one");

        assert!(factors.remove(&asha, &entry()).await.unwrap() && !factors.remove(&asha, &entry()).await.unwrap());
        assert_eq!((factors.of(&asha).await.unwrap(), factors.codes_left(&asha).await.unwrap()), (None, 0));
        assert_eq!(db.audit().actions_of(&asha).await.unwrap().len(), 3);
    }

    async fn invitations_count_for_so_many(db: Db) {
        let invitation = |token: &str, to: Option<&str>, uses: u32| NewAccountInvitation {
            id: format!("id-{token}"),
            token_hash: token.into(),
            role: AccountRole::Member,
            email: to.map(email),
            uses,
            created: at(0),
            expires: at(100),
        };
        let entry = || AuditEntry {
            id: id(),
            at: at(1),
            action: "account.invite",
            user: None,
            subject: None,
            address: None,
            detail: None,
        };
        let somebody = |name: &str, seconds: i64| NewUser {
            id: UserId::new(id()),
            email: email(&format!("{name}@example.org")),
            name: name.into(),
            password_hash: "hash".into(),
            role: AccountRole::Member,
            created: at(seconds),
        };
        let invitations = db.account_invitations();
        let both = [invitation("old", Some("asha@example.org"), 1), invitation("link", None, 2)];
        invitations.put(&both, &[entry()]).await.unwrap();
        invitations.put(&[invitation("new", Some("asha@example.org"), 1)], &[]).await.unwrap();
        assert_eq!(invitations.find("old", at(1)).await.unwrap(), None, "a newer one takes its place");
        let asha = invitations.find("new", at(99)).await.unwrap().expect("counts");
        assert_eq!((asha.email, asha.role, asha.uses_left), (Some(email("asha@example.org")), AccountRole::Member, 1));
        assert_eq!(invitations.find("new", at(100)).await.unwrap(), None, "too late");
        assert_eq!(invitations.list(at(1), 9).await.unwrap().len(), 2);

        assert!(invitations.accept("link", &somebody("ravi", 1), &entry()).await.unwrap());
        let taken = invitations.accept("link", &somebody("ravi", 2), &entry()).await;
        assert!(matches!(taken, Err(DbError::EmailTaken)), "{taken:?}");
        assert_eq!(invitations.find("link", at(1)).await.unwrap().expect("counts").uses_left, 1, "it was not used");
        assert!(!invitations.accept("link", &somebody("late", 100), &entry()).await.unwrap(), "too late");
        assert!(invitations.accept("link", &somebody("meera", 3), &entry()).await.unwrap());
        assert!(!invitations.accept("link", &somebody("sunil", 4), &entry()).await.unwrap(), "used up");
        assert_eq!(db.users().by_email(&email("sunil@example.org")).await.unwrap(), None);

        assert!(invitations.withdraw("id-new", &entry()).await.unwrap());
        assert!(!invitations.withdraw("id-new", &entry()).await.unwrap());
        assert_eq!(invitations.delete_expired(at(5)).await.unwrap(), 1, "the link that was used up");
    }

    async fn preferences_stay_with_the_account(db: Db) {
        let asha = user(&db, "asha").await;
        let of = async || db.users().by_id(&asha).await.unwrap().unwrap().preferences;
        assert_eq!(of().await, Preferences::default());
        let chosen = Preferences { language: Some("mr".into()), theme: Some(Theme::Dark) };
        db.users().set_preferences(&asha, &chosen).await.unwrap();
        assert_eq!(of().await, chosen);
        db.users().set_preferences(&asha, &Preferences::default()).await.unwrap();
        assert_eq!(of().await, Preferences::default());
    }

    async fn all_runs(db: Db) {
        let asha = user(&db, "asha").await;
        let (first, second) = (meeting(&db, &asha, 'n', 1).await, meeting(&db, &asha, 'p', 2).await);
        let (old, young) = (run_of(&db, &first, 10).await, run_of(&db, &second, 20).await);
        let (stay, opened) = opened(&old, Some(&asha), 11);
        write(&db, &[opened, closed(&stay, 30)]).await.unwrap();
        let ids = |rows: &[talkspace_db::ListedRun]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
        let any = |words: &str| RunFilter { words: words.into(), ..RunFilter::default() };
        let page = db.runs().page(&any(""), None, 1).await.unwrap();
        assert_eq!(ids(&page), [young]);
        let rest = db.runs().page(&any(""), Some((page[0].started, &page[0].id)), 9).await.unwrap();
        assert_eq!(ids(&rest), std::slice::from_ref(&old));
        assert_eq!((rest[0].people, rest[0].stars, rest[0].host_name.as_str()), (1, None, "asha"));
        for words in ["MEETING N", "jkmn", "asha@example"] {
            assert!(ids(&db.runs().page(&any(words), None, 9).await.unwrap()).contains(&old), "{words}");
        }
        assert_eq!(db.runs().page(&any("%"), None, 9).await.unwrap(), []);

        let poor = |seconds| RunFilter { poor: Millis::from_secs(seconds), ..RunFilter::default() };
        assert_eq!(db.runs().page(&poor(1), None, 9).await.unwrap(), []);
        let noted = Write::Noted { id: stay, at: at(20), note: Note::PoorConnection { span: Millis::from_secs(5) } };
        write(&db, &[noted]).await.unwrap();
        let found = db.runs().page(&poor(5), None, 9).await.unwrap();
        assert_eq!(ids(&found), [old]);
        assert_eq!((found[0].poor, found[0].present), (Millis::from_secs(5), Millis::from_secs(19)));
        assert_eq!(db.runs().page(&poor(6), None, 9).await.unwrap(), []);
    }

    async fn the_directory(db: Db) {
        let mut people = Vec::new();
        for name in ["ravi", "Asha", "meera_1", "Äsha"] {
            let new = NewUser {
                id: UserId::new(id()),
                email: email(&format!("{}@example.org", people.len())),
                name: name.into(),
                password_hash: String::new(),
                role: AccountRole::Organiser,
                created: at(0),
            };
            db.users().insert(&new).await.unwrap();
            people.push(new.id);
        }
        db.sessions().insert(&new_session("one", &people[1], at(100))).await.unwrap();
        let names = async |filter: &DirectoryFilter| {
            let (mut names, mut after) = (Vec::new(), None);
            loop {
                let page = db.directory().page(filter, after.as_ref(), 1).await.unwrap();
                let Some(row) = page.into_iter().next() else { break };
                after = Some(row.place.clone());
                names.push(row.name);
            }
            assert_eq!(db.directory().count(filter).await.unwrap() as usize, names.len());
            names.sort();
            names
        };
        let words = |words: &str| DirectoryFilter { words: words.into(), ..DirectoryFilter::default() };
        assert_eq!(names(&DirectoryFilter::default()).await, ["Asha", "meera_1", "ravi", "Äsha"]);
        assert_eq!(names(&words(" ASHA ")).await, ["Asha"]);
        assert_eq!(names(&words("ÄSHA")).await, ["Äsha"], "letters of every script have a lower case");
        assert_eq!(names(&words("a_1")).await, ["meera_1"], "a line is a line and no wildcard");
        assert_eq!(names(&words("%")).await, [""; 0]);
        assert_eq!(names(&words("@example.org")).await.len(), 4);
        let organisers = DirectoryFilter { role: Some(AccountRole::Member), ..DirectoryFilter::default() };
        assert_eq!(names(&organisers).await, [""; 0]);
        assert_eq!(names(&DirectoryFilter { disabled: Some(true), ..DirectoryFilter::default() }).await, [""; 0]);
        assert_eq!(names(&DirectoryFilter { disabled: Some(false), ..DirectoryFilter::default() }).await.len(), 4);
        let row = db.directory().page(&words("asha"), None, 1).await.unwrap().remove(0);
        assert_eq!((row.seen, row.has_password), (Some(at(0)), false));
        assert_eq!(db.directory().one(&people[1]).await.unwrap(), Some(row));
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
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let entries = [
            ("account.register", 0, &asha, None),
            ("account.sign_in", 1, &asha, None),
            ("account.role", 1, &ravi, Some(asha.clone())),
            ("meeting.schedule", 2, &ravi, None),
        ];
        for (action, seconds, user, subject) in entries {
            let entry = AuditEntry {
                id: id(),
                at: at(seconds),
                action,
                user: Some(user.clone()),
                subject,
                address: Some("192.0.2.7".into()),
                detail: None,
            };
            db.audit().append(&entry).await.unwrap();
        }
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), ["account.register", "account.sign_in"]);

        let actions = async |filter: AuditFilter| {
            let (mut actions, mut last) = (Vec::new(), None);
            loop {
                let before = last.as_ref().map(|(at, id): &(Timestamp, String)| (*at, id.as_str()));
                let Some(row) = db.audit().page(&filter, before, 1).await.unwrap().pop() else { return actions };
                last = Some((row.at, row.id));
                actions.push(row.action);
            }
        };
        let all = ["meeting.schedule", "account.role", "account.sign_in", "account.register"];
        assert_eq!(actions(AuditFilter::default()).await, all, "newest first, each once");
        assert_eq!(actions(AuditFilter { action: "account.".into(), ..AuditFilter::default() }).await, all[1..]);
        assert_eq!(actions(AuditFilter { words: "asha".into(), ..AuditFilter::default() }).await, all[1..]);
        assert_eq!(actions(AuditFilter { words: "192.0.2.7".into(), ..AuditFilter::default() }).await, all);
        assert_eq!(actions(AuditFilter { since: Some(at(2)), ..AuditFilter::default() }).await, all[..1]);
        assert_eq!(actions(AuditFilter { until: Some(at(1)), ..AuditFilter::default() }).await, all[3..]);
        let row = db.audit().page(&AuditFilter { action: "account.role".into(), ..AuditFilter::default() }, None, 9).await;
        let row = row.unwrap().remove(0);
        assert_eq!((row.by.as_deref(), row.about.as_deref()), (Some("ravi"), Some("asha")));
    }

    async fn settings(db: Db) {
        assert_eq!(db.settings().get("registration").await.unwrap(), None);
        db.settings().set("registration", "closed").await.unwrap();
        db.settings().set("registration", "open").await.unwrap();
        assert_eq!(db.settings().get("registration").await.unwrap().as_deref(), Some("open"));
    }
}

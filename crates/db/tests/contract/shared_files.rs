//! Files, and who was where.

use talkspace_db::{FeedbackRow, FileUse, NewFile, VisitRow};
use talkspace_model::{FileId, PictureSize, SharedFile};

use crate::support::*;

fn new_file(id: &str, run: &OccurrenceId, seconds: i64) -> NewFile {
    let picture = Some(PictureSize { width: 30, height: 20 });
    let file = SharedFile { id: FileId::new(id), name: "sketch.png".into(), bytes: 100, picture };
    NewFile { file, occurrence: run.clone(), owner: "guest x".into(), media_type: "image/png", uploaded: at(seconds) }
}

fn message_with(id: &str, run: &OccurrenceId, file: &SharedFile) -> Write {
    let mut write = message(id, run, None, "look");
    if let Write::MessageStored { message, .. } = &mut write {
        (message.file, message.sender) = (Some(file.clone()), "guest x".into());
    }
    write
}

contract! {
    async fn a_file_is_there_for_as_long_as_its_message(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let new = new_file("f", &run, 1);
        db.files().insert(&new).await.unwrap();
        assert_eq!(db.files().sent(&FileId::new("f")).await.unwrap(), None, "it was not sent yet");
        write(&db, &[message_with("m", &run, &new.file), message("n", &run, None, "two")]).await.unwrap();
        let sent = db.files().sent(&FileId::new("f")).await.unwrap().unwrap();
        assert_eq!((sent.meeting, sent.occurrence, sent.to), (meeting, run.clone(), MessageTo::Everyone));
        assert_eq!((sent.sender.as_str(), sent.media_type.as_str()), ("guest x", "image/png"));
        let newest = db.messages().newest(&run, ("guest y", false), 1).await.unwrap();
        assert_eq!(newest.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["two"]);
        let tail = db.messages().tail(&run, 10).await.unwrap();
        assert_eq!((tail[0].file.clone(), tail[1].file.clone()), (Some(new.file), None));
        assert_eq!(db.files().used(&run, "guest x").await.unwrap(), FileUse { files: 1, bytes: 100 });
        assert_eq!(db.files().used(&run, "guest y").await.unwrap(), FileUse::default());
        assert_eq!(db.files().superfluous(at(1000), 9).await.unwrap(), []);

        write(&db, &[Write::MessageDeleted { occurrence: run.clone(), id: MessageId::new("m"), at: at(9) }]).await.unwrap();
        assert_eq!(db.files().sent(&FileId::new("f")).await.unwrap(), None);
        assert_eq!(db.messages().tail(&run, 10).await.unwrap()[0].file, None);
        assert_eq!(db.files().superfluous(at(0), 9).await.unwrap(), [FileId::new("f")]);
        assert!(db.files().is_known(&FileId::new("f")).await.unwrap());
        db.files().forget(&FileId::new("f")).await.unwrap();
        assert!(!db.files().is_known(&FileId::new("f")).await.unwrap());
    }

    async fn what_was_never_sent_goes_after_a_while(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        db.files().insert(&new_file("f", &run, 100)).await.unwrap();
        assert_eq!(db.files().superfluous(at(100), 9).await.unwrap(), []);
        assert_eq!(db.files().superfluous(at(101), 9).await.unwrap(), [FileId::new("f")]);
    }

    async fn who_was_there_is_known_afterwards(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let (id, opened) = opened(&run, Some(&asha), 1);
        let identity = format!("user {asha}");
        write(&db, &[opened]).await.unwrap();
        assert_eq!(db.visits().of(&run, "guest y").await.unwrap(), None);
        let visit = db.visits().of(&run, &identity).await.unwrap().unwrap();
        assert_eq!((visit.roles, visit.ended, visit.blocked), (vec![Role::Participant], None, false));
        let standing =
            Write::Standing { occurrence: run.clone(), identity: identity.clone(), admitted: true, role: Some(Role::CoHost) };
        write(&db, &[standing, closed(&id, 9)]).await.unwrap();
        let code = db.meetings().of_host(&asha, 1).await.unwrap()[0].code.clone();
        assert_eq!(db.visits().newest_run(&code, &identity).await.unwrap(), Some(run.clone()));
        assert_eq!(db.visits().newest_run(&code, "guest y").await.unwrap(), None);
        let everybody = db.visits().everybody(&run).await.unwrap();
        assert_eq!((everybody[0].name.as_str(), everybody[0].identity.as_deref()), ("Asha", Some(identity.as_str())));
        let VisitRow { roles, ended, .. } = db.visits().of(&run, &identity).await.unwrap().unwrap();
        assert_eq!(roles, [Role::Participant, Role::CoHost]);
        assert!(ended.is_some());
    }

    async fn the_last_word_about_a_call_counts(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let says = |stars, words: &str, seconds| FeedbackRow {
            occurrence: run.clone(),
            identity: "guest x".into(),
            user: None,
            stars,
            words: words.into(),
            given: at(seconds),
        };
        db.feedback().put(&says(2, "no sound", 1)).await.unwrap();
        db.feedback().put(&says(4, "it was mine", 2)).await.unwrap();
        assert_eq!(db.feedback().of_run(&run).await.unwrap(), [says(4, "it was mine", 2)]);
    }
}

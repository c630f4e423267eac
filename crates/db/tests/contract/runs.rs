//! Runs of meetings, stays, and the facts that are written about them.

use crate::support::*;

contract! {
    async fn a_meeting_is_live_while_somebody_is_inside(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 10).await;
        let live = async || db.meetings().by_id(&meeting).await.unwrap().unwrap().live;
        assert!(!live().await);
        let (stay, opened) = opened(&run, None, 10);
        write(&db, &[opened]).await.unwrap();
        assert!(live().await);
        write(&db, &[closed(&stay, 20)]).await.unwrap();
        assert!(!live().await);
    }

    async fn an_open_run_is_resumed_within_the_linger(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let first = run_of(&db, &meeting, 0).await;
        write(&db, &[Write::Seen { occurrence: first.clone(), at: at(100), attendances: vec![] }]).await.unwrap();

        let new = OccurrenceId::new(id());
        let row = db.occurrences().resume_or_open(&meeting, &new, at(400), LINGER).await.unwrap();
        assert_eq!((row.id, row.started, row.resumed), (first.clone(), at(0), true));

        let row = db.occurrences().resume_or_open(&meeting, &new, at(701), LINGER).await.unwrap();
        assert_eq!((row.id, row.started, row.resumed), (new.clone(), at(701), false));
        let again = OccurrenceId::new(id());
        let row = db.occurrences().resume_or_open(&meeting, &again, at(701), LINGER).await.unwrap();
        assert_eq!((row.id, row.resumed), (new, true), "the stale run is ended, the new one is the open one");
    }

    async fn a_run_begins_once_and_is_resumed_by_itself(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        assert_eq!(db.occurrences().resume(&meeting, at(0), LINGER).await.unwrap(), None, "nothing is opened by asking");

        let first = OccurrenceId::new(id());
        let begun = Write::OccurrenceOpened { id: first.clone(), meeting: meeting.clone(), at: at(10) };
        write(&db, &[begun.clone(), begun.clone()]).await.unwrap();
        let row = db.occurrences().resume(&meeting, at(20), LINGER).await.unwrap().expect("is open");
        assert_eq!((row.id, row.started), (first.clone(), at(10)));

        let second = OccurrenceId::new(id());
        let begun = Write::OccurrenceOpened { id: second.clone(), meeting: meeting.clone(), at: at(30) };
        write(&db, &[begun]).await.unwrap();
        let row = db.occurrences().resume(&meeting, at(31), LINGER).await.unwrap().expect("is open");
        assert_eq!(row.id, second, "a meeting has one open run");
    }

    async fn a_run_is_kept_from_when_the_last_one_left(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (stay, opened) = opened(&run, Some(&asha), 10);
        write(&db, &[opened, closed(&stay, 100)]).await.unwrap();
        assert_eq!(db.occurrences().end_abandoned(at(400), LINGER).await.unwrap(), 0);
        assert_eq!(db.occurrences().end_abandoned(at(401), LINGER).await.unwrap(), 1);
    }

    async fn an_ended_run_is_not_resumed(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let first = run_of(&db, &meeting, 0).await;
        write(&db, &[Write::OccurrenceEnded { occurrence: first.clone(), at: at(5) }]).await.unwrap();
        assert_ne!(run_of(&db, &meeting, 6).await, first);
    }

    /// The server was killed: stays end when last seen; the run can be resumed for a while, then it ends when last seen.
    async fn what_a_restart_leaves(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (seen, seen_opened) = opened(&run, Some(&asha), 10);
        let (_, unseen_opened) = opened(&run, Some(&asha), 20);
        let (left, left_opened) = opened(&run, Some(&asha), 30);
        let seen = Write::Seen { occurrence: run.clone(), at: at(60), attendances: vec![seen] };
        write(&db, &[seen_opened, unseen_opened, left_opened, closed(&left, 40), seen]).await.unwrap();

        db.occurrences().close_stale(at(100), LINGER).await.unwrap();
        let stay = |joined, left| Stay { role: Role::Participant, joined: at(joined), left: Some(at(left)) };
        assert_eq!(stays(&db, &asha).await, [stay(10, 60), stay(20, 20), stay(30, 40)]);
        assert_eq!(run_of(&db, &meeting, 100).await, run, "young enough to be resumed");

        assert_eq!(db.occurrences().end_abandoned(at(400), LINGER).await.unwrap(), 0, "resumed at 100");
        assert_eq!(db.occurrences().end_abandoned(at(401), LINGER).await.unwrap(), 1);
        let rows = db.history().all(&asha).await.unwrap();
        assert_eq!(rows[0].ended, Some(at(100)));
        assert_ne!(run_of(&db, &meeting, 401).await, run);
    }

    async fn a_run_with_somebody_inside_is_not_abandoned(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (_, opened) = opened(&run, None, 0);
        write(&db, &[opened]).await.unwrap();
        assert_eq!(db.occurrences().end_abandoned(at(9999), LINGER).await.unwrap(), 0);
    }

    /// The first end counts, times never run backwards, and writing a batch twice changes nothing.
    async fn facts_are_idempotent(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (stay, opened) = opened(&run, Some(&asha), 10);
        let batch = [
            opened,
            Write::Renamed { id: stay.clone(), name: "Asha P".into(), at: at(11) },
            Write::Peak { occurrence: run.clone(), people: 3 },
            closed(&stay, 5),
            closed(&stay, 99),
            Write::OccurrenceEnded { occurrence: run.clone(), at: at(50) },
            Write::OccurrenceEnded { occurrence: run.clone(), at: at(70) },
        ];
        write(&db, &batch).await.unwrap();
        write(&db, &batch).await.unwrap();
        let rows = db.history().all(&asha).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].stay, Some(Stay { role: Role::Participant, joined: at(10), left: Some(at(10)) }));
        assert_eq!(rows[0].ended, Some(at(50)));
    }

    async fn the_end_of_a_run_closes_its_stays(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (_, opened) = opened(&run, Some(&asha), 10);
        write(&db, &[opened, Write::OccurrenceEnded { occurrence: run, at: at(50) }]).await.unwrap();
        assert_eq!(stays(&db, &asha).await[0].left, Some(at(50)));
    }

    async fn a_batch_is_all_or_nothing(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let nowhere = OccurrenceId::new("nowhere");
        let result = write(&db, &[message("m1", &run, None, "kept?"), message("m2", &nowhere, None, "lost")]).await;
        assert!(matches!(result, Err(DbError::Query(_))), "{result:?}");
        assert_eq!(db.messages().tail(&run, 9).await.unwrap(), []);
    }

    /// An account that is gone by the time its facts are written costs the name on them, not the batch.
    async fn facts_of_a_vanished_account(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let gone = UserId::new("gone");
        let (_, opened) = opened(&run, Some(&gone), 0);
        write(&db, &[opened, message("m", &run, Some(&gone), "hello")]).await.unwrap();
        assert_eq!(db.messages().tail(&run, 9).await.unwrap()[0].user, None);
    }
}

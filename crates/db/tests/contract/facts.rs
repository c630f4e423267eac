//! The chain of facts, and the records that are made from it.

use talkspace_ledger::{
    PersonStay, RunTimes, attendance,
    chain::{self, Event, Linked},
    stays as stays_of,
};
use talkspace_model::Note;

use crate::support::*;

fn noted(id: &AttendanceId, note: Note, seconds: i64) -> Write {
    Write::Noted { id: id.clone(), note, at: at(seconds) }
}

fn told(facts: &[Linked]) -> Vec<(u32, &'static str, i64)> {
    let seconds = |linked: &Linked| (linked.fact.at.0 - at(0).0) / 1000;
    facts.iter().map(|linked| (linked.fact.ordinal, linked.fact.event.kind(), seconds(linked))).collect()
}

async fn facts(db: &Db, run: &OccurrenceId) -> Vec<Linked> {
    let facts = db.facts().of_run(run).await.expect("reads");
    assert_eq!(chain::check(run, &facts), Ok(()));
    facts
}

contract! {
    async fn what_happens_is_chained_in_the_order_of_writing(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (stay, opened) = opened(&run, Some(&asha), 10);
        let batch = [
            opened,
            noted(&stay, Note::HandRaised, 20),
            Write::Renamed { id: stay.clone(), name: "Asha\0P".into(), at: at(25) },
            Write::Renamed { id: stay.clone(), name: "Asha\0P".into(), at: at(26) },
            noted(&stay, Note::HandLowered, 30),
        ];
        write(&db, &batch).await.unwrap();
        write(&db, &[noted(&stay, Note::Spoke { span: Millis(1500) }, 40), closed(&stay, 50)]).await.unwrap();
        let facts = facts(&db, &run).await;
        assert_eq!(
            told(&facts),
            [
                (1, "joined", 10),
                (2, "hand_raised", 20),
                (3, "renamed", 25),
                (4, "hand_lowered", 30),
                (5, "spoke", 40),
                (6, "left", 50),
            ]
        );
        assert_eq!(facts[2].fact.event, Event::Renamed { name: "Asha\u{fffd}P".into() });
    }

    /// A batch whose fate is unknown is written again.
    async fn writing_twice_adds_nothing(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (stay, opened) = opened(&run, None, 10);
        let renamed = |name: &str, seconds| Write::Renamed { id: stay.clone(), name: name.into(), at: at(seconds) };
        let batch = [
            opened,
            renamed("B", 11),
            renamed("A", 12),
            noted(&stay, Note::ShareStarted, 13),
            closed(&stay, 14),
            Write::OccurrenceEnded { occurrence: run.clone(), at: at(20) },
        ];
        write(&db, &batch).await.unwrap();
        let before = facts(&db, &run).await;
        write(&db, &batch).await.unwrap();
        assert_eq!(facts(&db, &run).await, before);
        assert_eq!(before.len(), 5);
    }

    async fn each_run_has_its_own_chain(db: Db) {
        let asha = user(&db, "asha").await;
        let (one, other) = (meeting(&db, &asha, 'n', 0).await, meeting(&db, &asha, 'p', 0).await);
        let (one, other) = (run_of(&db, &one, 0).await, run_of(&db, &other, 0).await);
        let ((first, first_opened), (second, second_opened)) = (opened(&one, None, 1), opened(&other, None, 1));
        let batch = [first_opened, second_opened, noted(&first, Note::HandRaised, 2), noted(&second, Note::HandRaised, 2)];
        write(&db, &batch).await.unwrap();
        assert_eq!(told(&facts(&db, &one).await), [(1, "joined", 1), (2, "hand_raised", 2)]);
        assert_eq!(told(&facts(&db, &other).await), [(1, "joined", 1), (2, "hand_raised", 2)]);
    }

    /// The server was killed: the chain goes on with the leaves that were never written, and with what comes after.
    async fn a_restart_continues_the_chain(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (seen, seen_opened) = opened(&run, Some(&asha), 10);
        let (_, unseen_opened) = opened(&run, None, 20);
        let sighting = Write::Seen { occurrence: run.clone(), at: at(60), attendances: vec![seen] };
        write(&db, &[seen_opened, unseen_opened, sighting]).await.unwrap();
        db.occurrences().close_stale(at(100), LINGER).await.unwrap();
        db.occurrences().close_stale(at(101), LINGER).await.unwrap();
        let (_, again) = opened(&run, Some(&asha), 110);
        write(&db, &[again, Write::OccurrenceEnded { occurrence: run.clone(), at: at(200) }]).await.unwrap();
        let facts = facts(&db, &run).await;
        assert_eq!(
            told(&facts),
            [(1, "joined", 10), (2, "joined", 20), (3, "left", 20), (4, "left", 60), (5, "joined", 110), (6, "left", 200)]
        );
        assert_eq!(facts[3].fact.event, Event::Left { reason: LeaveReason::ServerStopped });
        assert_eq!(facts[5].fact.event, Event::Left { reason: LeaveReason::Ended });
    }

    async fn nobody_leaves_before_they_came(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let (stay, opened) = opened(&run, None, 10);
        write(&db, &[opened, closed(&stay, 5), noted(&AttendanceId::new("nobody"), Note::HandRaised, 7)]).await.unwrap();
        assert_eq!(told(&facts(&db, &run).await), [(1, "joined", 10), (2, "left", 10)]);
    }

    /// What the page shows and what an export proves are the same attendance.
    async fn facts_and_stays_say_the_same(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let ((a, a_opened), (b, b_opened)) = (opened(&run, Some(&asha), 10), opened(&run, None, 20));
        let (_, c_opened) = opened(&run, Some(&asha), 40);
        let batch = [
            a_opened,
            b_opened,
            noted(&a, Note::Spoke { span: Millis(700) }, 25),
            closed(&a, 30),
            c_opened,
            Write::Renamed { id: b.clone(), name: "Bela".into(), at: at(45) },
            Write::OccurrenceEnded { occurrence: run.clone(), at: at(60) },
        ];
        write(&db, &batch).await.unwrap();
        let facts = facts(&db, &run).await;
        let from_facts = stays_of(facts.iter().map(|linked| &linked.fact));
        let stored = db.records().stays(&run).await.unwrap();
        let from_stays: Vec<PersonStay> = stored
            .into_iter()
            .zip(&from_facts)
            .map(|(row, fact)| PersonStay {
                person: row.identity,
                name: row.name,
                stay: talkspace_ledger::Stay { role: row.stay.role, joined: row.stay.joined, left: row.stay.left },
                seen: row.seen,
                tally: fact.tally,
            })
            .collect();
        let times = RunTimes { started: at(0), ended: Some(at(60)), planned_start: Some(at(0)), planned_end: None };
        let fold = |stays| attendance(&times, stays, &Default::default(), at(99));
        assert_eq!(fold(from_facts), fold(from_stays));
    }

    async fn runs_and_counts_of_a_meeting(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let first = run_of(&db, &meeting, 0).await;
        let (_, opened_first) = opened(&first, Some(&ravi), 1);
        write(&db, &[opened_first, Write::OccurrenceEnded { occurrence: first.clone(), at: at(50) }]).await.unwrap();
        let empty = run_of(&db, &meeting, 60).await;
        write(&db, &[Write::OccurrenceEnded { occurrence: empty, at: at(70) }]).await.unwrap();
        let second = run_of(&db, &meeting, 100).await;
        let (_, opened_second) = opened(&second, Some(&asha), 101);
        write(&db, &[opened_second, message("m1", &second, Some(&asha), "one"), message("m2", &second, Some(&asha), "two")])
            .await
            .unwrap();
        let gone = Write::MessageDeleted { occurrence: second.clone(), id: MessageId::new("m2"), at: at(105) };
        write(&db, &[gone, Write::Peak { occurrence: second.clone(), people: 2 }]).await.unwrap();

        let runs = async |who: Option<&str>| db.records().runs(&meeting, who, 9).await.unwrap();
        let all = runs(None).await;
        assert_eq!(all.iter().map(|run| &run.id).collect::<Vec<_>>(), [&second, &first], "newest first, none without people");
        assert_eq!((all[0].ended, all[0].peak, all[1].ended), (None, 2, Some(at(50))));
        let of_ravi = runs(Some(&format!("user {ravi}"))).await;
        assert_eq!(of_ravi.iter().map(|run| &run.id).collect::<Vec<_>>(), [&first]);
        assert_eq!(runs(Some("user nobody")).await, []);
        assert_eq!(db.records().messages(&second).await.unwrap(), [("user asha".to_owned(), 1)].into());
    }
}

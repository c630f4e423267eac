//! What an account finds of its meetings.

use talkspace_model::Note;

use crate::support::*;

contract! {
    async fn history_holds_what_was_attended_or_hosted(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let own = meeting(&db, &asha, 'n', 0).await;
        let other = meeting(&db, &ravi, 'p', 0).await;
        // Asha hosts without coming, visits twice, and one run stays empty.
        let hosted = run_of(&db, &own, 0).await;
        let (ravi_stay, ravi_opened) = opened(&hosted, Some(&ravi), 1);
        let visited = run_of(&db, &other, 10).await;
        let spoke = |id: &AttendanceId, seconds, millis| {
            let note = Note::Spoke { span: Millis(millis) };
            Write::Noted { id: id.clone(), note, at: at(seconds) }
        };
        let (first, first_opened) = opened(&visited, Some(&asha), 11);
        let (second, second_opened) = opened(&visited, Some(&asha), 30);
        let end = Write::OccurrenceEnded { occurrence: hosted.clone(), at: at(9) };
        write(&db, &[ravi_opened, closed(&ravi_stay, 5), end]).await.unwrap();
        write(&db, &[first_opened, spoke(&first, 15, 700), closed(&first, 20), second_opened]).await.unwrap();
        let (ravi_again, ravi_came) = opened(&visited, Some(&ravi), 31);
        let batch = [ravi_came, spoke(&ravi_again, 32, 50), spoke(&second, 33, 250)];
        write(&db, &batch).await.unwrap();
        // A batch whose fate is unknown is written again.
        write(&db, &batch).await.unwrap();
        run_of(&db, &own, 50).await;

        let rows = db.history().all(&asha).await.unwrap();
        let stay = |joined, left: Option<i64>| Stay { role: Role::Participant, joined: at(joined), left: left.map(at) };
        let read: Vec<_> = rows.iter().map(|row| (row.occurrence.clone(), row.hosted, row.stay)).collect();
        assert_eq!(
            read,
            [
                (visited.clone(), false, Some(stay(11, Some(20)))),
                (visited, false, Some(stay(30, None))),
                (hosted.clone(), true, None),
            ]
        );
        assert_eq!((rows[0].host_name.as_str(), rows[0].title.as_str()), ("ravi", "Meeting p"));
        let spoken: Vec<_> = rows.iter().map(|row| (row.spoke.0, row.all_spoke.0)).collect();
        assert_eq!(spoken, [(700, 1000), (250, 1000), (0, 0)]);
        assert_eq!((rows[2].started, rows[2].ended), (at(0), Some(at(9))));

        let rows = db.history().all(&ravi).await.unwrap();
        let read: Vec<_> = rows.iter().map(|row| (row.hosted, row.stay.is_some())).collect();
        assert_eq!(read, [(true, true), (false, true)]);
    }

    /// Occurrences that began in the same millisecond do not mingle.
    async fn history_is_in_order(db: Db) {
        let asha = user(&db, "asha").await;
        for (last, seconds) in [('a', 1), ('b', 2), ('c', 2), ('d', 3)] {
            let meeting = meeting(&db, &asha, last, 0).await;
            let run = run_of(&db, &meeting, seconds).await;
            let (_, opened_first) = opened(&run, Some(&asha), seconds);
            let (_, opened_again) = opened(&run, Some(&asha), seconds + 9);
            write(&db, &[opened_first, opened_again]).await.unwrap();
        }
        let rows = db.history().all(&asha).await.unwrap();
        let started: Vec<_> = rows.iter().map(|row| row.started).collect();
        assert_eq!(started, [at(3), at(3), at(2), at(2), at(2), at(2), at(1), at(1)]);
        assert!(rows.chunks(2).all(|pair| pair[0].occurrence == pair[1].occurrence));
    }
}

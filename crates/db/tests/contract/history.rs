//! What an account finds of its meetings.

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
        let (first, first_opened) = opened(&visited, Some(&asha), 11);
        let (_, second_opened) = opened(&visited, Some(&asha), 30);
        let end = Write::OccurrenceEnded { occurrence: hosted.clone(), at: at(9) };
        write(&db, &[ravi_opened, closed(&ravi_stay, 5), end]).await.unwrap();
        write(&db, &[first_opened, closed(&first, 20), second_opened]).await.unwrap();
        run_of(&db, &own, 50).await;

        let (rows, next) = db.history().page(&asha, Timestamp(i64::MAX), 9).await.unwrap();
        assert_eq!(next, None);
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
        assert_eq!((rows[2].started, rows[2].ended), (at(0), Some(at(9))));

        let (rows, _) = db.history().page(&ravi, Timestamp(i64::MAX), 9).await.unwrap();
        let read: Vec<_> = rows.iter().map(|row| (row.hosted, row.stay.is_some())).collect();
        assert_eq!(read, [(true, false), (false, true)]);
    }

    /// Walking the pages shows every occurrence once, also those that began in the same millisecond.
    async fn history_pages(db: Db) {
        let asha = user(&db, "asha").await;
        let mut shown = Vec::new();
        for (last, seconds) in [('a', 1), ('b', 2), ('c', 2), ('d', 2), ('e', 3), ('f', 4)] {
            let meeting = meeting(&db, &asha, last, 0).await;
            let run = run_of(&db, &meeting, seconds).await;
            let (_, opened) = opened(&run, Some(&asha), seconds);
            write(&db, &[opened]).await.unwrap();
        }
        let mut before = Some(Timestamp(i64::MAX));
        let mut pages = Vec::new();
        while let Some(start) = before {
            let (rows, next) = db.history().page(&asha, start, 2).await.unwrap();
            pages.push(rows.len());
            shown.extend(rows.into_iter().map(|row| row.started));
            before = next;
        }
        assert_eq!(shown, [at(4), at(3), at(2), at(2), at(2), at(1)]);
        assert_eq!(pages, [2, 3, 1]);
        let (rows, next) = db.history().page(&asha, at(2), 1).await.unwrap();
        assert_eq!((rows.len(), next), (1, None), "nothing lies beyond the last page");
    }
}

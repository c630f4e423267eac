//! Chat.

use crate::support::*;

contract! {
    async fn messages_come_back_in_the_order_of_storing(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let texts = ["नमस्कार", "two\0", "three", ""];
        for (n, text) in texts.iter().enumerate() {
            write(&db, &[message(&format!("m{}", 9 - n), &run, Some(&asha), text)]).await.unwrap();
        }
        write(&db, &[message("m9", &run, Some(&asha), "a second time")]).await.unwrap();
        let tail = db.messages().tail(&run, 3).await.unwrap();
        let read: Vec<&str> = tail.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(read, ["two\u{fffd}", "three", ""]);
        let all = db.messages().tail(&run, 100).await.unwrap();
        assert_eq!(all.len(), 4);
        assert_eq!((all[0].text.as_str(), all[0].seat, all[0].sent), ("नमस्कार", SeatId(u32::MAX), at(1)));
        assert_eq!(all[0].user, Some(asha));
    }

    /// Few people who write to each other a lot do not push out what was said to everybody, nor the other way round.
    async fn the_tail_has_so_many_of_either_kind(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        for n in 0..9 {
            let mut write_one = message(&format!("m{n}"), &run, None, &n.to_string());
            if let (Write::MessageStored { message, .. }, true) = (&mut write_one, n % 3 > 0) {
                message.to = MessageTo::Hosts;
            }
            write(&db, &[write_one]).await.unwrap();
        }
        let tail = db.messages().tail(&run, 2).await.unwrap();
        let read: Vec<&str> = tail.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(read, ["3", "6", "7", "8"]);
    }

    /// An id is taken by its first message. The same message again is fine: its sender may not have heard of the first time.
    async fn a_message_id_is_taken_once(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let first = message("m1", &run, Some(&asha), "on Monday\0");
        let other = |change: fn(&mut MessageRow)| {
            let mut other = first.clone();
            if let Write::MessageStored { message, .. } = &mut other {
                change(message);
            }
            other
        };
        let other_seat = other(|message| message.seat = SeatId(7));
        let other_name = other(|message| "Ravi".clone_into(&mut message.name));
        let to_hosts = other(|message| message.to = MessageTo::Hosts);
        let batch = [
            first.clone(),
            message("m1", &run, Some(&asha), "on Friday"),
            other_seat,
            other_name,
            to_hosts,
            first,
            message("m2", &run, Some(&asha), "bye"),
        ];
        use Outcome::{IdTaken, Written};
        assert_eq!(write(&db, &batch).await.unwrap(), [Written, IdTaken, IdTaken, IdTaken, IdTaken, Written, Written]);
        let texts: Vec<String> = db.messages().tail(&run, 9).await.unwrap().into_iter().map(|row| row.text).collect();
        assert_eq!(texts, ["on Monday\u{fffd}", "bye"]);
    }

    /// Who may read a message must be known for as long as the message is.
    async fn whom_a_message_was_written_to_is_kept(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let name = || "Ravi\0".to_owned();
        let person = MessageTo::Person { recipient: "guest 1".into(), seat: SeatId(3), name: name() };
        for (id, to) in [("m1", MessageTo::Everyone), ("m2", MessageTo::Hosts), ("m3", person)] {
            let mut written = message(id, &run, Some(&asha), "hello");
            if let Write::MessageStored { message, .. } = &mut written {
                message.to = to;
            }
            let twice = write(&db, &[written.clone(), written]).await.unwrap();
            assert_eq!(twice, [Outcome::Written, Outcome::Written], "{id}");
        }
        let read: Vec<MessageTo> = db.messages().tail(&run, 9).await.unwrap().into_iter().map(|row| row.to).collect();
        let [MessageTo::Everyone, MessageTo::Hosts, MessageTo::Person { recipient, seat, name }] = &read[..] else {
            panic!("not what was written")
        };
        assert_eq!((recipient.as_str(), *seat), ("guest 1", SeatId(3)));
        assert_eq!(name, "Ravi\u{fffd}");
    }

    /// Two senders in two meetings may happen to choose the same id.
    async fn message_ids_count_within_their_occurrence(db: Db) {
        let asha = user(&db, "asha").await;
        let one = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let two = run_of(&db, &meeting(&db, &asha, 'p', 0).await, 0).await;
        write(&db, &[message("m", &one, None, "one"), message("m", &two, None, "two")]).await.unwrap();
        assert_eq!(db.messages().tail(&two, 9).await.unwrap()[0].text, "two");
    }

    /// Whoever scrolls back gets what they may read, page by page, and nothing else.
    async fn earlier_messages_come_in_pages(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let person = MessageTo::Person { recipient: "guest 1".into(), seat: SeatId(3), name: "Gita".into() };
        for n in 0..9 {
            let mut written = message(&format!("m{n}"), &run, None, &n.to_string());
            if let Write::MessageStored { message, .. } = &mut written {
                message.to = match n % 3 {
                    0 => MessageTo::Everyone,
                    1 => MessageTo::Hosts,
                    _private => person.clone(),
                };
            }
            write(&db, &[written]).await.unwrap();
        }
        let texts = async |before: &str, reader: &str, steers, limit| -> String {
            let page = db.messages().before(&run, &MessageId::new(before), (reader, steers), limit).await.unwrap();
            page.into_iter().map(|row| row.text).collect()
        };
        assert_eq!(texts("m8", "user asha", false, 20).await, "01234567", "the sender of all");
        assert_eq!(texts("m8", "guest 1", false, 20).await, "02356");
        assert_eq!(texts("m8", "user ravi", true, 20).await, "013467");
        assert_eq!(texts("m8", "user ravi", false, 2).await, "36");
        assert_eq!(texts("m3", "user ravi", false, 2).await, "0");
        assert_eq!(texts("nowhere", "user asha", true, 20).await, "");
    }

    /// What becomes of a message is kept: answers, reactions, and that it was taken back.
    async fn replies_reactions_and_deletions_are_kept(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let mut answer = message("m2", &run, None, "yes");
        if let Write::MessageStored { message, .. } = &mut answer {
            message.reply = Some(MessageId::new("m1"));
        }
        let react = |id: &str, identity: &str, on| Write::MessageReaction {
            occurrence: run.clone(),
            id: MessageId::new(id),
            identity: identity.into(),
            reaction: "heart",
            on,
        };
        let batch = [
            message("m1", &run, None, "coming?"),
            answer,
            react("m1", "guest 1", true),
            react("m1", "guest 1", true),
            react("m1", "guest 2", true),
            react("m1", "guest 2", false),
            react("m2", "guest 1", true),
            react("nowhere", "guest 1", true),
        ];
        write(&db, &batch).await.unwrap();
        let heart = vec![("guest 1".to_owned(), "heart".to_owned())];
        let rows = db.messages().tail(&run, 9).await.unwrap();
        assert_eq!((&rows[0].reactions, &rows[1].reactions), (&heart, &heart));
        assert_eq!(rows[1].reply, Some(MessageId::new("m1")));
        assert_eq!(db.messages().by_id(&run, &MessageId::new("m1")).await.unwrap().as_ref(), rows.first());
        assert_eq!(db.messages().by_id(&run, &MessageId::new("nowhere")).await.unwrap(), None);
        let delete = Write::MessageDeleted { occurrence: run.clone(), id: MessageId::new("m1"), at: at(9) };
        write(&db, &[delete.clone(), delete]).await.unwrap();
        let rows = db.messages().tail(&run, 9).await.unwrap();
        assert_eq!((rows[0].text.as_str(), rows[0].deleted, rows[0].reactions.len()), ("", true, 0));
        assert_eq!((rows[1].text.as_str(), rows[1].deleted), ("yes", false));
    }
}

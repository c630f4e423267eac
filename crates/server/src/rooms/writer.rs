//! Writes down what live rooms record: one task, many facts in one transaction. Rooms never wait for it.

use std::{
    collections::VecDeque,
    pin::pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use talkspace_db::{Db, DbError, Outcome, Write};
use talkspace_model::{MessageId, OccurrenceId};
use tokio::{
    sync::{Notify, mpsc},
    time::Instant,
};

use super::actor::Feedback;

/// Facts in one transaction. More gain nothing; fewer lose what one sync to the disk for many saves.
const BATCH_MAX: usize = 500;
/// Chat messages that may wait. Facts about people are never turned away: each stands for somebody who came or went,
/// which tickets and seats limit, and sightings replace each other.
const MESSAGES_MAX: usize = 5000;
/// A message that could not be stored for so long is given back to its sender, who can send it again.
const MESSAGE_PATIENCE: Duration = Duration::from_secs(3);
/// How long an attempt waits for its turn to write at least, however long its messages have waited. Less and a busy but
/// sound database would be taken for a broken one; more and senders hear of it later.
const ATTEMPT_MIN: Duration = Duration::from_millis(500);
/// The same for facts alone, which nobody waits for. A lost connection to another machine is made anew in this time.
const ATTEMPT_MAX: Duration = Duration::from_secs(5);
/// Between attempts while the database cannot write. Longer pauses would keep senders waiting beyond their patience.
const PAUSE: Duration = Duration::from_millis(250);
const PAUSE_MAX: Duration = Duration::from_secs(1);
/// How often the messages that wait behind an attempt are looked at.
const GIVE_BACK_EVERY: Duration = Duration::from_millis(250);
/// How long the last facts may take when the server stops.
const FLUSH_PATIENCE: Duration = Duration::from_secs(5);

/// A handle to the writer; clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    /// Facts wait because the last attempt to write failed.
    stuck: AtomicBool,
    wake: Notify,
    done: Notify,
}

#[derive(Debug, Default)]
struct Queue {
    entries: VecDeque<Entry>,
    messages: usize,
    closing: bool,
    closed: bool,
}

#[derive(Debug)]
struct Entry {
    write: Write,
    reply: Option<Reply>,
}

/// Whom to tell whether a message is stored.
#[derive(Debug)]
struct Reply {
    id: MessageId,
    to: mpsc::UnboundedSender<Feedback>,
    since: Instant,
}

/// The message cannot be taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full;

impl Writer {
    pub(crate) fn start(db: Db) -> Self {
        let shared = Arc::new(Shared::default());
        tokio::spawn(run(db, shared.clone()));
        Self { shared }
    }

    /// Takes a fact down, whatever happens.
    pub(crate) fn fact(&self, write: Write) {
        let mut queue = self.shared.queue();
        if let Write::Seen { occurrence, .. } = &write {
            queue.drop_sightings(occurrence);
        }
        queue.entries.push_back(Entry { write, reply: None });
        drop(queue);
        self.shared.wake.notify_one();
    }

    /// Takes a chat message; `to` hears whether it was stored.
    ///
    /// # Errors
    /// When too many wait already; `to` hears nothing.
    pub(crate) fn message(&self, write: Write, id: MessageId, to: mpsc::UnboundedSender<Feedback>) -> Result<(), Full> {
        let mut queue = self.shared.queue();
        if queue.messages >= MESSAGES_MAX || queue.closed {
            return Err(Full);
        }
        queue.messages += 1;
        queue.entries.push_back(Entry { write, reply: Some(Reply { id, to, since: Instant::now() }) });
        drop(queue);
        self.shared.wake.notify_one();
        Ok(())
    }

    /// Whether facts have to wait because the database cannot be written to.
    pub(crate) fn is_stuck(&self) -> bool {
        self.shared.stuck.load(Ordering::Relaxed)
    }

    /// Writes what waits and ends the task; gives up after a few seconds.
    pub(crate) async fn stop(&self) {
        self.shared.queue().closing = true;
        self.shared.wake.notify_one();
        let done = async {
            while !self.shared.queue().closed {
                self.shared.done.notified().await;
            }
        };
        if tokio::time::timeout(FLUSH_PATIENCE, done).await.is_err() {
            let facts = self.shared.queue().entries.len();
            tracing::error!(facts, "the database did not take the last facts in time");
        }
    }
}

impl Shared {
    fn queue(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Said once for each time of trouble, not for each of its attempts.
    fn note_trouble(&self, facts: usize, error: &DbError) {
        if !self.stuck.swap(true, Ordering::Relaxed) {
            tracing::warn!(facts, %error, "the database cannot be written to; facts wait, messages go back");
        }
    }

    fn note_success(&self) {
        if self.stuck.swap(false, Ordering::Relaxed) {
            tracing::info!("the database can be written to again");
        }
    }
}

impl Queue {
    /// A newer sighting says all that an older one said.
    fn drop_sightings(&mut self, of: &OccurrenceId) {
        let same = |write: &Write| matches!(write, Write::Seen { occurrence, .. } if occurrence == of);
        if self.entries.len() > BATCH_MAX {
            self.entries.retain(|entry| !same(&entry.write));
        }
    }

    fn take_batch(&mut self) -> Vec<Entry> {
        let count = self.entries.len().min(BATCH_MAX);
        let batch: Vec<Entry> = self.entries.drain(..count).collect();
        self.messages -= batch.iter().filter(|entry| entry.reply.is_some()).count();
        batch
    }
}

impl Entry {
    fn has_waited(&self, patience: Duration) -> bool {
        self.reply.as_ref().is_some_and(|reply| reply.since.elapsed() >= patience)
    }

    fn answer(self, stored: bool) {
        if let Some(Reply { id, to, .. }) = self.reply {
            // A room that is gone has nobody left to tell.
            let _ = to.send(Feedback::Stored { id, stored });
        }
    }
}

async fn run(db: Db, shared: Arc<Shared>) {
    loop {
        let (batch, closing) = {
            let mut queue = shared.queue();
            (queue.take_batch(), queue.closing)
        };
        if !batch.is_empty() {
            store(&db, &shared, batch).await;
        } else if closing {
            shared.queue().closed = true;
            shared.done.notify_waiters();
            shared.done.notify_one();
            return;
        } else {
            shared.wake.notified().await;
        }
    }
}

/// Keeps trying for as long as the database may recover. Facts wait with it; messages go back to their senders.
async fn store(db: &Db, shared: &Shared, mut batch: Vec<Entry>) {
    let mut pause = PAUSE;
    while !batch.is_empty() {
        match attempt(db, shared, &batch).await {
            Ok(outcomes) => return answer_all(batch, &outcomes),
            Err(error) if error.may_pass() => {
                shared.note_trouble(batch.len(), &error);
                give_back(&mut batch);
                give_back_queued(shared);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(PAUSE_MAX);
            }
            Err(error) => {
                tracing::error!(facts = batch.len(), %error, "a batch was refused; writing its facts one by one");
                batch = store_one_by_one(db, shared, batch).await;
            }
        }
    }
    // Nothing of it waits any more; without a next fact nobody would find out that the trouble is over.
    shared.stuck.store(false, Ordering::Relaxed);
}

/// One fact that the database refuses must not take the others with it. Returns those that have to wait after all, in
/// their order.
async fn store_one_by_one(db: &Db, shared: &Shared, batch: Vec<Entry>) -> Vec<Entry> {
    let mut left = batch.into_iter();
    while let Some(entry) = left.next() {
        match attempt(db, shared, std::slice::from_ref(&entry)).await {
            Ok(outcomes) => answer_all(vec![entry], &outcomes),
            Err(error) if error.may_pass() => return std::iter::once(entry).chain(left).collect(),
            Err(error) => {
                tracing::error!(fact = ?entry.write, %error, "a fact could not be written");
                entry.answer(false);
            }
        }
    }
    Vec::new()
}

/// Tries once. What waits in the queue meanwhile does not depend on how it ends, so it goes back in time all the same; what
/// is in the attempt cannot, for it may be stored in the next moment.
async fn attempt(db: &Db, shared: &Shared, batch: &[Entry]) -> Result<Vec<Outcome>, DbError> {
    let writes: Vec<Write> = batch.iter().map(|entry| entry.write.clone()).collect();
    let mut write = pin!(db.write(&writes, attempt_patience(batch)));
    loop {
        if let Ok(outcome) = tokio::time::timeout(GIVE_BACK_EVERY, &mut write).await {
            if outcome.is_ok() {
                shared.note_success();
            }
            return outcome;
        }
        give_back_queued(shared);
    }
}

/// Until the first message of the batch is due to go back.
fn attempt_patience(batch: &[Entry]) -> Duration {
    let replies = batch.iter().filter_map(|entry| entry.reply.as_ref());
    let left = replies.map(|reply| MESSAGE_PATIENCE.saturating_sub(reply.since.elapsed())).min();
    left.unwrap_or(ATTEMPT_MAX).max(ATTEMPT_MIN)
}

fn answer_all(batch: Vec<Entry>, outcomes: &[Outcome]) {
    for (entry, outcome) in batch.into_iter().zip(outcomes) {
        // No page of ours takes an id twice, so whoever does is told no more than that it is not stored.
        entry.answer(*outcome == Outcome::Written);
    }
}

fn give_back(batch: &mut Vec<Entry>) {
    let (old, kept) = std::mem::take(batch).into_iter().partition(|entry| entry.has_waited(MESSAGE_PATIENCE));
    *batch = kept;
    let old: Vec<Entry> = old;
    old.into_iter().for_each(|entry| entry.answer(false));
}

fn give_back_queued(shared: &Shared) {
    let mut queue = shared.queue();
    let mut entries: Vec<Entry> = std::mem::take(&mut queue.entries).into();
    give_back(&mut entries);
    queue.messages = entries.iter().filter(|entry| entry.reply.is_some()).count();
    queue.entries = entries.into();
}

#[cfg(test)]
mod tests {
    use talkspace_db::{MessageRow, MessageTo, NewMeeting, NewUser, faults};
    use talkspace_model::{
        AttendanceId, LeaveReason, MeetingId, MeetingSettings, Millis, Role, SeatId, Timestamp, UserId,
    };
    use tempfile::TempDir;

    use super::*;

    /// A database with one meeting that runs.
    struct Stage {
        db: Db,
        url: String,
        _dir: TempDir,
    }

    impl Stage {
        async fn set() -> Self {
            let dir = tempfile::tempdir().unwrap();
            let url = Db::sqlite_url(&dir.path().join("talkspace.db"));
            let db = Db::open(&url).await.unwrap();
            db.migrate().await.unwrap();
            let host = NewUser {
                id: host(),
                email: "asha@example.org".parse().unwrap(),
                name: "Asha".into(),
                password_hash: String::new(),
                role: talkspace_model::AccountRole::Organiser,
                created: Timestamp(0),
            };
            db.users().insert(&host).await.unwrap();
            let meeting = NewMeeting {
                id: MeetingId::new("m"),
                code: "abcd-efgh-jkmn".parse().unwrap(),
                title: "Physics".into(),
                host: host.id,
                settings: MeetingSettings::default(),
                created: Timestamp(0),
            };
            db.meetings().insert(&meeting).await.unwrap();
            db.occurrences().resume_or_open(&meeting.id, &occurrence(), Timestamp(0), Millis(1)).await.unwrap();
            Self { db, url, _dir: dir }
        }

        async fn stored(&self) -> Vec<String> {
            let tail = self.db.messages().tail(&occurrence(), 100).await.unwrap();
            tail.into_iter().map(|row| row.id.as_str().to_owned()).collect()
        }

        async fn stays(&self) -> usize {
            let rows = self.db.history().all(&host()).await.unwrap();
            rows.iter().filter(|row| row.stay.is_some()).count()
        }
    }

    fn host() -> UserId {
        UserId::new("u")
    }

    fn occurrence() -> OccurrenceId {
        OccurrenceId::new("o")
    }

    fn message(id: &str) -> Write {
        said(id, &occurrence(), "hello")
    }

    /// More than fits into the pages that the file has.
    fn long_message(id: &str) -> Write {
        said(id, &occurrence(), &"x".repeat(200_000))
    }

    /// There is no such run, so the engine refuses it for good.
    fn lost_message(id: &str) -> Write {
        said(id, &OccurrenceId::new("nowhere"), "hello")
    }

    fn said(id: &str, occurrence: &OccurrenceId, text: &str) -> Write {
        Write::MessageStored {
            occurrence: occurrence.clone(),
            message: MessageRow {
                id: MessageId::new(id),
                seat: SeatId(1),
                user: None,
                sender: "g:asha".into(),
                name: "Asha".into(),
                text: text.into(),
                to: MessageTo::Everyone,
                sent: Timestamp(0),
                reply: None,
                file: None,
                deleted: false,
                reactions: Vec::new(),
            },
        }
    }

    fn came(stay: &str) -> Write {
        Write::AttendanceOpened {
            id: AttendanceId::new(stay),
            seat: SeatId(1),
            occurrence: occurrence(),
            identity: "user asha".into(),
            user: Some(host()),
            name: "Asha".into(),
            role: Role::Host,
            at: Timestamp(1),
        }
    }

    fn left(stay: &str) -> Write {
        Write::AttendanceClosed { id: AttendanceId::new(stay), at: Timestamp(2), reason: LeaveReason::Left }
    }

    fn seen(at: i64) -> Write {
        Write::Seen { occurrence: occurrence(), at: Timestamp(at), attendances: vec![] }
    }

    fn entry(write: Write) -> Entry {
        Entry { write, reply: None }
    }

    /// The next answer: for which message, and whether it is stored.
    async fn answer(heard: &mut mpsc::UnboundedReceiver<Feedback>) -> (String, bool) {
        let Some(Feedback::Stored { id, stored }) = heard.recv().await else { panic!("nothing was said") };
        (id.as_str().to_owned(), stored)
    }

    /// A lock of another program: senders hear in time, whether their message was being written or waited behind others.
    /// What they were told holds, and the same message may be sent again. Facts are kept.
    #[tokio::test]
    async fn a_message_that_cannot_be_stored_is_given_back_and_facts_are_kept() {
        let stage = Stage::set().await;
        let lock = faults::lock(&stage.url).await;
        let writer = Writer::start(stage.db.clone());
        let (sender, mut heard) = mpsc::unbounded_channel();
        let send = |id: &str| writer.message(message(id), MessageId::new(id), sender.clone()).unwrap();
        writer.fact(came("a1"));
        send("m1");
        tokio::time::sleep(Duration::from_secs(1)).await;
        send("m2");
        let since = Instant::now();
        assert_eq!(answer(&mut heard).await, ("m1".into(), false));
        assert_eq!(answer(&mut heard).await, ("m2".into(), false));
        assert!(since.elapsed() >= MESSAGE_PATIENCE, "{:?}", since.elapsed());
        assert!(since.elapsed() < MESSAGE_PATIENCE + Duration::from_secs(1), "{:?}", since.elapsed());
        assert!(writer.is_stuck());

        lock.release().await;
        send("m1");
        assert_eq!(answer(&mut heard).await, ("m1".into(), true));
        assert_eq!(stage.stored().await, ["m1"], "m2 was given back");
        assert_eq!(stage.stays().await, 1);
        assert!(!writer.is_stuck());
    }

    /// The writer has nothing left to try then, so it cannot say any more whether the database is well.
    #[tokio::test]
    async fn nothing_is_stuck_when_all_was_given_back() {
        let stage = Stage::set().await;
        let writer = Writer::start(stage.db.clone());
        stage.db.close().await;
        let (sender, mut heard) = mpsc::unbounded_channel();
        writer.message(message("m1"), MessageId::new("m1"), sender).unwrap();
        assert_eq!(answer(&mut heard).await, ("m1".into(), false));
        let freed = async {
            while writer.is_stuck() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PAUSE_MAX * 2, freed).await.expect("nothing waits");
    }

    #[tokio::test]
    async fn a_disk_that_is_full_for_a_moment_costs_nothing() {
        let stage = Stage::set().await;
        faults::fill_up(&stage.db).await;
        let writer = Writer::start(stage.db.clone());
        let (sender, mut heard) = mpsc::unbounded_channel();
        writer.fact(came("a1"));
        writer.message(long_message("m1"), MessageId::new("m1"), sender.clone()).unwrap();
        writer.fact(left("a1"));
        writer.message(message("m2"), MessageId::new("m2"), sender).unwrap();
        assert_eq!(answer(&mut heard).await, ("m1".into(), true));
        assert_eq!(answer(&mut heard).await, ("m2".into(), true));
        assert_eq!(stage.stored().await, ["m1", "m2"]);
        assert_eq!(stage.stays().await, 1);
    }

    /// Trouble that begins while the facts of a refused batch are written one by one makes the rest wait.
    #[tokio::test]
    async fn facts_wait_one_by_one_too() {
        let stage = Stage::set().await;
        let shared = Shared::default();
        faults::fill_up(&stage.db).await;
        let batch = vec![entry(lost_message("m1")), entry(long_message("m2")), entry(came("a1"))];
        let rest = store_one_by_one(&stage.db, &shared, batch).await;
        let writes: Vec<Write> = rest.iter().map(|entry| entry.write.clone()).collect();
        assert!(writes == [long_message("m2"), came("a1")], "{writes:?}");
        store(&stage.db, &shared, rest).await;
        assert_eq!((stage.stored().await, stage.stays().await), (vec!["m2".to_owned()], 1));
    }

    #[tokio::test]
    async fn one_fact_that_is_refused_does_not_take_the_others_with_it() {
        let stage = Stage::set().await;
        let writer = Writer::start(stage.db.clone());
        let (sender, mut heard) = mpsc::unbounded_channel();
        writer.message(lost_message("m1"), MessageId::new("m1"), sender).unwrap();
        writer.fact(came("a1"));
        assert_eq!(answer(&mut heard).await, ("m1".into(), false));
        writer.stop().await;
        assert!(writer.shared.queue().closed, "the writer goes on and ends when it is told");
        assert_eq!(stage.stays().await, 1);
    }

    #[tokio::test]
    async fn a_message_under_the_id_of_another_one_is_not_acknowledged() {
        let stage = Stage::set().await;
        let writer = Writer::start(stage.db.clone());
        let (sender, mut heard) = mpsc::unbounded_channel();
        for write in [message("m1"), said("m1", &occurrence(), "something else"), message("m1")] {
            writer.message(write, MessageId::new("m1"), sender.clone()).unwrap();
        }
        for stored in [true, false, true] {
            assert_eq!(answer(&mut heard).await, ("m1".into(), stored));
        }
    }

    #[test]
    fn sightings_replace_each_other_when_many_wait() {
        let mut queue = Queue::default();
        for at in 0..2 * i64::try_from(BATCH_MAX).unwrap() {
            queue.drop_sightings(&occurrence());
            queue.entries.push_back(entry(seen(at)));
        }
        assert!(queue.entries.len() <= BATCH_MAX + 1, "{}", queue.entries.len());
        let last = queue.entries.back().map(|entry| entry.write.clone());
        assert_eq!(last, Some(seen(2 * i64::try_from(BATCH_MAX).unwrap() - 1)));
    }
}

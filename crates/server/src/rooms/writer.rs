//! Writes down what live rooms record: one task, many facts in one transaction. Rooms never wait for it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use talkspace_db::{Db, DbError, Write};
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
/// Between attempts while the database cannot write.
const PAUSE: Duration = Duration::from_millis(250);
const PAUSE_MAX: Duration = Duration::from_secs(5);
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
        let writes: Vec<Write> = batch.iter().map(|entry| entry.write.clone()).collect();
        match db.write(&writes).await {
            Ok(()) => return batch.drain(..).for_each(|entry| entry.answer(true)),
            Err(error) if error.may_pass() => {
                tracing::warn!(facts = batch.len(), %error, "the database cannot be written to; trying again");
                give_back(&mut batch);
                give_back_queued(shared);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(PAUSE_MAX);
            }
            Err(error) => return store_one_by_one(db, batch, error).await,
        }
    }
}

/// One fact that the database refuses must not take the others with it.
async fn store_one_by_one(db: &Db, batch: Vec<Entry>, error: DbError) {
    tracing::error!(facts = batch.len(), %error, "a batch was refused; writing its facts one by one");
    for entry in batch {
        let outcome = db.write(std::slice::from_ref(&entry.write)).await;
        if let Err(error) = &outcome {
            tracing::error!(fact = ?entry.write, %error, "a fact could not be written");
        }
        entry.answer(outcome.is_ok());
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
    use talkspace_model::{SeatId, Timestamp};

    use super::*;

    fn occurrence() -> OccurrenceId {
        OccurrenceId::new("o")
    }

    fn message(id: &str) -> Write {
        Write::MessageStored {
            id: MessageId::new(id),
            occurrence: occurrence(),
            seat: SeatId(1),
            user: None,
            name: "Asha".into(),
            text: "hello".into(),
            sent: Timestamp(0),
        }
    }

    fn seen(at: i64) -> Write {
        Write::Seen { occurrence: occurrence(), at: Timestamp(at), attendances: vec![] }
    }

    #[tokio::test]
    async fn a_message_that_cannot_be_stored_is_given_back_and_facts_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&Db::sqlite_url(&dir.path().join("talkspace.db"))).await.unwrap();
        db.migrate().await.unwrap();
        let writer = Writer::start(db.clone());
        db.close().await;
        let (sender, mut heard) = mpsc::unbounded_channel();
        writer.fact(seen(1));
        writer.message(message("m1"), MessageId::new("m1"), sender.clone()).unwrap();
        writer.message(message("m2"), MessageId::new("m2"), sender).unwrap();
        for id in ["m1", "m2"] {
            let Some(Feedback::Stored { id: told, stored }) = heard.recv().await else { panic!("nothing was said") };
            assert_eq!((told.as_str(), stored), (id, false));
        }
        assert!(!writer.shared.queue().closed);
    }

    #[tokio::test]
    async fn one_fact_that_is_refused_does_not_take_the_others_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&Db::sqlite_url(&dir.path().join("talkspace.db"))).await.unwrap();
        db.migrate().await.unwrap();
        let writer = Writer::start(db);
        let (sender, mut heard) = mpsc::unbounded_channel();
        // There is no such run, so the engine refuses the message for good.
        writer.message(message("m1"), MessageId::new("m1"), sender).unwrap();
        writer.fact(seen(1));
        let Some(Feedback::Stored { stored, .. }) = heard.recv().await else { panic!("nothing was said") };
        assert!(!stored);
        writer.stop().await;
        assert!(writer.shared.queue().closed, "the writer goes on and ends when it is told");
    }

    #[test]
    fn sightings_replace_each_other_when_many_wait() {
        let mut queue = Queue::default();
        for at in 0..2 * i64::try_from(BATCH_MAX).unwrap() {
            queue.drop_sightings(&occurrence());
            queue.entries.push_back(Entry { write: seen(at), reply: None });
        }
        assert!(queue.entries.len() <= BATCH_MAX + 1, "{}", queue.entries.len());
        let last = queue.entries.back().map(|entry| entry.write.clone());
        assert_eq!(last, Some(seen(2 * i64::try_from(BATCH_MAX).unwrap() - 1)));
    }
}

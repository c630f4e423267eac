//! Chat: what may be said, what is waiting to be stored, and the tail that newcomers get.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use talkspace_model::{MessageId, Problem, Role, SeatId, text};
use talkspace_signal::{ChatMessage, Reaction, RefusalReason, Tally};

use crate::Identity;

/// Messages kept for snapshots, of those to everybody and of the others. More would make joining slower than reading them
/// is worth; the record page has all. What few read does not push out what all read.
const TAIL: Tail = Tail { messages: 500, bytes: 256 * 1024 };
const TAIL_APART: Tail = Tail { messages: 200, bytes: 64 * 1024 };
/// Older messages that somebody did something to, kept so that the next one finds them as they are now. More would only
/// save a look into the database.
const RECALLED_MAX: usize = 100;
/// Messages waiting for the database. When it is stuck for longer, chat says so instead of filling the memory.
const PENDING_MAX: usize = 500;
/// Longest message id; a UUID has 36.
const ID_MAX: usize = 64;

/// A message, and what the room knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// As it is told to whoever has nothing to do with it; see [`Said::told_to`].
    pub message: ChatMessage,
    pub sender: Identity,
    pub readers: Readers,
    pub reactions: BTreeMap<Reaction, BTreeSet<Identity>>,
}

/// Who may read a message, besides its sender. People, not seats: who comes back on another seat finds what was written to
/// them, and nobody who gets a seat of somebody else finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readers {
    Everyone,
    /// Whoever steers.
    Hosts,
    Person(Identity),
}

/// Somebody who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub identity: Identity,
    /// Whether they read what is written to the hosts.
    pub steers: bool,
}

impl Said {
    /// Whether somebody who is `role` at the moment may read it.
    pub fn is_for(&self, person: &Identity, role: Role) -> bool {
        self.may_be_read(person, role.steers())
    }

    /// The same for somebody of whom it is known whether they read what is written to the hosts.
    pub fn may_be_read(&self, person: &Identity, steers: bool) -> bool {
        let reads = match &self.readers {
            Readers::Everyone => true,
            Readers::Hosts => steers,
            Readers::Person(recipient) => recipient == person,
        };
        reads || self.sender == *person
    }

    /// The message with what it is to this person.
    pub fn told_to(&self, person: &Identity) -> ChatMessage {
        let tally = |(reaction, people): (&Reaction, &BTreeSet<Identity>)| Tally {
            reaction: *reaction,
            count: u32::try_from(people.len()).unwrap_or(u32::MAX),
            mine: people.contains(person),
        };
        let reactions = self.reactions.iter().map(tally).collect();
        ChatMessage { reactions, mine: self.sender == *person, ..self.message.clone() }
    }
}

/// How much is kept: messages, and bytes of text, so that a snapshot always fits into one connection's outbox.
#[derive(Debug, Clone, Copy)]
struct Tail {
    messages: usize,
    bytes: usize,
}

/// How much there is.
#[derive(Debug, Default, Clone, Copy)]
struct Kept {
    messages: usize,
    bytes: usize,
}

#[derive(Debug, Default)]
pub(crate) struct ChatLog {
    /// In the order in which they were stored.
    tail: VecDeque<Said>,
    /// There are older messages than these.
    more: bool,
    to_all: Kept,
    apart: Kept,
    pending: BTreeMap<MessageId, Said>,
    /// Read back from the database one by one; not part of the tail.
    recalled: VecDeque<Said>,
}

/// What became of a message that a client sent.
#[derive(Debug, PartialEq)]
pub(crate) enum Accepted {
    /// New: to be stored.
    Store,
    /// The same message is on its way to the database.
    Pending,
    /// The sender's own, and stored before: here it is.
    Known(ChatMessage),
}

impl ChatLog {
    pub(crate) fn new(tail: Vec<Said>) -> Self {
        // What was read back is all there was, unless it is as much as is ever read back.
        let mut log = Self { more: tail.len() >= TAIL_APART.messages, ..Self::default() };
        for said in tail {
            log.append(said);
        }
        log
    }

    /// Whether a message with this id is known already, and from whom. Only the newest are known here; the database finds
    /// out about the others.
    pub(crate) fn look_up(&self, id: &MessageId, from: SeatId) -> Result<Accepted, RefusalReason> {
        check_id(id)?;
        match self.pending.get(id) {
            Some(pending) if pending.message.from == from => return Ok(Accepted::Pending),
            Some(_) => return Err(RefusalReason::NotAllowed),
            None => {}
        }
        match self.tail.iter().find(|said| said.message.id == *id) {
            Some(stored) if stored.message.from == from => Ok(Accepted::Known(stored.message.clone())),
            // Sent back it would be taken for an acknowledgement of what was not said.
            Some(_) => Err(RefusalReason::NotAllowed),
            None if self.pending.len() >= PENDING_MAX => Err(RefusalReason::NotStored),
            None => Ok(Accepted::Store),
        }
    }

    pub(crate) fn hold(&mut self, said: Said) {
        self.pending.insert(said.message.id.clone(), said);
    }

    /// The message that waited under this id.
    pub(crate) fn release(&mut self, id: &MessageId) -> Option<Said> {
        self.pending.remove(id)
    }

    pub(crate) fn append(&mut self, said: Said) {
        let to_all = said.readers == Readers::Everyone;
        let (kept, most) = if to_all { (&mut self.to_all, TAIL) } else { (&mut self.apart, TAIL_APART) };
        kept.messages += 1;
        kept.bytes += said.message.text.len();
        self.tail.push_back(said);
        while kept.messages > most.messages || kept.bytes > most.bytes {
            let oldest = self.tail.iter().position(|said| (said.readers == Readers::Everyone) == to_all);
            let Some(oldest) = oldest.and_then(|oldest| self.tail.remove(oldest)) else { break };
            kept.messages -= 1;
            kept.bytes -= oldest.message.text.len();
            self.more = true;
        }
    }

    /// Whether the database has older messages than the tail.
    pub(crate) fn has_more(&self) -> bool {
        self.more
    }

    /// What somebody may read of it, oldest first.
    pub(crate) fn tail_for(&self, person: &Identity, role: Role) -> Vec<ChatMessage> {
        self.tail.iter().filter(|said| said.is_for(person, role)).map(|said| said.told_to(person)).collect()
    }

    pub(crate) fn find(&self, id: &MessageId) -> Option<&Said> {
        self.tail.iter().rev().chain(&self.recalled).find(|said| said.message.id == *id)
    }

    fn find_mut(&mut self, id: &MessageId) -> Option<&mut Said> {
        self.tail.iter_mut().rev().chain(&mut self.recalled).find(|said| said.message.id == *id)
    }

    /// Whether only the database can say what this message is.
    pub(crate) fn may_be_older(&self, id: &MessageId) -> bool {
        self.more && !self.pending.contains_key(id) && self.find(id).is_none()
    }

    /// An older message, as the database has it. One that is known already is newer than that.
    pub(crate) fn recall(&mut self, said: Said) {
        if self.find(&said.message.id).is_none() {
            self.recalled.push_back(said);
            if self.recalled.len() > RECALLED_MAX {
                self.recalled.pop_front();
            }
        }
    }

    /// Somebody reacts to a message, or no longer does. How many do now; `None` when nothing changes.
    pub(crate) fn react(&mut self, id: &MessageId, reaction: Reaction, person: &Identity, on: bool) -> Option<u32> {
        let said = self.find_mut(id)?;
        let people = said.reactions.entry(reaction).or_default();
        let changed = if on { people.insert(person.clone()) } else { people.remove(person) };
        let count = people.len();
        if people.is_empty() {
            said.reactions.remove(&reaction);
        }
        changed.then(|| u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The message stays as a place that says that there was one.
    pub(crate) fn delete(&mut self, id: &MessageId) {
        let is_recalled = self.recalled.iter().any(|said| said.message.id == *id);
        let Some(said) = self.find_mut(id) else { return };
        let text = std::mem::take(&mut said.message.text);
        said.message.deleted = true;
        said.message.file = None;
        said.reactions.clear();
        let to_all = said.readers == Readers::Everyone;
        if !is_recalled {
            let kept = if to_all { &mut self.to_all } else { &mut self.apart };
            kept.bytes -= text.len();
        }
    }
}

pub(crate) fn check_id(id: &MessageId) -> Result<(), RefusalReason> {
    let text = id.as_str();
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain && (1..=ID_MAX).contains(&text.len()) { Ok(()) } else { Err(RefusalReason::Unreadable) }
}

/// A name, a title or a note: one line of visible text.
///
/// # Errors
/// When nothing is left, or more than `max` characters.
pub(crate) fn clean_line(line: &str, max: usize) -> Result<String, RefusalReason> {
    text::clean_line(line, max).map_err(|problem| match problem {
        Problem::TooLong { .. } => RefusalReason::TooLong,
        _empty => RefusalReason::Empty,
    })
}

/// The text as it is stored: no control characters but line breaks and tabs, no white space around.
///
/// # Errors
/// When nothing is left, or more than `max` characters (Unicode scalar values).
pub(crate) fn clean(text: &str, max: usize) -> Result<String, RefusalReason> {
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let trimmed = kept.trim();
    if trimmed.is_empty() {
        Err(RefusalReason::Empty)
    } else if trimmed.chars().count() > max {
        Err(RefusalReason::TooLong)
    } else {
        Ok(trimmed.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use talkspace_model::Timestamp;
    use talkspace_signal::Addressee;

    use super::*;

    fn said(id: usize, text: &str, readers: Readers) -> Said {
        let (id, from) = (MessageId::new(id.to_string()), (SeatId(1), "Asha".into()));
        let message = ChatMessage::new(id, from, text.into(), Addressee::Everyone, Timestamp(0));
        Said { message, sender: Identity::guest("ravi"), readers, reactions: BTreeMap::new() }
    }

    fn message(id: usize, text: &str) -> Said {
        said(id, text, Readers::Everyone)
    }

    fn tail(log: &ChatLog) -> Vec<ChatMessage> {
        log.tail_for(&Identity::guest("anybody"), Role::Participant)
    }

    #[test]
    fn everybody_finds_what_was_written_to_them() {
        let [asha, ravi, meera] = ["asha", "ravi", "meera"].map(Identity::guest);
        let log = ChatLog::new(vec![
            message(1, "all"),
            said(2, "hosts", Readers::Hosts),
            said(3, "two", Readers::Person(asha.clone())),
        ]);
        let texts = |person, role| -> Vec<String> {
            log.tail_for(person, role).into_iter().map(|message| message.text).collect()
        };
        assert_eq!(texts(&asha, Role::Participant), ["all", "two"]);
        assert_eq!(texts(&asha, Role::CoHost), ["all", "hosts", "two"]);
        assert_eq!(texts(&ravi, Role::Viewer), ["all", "hosts", "two"]);
        assert_eq!(texts(&meera, Role::Presenter), ["all"]);
        assert_eq!(texts(&meera, Role::Host), ["all", "hosts"], "not even the host reads what two write to each other");
    }

    #[test]
    fn reactions_are_counted_by_person_and_go_with_the_message() {
        let [asha, meera] = ["asha", "meera"].map(Identity::guest);
        let mut log = ChatLog::new(vec![message(1, "all")]);
        let id = MessageId::new("1");
        assert_eq!(log.react(&id, Reaction::Heart, &asha, true), Some(1));
        assert_eq!(log.react(&id, Reaction::Heart, &asha, true), None, "nobody counts twice");
        assert_eq!(log.react(&id, Reaction::Heart, &meera, true), Some(2));
        assert_eq!(log.react(&id, Reaction::Clap, &meera, false), None);
        let told = |log: &ChatLog, person| log.find(&id).map(|said| said.told_to(person).reactions);
        let heart = |count, mine| Some(vec![Tally { reaction: Reaction::Heart, count, mine }]);
        assert_eq!(told(&log, &asha), heart(2, true));
        assert_eq!(log.react(&id, Reaction::Heart, &asha, false), Some(1));
        assert_eq!(told(&log, &asha), heart(1, false));
        log.delete(&id);
        assert_eq!(told(&log, &asha), Some(vec![]));
        assert_eq!(log.to_all.bytes, 0);
        assert_eq!(log.react(&MessageId::new("2"), Reaction::Clap, &asha, true), None);
    }

    #[test]
    fn an_older_message_is_known_once_it_was_recalled() {
        let asha = Identity::guest("asha");
        let mut log = ChatLog::new((1..=600).map(|n| message(n, "hello")).collect());
        let old = MessageId::new("1");
        assert!(log.may_be_older(&old) && !log.may_be_older(&MessageId::new("600")));
        log.recall(message(1, "hello"));
        assert_eq!(log.react(&old, Reaction::Heart, &asha, true), Some(1));
        log.recall(message(1, "hello"));
        assert_eq!(log.react(&old, Reaction::Heart, &asha, true), None, "the database may not know of it yet");
        log.delete(&old);
        assert!(log.find(&old).is_some_and(|said| said.message.deleted));
        assert_eq!((tail(&log).len(), log.to_all.bytes), (TAIL.messages, TAIL.messages * 5));
        for n in 0..2 * RECALLED_MAX {
            log.recall(message(1000 + n, "hello"));
        }
        assert_eq!(log.recalled.len(), RECALLED_MAX);
    }

    #[test]
    fn text_is_cleaned_and_measured_in_characters() {
        assert_eq!(clean("  two\r\nlines\u{7}\t. ", 20), Ok("two\nlines\t.".into()));
        assert_eq!(clean(" \u{0}\n\t ", 20), Err(RefusalReason::Empty));
        assert_eq!(clean("नमस्ते", 6), Ok("नमस्ते".into()));
        assert_eq!(clean("नमस्ते", 5), Err(RefusalReason::TooLong));
    }

    #[test]
    fn ids_are_short_and_plain() {
        for id in ["", "a b", "ü", &"x".repeat(65)] {
            assert_eq!(check_id(&MessageId::new(id)), Err(RefusalReason::Unreadable), "{id}");
        }
        assert_eq!(check_id(&MessageId::new("0190a5b0-0000-7000-8000-000000000001")), Ok(()));
    }

    #[test]
    fn the_tail_is_bounded_in_messages_and_bytes() {
        let log = ChatLog::new((0..600).map(|n| message(n, "hello")).collect());
        assert_eq!(tail(&log).len(), TAIL.messages);
        assert_eq!(tail(&log)[0].id, MessageId::new("100"));
        let log = ChatLog::new((0..100).map(|n| message(n, &"x".repeat(16_000))).collect());
        assert_eq!(tail(&log).len(), TAIL.bytes / 16_000);
        assert_eq!(tail(&log).last().map(|last| last.id.clone()), Some(MessageId::new("99")));
    }

    #[test]
    fn what_few_read_does_not_push_out_what_all_read() {
        let mut log = ChatLog::new(vec![message(0, "for all")]);
        for n in 1..=1000 {
            log.append(said(n, &"x".repeat(4_000), Readers::Hosts));
        }
        assert_eq!(tail(&log).len(), 1);
        assert_eq!(log.tail.len(), 1 + TAIL_APART.bytes / 4_000);
    }
}

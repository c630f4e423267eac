//! Chat lines: what is stored, what is on its way, what was refused.

use std::collections::BTreeSet;

use talkspace_model::{MessageId, SeatId, SharedFile, Timestamp};
use talkspace_signal::{Addressee, ChatMessage, ClientMessage, RefusalReason, Tally};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Sent or waiting to be sent, not stored yet.
    Pending,
    Stored,
    Refused(RefusalReason),
}

/// There is no such person any more, and there never will be again.
const GONE: Delivery = Delivery::Refused(RefusalReason::NoSuchPerson);

/// What somebody wants to say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    pub text: String,
    pub to: Addressee,
    /// The message that it answers.
    pub reply: Option<MessageId>,
    /// What goes with it; on the server already.
    pub file: Option<SharedFile>,
}

/// A line of the chat as the page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub message: ChatMessage,
    pub me: bool,
    pub delivery: Delivery,
}

/// Stored lines in the order they were stored, then the own ones that are not.
#[derive(Debug, Default)]
pub struct ChatLog {
    stored: Vec<Line>,
    unstored: Vec<Line>,
    /// Own messages, across seats: after a restart of the server the person sits elsewhere and is still the author.
    mine: BTreeSet<MessageId>,
    earlier: Earlier,
    version: u64,
}

/// What is known of the messages before the first one here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Earlier {
    #[default]
    Nothing,
    /// There are some.
    More,
    /// They are asked for.
    Asked,
}

impl ChatLog {
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.stored.iter().chain(&self.unstored)
    }

    /// Changes whenever the lines do.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What is known of the messages before the first one here.
    pub fn earlier(&self) -> Earlier {
        self.earlier
    }

    /// The newest messages as the server has them. What is here from before the first of them stays if it joins on;
    /// otherwise there would be a gap, and it is asked for again when somebody looks. What is not stored yet stays too.
    pub(crate) fn replay(&mut self, messages: Vec<ChatMessage>, more: bool, me: Option<SeatId>) {
        if self.earlier == Earlier::Asked {
            // The answer went to a socket that is gone.
            self.earlier = Earlier::More;
        }
        let Some(first) = messages.first().map(|message| message.id.clone()) else { return };
        match self.stored.iter().position(|line| line.message.id == first) {
            Some(joins) => self.stored.truncate(joins),
            None => self.stored.clear(),
        }
        if self.stored.is_empty() {
            self.earlier = if more { Earlier::More } else { Earlier::Nothing };
        }
        for message in messages {
            self.store(message, me);
        }
    }

    /// Asks for what is before the first message, unless that is under way or there is nothing.
    pub(crate) fn ask_earlier(&mut self) -> Option<ClientMessage> {
        let before = self.stored.first().filter(|_| self.earlier == Earlier::More)?.message.id.clone();
        self.earlier = Earlier::Asked;
        self.version += 1;
        Some(ClientMessage::Earlier { before })
    }

    /// What came before the first message here, oldest first.
    pub(crate) fn prepend(&mut self, messages: Vec<ChatMessage>, more: bool) {
        if self.earlier != Earlier::Asked {
            return;
        }
        self.version += 1;
        self.earlier = if more { Earlier::More } else { Earlier::Nothing };
        let line = |message: ChatMessage| Line { me: message.mine, message, delivery: Delivery::Stored };
        self.stored.splice(0..0, messages.into_iter().map(line));
    }

    /// The server could not say what came before; asking again may help.
    pub(crate) fn earlier_refused(&mut self) {
        if self.earlier == Earlier::Asked {
            self.earlier = Earlier::More;
            self.version += 1;
        }
    }

    pub(crate) fn delete(&mut self, id: &MessageId) {
        if let Some(line) = self.stored.iter_mut().rev().find(|line| line.message.id == *id) {
            line.message.text.clear();
            line.message.file = None;
            line.message.reactions.clear();
            line.message.deleted = true;
            self.version += 1;
        }
    }

    /// `mine`: it is this person who reacts, or no longer does.
    pub(crate) fn react(&mut self, id: &MessageId, told: Tally, on: bool) {
        let Some(line) = self.stored.iter_mut().rev().find(|line| line.message.id == *id) else { return };
        self.version += 1;
        let tallies = &mut line.message.reactions;
        let known = tallies.iter().find(|tally| tally.reaction == told.reaction).is_some_and(|tally| tally.mine);
        tallies.retain(|tally| tally.reaction != told.reaction);
        if told.count > 0 {
            tallies.push(Tally { mine: if told.mine { on } else { known }, ..told });
            tallies.sort_by_key(|tally: &Tally| tally.reaction);
        }
    }

    /// A message that the server has stored; the own one is acknowledged by this.
    pub(crate) fn store(&mut self, message: ChatMessage, me: Option<SeatId>) {
        self.version += 1;
        self.unstored.retain(|line| line.message.id != message.id);
        if self.stored.iter().any(|line| line.message.id == message.id) {
            return;
        }
        let me = message.mine || Some(message.from) == me || self.mine.contains(&message.id);
        self.stored.push(Line { message, me, delivery: Delivery::Stored });
    }

    pub(crate) fn write(
        &mut self,
        id: MessageId,
        Draft { text, to, reply, file }: Draft,
        from: (SeatId, String),
        now: Timestamp,
    ) -> ClientMessage {
        self.version += 1;
        let message = ChatMessage { reply, file, ..ChatMessage::new(id, from, text, to, now) };
        self.mine.insert(message.id.clone());
        let line = Line { message, me: true, delivery: Delivery::Pending };
        let request = request(&line);
        self.unstored.push(line);
        request
    }

    pub(crate) fn refuse(&mut self, id: &MessageId, reason: RefusalReason) {
        self.version += 1;
        if let Some(line) = self.unstored.iter_mut().find(|line| line.message.id == *id) {
            line.delivery = Delivery::Refused(reason);
        }
    }

    /// Unsaid messages to single people cannot be sent any more: their seats may be others' by now.
    pub(crate) fn refuse_private(&mut self) {
        self.version += 1;
        for line in self.unstored.iter_mut().filter(|line| matches!(line.message.to, Addressee::Person { .. })) {
            line.delivery = GONE;
        }
    }

    pub(crate) fn retry(&mut self, id: &MessageId) -> Option<ClientMessage> {
        self.version += 1;
        let line = self.unstored.iter_mut().find(|line| line.message.id == *id && line.delivery != GONE)?;
        line.delivery = Delivery::Pending;
        Some(request(line))
    }

    /// What to send again on a new socket; the server knows by the ids what it has already.
    pub(crate) fn pending(&self) -> Vec<ClientMessage> {
        self.unstored.iter().filter(|line| line.delivery == Delivery::Pending).map(request).collect()
    }
}

fn request(line: &Line) -> ClientMessage {
    let ChatMessage { id, text, to, reply, file, .. } = &line.message;
    let file = file.as_ref().map(|file| file.id.clone());
    ClientMessage::Chat { id: id.clone(), text: text.clone(), to: to.audience(), reply: reply.clone(), file }
}

#[cfg(test)]
mod tests {
    use talkspace_signal::Reaction;

    use super::*;

    fn message(id: &str) -> ChatMessage {
        let from = (SeatId(2), "Ravi".to_owned());
        ChatMessage::new(MessageId::new(id), from, id.to_owned(), Addressee::Everyone, Timestamp(0))
    }

    fn messages<const N: usize>(ids: [&str; N]) -> Vec<ChatMessage> {
        ids.map(message).into()
    }

    fn ids(log: &ChatLog) -> String {
        log.lines().map(|line| line.message.id.as_str()).collect()
    }

    fn log<const N: usize>(ids: [&str; N], more: bool) -> ChatLog {
        let mut log = ChatLog::default();
        log.replay(messages(ids), more, None);
        log
    }

    #[test]
    fn a_snapshot_joins_on_or_begins_anew() {
        let mut joined = log(["a", "b", "c"], false);
        joined.replay(messages(["b", "c", "d"]), true, None);
        assert_eq!((ids(&joined).as_str(), joined.earlier()), ("abcd", Earlier::Nothing), "all from the beginning");
        joined.replay(messages(["x", "y"]), true, None);
        assert_eq!((ids(&joined).as_str(), joined.earlier()), ("xy", Earlier::More), "no gap in the middle");
    }

    #[test]
    fn earlier_messages_are_asked_for_once_and_put_before_the_others() {
        let mut log = log(["c", "d"], true);
        assert_eq!(log.ask_earlier(), Some(ClientMessage::Earlier { before: MessageId::new("c") }));
        assert_eq!(log.ask_earlier(), None, "under way");
        log.prepend(vec![ChatMessage { mine: true, ..message("b") }], true);
        assert!(log.lines().next().is_some_and(|line| line.me));
        assert_eq!(log.ask_earlier(), Some(ClientMessage::Earlier { before: MessageId::new("b") }));
        log.earlier_refused();
        assert!(log.ask_earlier().is_some(), "again");
        log.replay(vec![], false, None);
        assert!(log.ask_earlier().is_some(), "the answer went to the old socket");
        log.prepend(messages(["a"]), false);
        assert_eq!((ids(&log).as_str(), log.earlier()), ("abcd", Earlier::Nothing));
        log.prepend(messages(["z"]), false);
        assert_eq!(ids(&log), "abcd", "an answer that nobody asked for");
    }

    #[test]
    fn reactions_follow_the_count_and_know_the_own_one() {
        let mut log = log(["a"], false);
        let id = MessageId::new("a");
        let told = |count, mine| Tally { reaction: Reaction::Heart, count, mine };
        let shown = |log: &ChatLog| log.lines().next().map(|line| line.message.reactions.clone()).unwrap_or_default();
        log.react(&id, told(1, true), true);
        log.react(&id, told(2, false), true);
        assert_eq!(shown(&log), [told(2, true)], "another one's does not take the own one away");
        log.react(&id, told(1, true), false);
        assert_eq!(shown(&log), [told(1, false)]);
        log.react(&id, told(0, false), false);
        assert_eq!(shown(&log), []);
        log.react(&id, told(1, true), true);
        log.delete(&id);
        assert_eq!(shown(&log), []);
        assert!(log.lines().next().is_some_and(|line| line.message.deleted && line.message.text.is_empty()));
    }
}

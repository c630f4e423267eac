//! Chat lines: what is stored, what is on its way, what was refused.

use std::collections::BTreeSet;

use talkspace_model::{MessageId, SeatId, Timestamp};
use talkspace_signal::{Addressee, ChatMessage, ClientMessage, RefusalReason};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Sent or waiting to be sent, not stored yet.
    Pending,
    Stored,
    Refused(RefusalReason),
}

/// There is no such person any more, and there never will be again.
const GONE: Delivery = Delivery::Refused(RefusalReason::NoSuchPerson);

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
    version: u64,
}

impl ChatLog {
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.stored.iter().chain(&self.unstored)
    }

    /// Changes whenever the lines do.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The newest messages as the server has them; what is older stays, what is not stored yet too.
    pub(crate) fn replay(&mut self, messages: Vec<ChatMessage>, me: Option<SeatId>) {
        for message in messages {
            self.store(message, me);
        }
    }

    /// A message that the server has stored; the own one is acknowledged by this.
    pub(crate) fn store(&mut self, message: ChatMessage, me: Option<SeatId>) {
        self.version += 1;
        self.unstored.retain(|line| line.message.id != message.id);
        if self.stored.iter().any(|line| line.message.id == message.id) {
            return;
        }
        let me = Some(message.from) == me || self.mine.contains(&message.id);
        self.stored.push(Line { message, me, delivery: Delivery::Stored });
    }

    pub(crate) fn write(
        &mut self,
        id: MessageId,
        text: String,
        to: Addressee,
        (from, name): (SeatId, String),
        now: Timestamp,
    ) -> ClientMessage {
        self.version += 1;
        self.mine.insert(id.clone());
        let line = Line {
            message: ChatMessage { id, from, name, text, to, sent: now },
            me: true,
            delivery: Delivery::Pending,
        };
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
    let ChatMessage { id, text, to, .. } = &line.message;
    ClientMessage::Chat { id: id.clone(), text: text.clone(), to: to.audience() }
}

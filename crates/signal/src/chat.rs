use serde::{Deserialize, Serialize};
use talkspace_model::{MessageId, SeatId, SharedFile, Timestamp};

use crate::{
    Reaction,
    skip::{is_default, is_false},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatMessage {
    pub id: MessageId,
    /// The sender's seat in this run of the room; it may be gone by now.
    pub from: SeatId,
    pub name: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Addressee,
    pub sent: Timestamp,
    /// The message that this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<MessageId>,
    /// What came with it; gone when it is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<SharedFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<Tally>,
    /// Taken back; the text is gone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deleted: bool,
    /// Written by the person whom this is sent to, perhaps from another seat. Told in snapshots and `chat_earlier` only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub mine: bool,
}

impl ChatMessage {
    /// A message as it is at first: no answer to another one, without a file, and nobody has reacted yet.
    pub fn new(id: MessageId, (from, name): (SeatId, String), text: String, to: Addressee, sent: Timestamp) -> Self {
        let (reply, file, reactions, deleted, mine) = (None, None, Vec::new(), false, false);
        Self { id, from, name, text, to, sent, reply, file, reactions, deleted, mine }
    }
}

/// How many people react to a message in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub reaction: Reaction,
    pub count: u32,
    /// The person whom this is sent to is among them. Told in snapshots and `chat_earlier` only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub mine: bool,
}

/// Whom somebody writes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    #[default]
    Everyone,
    /// Hosts and co-hosts.
    Hosts,
    Person(SeatId),
}

/// Whom a message was written to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    #[default]
    Everyone,
    Hosts,
    /// One person, under the name that they had when it was written.
    Person {
        seat: SeatId,
        name: String,
    },
}

impl Addressee {
    pub fn audience(&self) -> Audience {
        match self {
            Addressee::Everyone => Audience::Everyone,
            Addressee::Hosts => Audience::Hosts,
            Addressee::Person { seat, .. } => Audience::Person(*seat),
        }
    }
}

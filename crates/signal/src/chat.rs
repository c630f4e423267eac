use serde::{Deserialize, Serialize};
use talkspace_model::{MessageId, SeatId, Timestamp};

use crate::skip::is_default;

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

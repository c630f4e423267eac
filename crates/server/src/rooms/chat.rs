//! Chat messages between the room and the database.

use talkspace_db::{MessageRow, MessageTo};
use talkspace_model::UserId;
use talkspace_room::{Identity, Readers, Said};
use talkspace_signal::{Addressee, ChatMessage};

pub(super) fn row(said: Said, user: Option<UserId>) -> MessageRow {
    let ChatMessage { id, from, name, text, to, sent } = said.message;
    let stored = |identity: Identity| identity.as_str().to_owned();
    // Who reads it is decided by the readers alone; the addressee only adds what is shown.
    let to = match said.readers {
        Readers::Everyone => MessageTo::Everyone,
        Readers::Hosts { sender } => MessageTo::Hosts { sender: stored(sender) },
        Readers::Two { sender, recipient } => {
            let (seat, name) = match to {
                Addressee::Person { seat, name } => (seat, name),
                Addressee::Everyone | Addressee::Hosts => (from, String::new()),
            };
            MessageTo::Person { sender: stored(sender), recipient: stored(recipient), seat, name }
        }
    };
    MessageRow { id, seat: from, user, name, text, to, sent }
}

pub(super) fn said(row: MessageRow) -> Said {
    let (to, readers) = match row.to {
        MessageTo::Everyone => (Addressee::Everyone, Readers::Everyone),
        MessageTo::Hosts { sender } => (Addressee::Hosts, Readers::Hosts { sender: Identity::stored(sender) }),
        MessageTo::Person { sender, recipient, seat, name } => {
            let (sender, recipient) = (Identity::stored(sender), Identity::stored(recipient));
            (Addressee::Person { seat, name }, Readers::Two { sender, recipient })
        }
    };
    let message = ChatMessage { id: row.id, from: row.seat, name: row.name, text: row.text, to, sent: row.sent };
    Said { message, readers }
}

//! Chat messages between the room and the database.

use std::collections::{BTreeMap, BTreeSet};

use talkspace_db::{MessageRow, MessageTo};
use talkspace_model::UserId;
use talkspace_room::{Identity, Readers, Said};
use talkspace_signal::{Addressee, ChatMessage, Reaction};

pub(super) fn row(said: Said, user: Option<UserId>) -> MessageRow {
    let ChatMessage { id, from, name, text, to, sent, reply, file, deleted, reactions: _, mine: _ } = said.message;
    let stored = |identity: Identity| identity.as_str().to_owned();
    // Who reads it is decided by the readers alone; the addressee only adds what is shown.
    let to = match said.readers {
        Readers::Everyone => MessageTo::Everyone,
        Readers::Hosts => MessageTo::Hosts,
        Readers::Person(recipient) => {
            let (seat, name) = match to {
                Addressee::Person { seat, name } => (seat, name),
                Addressee::Everyone | Addressee::Hosts => (from, String::new()),
            };
            MessageTo::Person { recipient: stored(recipient), seat, name }
        }
    };
    let (sender, reactions) = (stored(said.sender), Vec::new());
    MessageRow { id, seat: from, user, sender, name, text, to, sent, reply, file, deleted, reactions }
}

pub(crate) fn said(row: MessageRow) -> Said {
    let (to, readers) = match row.to {
        MessageTo::Everyone => (Addressee::Everyone, Readers::Everyone),
        MessageTo::Hosts => (Addressee::Hosts, Readers::Hosts),
        MessageTo::Person { recipient, seat, name } => {
            (Addressee::Person { seat, name }, Readers::Person(Identity::stored(recipient)))
        }
    };
    let (reply, file, deleted) = (row.reply, row.file, row.deleted);
    let message =
        ChatMessage { reply, file, deleted, ..ChatMessage::new(row.id, (row.seat, row.name), row.text, to, row.sent) };
    Said { message, sender: Identity::stored(row.sender), readers, reactions: reactions(row.reactions) }
}

/// A word that this program does not know stands for nothing.
fn reactions(stored: Vec<(String, String)>) -> BTreeMap<Reaction, BTreeSet<Identity>> {
    let mut reactions: BTreeMap<Reaction, BTreeSet<Identity>> = BTreeMap::new();
    for (identity, word) in stored {
        if let Some(reaction) = Reaction::from_word(&word) {
            reactions.entry(reaction).or_default().insert(Identity::stored(identity));
        }
    }
    reactions
}

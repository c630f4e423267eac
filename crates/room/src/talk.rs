//! What somebody says in the chat, and what becomes of it.

use std::collections::BTreeMap;

use talkspace_model::{FileId, MessageId, SharedFile, Timestamp};
use talkspace_signal::{
    Addressee, Audience, ChatMessage, ClientMessage, Reaction, RefusalReason, RequestKind, ServerMessage,
};

use crate::{
    ConnectionId, Deed, Effect, Fact, Identity, Reader, Refusal, Room,
    chat::{self, Accepted, Readers, Said},
    occupant::Occupant,
    policy::{self, Action},
};

/// Most text in one answer with earlier messages, in bytes. A single message is always shorter.
const PAGE_BYTES: usize = 128 * 1024;

/// What somebody wants to say.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) id: MessageId,
    pub(crate) text: String,
    pub(crate) to: Audience,
    pub(crate) reply: Option<MessageId>,
    pub(crate) file: Option<FileId>,
}

impl Room {
    /// Somebody says something. It is told to all only once it is stored.
    pub(crate) fn say(&mut self, connection: ConnectionId, words: Words, now: Timestamp) -> Result<(), Refusal> {
        let told = words.id.clone();
        self.try_say(connection, words, now).map_err(|refusal| Refusal { id: Some(told), ..refusal })
    }

    fn try_say(&mut self, connection: ConnectionId, words: Words, now: Timestamp) -> Result<(), Refusal> {
        if let Some(reply) = &words.reply {
            chat::check_id(reply)?;
        }
        let occupant = self.occupant_of_mut(connection)?;
        let (from, arrival) = (occupant.seat, occupant.arrival.clone());
        if !occupant.seated_mut().is_some_and(|seated| seated.chat.take(now)) {
            return Err(RefusalReason::TooFast.into());
        }
        match self.chat.look_up(&words.id, from)? {
            Accepted::Pending => {}
            Accepted::Known(message) => self.send(connection, ServerMessage::Chat { message }),
            Accepted::Store => {
                let file = self.file_of(connection, &arrival.identity, words.file.as_ref())?;
                let (to, readers) = self.address(&arrival.identity, words.to)?;
                let text = self.clean(&words.text, file.is_some())?;
                self.unsent_is_sent(words.file.as_ref());
                let message = ChatMessage::new(words.id, (from, arrival.name), text, to, now);
                let message = ChatMessage { reply: words.reply, file, ..message };
                let said = Said { message, sender: arrival.identity, readers, reactions: BTreeMap::new() };
                self.chat.hold(said.clone());
                self.record(Fact::Message { said, user: arrival.user });
            }
        }
        Ok(())
    }

    /// With a file nothing needs to be said.
    fn clean(&self, text: &str, has_file: bool) -> Result<String, RefusalReason> {
        match chat::clean(text, self.limits.chat_message) {
            Err(RefusalReason::Empty) if has_file => Ok(String::new()),
            cleaned => cleaned,
        }
    }

    fn file_of(
        &self,
        connection: ConnectionId,
        owner: &Identity,
        file: Option<&FileId>,
    ) -> Result<Option<SharedFile>, RefusalReason> {
        let Some(id) = file else { return Ok(None) };
        policy::allow(Action::ShareFile, self.standing(connection), &self.settings)?;
        self.unsent.of(owner, id).cloned().map(Some).ok_or(RefusalReason::NoSuchFile)
    }

    fn unsent_is_sent(&mut self, file: Option<&FileId>) {
        if let Some(id) = file {
            self.unsent.remove(id);
        }
    }

    /// Whom a message goes to. Whoever sits may be written to, connected at the moment or not: it is there when they are
    /// back.
    fn address(&self, sender: &Identity, to: Audience) -> Result<(Addressee, Readers), RefusalReason> {
        match to {
            Audience::Everyone => Ok((Addressee::Everyone, Readers::Everyone)),
            Audience::Hosts => Ok((Addressee::Hosts, Readers::Hosts)),
            Audience::Person(seat) => {
                let seated = self.occupants.get(&seat).filter(|occupant| occupant.seated().is_some());
                let crate::Arrival { identity: recipient, name, .. } =
                    &seated.ok_or(RefusalReason::NoSuchPerson)?.arrival;
                if recipient == sender {
                    return Err(RefusalReason::NotAllowed);
                }
                let to = Addressee::Person { seat, name: name.clone() };
                Ok((to, Readers::Person(recipient.clone())))
            }
        }
    }

    /// The database has stored a message, or could not.
    pub fn handle_stored(&mut self, id: &MessageId, stored: bool) {
        let Some(said) = self.chat.release(id).filter(|_| !self.closed) else { return };
        let message = said.message.clone();
        if stored {
            self.flush_presence();
            let to = self.readers_of(&said);
            self.broadcast_to(to, ServerMessage::Chat { message });
            self.chat.append(said);
            return;
        }
        if let Some(file) = message.file {
            // It is still there, to be sent again with the message.
            self.unsent.put(said.sender, file);
        }
        if let Some(sender) = self.occupants.get(&message.from).and_then(Occupant::connection) {
            let (request, reason) = (RequestKind::Chat, RefusalReason::NotStored);
            self.send(sender, ServerMessage::Refused { request, reason, id: Some(message.id) });
        }
    }

    fn readers_of(&self, said: &Said) -> Vec<ConnectionId> {
        let reads = |occupant: &&Occupant| said.is_for(&occupant.arrival.identity, occupant.role);
        self.occupants.values().filter(reads).filter_map(Occupant::listener).collect()
    }

    /// Whether this person has written the message.
    pub(crate) fn has_written(&self, connection: ConnectionId, id: &MessageId) -> bool {
        let me = self.occupant_of(connection).map(|occupant| &occupant.arrival.identity);
        self.chat.find(id).is_some_and(|said| Some(&said.sender) == me)
    }

    /// A message that this person may read, of those that can still be changed.
    fn readable(&self, connection: ConnectionId, id: &MessageId) -> Result<&Said, Refusal> {
        let me = self.occupant_of(connection).ok_or(RefusalReason::OutOfPlace)?;
        let said = self.chat.find(id).filter(|said| said.is_for(&me.arrival.identity, me.role));
        said.filter(|said| !said.message.deleted).ok_or_else(|| RefusalReason::NoSuchMessage.into())
    }

    pub(crate) fn delete_message(
        &mut self,
        connection: ConnectionId,
        id: MessageId,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let to = self.readers_of(self.readable(connection, &id)?);
        if !self.has_written(connection, &id) {
            self.note_deed(connection, Deed::DeleteMessage, None, now);
        }
        self.chat.delete(&id);
        self.broadcast_to(to, ServerMessage::ChatDeleted { id: id.clone() });
        self.record(Fact::MessageDeleted { id, at: now });
        Ok(())
    }

    pub(crate) fn react_to(
        &mut self,
        connection: ConnectionId,
        id: MessageId,
        reaction: Reaction,
        on: bool,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let to = self.readers_of(self.readable(connection, &id)?);
        self.take_sign(connection, now)?;
        let me = self.occupant_of_mut(connection)?;
        let (seat, identity) = (me.seat, me.arrival.identity.clone());
        if let Some(count) = self.chat.react(&id, reaction, &identity, on) {
            self.flush_presence();
            self.broadcast_to(to, ServerMessage::ChatReaction { id: id.clone(), seat, reaction, on, count });
            self.record(Fact::MessageReaction { id, identity, reaction, on });
        }
        Ok(())
    }

    /// The message that this one is about, when it is no longer held.
    pub(crate) fn older(&self, message: &ClientMessage) -> Option<MessageId> {
        let (ClientMessage::DeleteMessage { id } | ClientMessage::ReactTo { id, .. }) = message else { return None };
        Some(id.clone()).filter(|id| chat::check_id(id).is_ok() && self.chat.may_be_older(id))
    }

    /// Has an older message read back, before it is decided who may do what to it.
    pub(crate) fn recall(&mut self, from: ConnectionId, id: MessageId, message: ClientMessage, now: Timestamp) {
        // Whoever has no seat is refused like for any other message.
        if let Ok(seated) = self.seated_mut(from) {
            if seated.pages.take(now) {
                self.effects.push_back(Effect::Recall { id, from, message });
            } else if let Some(action) = policy::action_of(&message) {
                self.refuse(from, action, RefusalReason::TooFast.into());
            }
        } else {
            self.answer(from, message, now);
        }
    }

    /// The database has found the message that another one is about, or has none such.
    pub fn handle_recalled(&mut self, from: ConnectionId, found: Option<Said>, message: ClientMessage, now: Timestamp) {
        if let Some(said) = found {
            self.chat.recall(said);
        }
        if self.links.contains_key(&from) {
            self.answer(from, message, now);
        }
    }

    pub(crate) fn read_earlier(
        &mut self,
        connection: ConnectionId,
        before: MessageId,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        chat::check_id(&before)?;
        if !self.seated_mut(connection)?.pages.take(now) {
            return Err(RefusalReason::TooFast.into());
        }
        let me = self.occupant_of_mut(connection)?;
        // As in the snapshot: who steers for the time being does not read what was written to the hosts before.
        let steers = me.acting.unwrap_or(me.role).steers();
        let reader = Reader { identity: me.arrival.identity.clone(), steers };
        self.effects.push_back(Effect::ReadEarlier { to: connection, before, reader });
        Ok(())
    }

    /// What the database had, oldest first. Of a page that is too long the older part is left for the next one.
    pub fn handle_earlier(&mut self, connection: ConnectionId, page: &[Said], more: bool) {
        let Some(identity) = self.occupant_of(connection).map(|me| me.arrival.identity.clone()) else { return };
        let mut bytes = 0;
        let fits = |said: &&Said| {
            bytes += said.message.text.len();
            bytes <= PAGE_BYTES
        };
        let mut messages: Vec<ChatMessage> =
            page.iter().rev().take_while(fits).map(|said| said.told_to(&identity)).collect();
        messages.reverse();
        let more = more || messages.len() < page.len();
        self.send(connection, ServerMessage::ChatEarlier { messages, more });
    }
}

//! One live room as a state machine without I/O: seats, waiting room, rights, chat, presence and their timers.
//!
//! Time, ids and random bits come in as arguments; what should happen comes out of [`Room::poll_effect`] as data. A
//! refusal changes nothing and is told to the sender only. After every call the driver drains the effects and sleeps
//! until [`Room::poll_timeout`].

mod caller;
mod chat;
mod effect;
mod entrance;
mod files;
mod lobby;
mod marks;
mod media;
mod moderation;
mod notes;
mod occupant;
mod places;
pub mod policy;
mod presence;
mod rate;
mod roles;
mod seat;
mod talk;
mod timers;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use talkspace_model::{
    MediaCommand, MeetingSettings, MessageId, Millis, Role, SeatId, Timestamp, Wanted, limits::Limits,
};
use talkspace_signal::{
    Audience, ClientMessage, CloseCode, EndReason, RefusalReason, RoomSnapshot, SeatInfo, ServerMessage,
};

pub use caller::{Arrival, Caller, ConnectionId, Fresh, Identity, Token};
pub use effect::{Deed, Effect, Fact, TimeoutReason};
pub use rate::{Rate, TokenBucket};

use caller::Link;
use chat::ChatLog;
pub use chat::{Reader, Readers, Said};
use files::Unsent;
use lobby::{KnockNews, Knocks};
use occupant::Occupant;
use policy::{Action, Standing};
use presence::Presence;
use talk::Words;

/// What a room is made of.
#[derive(Debug, Clone)]
pub struct RoomSetup {
    pub title: String,
    pub settings: MeetingSettings,
    /// Who may not come in.
    pub blocked: BTreeSet<Identity>,
    pub limits: Limits,
    /// How long a lost connection's place is kept.
    pub seat_grace: Millis,
    /// What an earlier process left of this run; `None` for a new run.
    pub resumed: Option<ResumedRun>,
}

/// A run that goes on after the server was started anew.
#[derive(Debug, Clone)]
pub struct ResumedRun {
    pub started: Timestamp,
    pub peak: u32,
    /// The first seat number that the run has not given out yet.
    pub next_seat: SeatId,
    /// The newest messages, oldest first.
    pub chat: Vec<Said>,
    /// Who was let in before and need not knock again.
    pub admitted: BTreeSet<Identity>,
    /// Roles that hosts have given.
    pub grants: BTreeMap<Identity, Role>,
    pub locked: bool,
}

#[derive(Debug)]
pub struct Room {
    title: String,
    settings: MeetingSettings,
    locked: bool,
    limits: Limits,
    seat_grace: Millis,
    /// When the first host entered. From then on the meeting goes on, whoever leaves.
    started: Option<Timestamp>,
    next_seat: u32,
    peak: u32,
    links: BTreeMap<ConnectionId, Link>,
    occupants: BTreeMap<SeatId, Occupant>,
    admitted: BTreeSet<Identity>,
    /// Roles that hosts have given in this run.
    grants: BTreeMap<Identity, Role>,
    blocked: BTreeSet<Identity>,
    /// What people are called who have been here.
    names: BTreeMap<Identity, KnownName>,
    /// Who was sent away lately, and when.
    denied: BTreeMap<Identity, Timestamp>,
    /// Since when no host or co-host is there.
    hosts_away: Option<Timestamp>,
    /// What those who wait were told last.
    wait_message: Option<String>,
    knock_news: KnockNews,
    presence: Presence,
    chat: ChatLog,
    unsent: Unsent,
    seen_due: Option<Timestamp>,
    /// When the last person left; the moment at which the run counts as ended when nobody comes back.
    last_left: Timestamp,
    closed: bool,
    effects: VecDeque<Effect>,
}

#[derive(Debug)]
struct KnownName {
    name: String,
    /// Given by somebody who steers.
    by_host: bool,
}

/// Why a request changes nothing.
#[derive(Debug, Clone, PartialEq)]
struct Refusal {
    reason: RefusalReason,
    id: Option<MessageId>,
}

impl From<RefusalReason> for Refusal {
    fn from(reason: RefusalReason) -> Self {
        Self { reason, id: None }
    }
}

impl Room {
    pub fn new(setup: RoomSetup, now: Timestamp) -> Self {
        let (run, started) = match setup.resumed {
            Some(run) => (run.clone(), Some(run.started)),
            None => (ResumedRun::nothing(now), None),
        };
        let limit = setup.settings.data_limit;
        let first_word = limit.map(|_| Effect::Media(MediaCommand::Limit { limit }));
        Self {
            title: setup.title,
            settings: setup.settings,
            locked: run.locked,
            limits: setup.limits,
            seat_grace: setup.seat_grace,
            started,
            next_seat: run.next_seat.0,
            peak: run.peak,
            links: BTreeMap::new(),
            occupants: BTreeMap::new(),
            admitted: run.admitted,
            grants: run.grants,
            blocked: setup.blocked,
            names: BTreeMap::new(),
            denied: BTreeMap::new(),
            hosts_away: None,
            wait_message: None,
            knock_news: KnockNews::default(),
            presence: Presence::default(),
            chat: ChatLog::new(run.chat),
            unsent: Unsent::default(),
            seen_due: None,
            last_left: now,
            closed: false,
            effects: first_word.into_iter().collect(),
        }
    }

    /// A socket has greeted. `fresh` is used when the caller takes a new place.
    pub fn handle_connect(&mut self, connection: ConnectionId, caller: Caller, fresh: Fresh, now: Timestamp) {
        if !self.closed {
            let offers = TokenBucket::new(places::OFFER_RATE, now);
            self.links.insert(connection, Link { caller, fresh, offers, seat: None });
        }
    }

    /// A message from a connection; from one that the room has hung up or never saw it is dropped.
    pub fn handle_message(&mut self, connection: ConnectionId, message: ClientMessage, now: Timestamp) {
        if !self.links.contains_key(&connection) {
            return;
        }
        match self.older(&message) {
            Some(id) => self.recall(connection, id, message, now),
            None => self.answer(connection, message, now),
        }
    }

    pub(crate) fn answer(&mut self, connection: ConnectionId, message: ClientMessage, now: Timestamp) {
        let action = self.action_of(connection, &message);
        let moves = policy::moves_people(&message);
        let id = match &message {
            ClientMessage::Chat { id, .. } => Some(id.clone()),
            _other => None,
        };
        let outcome =
            match action.map_or(Ok(()), |action| policy::allow(action, self.standing(connection), &self.settings)) {
                Ok(()) => self.carry_out(connection, message, now),
                Err(reason) => Err(Refusal { reason, id }),
            };
        if let (Err(refusal), Some(action)) = (outcome, action) {
            self.refuse(connection, action, refusal);
        }
        if moves {
            self.settle(now);
        }
    }

    /// A socket is gone. `heard` is when its last sign of life came.
    pub fn handle_disconnect(&mut self, connection: ConnectionId, heard: Timestamp, now: Timestamp) {
        if let Some(link) = self.links.remove(&connection) {
            if let Some(seat) = link.seat {
                self.lose(seat, heard, now);
            }
            self.settle(now);
        }
    }

    /// Whoever looks after the server ends the run for everybody.
    pub fn handle_end(&mut self, now: Timestamp) {
        self.close(now, talkspace_model::LeaveReason::Ended, EndReason::EndedByHost);
    }

    /// The server is stopping: everybody is told to come back later; the run stays open.
    pub fn handle_stop(&mut self, now: Timestamp) {
        self.close(now, talkspace_model::LeaveReason::ServerStopped, EndReason::ServerStopping);
    }

    /// The next thing to do, in order.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// How many people sit in the room, whether connected at the moment or not.
    pub fn people(&self) -> usize {
        self.occupants.values().filter(|occupant| occupant.seated().is_some()).count()
    }

    /// The run is over.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    fn carry_out(&mut self, connection: ConnectionId, message: ClientMessage, now: Timestamp) -> Result<(), Refusal> {
        match message {
            ClientMessage::Hello { .. } => Err(RefusalReason::OutOfPlace.into()),
            ClientMessage::Join { offer, publish, note } => self.join(connection, offer, publish, note, now),
            ClientMessage::Resume { token, publish, stop, offer } => {
                self.resume(connection, &token, (publish, stop), offer, now)
            }
            ClientMessage::Offer { sdp } => self.reoffer(connection, sdp, now),
            ClientMessage::Publish { publish, stop } => self.publish(connection, publish, stop, now),
            ClientMessage::View { view } => self.view(connection, view),
            ClientMessage::SlotReady { slot, turn } => self.slot_ready(connection, slot, turn),
            ClientMessage::Chat { id, text, to, reply, file } => {
                self.say(connection, Words { id, text, to, reply, file }, now)
            }
            ClientMessage::DeleteMessage { id } => self.delete_message(connection, id, now),
            ClientMessage::ReactTo { id, reaction, on } => self.react_to(connection, id, reaction, on, now),
            ClientMessage::Earlier { before } => self.read_earlier(connection, before, now),
            ClientMessage::Hand { raised } => self.raise_hand(connection, raised, now),
            ClientMessage::React { reaction } => self.react(connection, reaction, now),
            ClientMessage::Quality { quality } => self.quality(connection, quality, now),
            ClientMessage::Rename { seat, name } => self.rename(connection, seat, &name, now),
            ClientMessage::SetRole { seat, role } => self.set_role(connection, seat, role, now),
            ClientMessage::HandOver { seat } => self.hand_over(connection, seat, now),
            ClientMessage::Stop { seat, source } => self.stop(connection, seat, source, now),
            ClientMessage::MuteAll { except } => self.mute_all(connection, &except, now),
            ClientMessage::AskUnmute { seat } => self.ask_unmute(connection, seat),
            ClientMessage::Mark { seat, mark } => self.mark(connection, seat, mark, now),
            ClientMessage::Spotlight { seat } => self.spotlight(connection, seat, now),
            ClientMessage::LowerHand { seat } => self.lower_hand(connection, seat, now),
            ClientMessage::LowerAllHands => self.lower_all_hands(connection, now),
            ClientMessage::Remove { seat, block } => self.remove(connection, seat, block, now),
            ClientMessage::Lock { locked } => self.lock(connection, locked, now),
            ClientMessage::Configure { change } => self.change_settings(connection, change, now),
            ClientMessage::TellWaiting { text } => self.tell_waiting_all(&text),
            ClientMessage::Admit { seat } => self.admit(connection, seat, now),
            ClientMessage::AdmitAll => self.admit_all(connection, now),
            ClientMessage::Deny { seat } => self.deny(connection, seat, now),
            ClientMessage::Leave => self.leave(connection, now),
            ClientMessage::EndForAll => self.end_for_all(now),
            ClientMessage::Ping { n } => self.pong(connection, n),
        }
    }

    /// Brings what follows from other things up to date: who may come in now, and who knocks.
    fn settle(&mut self, now: Timestamp) {
        if !self.closed {
            self.watch_hosts(now);
            self.let_in();
            self.note_knocks(now);
        }
    }

    /// What a message asks for. Whose name is to change, and whom it is written to, decides which right it takes.
    fn action_of(&self, connection: ConnectionId, message: &ClientMessage) -> Option<Action> {
        let own = self.occupant_of(connection).map(|occupant| occupant.seat);
        match message {
            ClientMessage::Rename { seat, .. } if own.is_some_and(|own| own != *seat) => Some(Action::RenameOther),
            ClientMessage::DeleteMessage { id }
                if self.chat.find(id).is_some() && !self.has_written(connection, id) =>
            {
                Some(Action::DeleteOther)
            }
            ClientMessage::Chat { to: Audience::Person(seat), .. } if self.steers(*seat) => Some(Action::ChatHosts),
            _other => policy::action_of(message),
        }
    }

    fn steers(&self, seat: SeatId) -> bool {
        self.occupants.get(&seat).is_some_and(|occupant| occupant.seated().is_some() && occupant.role.steers())
    }

    fn standing(&self, connection: ConnectionId) -> Standing {
        self.occupant_of(connection).map_or(Standing::Outside, Occupant::standing)
    }

    fn occupant_of(&self, connection: ConnectionId) -> Option<&Occupant> {
        self.occupants.get(&self.links.get(&connection)?.seat?)
    }

    fn occupant_of_mut(&mut self, connection: ConnectionId) -> Result<&mut Occupant, Refusal> {
        let seat = self.links.get(&connection).and_then(|link| link.seat);
        let occupant = seat.and_then(|seat| self.occupants.get_mut(&seat));
        occupant.ok_or_else(|| RefusalReason::OutOfPlace.into())
    }

    fn refuse(&mut self, to: ConnectionId, action: Action, refusal: Refusal) {
        let message = ServerMessage::Refused { request: action.request(), reason: refusal.reason, id: refusal.id };
        self.send(to, message);
    }

    fn send(&mut self, to: ConnectionId, message: ServerMessage) {
        self.effects.push_back(Effect::Send { to, message });
    }

    /// To everybody who sits and is connected.
    fn broadcast(&mut self, message: ServerMessage) {
        let to: Vec<ConnectionId> = self.occupants.values().filter_map(Occupant::listener).collect();
        self.broadcast_to(to, message);
    }

    fn broadcast_to(&mut self, to: Vec<ConnectionId>, message: ServerMessage) {
        if !to.is_empty() {
            self.effects.push_back(Effect::Broadcast { to, message });
        }
    }

    fn record(&mut self, fact: Fact) {
        self.effects.push_back(Effect::Record(fact));
    }

    /// Tells somebody that it is over and hangs up; the room forgets the connection.
    fn end(&mut self, connection: ConnectionId, reason: EndReason) {
        let code = match reason {
            EndReason::Left | EndReason::EndedByHost | EndReason::Denied | EndReason::Removed => CloseCode::Ended,
            EndReason::Elsewhere => CloseCode::Elsewhere,
            EndReason::ServerStopping => CloseCode::ServerStopping,
        };
        self.send(connection, ServerMessage::Ended { reason });
        self.hang_up(connection, code);
    }

    fn hang_up(&mut self, connection: ConnectionId, code: CloseCode) {
        self.effects.push_back(Effect::Hangup { connection, code });
        self.links.remove(&connection);
    }

    fn pong(&mut self, connection: ConnectionId, n: u32) -> Result<(), Refusal> {
        self.send(connection, ServerMessage::Pong { n });
        Ok(())
    }

    fn snapshot(&self, occupant: &Occupant, now: Timestamp) -> RoomSnapshot {
        let slots = occupant.seated().map(|seated| seated.slots.values()).into_iter().flatten();
        let seated = |seat: SeatId| self.occupants.get(&seat).is_some_and(|there| there.seated().is_some());
        let knocks = if occupant.role.steers() { self.knocks() } else { Knocks::default() };
        RoomSnapshot {
            seat: occupant.seat,
            token: occupant.token.as_str().to_owned(),
            settings: self.room_settings(),
            started: self.started.unwrap_or(now),
            now,
            seats: self.seat_infos(),
            speaking: self.presence.speaking().to_vec(),
            slots: slots.filter(|slot| slot.seat.is_some_and(seated)).copied().collect(),
            // Who steers for the time being reads from now on what is written to the hosts, not what was before.
            chat: self.chat.tail_for(&occupant.arrival.identity, occupant.acting.unwrap_or(occupant.role)),
            chat_more: self.chat.has_more(),
            knocks: knocks.listed,
            knocks_more: knocks.more,
            wanted: occupant.seated().map_or(Wanted::ALL, |seated| seated.wanted),
        }
    }

    /// In the order in which the people came.
    fn seat_infos(&self) -> Vec<SeatInfo> {
        let mut infos: Vec<SeatInfo> = self.occupants.values().filter_map(Occupant::info).collect();
        infos.sort_by_key(|info| (info.joined, info.seat));
        infos
    }
}

impl ResumedRun {
    fn nothing(now: Timestamp) -> Self {
        Self {
            started: now,
            peak: 0,
            next_seat: SeatId(1),
            chat: Vec::new(),
            admitted: BTreeSet::new(),
            grants: BTreeMap::new(),
            locked: false,
        }
    }
}

//! The browser's side of a call as a state machine: joining, seats, slots, chat and coming back by itself.
//!
//! Sans-IO (DESIGN section 3): events and the time come in through [`Call::handle`] and [`Call::handle_timeout`], what is
//! to be done comes out of [`Call::poll_effect`], and [`Call::poll_timeout`] says when to look again. The driver that
//! carries the effects out is `src/room/driver.rs` of the root package.
//!
//! Most of it is level-triggered: after every event the call looks at what it has (ticket or token, offer, socket) and
//! asks for what is missing. So a lost event can delay it but not leave it stuck.

mod chat;
mod effect;
mod input;
mod join;
mod load;
mod media;
mod messages;
mod quality;
mod reconnect;
mod seats;
mod slots;

use std::collections::VecDeque;

use talkspace_model::{Layer, PublishState, SeatId, Spending, Timestamp, View, Wanted};
use talkspace_signal::{ClientMessage, EndReason, KnockEntry, Quality, RefusalReason, RoomSettings, WaitReason};

pub use chat::{ChatLog, Delivery, Draft, Earlier, Line};
pub use effect::{Effect, Notice};
pub use input::{Input, PeerNumber, PeerState, SocketNumber};
pub use load::LoadMeter;
pub use quality::{Counted, QualityMeter};
pub use seats::{Roster, Seat};
pub use slots::Slots;

use join::{Entry, Ticket};
use media::Media;
use reconnect::{Backoff, Link};

/// Where the call stands, as the page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Prejoin,
    Joining,
    Waiting(WaitReason),
    Joined,
    /// Was joined, is joined again as soon as the network allows. Outages below a second are not shown.
    Reconnecting,
    Left(LeftBecause),
}

/// Why the call is over, for the after-call page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftBecause {
    Ended(EndReason),
    /// Entry was refused; the pre-join page says why in the form.
    Refused(RefusalReason),
    /// The server could not be reached for so long that the seat is gone.
    GaveUp,
}

/// Why [`Call::poll_timeout`] wants to be woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeoutReason {
    /// The next try to reach the server.
    Retry,
    /// Something asked for (a ticket, a socket, an answer) is overdue.
    Overdue,
    Ping,
    /// A ping went unanswered for too long.
    HalfOpen,
    /// An outage has lasted long enough to be shown.
    ShowOutage,
    /// Media is to be looked at or tried anew.
    Media,
    GiveUp,
}

/// What the person asked for and how far it has come; the link's own troubles are not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Prejoin,
    /// Wants in and has not been in since the page was loaded.
    Joining,
    Waiting(WaitReason),
    Inside,
    Left(LeftBecause),
}

/// Requests that wait for the link to return. More than this many, and the oldest is dropped: nobody clicks that often
/// during an outage, and a burst of stale clicks helps no one.
const OUTBOX: usize = 32;

/// One person's call in one browser tab.
#[derive(Debug)]
pub struct Call {
    stage: Stage,
    phase: Phase,
    entry: Option<Entry>,
    ticket: Ticket,
    token: Option<String>,
    link: Link,
    backoff: Backoff,
    sockets: u32,
    /// When the link (or media that had worked) was lost, until it is back.
    lost: Option<Timestamp>,
    /// When the link was lost, until it is back.
    link_down: Option<Timestamp>,
    media: Media,
    title: String,
    settings: Option<RoomSettings>,
    /// What a host has told those who wait, and how many wait before this person.
    wait_message: Option<String>,
    wait_before: u32,
    started: Option<Timestamp>,
    /// The server's clock in the last snapshot.
    server_now: Option<Timestamp>,
    me: Option<SeatId>,
    roster: Roster,
    slots: Slots,
    chat: ChatLog,
    knocks: Vec<KnockEntry>,
    knocks_more: u32,
    publish: PublishState,
    /// The number of the last `stop` that this seat has heard of.
    stop: u32,
    quality: Quality,
    told_quality: Quality,
    /// What the server was told last on the present socket.
    told: Option<PublishState>,
    /// What the page shows; `None` until it has said so, for an empty view would take every picture away.
    view: Option<View>,
    /// What the others look at of the own pictures.
    wanted: Wanted,
    /// The tallest layer of the camera that this browser is to send.
    most: Layer,
    spending: Spending,
    outbox: VecDeque<ClientMessage>,
    /// The token of the place from which what is unsaid was written.
    written_as: Option<String>,
    effects: VecDeque<Effect>,
}

impl Call {
    /// `publish` is what shall be sent once inside; `seed` spreads the retries of many clients.
    pub fn new(publish: PublishState, seed: u64) -> Self {
        Self {
            stage: Stage::Prejoin,
            phase: Phase::Prejoin,
            entry: None,
            ticket: Ticket::None,
            token: None,
            link: Link::Down,
            backoff: Backoff::new(seed),
            sockets: 0,
            lost: None,
            link_down: None,
            media: Media::default(),
            title: String::new(),
            settings: None,
            wait_message: None,
            wait_before: 0,
            started: None,
            server_now: None,
            me: None,
            roster: Roster::default(),
            slots: Slots::default(),
            chat: ChatLog::default(),
            knocks: Vec::new(),
            knocks_more: 0,
            publish,
            stop: 0,
            quality: Quality::Good,
            told_quality: Quality::Good,
            told: None,
            view: None,
            wanted: Wanted::ALL,
            most: Layer::Full,
            spending: Spending::default(),
            outbox: VecDeque::new(),
            written_as: None,
            effects: VecDeque::new(),
        }
    }

    /// Takes one event and works out what follows.
    pub fn handle(&mut self, input: Input, now: Timestamp) {
        self.take(input, now);
        self.advance(now);
    }

    /// To be called when [`Self::poll_timeout`] says so; calling it at other times does no harm.
    pub fn handle_timeout(&mut self, now: Timestamp) {
        self.check_link(now);
        self.check_media(now);
        self.check_give_up(now);
        self.advance(now);
    }

    /// The next moment at which something happens by itself.
    pub fn poll_timeout(&self) -> Option<(Timestamp, TimeoutReason)> {
        if !self.wants_in() {
            return self.media.timeout(false).map(|at| (at, TimeoutReason::Media));
        }
        let media = self.media.timeout(self.media_is_watched()).map(|at| (at, TimeoutReason::Media));
        let ticket = self.ticket.timeout().map(|at| (at, TimeoutReason::Overdue));
        let outage = [self.outage_shown_at(), self.gives_up_at(), self.first_entry_timeout()];
        [self.link.timeout(), media, ticket].into_iter().chain(outage).flatten().min()
    }

    /// What is to be done next, in this order.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    pub fn phase(&self) -> Phase {
        self.phase
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    /// What hosts have decided; `None` before this person is in.
    pub fn settings(&self) -> Option<&RoomSettings> {
        self.settings.as_ref()
    }

    /// What a host has told those who wait.
    pub fn wait_message(&self) -> Option<&str> {
        self.wait_message.as_deref()
    }

    /// How many wait before this person.
    pub fn wait_before(&self) -> u32 {
        self.wait_before
    }

    /// When this run of the meeting began, by the server's clock.
    pub fn started(&self) -> Option<Timestamp> {
        self.started
    }

    /// The server's clock when it sent the last snapshot.
    pub fn server_now(&self) -> Option<Timestamp> {
        self.server_now
    }

    pub fn me(&self) -> Option<SeatId> {
        self.me
    }

    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    pub fn slots(&self) -> &Slots {
        &self.slots
    }

    pub fn chat(&self) -> &ChatLog {
        &self.chat
    }

    pub fn knocks(&self) -> &[KnockEntry] {
        &self.knocks
    }

    /// How many more knock than are listed.
    pub fn knocks_more(&self) -> u32 {
        self.knocks_more
    }

    /// What this person has been sent and gives up; `None` while the meeting has no data limit.
    pub fn spending(&self) -> Option<&Spending> {
        self.settings.as_ref()?.settings.data_limit.map(|_| &self.spending)
    }

    /// What the person wants to send, and nothing beyond it is ever sent.
    pub fn publish(&self) -> PublishState {
        self.publish
    }

    fn wants_in(&self) -> bool {
        match self.stage {
            Stage::Joining | Stage::Waiting(_) | Stage::Inside => true,
            Stage::Prejoin | Stage::Left(_) => false,
        }
    }

    fn effect(&mut self, effect: Effect) {
        self.effects.push_back(effect);
    }

    /// Sends on the present socket; the caller knows that there is one.
    fn send(&mut self, message: ClientMessage) {
        if let Some(socket) = self.link.open_socket() {
            self.effect(Effect::Send { socket, message });
        }
    }

    /// Sends now, or when the link is back.
    fn request(&mut self, message: ClientMessage) {
        if self.link.is_live() && self.outbox.is_empty() {
            return self.send(message);
        }
        if self.outbox.len() == OUTBOX {
            self.outbox.pop_front();
        }
        self.outbox.push_back(message);
    }
}

//! Getting in: ticket, offer and socket are fetched side by side, and `hello` and `join` leave as soon as they can.

use talkspace_model::{EntryRefusal, Millis, PublishState, Timestamp};
use talkspace_signal::{ClientMessage, EndReason, Quality, VERSION};

use crate::{Call, Effect, LeftBecause, Notice, Stage, TimeoutReason, reconnect::Link};

/// Asking for a ticket is one HTTP request; past this it is asked again.
const TICKET_WITHIN: Millis = Millis(10_000);
/// The server takes a ticket for 60 s; one that is nearly stale is not worth a refusal.
const TICKET_FRESH: Millis = Millis(50_000);
/// Pause after a failed request for a ticket.
const TICKET_PAUSE: Millis = Millis(1000);
/// Somebody who has not been in yet is told after this long that the server cannot be reached.
const FIRST_ENTRY_WITHIN: Millis = Millis(20_000);
/// A browser that failed at this many offers in a row before the first entry has no WebRTC.
const OFFER_FAILURES: u32 = 3;

/// Who wants in.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) passcode: String,
    pub(crate) note: Option<String>,
    pub(crate) since: Timestamp,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entry {{ since: {:?} }}", self.since)
    }
}

/// The right to open one socket.
#[derive(Clone, PartialEq)]
pub(crate) enum Ticket {
    None,
    Fetching {
        since: Timestamp,
    },
    /// The last request failed; asked again then.
    Failed {
        until: Timestamp,
    },
    Ready {
        ticket: String,
        since: Timestamp,
    },
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Ticket::None => "None",
            Ticket::Fetching { .. } => "Fetching",
            Ticket::Failed { .. } => "Failed",
            Ticket::Ready { .. } => "Ready",
        })
    }
}

impl Ticket {
    pub(crate) fn timeout(&self) -> Option<Timestamp> {
        match self {
            Ticket::Fetching { since } => Some(*since + TICKET_WITHIN),
            Ticket::Failed { until } => Some(*until),
            Ticket::None | Ticket::Ready { .. } => None,
        }
    }

    /// The network is back: do not wait for the pause to end.
    pub(crate) fn try_again(&mut self) {
        if let Ticket::Failed { .. } = self {
            *self = Ticket::None;
        }
    }

    fn is_missing(&self, now: Timestamp) -> bool {
        match self {
            Ticket::None => true,
            Ticket::Ready { since, .. } => now.since(*since) >= TICKET_FRESH,
            Ticket::Fetching { .. } | Ticket::Failed { .. } => self.timeout().is_some_and(|at| now >= at),
        }
    }
}

impl Call {
    pub(crate) fn join(&mut self, name: String, passcode: String, note: Option<String>, now: Timestamp) {
        if self.wants_in() {
            return;
        }
        self.forget_room();
        self.entry = Some(Entry { name, passcode, note, since: now });
        self.stage = Stage::Joining;
        self.effect(Effect::SetPublish(self.publish));
    }

    pub(crate) fn restore(&mut self, token: String, name: String, publish: PublishState, now: Timestamp) {
        if self.wants_in() {
            return;
        }
        self.publish = publish;
        self.join(name, String::new(), None, now);
        self.token = Some(token);
    }

    pub(crate) fn ticket_ready(&mut self, ticket: String, now: Timestamp) {
        if let Ticket::Fetching { .. } = self.ticket {
            self.ticket = Ticket::Ready { ticket, since: now };
        }
    }

    pub(crate) fn ticket_failed(&mut self, now: Timestamp) {
        if let Ticket::Fetching { .. } = self.ticket {
            self.ticket = Ticket::Failed { until: now + TICKET_PAUSE };
            self.note_lost(now);
        }
    }

    pub(crate) fn ticket_refused(&mut self, refusal: EntryRefusal, now: Timestamp) {
        let Ticket::Fetching { .. } = self.ticket else { return };
        let may_wait = self.stage != Stage::Joining;
        if let EntryRefusal::TooManyTries { retry_after_secs } = refusal
            && may_wait
        {
            self.ticket = Ticket::Failed { until: now + Millis::from_secs(i64::from(retry_after_secs)) };
            return;
        }
        self.back_to_prejoin(Notice::Entry(refusal));
    }

    /// Asks for whatever is missing and sends what can be sent. Called after every event.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        if self.wants_in() {
            self.ensure_offer(now);
            self.ensure_ticket(now);
            self.ensure_socket(now);
            self.ensure_greeted();
            self.ensure_asked(now);
            self.ensure_offered(now);
            self.check_first_entry(now);
        }
        self.phase = self.shown_phase(now);
    }

    fn ensure_ticket(&mut self, now: Timestamp) {
        let needed = match self.link {
            Link::Down | Link::Pausing { .. } | Link::Opening { .. } => true,
            Link::Open { greeted, .. } => !greeted,
            Link::Asked { .. } | Link::Live { .. } => false,
        };
        if !needed || self.token.is_some() || !self.ticket.is_missing(now) {
            return;
        }
        let Some(entry) = self.entry.clone() else { return };
        self.ticket = Ticket::Fetching { since: now };
        self.effect(Effect::FetchTicket { name: entry.name, passcode: entry.passcode });
    }

    /// The socket is opened while ticket and offer are still on their way, unless they fail: the server would cut it
    /// for its silence.
    fn ensure_socket(&mut self, now: Timestamp) {
        let hopeful = self.token.is_some() || !matches!(self.ticket, Ticket::Failed { .. });
        if self.link == Link::Down && hopeful {
            self.open_socket(now);
        }
    }

    fn ensure_greeted(&mut self) {
        let Link::Open { socket, until, greeted: false } = self.link else { return };
        let ticket = match (&self.token, &self.ticket) {
            (Some(_), _) => None,
            (None, Ticket::Ready { ticket, .. }) => Some(ticket.clone()),
            (None, Ticket::None | Ticket::Fetching { .. } | Ticket::Failed { .. }) => return,
        };
        self.ticket = Ticket::None;
        self.link = Link::Open { socket, until, greeted: true };
        self.send(ClientMessage::Hello { version: VERSION, ticket });
    }

    fn ensure_asked(&mut self, now: Timestamp) {
        let Link::Open { socket, greeted: true, .. } = self.link else { return };
        let offer = self.media.open_offer().map(str::to_owned);
        let (publish, stop) = (self.publish, self.stop);
        let message = match (self.token.clone(), offer) {
            (Some(_), None) if !self.media.is_answered() => return,
            (Some(token), offer) => ClientMessage::Resume { token, publish, stop, offer },
            (None, Some(offer)) => {
                // Another seat counts its stops anew.
                (self.stop, self.told_quality) = (0, Quality::Good);
                let note = self.entry.as_ref().and_then(|entry| entry.note.clone());
                ClientMessage::Join { offer, publish, note }
            }
            (None, None) => return,
        };
        self.link = Link::Asked { socket, until: self.reply_due(now) };
        self.told = Some(publish);
        self.media.offer_sent(socket, now);
        self.send(message);
    }

    /// Before the first entry a person rather hears that it does not work than waits without end.
    fn check_first_entry(&mut self, now: Timestamp) {
        if self.stage != Stage::Joining {
            return;
        }
        if self.media_failures() >= OFFER_FAILURES {
            self.back_to_prejoin(Notice::NoPeerConnection);
        } else if self.first_entry_due().is_some_and(|due| now >= due) {
            self.back_to_prejoin(Notice::Unreachable);
        }
    }

    pub(crate) fn first_entry_timeout(&self) -> Option<(Timestamp, TimeoutReason)> {
        self.first_entry_due().map(|due| (due, TimeoutReason::GiveUp))
    }

    fn first_entry_due(&self) -> Option<Timestamp> {
        let entry = self.entry.as_ref().filter(|_| self.stage == Stage::Joining)?;
        Some(entry.since + FIRST_ENTRY_WITHIN)
    }

    pub(crate) fn leave(&mut self, now: Timestamp) {
        if self.wants_in() {
            self.send(ClientMessage::Leave);
            self.leave_for_good(LeftBecause::Ended(EndReason::Left), now);
        }
    }

    /// The token is worthless: somebody who has been in enters anew without being asked, a reloaded page starts over.
    pub(crate) fn token_refused(&mut self, now: Timestamp) {
        if self.token.take().is_none() {
            return;
        }
        self.effect(Effect::ForgetToken);
        if self.stage == Stage::Joining {
            return self.back_to_start();
        }
        self.drop_socket(now);
        self.media.offer_unused();
        if self.media.is_answered() {
            self.restart_media(now);
        }
    }

    pub(crate) fn ticket_not_taken(&mut self, now: Timestamp) {
        self.ticket = Ticket::None;
        self.drop_socket(now);
    }

    pub(crate) fn leave_for_good(&mut self, because: LeftBecause, _now: Timestamp) {
        self.hang_up();
        self.close_media();
        self.publish.screen = false;
        self.effect(Effect::SetPublish(PublishState::default()));
        self.stage = Stage::Left(because);
    }

    fn back_to_prejoin(&mut self, notice: Notice) {
        self.back_to_start();
        self.effect(Effect::Notify(notice));
    }

    fn back_to_start(&mut self) {
        self.hang_up();
        self.close_media();
        self.stage = Stage::Prejoin;
    }

    /// Closes the socket and drops everything that could bring the person back in.
    fn hang_up(&mut self) {
        if let Some(socket) = self.link.socket() {
            self.effect(Effect::CloseSocket { socket });
        }
        if self.token.take().is_some() {
            self.effect(Effect::ForgetToken);
        }
        for assignment in self.slots.clear() {
            self.effect(Effect::AssignSlot(assignment));
        }
        self.link = Link::Down;
        self.ticket = Ticket::None;
        self.entry = None;
        self.lost = None;
        self.link_down = None;
        self.told = None;
        self.outbox.clear();
        self.backoff.reset();
    }

    fn forget_room(&mut self) {
        self.roster.clear();
        self.knocks.clear();
        self.knocks_more = 0;
        self.settings = None;
        self.wait_message = None;
        self.wait_before = 0;
        self.me = None;
        self.started = None;
        self.view = None;
    }
}

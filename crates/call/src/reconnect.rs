//! The socket: trying, keeping alive, noticing its death, coming back.

use talkspace_model::{Millis, Timestamp};
use talkspace_signal::CloseCode;

use crate::{Call, Effect, LeftBecause, Phase, SocketNumber, Stage, TimeoutReason};

/// Higher: a dead path is noticed later. Lower: more wake-ups of the phone's radio.
const PING_EVERY: Millis = Millis(1000);
/// Higher: a half-open socket is noticed later (TARGETS section 4 wants 4 s). Lower: a slow network is taken for a dead one.
const PONG_WITHIN: Millis = Millis(3000);
/// A TCP and TLS handshake takes a few round trips. Begun while the path was down it hangs until a lost SYN is sent
/// again, after 1, 3, 7 s: a fresh one is quicker. Grows by a second with each failed try, for slow networks.
const OPEN_WITHIN: Millis = Millis(2000);
const OPEN_WITHIN_AT_MOST: Millis = Millis(6000);
/// The server answers a join or resume in milliseconds; an overloaded one, or a slow network, needs longer. Grows like
/// the other, for asking again too soon only adds to the load.
const REPLY_WITHIN: Millis = Millis(4000);
const REPLY_WITHIN_AT_MOST: Millis = Millis(12_000);
/// Outages shorter than this are mended before anybody could read the word.
const SHOW_OUTAGE_AFTER: Millis = Millis(1000);
/// The server keeps an empty room for 5 minutes and a browser may sleep; beyond this nobody is waiting any more.
const GIVE_UP_AFTER: Millis = Millis::from_mins(15);
/// The first delays between tries; then 2-3 s, spread so that a room does not return in one instant.
const DELAYS: [Millis; 5] = [Millis(0), Millis(250), Millis(500), Millis(1000), Millis(2000)];
const LONG_DELAY: Millis = Millis(2000);
const LONG_DELAY_SPREAD: i64 = 1000;
/// Where the delays begin after the server asked for a pause.
const CALM: usize = 3;

/// The way to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// Nothing is open; the next try may begin at once.
    Down,
    Pausing {
        until: Timestamp,
    },
    Opening {
        socket: SocketNumber,
        since: Timestamp,
        until: Timestamp,
    },
    /// Open; `greeted` once `hello` is sent.
    Open {
        socket: SocketNumber,
        until: Timestamp,
        greeted: bool,
    },
    /// `join` or `resume` is sent.
    Asked {
        socket: SocketNumber,
        until: Timestamp,
    },
    Live {
        socket: SocketNumber,
        heartbeat: Heartbeat,
    },
}

/// Pings on a live socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heartbeat {
    next: u32,
    ping_at: Timestamp,
    /// When the oldest ping that nothing was heard since was sent.
    unanswered: Option<Timestamp>,
}

impl Heartbeat {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { next: 1, ping_at: now + PING_EVERY, unanswered: None }
    }
}

impl Link {
    /// The socket, once it is open.
    pub(crate) fn open_socket(&self) -> Option<SocketNumber> {
        match self {
            Link::Open { socket, .. } | Link::Asked { socket, .. } | Link::Live { socket, .. } => Some(*socket),
            Link::Down | Link::Pausing { .. } | Link::Opening { .. } => None,
        }
    }

    /// The socket, open or not.
    pub(crate) fn socket(&self) -> Option<SocketNumber> {
        match self {
            Link::Opening { socket, .. } => Some(*socket),
            Link::Down | Link::Pausing { .. } => None,
            Link::Open { .. } | Link::Asked { .. } | Link::Live { .. } => self.open_socket(),
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        matches!(self, Link::Live { .. })
    }

    pub(crate) fn timeout(&self) -> Option<(Timestamp, TimeoutReason)> {
        match self {
            Link::Down => None,
            Link::Pausing { until } => Some((*until, TimeoutReason::Retry)),
            Link::Opening { until, .. } | Link::Open { until, .. } | Link::Asked { until, .. } => {
                Some((*until, TimeoutReason::Overdue))
            }
            Link::Live { heartbeat, .. } => Some(heartbeat.timeout()),
        }
    }
}

impl Heartbeat {
    fn timeout(&self) -> (Timestamp, TimeoutReason) {
        let ping = (self.ping_at, TimeoutReason::Ping);
        let death = self.unanswered.map(|sent| (sent + PONG_WITHIN, TimeoutReason::HalfOpen));
        death.map_or(ping, |death| death.min(ping))
    }
}

/// How long to wait before the next try.
#[derive(Debug)]
pub(crate) struct Backoff {
    tries: usize,
    seed: u64,
}

impl Backoff {
    pub(crate) fn new(seed: u64) -> Self {
        Self { tries: 0, seed }
    }

    pub(crate) fn reset(&mut self) {
        self.tries = 0;
    }

    /// How long to wait for something this time.
    fn patience(&self, base: Millis, at_most: Millis) -> Millis {
        let tries = i64::try_from(self.tries).unwrap_or(i64::MAX);
        Millis(base.0.saturating_add(tries.saturating_mul(1000))).min(at_most)
    }

    fn calm(&mut self) {
        self.tries = self.tries.max(CALM);
    }

    fn next(&mut self) -> Millis {
        let delay = DELAYS.get(self.tries).copied();
        self.tries += 1;
        delay.unwrap_or_else(|| LONG_DELAY + Millis(self.draw(LONG_DELAY_SPREAD)))
    }

    /// A number from 0 to `below` (excluded), from a multiplicative generator (Knuth's MMIX constants).
    fn draw(&mut self, below: i64) -> i64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.seed >> 33).unwrap_or(0) % below
    }
}

impl Call {
    pub(crate) fn open_socket(&mut self, now: Timestamp) {
        self.sockets += 1;
        let socket = SocketNumber(self.sockets);
        let until = now + self.backoff.patience(OPEN_WITHIN, OPEN_WITHIN_AT_MOST);
        self.link = Link::Opening { socket, since: now, until };
        self.effect(Effect::OpenSocket { socket });
    }

    pub(crate) fn socket_opened(&mut self, socket: SocketNumber, now: Timestamp) {
        if let Link::Opening { socket: opening, .. } = self.link
            && opening == socket
        {
            self.link = Link::Open { socket, until: self.reply_due(now), greeted: false };
        }
    }

    pub(crate) fn reply_due(&self, now: Timestamp) -> Timestamp {
        now + self.backoff.patience(REPLY_WITHIN, REPLY_WITHIN_AT_MOST)
    }

    pub(crate) fn socket_closed(&mut self, socket: SocketNumber, code: u16, now: Timestamp) {
        if self.link.socket() != Some(socket) || !self.wants_in() {
            return;
        }
        if !CloseCode::may_resume(code) {
            return self.leave_for_good(closed_because(code), now);
        }
        if code == CloseCode::Flood as u16 || code == CloseCode::ServerStopping as u16 {
            self.backoff.calm();
        }
        self.link_lost(now);
    }

    /// Forgets the socket, which is closed or closes now, and plans the next try.
    pub(crate) fn link_lost(&mut self, now: Timestamp) {
        self.note_lost(now);
        self.link_down.get_or_insert(now);
        self.link = Link::Pausing { until: now + self.backoff.next() };
        self.told = None;
        self.media.link_lost();
    }

    /// Gives the present socket up from this side.
    pub(crate) fn drop_socket(&mut self, now: Timestamp) {
        if let Some(socket) = self.link.socket() {
            self.effect(Effect::CloseSocket { socket });
            self.link_lost(now);
        }
    }

    /// Anything from the server proves that the socket works in both directions, if it came after the ping.
    pub(crate) fn heard(&mut self) {
        if let Link::Live { heartbeat, .. } = &mut self.link {
            heartbeat.unanswered = None;
        }
    }

    pub(crate) fn online(&mut self, now: Timestamp) {
        self.backoff.reset();
        match &mut self.link {
            Link::Pausing { .. } => self.link = Link::Down,
            Link::Live { heartbeat, .. } => heartbeat.ping_at = now,
            Link::Down | Link::Opening { .. } | Link::Open { .. } | Link::Asked { .. } => {}
        }
        // A handshake begun while the network was away may hang for long.
        if let Link::Opening { since, .. } = self.link
            && now.since(since) >= SHOW_OUTAGE_AFTER
        {
            self.drop_socket(now);
        }
        self.ticket.try_again();
    }

    pub(crate) fn check_link(&mut self, now: Timestamp) {
        if !self.wants_in() {
            return;
        }
        match self.link {
            Link::Pausing { until } if now >= until => self.link = Link::Down,
            Link::Opening { until, .. } | Link::Open { until, .. } | Link::Asked { until, .. } if now >= until => {
                self.drop_socket(now);
            }
            Link::Live { heartbeat, .. } => self.check_heartbeat(heartbeat, now),
            Link::Down | Link::Pausing { .. } | Link::Opening { .. } | Link::Open { .. } | Link::Asked { .. } => {}
        }
    }

    fn check_heartbeat(&mut self, mut heartbeat: Heartbeat, now: Timestamp) {
        if heartbeat.unanswered.is_some_and(|sent| now.since(sent) >= PONG_WITHIN) {
            return self.drop_socket(now);
        }
        if now < heartbeat.ping_at {
            return;
        }
        let n = heartbeat.next;
        heartbeat.next = n.wrapping_add(1);
        heartbeat.ping_at = now + PING_EVERY;
        heartbeat.unanswered.get_or_insert(now);
        if let Link::Live { socket, .. } = self.link {
            self.link = Link::Live { socket, heartbeat };
        }
        self.send(talkspace_signal::ClientMessage::Ping { n });
    }

    pub(crate) fn note_lost(&mut self, now: Timestamp) {
        self.lost.get_or_insert(now);
    }

    /// Ends the outage when both the link and the media are back.
    pub(crate) fn note_found(&mut self) {
        if self.link.is_live() && !self.media.is_lost() {
            self.lost = None;
        }
    }

    /// The phase to show. An outage shows once it lasts, or at once when both the socket and the media are gone.
    pub(crate) fn shown_phase(&self, now: Timestamp) -> Phase {
        match self.stage {
            Stage::Prejoin => Phase::Prejoin,
            Stage::Joining => Phase::Joining,
            Stage::Waiting(reason) => Phase::Waiting(reason),
            Stage::Left(because) => Phase::Left(because),
            Stage::Inside if self.outage_shows(now) => Phase::Reconnecting,
            Stage::Inside => Phase::Joined,
        }
    }

    fn outage_shows(&self, now: Timestamp) -> bool {
        let all_lost = self.media.is_lost() && !self.link.is_live();
        self.lost.is_some_and(|lost| all_lost || now.since(lost) >= SHOW_OUTAGE_AFTER)
    }

    pub(crate) fn outage_shown_at(&self) -> Option<(Timestamp, TimeoutReason)> {
        let hidden = self.stage == Stage::Inside && self.phase == Phase::Joined;
        let lost = self.lost.filter(|_| hidden)?;
        Some((lost + SHOW_OUTAGE_AFTER, TimeoutReason::ShowOutage))
    }

    /// Only a lost link counts: without media there is still the chat.
    pub(crate) fn gives_up_at(&self) -> Option<(Timestamp, TimeoutReason)> {
        let down = self.link_down.filter(|_| self.wants_in())?;
        Some((down + GIVE_UP_AFTER, TimeoutReason::GiveUp))
    }

    pub(crate) fn check_give_up(&mut self, now: Timestamp) {
        if self.gives_up_at().is_some_and(|(at, _)| now >= at) {
            self.leave_for_good(LeftBecause::GaveUp, now);
        }
    }
}

fn closed_because(code: u16) -> LeftBecause {
    use talkspace_signal::{EndReason, RefusalReason};
    if code == CloseCode::Elsewhere as u16 {
        LeftBecause::Ended(EndReason::Elsewhere)
    } else if code == CloseCode::Ended as u16 {
        LeftBecause::Ended(EndReason::Left)
    } else {
        LeftBecause::Refused(RefusalReason::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_then_stay_between_two_and_three_seconds() {
        let mut backoff = Backoff::new(7);
        let first: Vec<i64> = (0..5).map(|_| backoff.next().0).collect();
        assert_eq!(first, [0, 250, 500, 1000, 2000]);
        let later: Vec<i64> = (0..100).map(|_| backoff.next().0).collect();
        assert!(later.iter().all(|delay| (2000..3000).contains(delay)));
        assert!(later.iter().any(|delay| *delay != later[0]), "spread");
    }
}

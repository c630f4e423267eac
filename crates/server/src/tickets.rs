//! The right to open one socket to one meeting, once, soon.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Mutex, PoisonError},
};

use sha2::{Digest as _, Sha256};
use talkspace_model::{EntryTicket, MeetingCode, MeetingId, MeetingSettings, Role, Timestamp, UserId, limits};
use talkspace_room::Identity;

use crate::{random, rooms::SessionKey};

/// Who comes through the door, as the server has checked it. Nothing in it comes from the client but the guest's name.
#[derive(Clone, PartialEq, Eq)]
pub struct Entrant {
    pub meeting_id: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub settings: MeetingSettings,
    pub role: Role,
    /// The account; `None` for a guest.
    pub user: Option<UserId>,
    /// The account, or the guest's device: somebody who proves neither gets no ticket.
    pub identity: Identity,
    pub name: String,
}

/// What a ticket stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    pub entrant: Entrant,
    /// With which it was asked for; `None` for somebody who is not signed in.
    pub session: Option<SessionKey>,
}

impl fmt::Debug for Entrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entrant")
            .field("meeting_id", &self.meeting_id)
            .field("role", &self.role)
            .field("guest", &self.user.is_none())
            .finish_non_exhaustive()
    }
}

/// Tickets held at a time. Each lives a minute, so this many a minute can come in; beyond that the oldest give way.
const TICKETS_MAX: usize = 20_000;

type Hash = [u8; 32];

/// The tickets that were given out and not used yet. They live in memory only: after a restart the browser asks for
/// another by itself.
#[derive(Default)]
pub struct Tickets {
    shelf: Mutex<Shelf>,
}

#[derive(Default)]
struct Shelf {
    /// By hash, so that how long a look-up takes tells nothing about the tickets.
    held: HashMap<Hash, Pass>,
    /// In the order in which they run out.
    order: VecDeque<(Timestamp, Hash)>,
}

impl Tickets {
    pub fn issue(&self, pass: Pass, now: Timestamp) -> EntryTicket {
        let ticket = random::token();
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.clear_out(now);
        shelf.order.push_back((now + limits::TICKET_LIFETIME, hash(&ticket)));
        shelf.held.insert(hash(&ticket), pass);
        EntryTicket { ticket }
    }

    /// Uses a ticket up.
    pub fn redeem(&self, ticket: &str, now: Timestamp) -> Option<Pass> {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.clear_out(now);
        shelf.held.remove(&hash(ticket))
    }
}

impl Shelf {
    /// Drops what has run out, and the oldest when there are too many.
    fn clear_out(&mut self, now: Timestamp) {
        while let Some((ends, hash)) = self.order.front() {
            if *ends > now && self.order.len() < TICKETS_MAX {
                break;
            }
            self.held.remove(hash);
            self.order.pop_front();
        }
    }
}

fn hash(ticket: &str) -> Hash {
    Sha256::digest(ticket.as_bytes()).into()
}

impl fmt::Debug for Tickets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tickets(…)")
    }
}

#[cfg(test)]
mod tests {
    use talkspace_model::Millis;

    use super::*;

    fn pass() -> Pass {
        let entrant = Entrant {
            meeting_id: MeetingId::new("m"),
            code: "abcd-efgh-jkmn".parse().unwrap(),
            title: "Physics".into(),
            settings: MeetingSettings::default(),
            role: Role::Participant,
            user: None,
            identity: Identity::guest("key"),
            name: "Asha".into(),
        };
        Pass { entrant, session: None }
    }

    #[test]
    fn a_ticket_opens_once() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(pass(), Timestamp(0)).ticket;
        assert_eq!(tickets.redeem("another", Timestamp(1)), None);
        assert_eq!(tickets.redeem(&ticket, Timestamp(1)), Some(pass()));
        assert_eq!(tickets.redeem(&ticket, Timestamp(1)), None);
    }

    #[test]
    fn a_ticket_runs_out() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(pass(), Timestamp(0)).ticket;
        let late = Timestamp(0) + limits::TICKET_LIFETIME;
        assert_eq!(tickets.redeem(&ticket, late), None);
        let ticket = tickets.issue(pass(), Timestamp(0)).ticket;
        assert!(tickets.redeem(&ticket, late - Millis(1)).is_some());
    }

    #[test]
    fn the_shelf_is_bounded() {
        let tickets = Tickets::default();
        let first = tickets.issue(pass(), Timestamp(0)).ticket;
        for _ in 0..TICKETS_MAX {
            tickets.issue(pass(), Timestamp(0));
        }
        assert!(tickets.shelf.lock().unwrap().held.len() <= TICKETS_MAX);
        assert_eq!(tickets.redeem(&first, Timestamp(0)), None);
    }
}

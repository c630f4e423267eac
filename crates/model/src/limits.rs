//! Limits that both sides enforce (SPEC section 5). Lengths of texts are counted in Unicode scalar values.

use serde::{Deserialize, Serialize};

use crate::Millis;

/// Largest signaling message, in bytes, that carries no SDP.
pub const SIGNAL_MESSAGE_BYTES: usize = 64 * 1024;
/// Largest signaling message, in bytes, that carries an SDP offer or answer.
pub const SIGNAL_SDP_MESSAGE_BYTES: usize = 256 * 1024;
/// A meeting ends this long after the last person left.
pub const EMPTY_ROOM_LINGER: Millis = Millis::from_mins(5);
/// A seat whose socket is gone is kept this long; then its owner counts as having left when last seen.
/// Longer would show ghosts for longer; shorter would lose seats in the outages that TARGETS section 4 wants survived.
pub const SEAT_GRACE: Millis = Millis::from_secs(120);
/// How long an entry ticket may be used.
pub const TICKET_LIFETIME: Millis = Millis::from_secs(60);
/// The first message on a socket must come within this time.
pub const HELLO_TIMEOUT: Millis = Millis::from_secs(5);
/// Longest line that somebody who asks to be let in may add, and longest message of a host to those who wait, in characters.
pub const KNOCK_NOTE_MAX: usize = 200;
/// Somebody who was not let in may ask again after this.
pub const KNOCK_AGAIN: Millis = Millis::from_secs(60);
/// Without a host or co-host for this long, a meeting gets an acting one. Longer leaves people in front of the door; shorter
/// gives the meeting away while its host changes the network.
pub const HOSTS_AWAY: Millis = Millis::from_secs(60);
/// Shortest and longest passcode, in characters.
pub const PASSCODE_MIN: usize = 4;
pub const PASSCODE_MAX: usize = 32;
/// Shortest and longest password, in characters.
pub const PASSWORD_MIN: usize = 10;
pub const PASSWORD_MAX: usize = 128;
/// Longest e-mail address (RFC 5321 section 4.5.3.1.3 allows a path of 256 octets with its brackets).
pub const EMAIL_MAX: usize = 254;

/// The limits an operator may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Longest display name, in characters.
    pub name: usize,
    /// Longest meeting title, in characters.
    pub title: usize,
    /// Longest chat message, in characters.
    pub chat_message: usize,
    /// Largest file, in bytes.
    pub file: u64,
    /// Most seats in one room.
    pub room_seats: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { name: 64, title: 120, chat_message: 4000, file: 25 * 1024 * 1024, room_seats: 100 }
    }
}

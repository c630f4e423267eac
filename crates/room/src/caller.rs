//! Who speaks to the room: connections, identities and tokens.

use std::fmt;

use subtle::ConstantTimeEq;
use talkspace_model::{AttendanceId, Role, SeatId, UserId};

use crate::rate::TokenBucket;

/// One socket. Numbers are never given out twice, so what an old socket still says is recognised and dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

/// Who somebody is across sockets: an account, or a guest's device. The gateway makes it from what the browser proves
/// with its cookies, never from anything a message says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity(String);

impl Identity {
    pub fn user(id: &UserId) -> Self {
        Self(format!("user {id}"))
    }

    pub fn guest(key: &str) -> Self {
        Self(format!("guest {key}"))
    }

    /// As it is stored. It holds an account's id or the hash of a guest's cookie, never the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// Continues a seat or a waiting place on another socket: 256 random bits in hexadecimal.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// `random` must come from the system's random source.
    pub fn new(random: [u8; 32]) -> Self {
        Self(random.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares in a time that does not tell how much of `text` is right.
    pub fn matches(&self, text: &str) -> bool {
        self.0.as_bytes().ct_eq(text.as_bytes()).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The right to come in, as the door has checked it.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    pub identity: Identity,
    pub name: String,
    pub role: Role,
    /// The account; `None` for a guest.
    pub user: Option<UserId>,
}

impl fmt::Debug for Arrival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arrival").field("role", &self.role).field("guest", &self.user.is_none()).finish_non_exhaustive()
    }
}

/// Who is at the other end of a new connection.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Every identity that the browser proves: a seat continues for any of them. Somebody may have come as a guest and
    /// signed in since.
    pub known_as: Vec<Identity>,
    /// There when a ticket was redeemed; without it the caller can only resume.
    pub arrival: Option<Arrival>,
}

/// What the room may need from the random source on behalf of one connection.
#[derive(Debug, Clone)]
pub struct Fresh {
    pub token: Token,
    pub attendance: AttendanceId,
}

/// A connection that has greeted.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) caller: Caller,
    pub(crate) fresh: Fresh,
    /// How often it may still have an offer read. Goes over to the place that it takes.
    pub(crate) offers: TokenBucket,
    /// The place it holds.
    pub(crate) seat: Option<SeatId>,
}

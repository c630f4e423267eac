//! What a person is in a meeting.

use serde::{Deserialize, Serialize};

/// Ordered by power: a greater role may do whatever a lesser one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Participant,
    CoHost,
    Host,
}

impl Role {
    /// Hosts and co-hosts steer the meeting: they admit, mute, remove and see who knocks.
    pub fn steers(self) -> bool {
        self >= Role::CoHost
    }

    /// The word used on the wire, in the database and in `data-role`.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Participant => "participant",
            Role::CoHost => "co_host",
            Role::Host => "host",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Role::Participant, Role::CoHost, Role::Host].into_iter().find(|role| role.as_str() == text)
    }
}

//! What a person is in a meeting.

use serde::{Deserialize, Serialize};

/// Ordered by power: a greater role may do whatever a lesser one may. `docs/ROLES.md` lists what that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees and hears, and sends nothing but what the switches leave.
    Viewer,
    Participant,
    /// A participant whom the switches do not bind.
    Presenter,
    CoHost,
    Host,
}

impl Role {
    pub const ALL: [Role; 5] = [Role::Viewer, Role::Participant, Role::Presenter, Role::CoHost, Role::Host];

    /// Hosts and co-hosts steer the meeting: they admit, mute, remove and see who knocks.
    pub fn steers(self) -> bool {
        self >= Role::CoHost
    }

    /// Whether somebody in this role may act upon somebody in the other: upward and sideways nobody may but the host.
    pub fn reaches(self, other: Role) -> bool {
        self == Role::Host || (self.steers() && other < self)
    }

    /// The word used on the wire, in the database and in `data-role`.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Participant => "participant",
            Role::Presenter => "presenter",
            Role::CoHost => "co_host",
            Role::Host => "host",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

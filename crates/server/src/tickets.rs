//! The right to open one socket to one meeting, once, soon.

use std::fmt;

use talkspace_model::{MeetingCode, MeetingId, MeetingSettings, Role, UserId};

/// Who comes through the door, as the server has checked it. What a ticket stands for; nothing in it comes from the
/// client but the guest's name.
#[derive(Clone, PartialEq, Eq)]
pub struct Entrant {
    pub meeting_id: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub settings: MeetingSettings,
    pub role: Role,
    /// The account; `None` for a guest.
    pub user: Option<UserId>,
    /// The guest's device: the hash of its cookie, never the cookie itself. Bound into the resume token together with `user`.
    pub guest_key: Option<String>,
    pub name: String,
    /// A host must admit this person.
    pub must_ask: bool,
}

impl fmt::Debug for Entrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entrant")
            .field("meeting_id", &self.meeting_id)
            .field("role", &self.role)
            .field("guest", &self.user.is_none())
            .field("must_ask", &self.must_ask)
            .finish_non_exhaustive()
    }
}

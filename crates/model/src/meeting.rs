//! Meetings as the pages and the gateway see them.

use serde::{Deserialize, Serialize};

use crate::{MeetingCode, MeetingId, Problem, SlotCounts, Timestamp};

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingSummary {
    pub id: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub created: Timestamp,
    /// Somebody is in it now.
    pub live: bool,
}

/// What may be known in front of the door of a meeting: by everybody who has its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingDoor {
    pub code: MeetingCode,
    pub title: String,
    /// When it is to begin, if that is planned and is still to come.
    pub starts: Option<Timestamp>,
    /// The person looking will have to ask to be let in.
    pub must_ask: bool,
    pub is_host: bool,
    /// Asked of everybody but the host.
    pub has_passcode: bool,
    /// The person looking has no account, and without one nobody comes in.
    pub needs_account: bool,
    /// The name to start with: the account's, for somebody signed in.
    pub name: Option<String>,
    /// How many receive slots the client puts into its offer.
    pub slots: SlotCounts,
    /// Largest file that may be shared, in bytes.
    pub file_limit: u64,
}

/// The right to open one socket to one meeting, once, soon.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTicket {
    pub ticket: String,
}

impl std::fmt::Debug for EntryTicket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EntryTicket(…)")
    }
}

/// Why somebody is not given a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum EntryRefusal {
    NoSuchMeeting,
    WrongPasscode,
    /// Only people with an account come in.
    NeedsAccount,
    /// A guest's browser did not send the cookie that came with the page.
    NeedsCookie,
    BadName(Problem),
    TooManyTries {
        retry_after_secs: u32,
    },
}

/// Why a stay in a meeting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaveReason {
    /// The person left.
    Left,
    /// The connection was lost and did not come back.
    Lost,
    /// The host ended the meeting.
    Ended,
    /// A host removed the person.
    Removed,
    /// The server stopped or crashed; closed at the last moment the seat was seen.
    ServerStopped,
}

impl LeaveReason {
    pub fn as_str(self) -> &'static str {
        match self {
            LeaveReason::Left => "left",
            LeaveReason::Lost => "lost",
            LeaveReason::Ended => "ended",
            LeaveReason::Removed => "removed",
            LeaveReason::ServerStopped => "server_stopped",
        }
    }

    /// The reason of a word.
    pub fn parse(word: &str) -> Option<Self> {
        let all = [Self::Left, Self::Lost, Self::Ended, Self::Removed, Self::ServerStopped];
        all.into_iter().find(|reason| reason.as_str() == word)
    }
}

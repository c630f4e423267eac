//! A person's own history.

use serde::{Deserialize, Serialize};

use crate::{MeetingCode, MeetingId, Millis, OccurrenceId, Role, Timestamp};

/// One occurrence that the person hosted or attended; rejoins are merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub occurrence: OccurrenceId,
    pub meeting: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub host_name: String,
    /// The meeting is the person's own.
    pub hosted: bool,
    pub role: Role,
    /// When the run began, with or without the person.
    pub started: Timestamp,
    /// First time the person came in.
    pub joined: Timestamp,
    /// Last time the person went; `None` while still inside.
    pub left: Option<Timestamp>,
    /// Sum of the stays, without the gaps; up to now for a stay that is open.
    pub present: Millis,
    /// How often the person came in.
    pub joins: u32,
    /// How long the person spoke.
    pub spoke: Millis,
    /// How long all people together spoke in the run.
    pub all_spoke: Millis,
}

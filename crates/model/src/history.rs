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
    pub role: Role,
    /// First time the person came in.
    pub joined: Timestamp,
    /// Last time the person went; `None` while still inside.
    pub left: Option<Timestamp>,
    /// Sum of the stays, without the gaps; up to now for a stay that is open.
    pub present: Millis,
    /// How often the person came in.
    pub joins: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    pub entries: Vec<HistoryEntry>,
    /// Where the next page starts: pass as `before`. `None` on the last page.
    pub next_before: Option<Timestamp>,
}

//! Ids, roles, settings, limits, DTOs and API errors: what every other crate of TalkSpace agrees on.
//!
//! Floor 0: this crate knows no clock, no randomness and no I/O.

mod account;
mod afterwards;
mod code;
mod error;
mod files;
mod history;
mod ids;
pub mod limits;
mod media;
mod meeting;
mod notes;
mod probe;
mod retention;
mod role;
pub mod schedule;
mod settings;
pub mod text;
mod time;

pub use account::{
    AccountRole, Email, EmailError, Preferences, RegistrationPolicy, Theme, UnknownRole, Viewer, ViewerUser,
};
pub use afterwards::{CallSummary, PersonThere, REMARK_MAX, STARS_MAX};
pub use code::{CodeError, MeetingCode};
pub use error::{ApiError, Field, FieldError, FormState, Problem};
pub use files::{FileRefusal, PictureSize, SharedFile};
pub use history::HistoryEntry;
pub use ids::{AttendanceId, FileId, MeetingId, MessageId, OccurrenceId, SeatId, UserId};
pub use media::{
    Layer, MediaCommand, MediaEvent, MediaSource, PublishState, ScreenContent, SlotAssignment, SlotCounts, SlotId,
    SlotKind, Spending, TileView, View, Wanted,
};
pub use meeting::{EntryRefusal, EntryTicket, LeaveReason, MeetingDoor, MeetingSummary};
pub use notes::Note;
pub use probe::{ProbeAnswer, ProbeRefusal};
pub use retention::{Keep, Kept, Retention};
pub use role::Role;
pub use settings::{DataLimit, MeetingSettings, SettingsChange, Switch, Template, WaitingRoom};
pub use time::{Millis, Timestamp};

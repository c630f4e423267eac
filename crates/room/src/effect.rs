//! What the room wants done, as plain data.

use talkspace_model::{
    AttendanceId, LeaveReason, MediaCommand, MeetingSettings, MessageId, Note, Role, SeatId, Timestamp, UserId,
};
use talkspace_signal::{ClientMessage, CloseCode, Reaction, ServerMessage};

use crate::{ConnectionId, Identity, Reader, Said};

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Send {
        to: ConnectionId,
        message: ServerMessage,
    },
    /// The same message to many, so that it is serialised once. Never empty.
    Broadcast {
        to: Vec<ConnectionId>,
        message: ServerMessage,
    },
    Media(MediaCommand),
    Record(Fact),
    /// Answered by [`crate::Room::handle_earlier`].
    ReadEarlier {
        to: ConnectionId,
        before: MessageId,
        reader: Reader,
    },
    /// What this message is about is no longer held: the database is asked for it. Answered by
    /// [`crate::Room::handle_recalled`], with the message that waits.
    Recall {
        id: MessageId,
        from: ConnectionId,
        message: ClientMessage,
    },
    /// Close the socket after what was sent to it before. The room has forgotten the connection already.
    Hangup {
        connection: ConnectionId,
        code: CloseCode,
    },
    /// The run is over: nothing comes after this.
    Closed,
}

/// What must outlive the room.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// The first person took a seat: the run has begun.
    Started {
        at: Timestamp,
    },
    AttendanceOpened {
        id: AttendanceId,
        seat: SeatId,
        identity: Identity,
        user: Option<UserId>,
        name: String,
        role: Role,
        at: Timestamp,
    },
    /// These people were here at that moment: if the server dies, they count as having left then.
    AttendancesSeen {
        ids: Vec<AttendanceId>,
        at: Timestamp,
    },
    AttendanceClosed {
        id: AttendanceId,
        at: Timestamp,
        reason: LeaveReason,
    },
    /// Answered by [`crate::Room::handle_stored`].
    Message {
        said: Said,
        user: Option<UserId>,
    },
    /// A message was taken back.
    MessageDeleted {
        id: MessageId,
        at: Timestamp,
    },
    /// Somebody reacts to a message, or no longer does.
    MessageReaction {
        id: MessageId,
        identity: Identity,
        reaction: Reaction,
        on: bool,
    },
    /// More people than ever before in this run.
    Peak {
        seats: u32,
    },
    Ended {
        at: Timestamp,
    },
    /// Somebody goes by another name.
    Renamed {
        id: AttendanceId,
        name: String,
        at: Timestamp,
    },
    /// What somebody did while they stayed. Told before the stay is closed.
    Noted {
        id: AttendanceId,
        note: Note,
        at: Timestamp,
    },
    /// What hosts have made of somebody in this run: let in or not, and a role of their own.
    Standing {
        identity: Identity,
        admitted: bool,
        role: Option<Role>,
    },
    /// Not to come back, in no run of the meeting.
    Blocked {
        identity: Identity,
        user: Option<UserId>,
        name: String,
        at: Timestamp,
    },
    Locked {
        locked: bool,
    },
    Configured {
        title: String,
        settings: MeetingSettings,
    },
    /// For the audit log: who of those who steer did what to whom.
    Done {
        deed: Deed,
        by: Option<UserId>,
        /// The stay in which it was done: of a guest there is nothing else.
        stay: Option<AttendanceId>,
        upon: Option<AttendanceId>,
        at: Timestamp,
    },
}

/// What is worth an entry in the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Admit,
    Deny,
    Remove,
    Block,
    Role { role: Role },
    Lock { locked: bool },
    Configure,
    DeleteMessage,
}

/// Why the room wants to be woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeoutReason {
    /// Changed seats wait to be told together.
    Presence,
    /// A changed list of who knocks waits to be told.
    Knocks,
    /// A lost connection has not come back.
    Grace,
    /// No host or co-host has been there for long.
    HostsAway,
    /// The people present are to be recorded as seen.
    Seen,
    /// Nobody has been in the room for long enough.
    Empty,
}

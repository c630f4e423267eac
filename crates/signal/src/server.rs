use serde::{Deserialize, Serialize};
use talkspace_model::{
    MediaSource, MeetingSettings, MessageId, PublishState, Role, SeatId, SlotAssignment, Spending, Timestamp, Wanted,
};

use crate::{
    ChatMessage, Mark, Quality, Reaction,
    skip::{is_false, is_zero},
};

/// From the server to the browser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// The person has a seat. Sent once after `join` (also later, when a host admits), and again after `resume`;
    /// `answer` is there when an offer came with the request.
    Joined {
        snapshot: RoomSnapshot,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<String>,
    },
    /// The person waits. `token` resumes the place.
    Waiting {
        reason: WaitReason,
        token: String,
        title: String,
        /// What a host has told those who wait.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
        /// How many wait before this person.
        #[serde(default, skip_serializing_if = "is_zero")]
        before: u32,
    },
    /// Answers `offer`.
    Answer {
        sdp: String,
    },
    /// Seats that are new or changed.
    Seats {
        seats: Vec<SeatInfo>,
    },
    /// Somebody is gone for good.
    SeatLeft {
        seat: SeatId,
    },
    /// Who is in which of this receiver's slots now; only what changed.
    Slots {
        slots: Vec<SlotAssignment>,
    },
    /// Everybody who is speaking at the moment.
    Speaking {
        seats: Vec<SeatId>,
    },
    /// A chat message, stored. Its sender gets the same: that is the acknowledgement.
    Chat {
        message: ChatMessage,
    },
    /// A message was taken back.
    ChatDeleted {
        id: MessageId,
    },
    /// Somebody reacts to a message, or no longer does; `count` is how many do in this way now.
    ChatReaction {
        id: MessageId,
        seat: SeatId,
        reaction: Reaction,
        on: bool,
        count: u32,
    },
    /// Answers `earlier`: the messages before the one named, oldest first. `more`: there are still older ones.
    ChatEarlier {
        messages: Vec<ChatMessage>,
        #[serde(default, skip_serializing_if = "is_false")]
        more: bool,
    },
    /// The room's title or settings, or whether it is locked, have changed. `by` is who did it.
    Settings {
        settings: RoomSettings,
        by: String,
    },
    /// This seat is to stop sending something. Answered by a `publish` with this number.
    Stop {
        source: MediaSource,
        n: u32,
        cause: StopCause,
    },
    /// A host asks this person to turn the microphone on; now it may be.
    AskedToUnmute {
        by: String,
    },
    /// This person's role has changed.
    Role {
        role: Role,
        cause: RoleCause,
    },
    /// A host has lowered this person's hand.
    HandLowered {
        by: String,
    },
    Reaction {
        seat: SeatId,
        reaction: Reaction,
    },
    /// Somebody draws on the screen that `seat` shares. It fades by itself.
    Mark {
        from: SeatId,
        seat: SeatId,
        mark: Mark,
    },
    /// To hosts: who waits to be admitted.
    Knocks {
        knocks: Vec<KnockEntry>,
        /// How many more wait than are listed.
        #[serde(default, skip_serializing_if = "is_zero")]
        more: u32,
    },
    /// A request was refused; nothing changed.
    Refused {
        request: RequestKind,
        reason: RefusalReason,
        /// The chat message concerned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<MessageId>,
    },
    /// It is over for this client; the socket closes after this.
    Ended {
        reason: EndReason,
    },
    Pong {
        n: u32,
    },
    /// What the others look at of this seat's pictures; the rest need not be sent.
    Wanted {
        wanted: Wanted,
    },
    /// What this seat has been sent, every other second while the meeting has a data limit.
    Spending {
        spending: Spending,
    },
    /// A kind this client is too old to know.
    #[serde(other)]
    Unknown,
}

/// Everything a client needs to draw the room from nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoomSnapshot {
    pub seat: SeatId,
    /// Continues this seat on another socket. Bound to the account or guest it was given to.
    pub token: String,
    pub settings: RoomSettings,
    /// When this run of the meeting began.
    pub started: Timestamp,
    /// The server's clock when this was sent, to show elapsed time right on a client whose clock is wrong.
    pub now: Timestamp,
    /// All seats, the own one among them, in the order they came.
    pub seats: Vec<SeatInfo>,
    pub speaking: Vec<SeatId>,
    /// All of this receiver's slots that hold somebody.
    pub slots: Vec<SlotAssignment>,
    /// The newest messages, oldest first.
    pub chat: Vec<ChatMessage>,
    /// There are older ones; see `earlier`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub chat_more: bool,
    /// Who waits to be admitted; empty for those who may not admit.
    pub knocks: Vec<KnockEntry>,
    /// How many more wait than are listed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub knocks_more: u32,
    /// What the others look at of the own pictures.
    #[serde(default, skip_serializing_if = "Wanted::is_all")]
    pub wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeatInfo {
    pub seat: SeatId,
    pub name: String,
    pub role: Role,
    /// No account.
    pub guest: bool,
    pub publish: PublishState,
    /// When the hand was raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<Timestamp>,
    pub joined: Timestamp,
    /// The connection is lost at the moment; the seat is kept.
    #[serde(default, skip_serializing_if = "is_false")]
    pub away: bool,
    /// Co-host only for as long as no other host or co-host is there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub acting: bool,
    /// A host has everybody see this person large.
    #[serde(default, skip_serializing_if = "is_false")]
    pub spotlight: bool,
    #[serde(default, skip_serializing_if = "Quality::is_good")]
    pub quality: Quality,
}

/// What hosts decide while the meeting runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSettings {
    pub title: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub locked: bool,
    pub settings: MeetingSettings,
}

/// Why a seat is to stop sending something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum StopCause {
    /// A host or co-host of this name did it.
    Host { by: String },
    /// Whoever comes in is muted.
    Entry,
    /// The person's role or the room's switches do not allow it.
    Rule,
}

/// Why a person's role has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum RoleCause {
    Host {
        by: String,
    },
    /// No host or co-host has been there for a minute.
    HostsAway,
    /// A host or co-host is back.
    HostsBack,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnockEntry {
    pub seat: SeatId,
    pub name: String,
    pub guest: bool,
    pub since: Timestamp,
    /// What the person says to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// The meeting has not begun: no host has come yet.
    HostNotHere,
    /// A host must admit.
    Knocking,
    /// The meeting is locked.
    Locked,
}

/// The kind of message that was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    Hello,
    Join,
    Resume,
    Offer,
    Publish,
    View,
    SlotReady,
    Chat,
    DeleteMessage,
    Earlier,
    Hand,
    React,
    Quality,
    Rename,
    SetRole,
    HandOver,
    Stop,
    MuteAll,
    AskUnmute,
    Mark,
    Spotlight,
    LowerHand,
    Remove,
    Lock,
    Configure,
    TellWaiting,
    Admit,
    Deny,
    EndForAll,
    /// A kind that the server does not know, or a message that it cannot read.
    Unreadable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// The client's version is not served: reload the page.
    Version,
    /// The ticket is unknown, used or too old: get another.
    Ticket,
    /// The token is unknown or its seat is gone: join anew.
    Token,
    NotAllowed,
    /// Not now: the message does not fit the state (a second `join`, chat while waiting, …).
    OutOfPlace,
    NoSuchPerson,
    /// Not among the messages that can still be changed.
    NoSuchMessage,
    /// The server has no such file of this person's for this meeting: it has to be sent anew.
    NoSuchFile,
    /// Was not let in less than a minute ago.
    DeniedLately,
    Empty,
    TooLong,
    TooFast,
    RoomFull,
    /// The SDP could not be used.
    BadOffer,
    /// Storing failed; send again later.
    NotStored,
    Unreadable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The person left.
    Left,
    /// The host ended the meeting for all.
    EndedByHost,
    /// A host did not let the person in.
    Denied,
    Removed,
    /// The same seat was continued on another socket.
    Elsewhere,
    /// The server is stopping; come back by itself.
    ServerStopping,
}

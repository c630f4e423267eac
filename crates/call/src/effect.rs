use talkspace_model::{EntryRefusal, MediaSource, PublishState, Role, SeatId, SlotAssignment, Wanted};
use talkspace_signal::{ClientMessage, Mark, Reaction, RefusalReason, RequestKind, RoleCause, RoomSettings, StopCause};

use crate::{PeerNumber, SocketNumber};

/// What the driver is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask for the right to enter. Answered by `TicketReady`, `TicketRefused` or `TicketFailed`.
    FetchTicket {
        name: String,
        passcode: String,
    },
    /// Open a socket to the room; an older one is closed already. Answered by `SocketOpened` or `SocketClosed`.
    OpenSocket {
        socket: SocketNumber,
    },
    /// Close the socket after what was sent on it; nothing more is heard from it.
    CloseSocket {
        socket: SocketNumber,
    },
    Send {
        socket: SocketNumber,
        message: ClientMessage,
    },
    /// Make a peer connection in place of the one before and offer it. Answered by `OfferReady` or `OfferFailed`.
    MakeOffer {
        peer: PeerNumber,
    },
    /// Answered by `AnswerApplied` or `AnswerFailed`.
    ApplyAnswer {
        peer: PeerNumber,
        sdp: String,
    },
    /// Close the peer connection for good.
    ClosePeer {
        peer: PeerNumber,
    },
    /// From this moment nothing is sent that is off here. To be obeyed before the next effect.
    SetPublish(PublishState),
    /// Encode no more than this of the own pictures: the rest nobody looks at, or it costs too much here.
    Encode(Wanted),
    /// Take the slot's picture off the page it was on, then give the slot to the new seat.
    AssignSlot(SlotAssignment),
    /// Keep what a reload of the page needs, until `ForgetToken`.
    StoreToken {
        token: String,
    },
    ForgetToken,
    /// Show it for a moment.
    React {
        seat: SeatId,
        reaction: Reaction,
    },
    /// Show what somebody draws on the screen that `seat` shares.
    Mark {
        from: SeatId,
        seat: SeatId,
        mark: Mark,
    },
    /// Tell the person.
    Notify(Notice),
}

/// Something the person should know that is no state of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Entry was refused before there was a ticket.
    Entry(EntryRefusal),
    /// The server cannot be reached; the person is back on the pre-join page.
    Unreachable,
    /// The browser cannot make a peer connection.
    NoPeerConnection,
    /// The server refused a request.
    Refused {
        request: RequestKind,
        reason: RefusalReason,
    },
    /// The link was away for so long, or the server was started anew, that what was asked for meanwhile was not done.
    Forgotten,
    /// This person goes by another name now.
    Renamed {
        name: String,
    },
    /// Something that this person sent was stopped.
    Stopped {
        source: MediaSource,
        cause: StopCause,
    },
    /// Everybody sees this person large now, or no longer does.
    Spotlit {
        on: bool,
    },
    AskedToUnmute {
        by: String,
    },
    HandLowered {
        by: String,
    },
    RoleChanged {
        role: Role,
        cause: RoleCause,
    },
    /// Somebody changed the room's title, settings or lock.
    SettingsChanged {
        before: RoomSettings,
        after: RoomSettings,
        by: String,
    },
}

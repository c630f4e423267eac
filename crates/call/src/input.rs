use std::fmt;

use talkspace_model::{EntryRefusal, MessageId, PublishState, SeatId, View};
use talkspace_signal::ServerMessage;

/// Tells the events of one socket from those of an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SocketNumber(pub u32);

/// Tells the events of one peer connection from those of an older one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PeerNumber(pub u32);

/// The browser's word on a peer connection (`RTCPeerConnectionState`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerState {
    Connecting,
    Connected,
    Disconnected,
    Failed,
}

/// Whatever can happen to a call.
#[derive(Clone, PartialEq)]
pub enum Input {
    /// Have the peer connection and its offer ready before the person clicks Join.
    Prepare,
    /// The page was reloaded while inside: continue with the token kept.
    Restore {
        token: String,
        name: String,
        publish: PublishState,
    },
    Join {
        name: String,
        passcode: String,
    },
    Leave,
    EndForAll,
    /// What the person wants to send from now on, as far as there are devices for it.
    Publish(PublishState),
    /// `id` must never have been used before.
    SendChat {
        id: MessageId,
        text: String,
    },
    RetryChat {
        id: MessageId,
    },
    Hand {
        raised: bool,
    },
    Admit {
        seat: SeatId,
    },
    AdmitAll,
    Deny {
        seat: SeatId,
    },
    /// What is on the page now.
    Show(View),

    TicketReady {
        ticket: String,
    },
    TicketRefused(EntryRefusal),
    TicketFailed,
    SocketOpened {
        socket: SocketNumber,
    },
    /// Also when it could not be opened. `code` as in RFC 6455 section 7.4; 1006 without a close frame.
    SocketClosed {
        socket: SocketNumber,
        code: u16,
    },
    Message {
        socket: SocketNumber,
        message: ServerMessage,
    },
    OfferReady {
        peer: PeerNumber,
        sdp: String,
    },
    OfferFailed {
        peer: PeerNumber,
    },
    AnswerApplied {
        peer: PeerNumber,
    },
    AnswerFailed {
        peer: PeerNumber,
    },
    PeerState {
        peer: PeerNumber,
        state: PeerState,
    },
    /// About every second: how many packets have come in so far, media and connectivity checks together.
    MediaTick {
        peer: PeerNumber,
        inbound: u64,
    },
    /// The browser says that the network is back.
    Online,
}

impl fmt::Debug for Input {
    /// Names, passcodes and tickets stay out of logs; the rest prints by its kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Restore { publish, .. } => write!(f, "Restore({publish:?})"),
            Input::Join { .. } => f.write_str("Join"),
            Input::SendChat { id, .. } => write!(f, "SendChat({id})"),
            Input::TicketReady { .. } => f.write_str("TicketReady"),
            Input::OfferReady { peer, .. } => write!(f, "OfferReady({peer:?})"),
            Input::Message { socket, .. } => write!(f, "Message({socket:?})"),
            Input::Prepare => f.write_str("Prepare"),
            Input::Leave => f.write_str("Leave"),
            Input::EndForAll => f.write_str("EndForAll"),
            Input::Publish(publish) => write!(f, "Publish({publish:?})"),
            Input::RetryChat { id } => write!(f, "RetryChat({id})"),
            Input::Hand { raised } => write!(f, "Hand({raised})"),
            Input::Admit { seat } => write!(f, "Admit({seat})"),
            Input::AdmitAll => f.write_str("AdmitAll"),
            Input::Deny { seat } => write!(f, "Deny({seat})"),
            Input::Show(view) => write!(f, "Show({view:?})"),
            Input::TicketRefused(refusal) => write!(f, "TicketRefused({refusal:?})"),
            Input::TicketFailed => f.write_str("TicketFailed"),
            Input::SocketOpened { socket } => write!(f, "SocketOpened({socket:?})"),
            Input::SocketClosed { socket, code } => write!(f, "SocketClosed({socket:?}, {code})"),
            Input::OfferFailed { peer } => write!(f, "OfferFailed({peer:?})"),
            Input::AnswerApplied { peer } => write!(f, "AnswerApplied({peer:?})"),
            Input::AnswerFailed { peer } => write!(f, "AnswerFailed({peer:?})"),
            Input::PeerState { peer, state } => write!(f, "PeerState({peer:?}, {state:?})"),
            Input::MediaTick { peer, inbound } => write!(f, "MediaTick({peer:?}, {inbound})"),
            Input::Online => f.write_str("Online"),
        }
    }
}

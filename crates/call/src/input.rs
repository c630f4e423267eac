use std::fmt;

use talkspace_model::{EntryRefusal, Layer, MessageId, PublishState, SeatId, View};
use talkspace_signal::{ClientMessage, Mark, Quality, ServerMessage};

use crate::Draft;

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
    /// `note`: a line for the hosts, for somebody who has to ask.
    Join {
        name: String,
        passcode: String,
        note: Option<String>,
    },
    Leave,
    /// What the person wants to send from now on, as far as there are devices for it.
    Publish(PublishState),
    /// `id` must never have been used before.
    SendChat {
        id: MessageId,
        draft: Draft,
    },
    /// Have older messages than there are.
    Earlier,
    RetryChat {
        id: MessageId,
    },
    /// A request that makes sense inside only: a hand, a reaction, whatever hosts do. What the call sends by itself
    /// (`join`, `publish`, `chat`, …) must not come this way.
    Ask(ClientMessage),
    /// Draws on somebody's screen; lost while the link is away, for it would be old when it is back.
    Mark {
        seat: SeatId,
        mark: Mark,
    },
    /// How well the call works here.
    Quality(Quality),
    /// What is on the page now.
    Show(View),
    /// The tallest layer of the own camera that is worth its bytes here.
    SendAtMost(Layer),

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
            Input::Earlier => f.write_str("Earlier"),
            Input::Leave => f.write_str("Leave"),
            Input::Publish(publish) => write!(f, "Publish({publish:?})"),
            Input::RetryChat { id } => write!(f, "RetryChat({id})"),
            Input::Ask(_) => f.write_str("Ask"),
            Input::Mark { seat, .. } => write!(f, "Mark({seat:?})"),
            Input::Quality(quality) => write!(f, "Quality({quality:?})"),
            Input::Show(view) => write!(f, "Show({view:?})"),
            Input::SendAtMost(layer) => write!(f, "SendAtMost({layer:?})"),
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

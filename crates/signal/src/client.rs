use serde::{Deserialize, Serialize};
use talkspace_model::{MessageId, PublishState, SeatId, SlotId, View};

/// From the browser to the server.
///
/// A socket begins with `hello`, followed by `join` or `resume` (they may be sent without waiting in between).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// Must be the first message, within 5 s. `ticket` is needed to `join`, not to `resume`.
    Hello {
        version: u16,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ticket: Option<String>,
    },
    /// Take a seat, or wait for one. `offer` is the SDP offer of the slot pool.
    Join {
        offer: String,
        publish: PublishState,
    },
    /// Continue a seat (or a place in the waiting room) on a new socket. `offer` only when the peer connection is a new one.
    Resume {
        token: String,
        publish: PublishState,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offer: Option<String>,
    },
    /// A new peer connection in place of the one that died; answered by `answer`.
    Offer {
        sdp: String,
    },
    /// What the seat sends from now on.
    Publish {
        publish: PublishState,
    },
    /// What the page shows, and how large.
    View {
        view: View,
    },
    /// The slot's old picture is off the page; see [`talkspace_model::SlotAssignment`].
    SlotReady {
        slot: SlotId,
        turn: u32,
    },
    Chat {
        id: MessageId,
        text: String,
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
    Leave,
    EndForAll,
    /// Answered by `pong` with the same number.
    Ping {
        n: u32,
    },
}

use serde::{Deserialize, Serialize};
use talkspace_model::{FileId, MediaSource, MessageId, PublishState, Role, SeatId, SettingsChange, SlotId, View};

use crate::{
    Audience, Mark, Quality, Reaction,
    skip::{is_default, is_false, is_zero},
};

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
    /// `note`: a line for the hosts, for somebody who has to ask.
    Join {
        offer: String,
        publish: PublishState,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Continue a seat (or a place in the waiting room) on a new socket. `offer` only when the peer connection is a new one.
    Resume {
        token: String,
        publish: PublishState,
        #[serde(default, skip_serializing_if = "is_zero")]
        stop: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offer: Option<String>,
    },
    /// A new peer connection in place of the one that died; answered by `answer`.
    Offer {
        sdp: String,
    },
    /// What the seat sends from now on.
    /// `stop`: the number of the last `stop` that the client has carried out. What was told to stop later stays off.
    Publish {
        publish: PublishState,
        #[serde(default, skip_serializing_if = "is_zero")]
        stop: u32,
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
        #[serde(default, skip_serializing_if = "is_default")]
        to: Audience,
        /// The message that this one answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply: Option<MessageId>,
        /// Something that the sender has put on the server for this meeting; the text may then be empty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileId>,
    },
    /// Takes a message back: the own one or, for hosts, somebody else's.
    DeleteMessage {
        id: MessageId,
    },
    /// Reacts to a message, or no longer does.
    ReactTo {
        id: MessageId,
        reaction: Reaction,
        on: bool,
    },
    /// Asks for messages older than this one; answered by `chat_earlier`.
    Earlier {
        before: MessageId,
    },
    Hand {
        raised: bool,
    },
    React {
        reaction: Reaction,
    },
    /// How well the call works for this client; sent when it changes.
    Quality {
        quality: Quality,
    },
    /// Another name for a seat: the own one or, for hosts, somebody else's.
    Rename {
        seat: SeatId,
        name: String,
    },
    SetRole {
        seat: SeatId,
        role: Role,
    },
    /// Makes somebody else the host; the sender becomes a co-host.
    HandOver {
        seat: SeatId,
    },
    /// Somebody else is to stop sending something.
    Stop {
        seat: SeatId,
        source: MediaSource,
    },
    /// Mutes everybody whom the sender may mute, but these.
    MuteAll {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<SeatId>,
    },
    AskUnmute {
        seat: SeatId,
    },
    /// Draws on somebody's shared screen, where they allow it.
    Mark {
        seat: SeatId,
        mark: Mark,
    },
    /// Everybody sees this person large; nobody when there is none.
    Spotlight {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seat: Option<SeatId>,
    },
    LowerHand {
        seat: SeatId,
    },
    LowerAllHands,
    /// `block`: not to come back either.
    Remove {
        seat: SeatId,
        #[serde(default, skip_serializing_if = "is_false")]
        block: bool,
    },
    /// Nobody new comes in while it is locked.
    Lock {
        locked: bool,
    },
    Configure {
        change: SettingsChange,
    },
    /// A message to everybody who waits.
    TellWaiting {
        text: String,
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

impl ClientMessage {
    /// Whether it names people by the numbers of their seats, which mean somebody else, or nobody, in another run.
    pub fn names_seats(&self) -> bool {
        match self {
            ClientMessage::Rename { .. }
            | ClientMessage::SetRole { .. }
            | ClientMessage::HandOver { .. }
            | ClientMessage::Stop { .. }
            | ClientMessage::MuteAll { .. }
            | ClientMessage::AskUnmute { .. }
            | ClientMessage::Mark { .. }
            | ClientMessage::Spotlight { .. }
            | ClientMessage::LowerHand { .. }
            | ClientMessage::Remove { .. }
            | ClientMessage::Admit { .. }
            | ClientMessage::Deny { .. }
            | ClientMessage::View { .. }
            | ClientMessage::Chat { to: Audience::Person(_), .. } => true,
            ClientMessage::Hello { .. }
            | ClientMessage::Join { .. }
            | ClientMessage::Resume { .. }
            | ClientMessage::Offer { .. }
            | ClientMessage::Publish { .. }
            | ClientMessage::SlotReady { .. }
            | ClientMessage::Chat { to: Audience::Everyone | Audience::Hosts, .. }
            | ClientMessage::DeleteMessage { .. }
            | ClientMessage::ReactTo { .. }
            | ClientMessage::Earlier { .. }
            | ClientMessage::Hand { .. }
            | ClientMessage::React { .. }
            | ClientMessage::Quality { .. }
            | ClientMessage::LowerAllHands
            | ClientMessage::Lock { .. }
            | ClientMessage::Configure { .. }
            | ClientMessage::TellWaiting { .. }
            | ClientMessage::AdmitAll
            | ClientMessage::Leave
            | ClientMessage::EndForAll
            | ClientMessage::Ping { .. } => false,
        }
    }
}

//! What the room and the media server tell each other, and what both tell the browser.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{DataLimit, SeatId};

/// What a slot carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotKind {
    Audio,
    Video,
    Screen,
}

/// One receive-only media line of one receiver. On the wire `a0`, `v3`, `s1`: kind and index within the kind, in the
/// order of the media lines in the offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SlotId {
    pub kind: SlotKind,
    pub index: u8,
}

impl SlotId {
    pub fn new(kind: SlotKind, index: u8) -> Self {
        Self { kind, index }
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            SlotKind::Audio => 'a',
            SlotKind::Video => 'v',
            SlotKind::Screen => 's',
        };
        write!(f, "{kind}{}", self.index)
    }
}

impl FromStr for SlotId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = "not a slot";
        let kind = match text.chars().next() {
            Some('a') => SlotKind::Audio,
            Some('v') => SlotKind::Video,
            Some('s') => SlotKind::Screen,
            Some(_) | None => return Err(error),
        };
        Ok(Self { kind, index: text[1..].parse().map_err(|_| error)? })
    }
}

impl TryFrom<String> for SlotId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<SlotId> for String {
    fn from(slot: SlotId) -> String {
        slot.to_string()
    }
}

/// How many slots of each kind a client adds to its offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotCounts {
    pub audio: u8,
    pub video: u8,
    pub screen: u8,
}

impl Default for SlotCounts {
    /// Audio: five people may talk over each other; more nobody understands, and each costs every listener a stream.
    /// Video: the 15 others of a 4 x 4 grid; each more lengthens every offer by 0.8 KB. Screens: two side by side.
    fn default() -> Self {
        Self { audio: 5, video: 15, screen: 2 }
    }
}

/// What a seat sends at present. The server forwards nothing that is off here, whatever arrives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishState {
    pub microphone: bool,
    pub camera: bool,
    pub screen: bool,
    /// The shared screen stands still: it stays where it is at the others, and nothing of it is sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
    /// The others may draw on the shared screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drawing: bool,
}

/// What a shared screen is mostly of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScreenContent {
    /// Every letter sharp, few pictures a second.
    #[default]
    Text,
    /// Smooth, and less sharp where both cannot be had.
    Motion,
}

/// What a seat can send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaSource {
    Microphone,
    Camera,
    Screen,
}

impl MediaSource {
    pub const ALL: [MediaSource; 3] = [MediaSource::Microphone, MediaSource::Camera, MediaSource::Screen];
}

impl PublishState {
    pub fn is_on(self, source: MediaSource) -> bool {
        match source {
            MediaSource::Microphone => self.microphone,
            MediaSource::Camera => self.camera,
            MediaSource::Screen => self.screen,
        }
    }

    #[must_use]
    pub fn with(mut self, source: MediaSource, on: bool) -> Self {
        match source {
            MediaSource::Microphone => self.microphone = on,
            MediaSource::Camera => self.camera = on,
            MediaSource::Screen => {
                (self.screen, self.paused, self.drawing) = (on, self.paused && on, self.drawing && on);
            }
        }
        self
    }

    /// Whether pictures of a shared screen come.
    pub fn screen_moves(self) -> bool {
        self.screen && !self.paused
    }
}

/// Who is in a slot. `seat: None` empties it.
///
/// `turn` counts the changes of this slot. When a slot passes from one seat to another the media server first stops the old
/// picture and announces the new seat; it sends the new picture only after the client has answered `slot_ready` with this
/// `turn`, so a picture can never appear under a name that is not its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotAssignment {
    pub slot: SlotId,
    pub seat: Option<SeatId>,
    pub turn: u32,
}

/// Simulcast layers of a camera, RTP stream ids `q`, `h`, `f` (RFC 8851): quarter, half and full size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    Quarter,
    Half,
    Full,
}

impl Layer {
    pub const ALL: [Layer; 3] = [Layer::Quarter, Layer::Half, Layer::Full];
}

/// What of a seat's pictures somebody looks at. The rest need not be encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The tallest layer of the camera that anybody gets; `None` when nobody looks.
    pub camera: Option<Layer>,
    pub screen: bool,
}

impl Wanted {
    /// What holds until there is a word on it.
    pub const ALL: Wanted = Wanted { camera: Some(Layer::Full), screen: true };

    pub fn is_all(&self) -> bool {
        *self == Self::ALL
    }
}

impl Default for Wanted {
    fn default() -> Self {
        Self::ALL
    }
}

/// How tall a seat's picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TileView {
    pub seat: SeatId,
    /// Height in device pixels.
    pub height: u16,
}

/// What a client shows. A camera that is not listed is not on its page, and nothing of it is sent there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub tiles: Vec<TileView>,
    /// Whose shared screens are on the page; `None` says nothing about them, so all that have a slot are sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screens: Option<Vec<SeatId>>,
}

/// What a receiver has been sent in a meeting with a data limit, and what it gives up for that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spending {
    /// All bytes sent to this seat so far.
    pub bytes: u64,
    /// Whose cameras are not sent although they are in sight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<SeatId>,
    /// Whose cameras are sent smaller than they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub smaller: Vec<SeatId>,
    /// Whose shared screens are not sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub screens_off: Vec<SeatId>,
}

/// From a room to the media server.
#[derive(Debug, Clone, PartialEq)]
pub enum MediaCommand {
    /// Make a peer connection for the seat from this SDP offer; one the seat had is dropped. Answered by
    /// [`MediaEvent::Answered`] or [`MediaEvent::OfferRefused`].
    Connect {
        seat: SeatId,
        offer: String,
        publish: PublishState,
    },
    Disconnect {
        seat: SeatId,
    },
    Publish {
        seat: SeatId,
        publish: PublishState,
    },
    SetView {
        seat: SeatId,
        view: View,
    },
    SlotReady {
        seat: SeatId,
        slot: SlotId,
        turn: u32,
    },
    /// Each receiver is sent no more than this from now on.
    Limit {
        limit: Option<DataLimit>,
    },
}

/// From the media server to a room.
#[derive(Debug, Clone, PartialEq)]
pub enum MediaEvent {
    Answered {
        seat: SeatId,
        answer: String,
    },
    OfferRefused {
        seat: SeatId,
    },
    /// ICE and DTLS are up.
    Connected {
        seat: SeatId,
    },
    /// The peer connection is dead: nothing arrived for the ICE timeout, or it failed inside.
    Disconnected {
        seat: SeatId,
    },
    /// Slots of this receiver that changed; never the ones that did not.
    Slots {
        seat: SeatId,
        slots: Vec<SlotAssignment>,
    },
    /// Everybody who is speaking now, in the order of their seats.
    Speaking {
        seats: Vec<SeatId>,
    },
    /// What the others look at of this seat's pictures has changed.
    Wanted {
        seat: SeatId,
        wanted: Wanted,
    },
    /// What this seat has been sent, every other second while there is a limit.
    Spending {
        seat: SeatId,
        spending: Spending,
    },
}

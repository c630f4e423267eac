//! What can happen, and how often.

use proptest::prelude::*;
use talkspace_model::{
    MediaSource, MessageId, PublishState, Role, SeatId, SettingsChange, SlotId, SlotKind, Switch, View,
};
use talkspace_signal::{Audience, ClientMessage, Mark, Reaction, Spot};

use crate::support::*;

/// One thing that happens. Numbers choose among what is there.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Join {
        person: usize,
    },
    Resume {
        person: usize,
        token: u8,
        offer: bool,
    },
    Say {
        who: usize,
        what: Word,
    },
    Drop {
        who: usize,
    },
    Media {
        pick: usize,
        accepted: bool,
    },
    Slots {
        seat: u32,
        shows: u32,
    },
    Speak {
        seats: Vec<u32>,
    },
    /// The media server says what is looked at of a seat, and what it was sent.
    Look {
        seat: u32,
        camera: bool,
    },
    Store {
        pick: usize,
        stored: bool,
    },
    Wait {
        millis: i64,
    },
}

#[derive(Debug, Clone)]
pub(crate) enum Word {
    Join,
    Offer,
    Mute { muted: bool, heard: bool },
    Rename(u32),
    Role(u32, Role),
    HandOver(u32),
    Stop(u32),
    MuteAll,
    AskUnmute(u32),
    Share { drawing: bool },
    Mark { seat: u32, points: u8 },
    Spotlight(Option<u32>),
    Remove(u32, bool),
    Lock(bool),
    Switch(Switch, bool),
    TellWaiting,
    React,
    View,
    Ready,
    Chat { id: u8, text: &'static str },
    Whisper { id: u8, to: Option<u32> },
    Delete { id: String },
    ReactTo { id: String, on: bool },
    Earlier { id: String },
    Hand(bool),
    Admit(u32),
    AdmitAll,
    Deny(u32),
    Leave,
    End,
    Ping,
}

impl Word {
    /// As the person behind this connection says it.
    pub(crate) fn message(&self, connection: u8) -> ClientMessage {
        match self {
            Word::Join => join(connection),
            Word::Offer => ClientMessage::Offer { sdp: "again".into() },
            Word::Mute { muted, heard } => {
                let (publish, stop) = (if *muted { MUTED } else { ON }, if *heard { 1000 } else { 0 });
                ClientMessage::Publish { publish, stop }
            }
            Word::Rename(seat) => ClientMessage::Rename { seat: SeatId(*seat), name: "Somebody".into() },
            Word::Role(seat, role) => ClientMessage::SetRole { seat: SeatId(*seat), role: *role },
            Word::HandOver(seat) => ClientMessage::HandOver { seat: SeatId(*seat) },
            Word::Stop(seat) => ClientMessage::Stop { seat: SeatId(*seat), source: MediaSource::Microphone },
            Word::MuteAll => ClientMessage::MuteAll { except: vec![SeatId(3)] },
            Word::Share { drawing } => {
                let publish = PublishState { screen: true, drawing: *drawing, ..MUTED };
                ClientMessage::Publish { publish, stop: 1000 }
            }
            Word::Mark { seat, points } => {
                let points = vec![Spot::new(1, 2); usize::from(*points)];
                ClientMessage::Mark { seat: SeatId(*seat), mark: Mark::Pen { stroke: 1, points } }
            }
            Word::Spotlight(seat) => ClientMessage::Spotlight { seat: seat.map(SeatId) },
            Word::AskUnmute(seat) => ClientMessage::AskUnmute { seat: SeatId(*seat) },
            Word::Remove(seat, block) => ClientMessage::Remove { seat: SeatId(*seat), block: *block },
            Word::Lock(locked) => ClientMessage::Lock { locked: *locked },
            Word::Switch(switch, on) => {
                ClientMessage::Configure { change: SettingsChange::Switch { switch: *switch, on: *on } }
            }
            Word::TellWaiting => ClientMessage::TellWaiting { text: "soon".into() },
            Word::React => ClientMessage::React { reaction: Reaction::Heart },
            Word::View => ClientMessage::View { view: View::default() },
            Word::Ready => ClientMessage::SlotReady { slot: SlotId::new(SlotKind::Video, 0), turn: 1 },
            Word::Chat { id, text } => chat(&format!("m{id}"), text),
            Word::Whisper { id, to } => {
                let to = to.map_or(Audience::Hosts, |to| Audience::Person(SeatId(to)));
                whisper(&format!("w{id}"), "psst", to)
            }
            Word::Delete { id } => ClientMessage::DeleteMessage { id: MessageId::new(id) },
            Word::ReactTo { id, on } => {
                ClientMessage::ReactTo { id: MessageId::new(id), reaction: Reaction::Heart, on: *on }
            }
            Word::Earlier { id } => ClientMessage::Earlier { before: MessageId::new(id) },
            Word::Hand(raised) => ClientMessage::Hand { raised: *raised },
            Word::Admit(seat) => ClientMessage::Admit { seat: SeatId(*seat) },
            Word::AdmitAll => ClientMessage::AdmitAll,
            Word::Deny(seat) => ClientMessage::Deny { seat: SeatId(*seat) },
            Word::Leave => ClientMessage::Leave,
            Word::End => ClientMessage::EndForAll,
            Word::Ping => ClientMessage::Ping { n: 7 },
        }
    }
}

/// Of a message to everybody or a private one.
fn message_id() -> impl Strategy<Value = String> {
    (prop::sample::select(vec!['m', 'w']), 0u8..6).prop_map(|(kind, id)| format!("{kind}{id}"))
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![
        1 => Just(Word::Join),
        2 => Just(Word::Offer),
        4 => (any::<bool>(), any::<bool>()).prop_map(|(muted, heard)| Word::Mute { muted, heard }),
        1 => (1u32..12).prop_map(Word::Rename),
        3 => (1u32..12, prop::sample::select(Role::ALL.to_vec())).prop_map(|(seat, role)| Word::Role(seat, role)),
        1 => (1u32..12).prop_map(Word::HandOver),
        3 => (1u32..12).prop_map(Word::Stop),
        1 => Just(Word::MuteAll),
        1 => (1u32..12).prop_map(Word::AskUnmute),
        2 => prop::option::weighted(0.8, 1u32..12).prop_map(Word::Spotlight),
        3 => any::<bool>().prop_map(|drawing| Word::Share { drawing }),
        3 => (1u32..12, 0u8..70).prop_map(|(seat, points)| Word::Mark { seat, points }),
        2 => (1u32..12, any::<bool>()).prop_map(|(seat, block)| Word::Remove(seat, block)),
        1 => any::<bool>().prop_map(Word::Lock),
        2 => (prop::sample::select(Switch::all().collect::<Vec<_>>()), any::<bool>()).prop_map(|(switch, on)| Word::Switch(switch, on)),
        1 => Just(Word::TellWaiting),
        1 => Just(Word::React),
        1 => Just(Word::View),
        1 => Just(Word::Ready),
        3 => (0u8..6, prop_oneof![Just("hello"), Just(" "), Just("नमस्ते")]).prop_map(|(id, text)| Word::Chat { id, text }),
        2 => (0u8..6, prop::option::of(1u32..12)).prop_map(|(id, to)| Word::Whisper { id, to }),
        1 => message_id().prop_map(|id| Word::Delete { id }),
        2 => (message_id(), any::<bool>()).prop_map(|(id, on)| Word::ReactTo { id, on }),
        1 => message_id().prop_map(|id| Word::Earlier { id }),
        1 => any::<bool>().prop_map(Word::Hand),
        3 => (1u32..12).prop_map(Word::Admit),
        2 => Just(Word::AdmitAll),
        2 => (1u32..12).prop_map(Word::Deny),
        2 => Just(Word::Leave),
        1 => Just(Word::End),
        1 => Just(Word::Ping),
    ]
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0usize..6).prop_map(|person| Step::Join { person }),
        4 => (0usize..6, 1u8..12, any::<bool>()).prop_map(|(person, token, offer)| Step::Resume { person, token, offer }),
        8 => (0usize..20, word()).prop_map(|(who, what)| Step::Say { who, what }),
        2 => (0usize..20).prop_map(|who| Step::Drop { who }),
        8 => (0usize..20, prop::bool::weighted(0.9)).prop_map(|(pick, accepted)| Step::Media { pick, accepted }),
        1 => (1u32..12, 1u32..12).prop_map(|(seat, shows)| Step::Slots { seat, shows }),
        1 => prop::collection::vec(1u32..12, 0..3).prop_map(|seats| Step::Speak { seats }),
        1 => (1u32..12, any::<bool>()).prop_map(|(seat, camera)| Step::Look { seat, camera }),
        3 => (0usize..20, prop::bool::weighted(0.8)).prop_map(|(pick, stored)| Step::Store { pick, stored }),
        3 => prop_oneof![0i64..50, 0i64..3_000, 0i64..400_000].prop_map(|millis| Step::Wait { millis }),
    ]
}

//! What the room page shows, as one store: the driver writes it, the components read it, so one change redraws one tile.

use leptos::prelude::*;
use reactive_stores::Store;
pub use talkspace_call::{Delivery, Draft, Earlier, LeftBecause, Phase};
use talkspace_model::{
    EntryRefusal, MessageId, PublishState, Role, ScreenContent, SeatId, SharedFile, SlotCounts, Spending, Timestamp,
    View,
};
use talkspace_signal::{Addressee, ClientMessage, KnockEntry, Mark, Quality, Reaction, RoomSettings, Tally};
use web_sys::HtmlVideoElement;

use super::{gear::Devices, marks::Traces};

#[derive(Debug, Clone, PartialEq, Store)]
pub struct RoomState {
    /// Where the call stands; the room root's `data-call`.
    pub phase: Phase,
    /// Why the last click on Join led back to the pre-join page; gone with the next click.
    pub entry_error: Option<EntryRefusal>,
    pub title: String,
    /// What hosts have decided; `None` before this person is in.
    pub settings: Option<RoomSettings>,
    /// What a host has told those who wait, and how many wait before this person.
    pub wait_message: Option<String>,
    pub wait_before: u32,
    /// Who has asked this person to unmute, until that is done or dismissed.
    pub asked_by: Option<String>,
    /// Reactions on the stage at the moment, oldest first.
    pub reactions: Vec<ShownReaction>,
    /// When this run of the meeting began, by the server's clock.
    pub started: Option<Timestamp>,
    /// Server clock minus this browser's clock, in milliseconds.
    pub clock_offset: i64,
    pub me: Option<SeatId>,
    /// Everybody in the room, myself among them, in the order they came.
    #[store(key: SeatId = |person| person.seat)]
    pub people: Vec<Person>,
    #[store(key: MessageId = |line| line.id.clone())]
    pub chat: Vec<ChatLine>,
    /// What is known of the messages before those.
    pub earlier: Earlier,
    pub knocks: Vec<KnockEntry>,
    /// How many more wait than are listed.
    pub knocks_more: u32,
    /// What I send (or, before joining, shall send).
    pub publish: PublishState,
    /// For what a shared screen is sent, now and the next time.
    pub screen_content: ScreenContent,
    /// Only small pictures are wanted and sent.
    pub saver: bool,
    /// This machine hardly keeps up, so the own picture is sent smaller.
    pub strained: bool,
    /// What was received and given up; `None` while the meeting has no data limit.
    pub spending: Option<Spending>,
    /// The shape (width over height) of what I share, as far as the browser tells.
    pub screen_shape: Option<f64>,
    /// What is drawn on shared screens at present.
    pub marks: Traces,
    pub devices: Devices,
    /// A sentence for the person, by locale key; shown until dismissed or replaced.
    pub notice: Option<Notice>,
}

#[derive(Debug, Clone, PartialEq, Store)]
pub struct Person {
    pub seat: SeatId,
    pub name: String,
    pub role: Role,
    pub guest: bool,
    pub me: bool,
    pub publish: PublishState,
    pub hand: Option<Timestamp>,
    /// By the server's clock.
    pub joined: Timestamp,
    pub speaking: bool,
    /// The connection is lost at the moment.
    pub away: bool,
    /// Co-host only for as long as no other host or co-host is there.
    pub acting: bool,
    /// A host has everybody see this person large.
    pub spotlight: bool,
    /// By the person's own measurements.
    pub quality: Quality,
    /// The camera's picture, checked to be this person's, is on the attached element; otherwise show initials.
    pub camera_live: bool,
    /// The same for the shared screen.
    pub screen_live: bool,
}

#[cfg(test)]
impl Person {
    /// Somebody for tests, who sends nothing.
    pub(super) fn example(seat: u32, name: &str, role: Role) -> Self {
        Self {
            seat: SeatId(seat),
            name: name.to_owned(),
            role,
            guest: false,
            me: false,
            publish: PublishState::default(),
            hand: None,
            joined: Timestamp(0),
            speaking: false,
            away: false,
            acting: false,
            spotlight: false,
            quality: Quality::Good,
            camera_live: false,
            screen_live: false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Store)]
pub struct ChatLine {
    pub id: MessageId,
    pub from: SeatId,
    pub name: String,
    pub me: bool,
    pub text: String,
    pub to: Addressee,
    pub sent: Timestamp,
    /// The message that this one answers.
    pub reply: Option<MessageId>,
    pub file: Option<SharedFile>,
    pub reactions: Vec<Tally>,
    /// Taken back.
    pub deleted: bool,
    pub delivery: Delivery,
}

#[cfg(test)]
impl ChatLine {
    /// Something that somebody said to everybody.
    pub(super) fn example(id: MessageId, from: SeatId) -> Self {
        Self {
            id,
            from,
            name: String::new(),
            me: false,
            text: String::new(),
            to: Addressee::Everyone,
            sent: Timestamp(0),
            reply: None,
            file: None,
            reactions: Vec::new(),
            deleted: false,
            delivery: Delivery::Stored,
        }
    }
}

/// A sentence of the driver: a locale key, and the name it is about where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub key: &'static str,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownReaction {
    /// Tells reactions apart.
    pub number: u32,
    pub seat: SeatId,
    pub reaction: Reaction,
    /// By this browser's steady clock.
    pub since: Timestamp,
}

/// Which picture an element shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Picture {
    Camera,
    Screen,
}

/// A short sound that tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sound {
    /// Somebody asks to be let in.
    Knock,
    /// Somebody has come.
    Entry,
    /// Somebody has gone.
    Leave,
}

/// What the person wants. Components dispatch these; the driver carries them out.
#[derive(Debug, Clone)]
pub enum Action {
    Join {
        name: String,
        passcode: String,
        /// A line for the hosts, for somebody who has to ask.
        note: Option<String>,
    },
    Leave,
    SetMicrophone(bool),
    SetCamera(bool),
    SetScreen(bool),
    /// Others keep what they see of it; nothing more is sent.
    PauseScreen(bool),
    /// The others may draw on the own screen.
    AllowDrawing(bool),
    /// Draws on somebody's screen.
    Mark {
        seat: SeatId,
        mark: Mark,
    },
    SetScreenContent(ScreenContent),
    SetSaver(bool),
    ChooseCamera(String),
    ChooseMicrophone(String),
    ChooseSpeaker(String),
    SendChat(Draft),
    /// Have older messages than there are.
    Earlier,
    /// Send a refused or unsent message again.
    RetryChat(MessageId),
    /// Whatever is asked of the server as it is: a hand, a reaction, and all that hosts do.
    Ask(ClientMessage),
    DismissAsk,
    /// A tile's `<video>` came onto the page (`seat: None` is the own preview before joining).
    Attach {
        seat: Option<SeatId>,
        picture: Picture,
        element: HtmlVideoElement,
    },
    Detach {
        seat: Option<SeatId>,
        picture: Picture,
    },
    /// What is in sight and how tall (device pixels); dispatched by the stage whenever that changes.
    Show(View),
    DismissNotice,
    DismissDeviceNote,
    TestSpeaker,
    /// Records for a moment and plays it back.
    TestMicrophone,
    StopSoundTest,
    TestConnection,
    Play(Sound),
    /// Says why something cannot be done just now, by locale key.
    Explain(&'static str),
}

/// The page's hold on the call. On the server, and until the browser has taken over, actions go nowhere.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub state: Store<RoomState>,
    dispatch: Callback<Action>,
}

impl Room {
    pub fn new(state: Store<RoomState>, dispatch: Callback<Action>) -> Self {
        Self { state, dispatch }
    }

    pub fn dispatch(&self, action: Action) {
        // A page that goes away takes its elements off after the driver is gone; nobody is left to be told.
        let _ = self.dispatch.try_run(action);
    }
}

/// What the driver needs to know before it starts.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomSetup {
    pub code: talkspace_model::MeetingCode,
    pub slots: SlotCounts,
}

impl Default for RoomState {
    fn default() -> Self {
        Self {
            phase: Phase::Prejoin,
            entry_error: None,
            title: String::new(),
            settings: None,
            wait_message: None,
            wait_before: 0,
            asked_by: None,
            reactions: Vec::new(),
            started: None,
            clock_offset: 0,
            me: None,
            people: Vec::new(),
            chat: Vec::new(),
            earlier: Earlier::Nothing,
            knocks: Vec::new(),
            knocks_more: 0,
            publish: PublishState { microphone: true, camera: true, screen: false, paused: false, drawing: false },
            screen_content: ScreenContent::Text,
            saver: false,
            strained: false,
            spending: None,
            screen_shape: None,
            marks: Traces::default(),
            devices: Devices::default(),
            notice: None,
        }
    }
}

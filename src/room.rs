//! The meeting page `/m/{code}`: before joining, waiting, inside, afterwards.

#![expect(unreachable_pub, reason = "what #[component] generates is public whatever the component is")]

mod after;
mod afterwards;
mod announcer;
mod browser;
mod cast;
mod chat;
mod checkup;
mod controls;
mod data;
mod devices;
#[cfg(feature = "hydrate")]
mod driver;
mod frame;
mod gear;
mod hands;
mod header;
mod keys;
mod knocks;
pub mod layout;
mod layout_menu;
mod links;
mod marks;
mod meeting_settings;
mod news;
mod pager;
mod panels;
mod passcode;
mod people;
mod prejoin;
mod quality;
mod reactions;
mod rights;
mod share;
mod sight;
#[cfg(any(feature = "hydrate", test))]
mod speech;
mod stage;
pub mod state;
mod takeover;
mod tile;
mod waiting;

use leptos::prelude::*;
use reactive_stores::Store;
use talkspace_model::{MeetingDoor, Millis};

#[cfg(feature = "ssr")]
pub use self::takeover::MeetingPlace;
#[cfg(feature = "hydrate")]
pub use self::takeover::take_over;
/// What the record tells in the same words.
#[cfg(feature = "ssr")]
pub(crate) use self::{
    chat::size_words,
    reactions::{glyph, name_of as reaction_name},
};
use self::{
    frame::Frame,
    state::{Action, LeftBecause, Phase, Room, RoomState, RoomStateStoreFields},
};

/// What fills the page. Several phases share one, so that a lost connection or a refusal keeps everything in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    Door,
    Waiting,
    Call,
    After,
}

/// The link that leads here, for whoever wants to pass it on.
#[derive(Debug, Clone)]
struct InvitationLink(String);

/// The meeting whose door is `door`.
#[component]
fn RoomPage(door: MeetingDoor, invitation: String) -> impl IntoView {
    provide_context(InvitationLink(invitation));
    let state = Store::new(RoomState { title: door.title.clone(), ..RoomState::default() });
    let frame = Frame::new(door);
    provide_context(frame);
    provide_context(open(state, frame));
    note_the_stay(state, frame);
    let scene = Memo::new(move |_| scene_of(state.phase().get()));
    // Whoever goes by keyboard or by ear goes on where the new page begins.
    Effect::new(move |before: Option<Scene>| {
        let now = scene.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(browser::focus_heading);
        }
        now
    });
    hands::provide_queue(state);
    knocks::name_the_page();
    view! {
        <div class="room" data-ready=frame.ready data-call=move || call_word(state.phase().get())>
            {move || match scene.get() {
                Scene::Door => view! { <prejoin::Prejoin /> }.into_any(),
                Scene::Waiting => view! { <waiting::Waiting /> }.into_any(),
                Scene::Call => view! { <stage::Call /> }.into_any(),
                Scene::After => view! { <after::After /> }.into_any(),
            }}
            <announcer::Announcer />
        </div>
    }
}

/// The way from the components to the driver. What components ask for before the driver runs (their pictures come onto
/// the page first) waits for it; on the server nobody asks for anything.
fn open(state: Store<RoomState>, frame: Frame) -> Room {
    let driver = StoredValue::new(None::<Callback<Action>>);
    // Elements belong to one thread; a server may drop a page on another than it was made on.
    let early = is_browser().then(|| StoredValue::new_local(Vec::<Action>::new()));
    let dispatch = Callback::new(move |action: Action| match driver.try_get_value().flatten() {
        Some(driver) => driver.run(action),
        None => {
            if let Some(early) = early {
                early.update_value(|queue| queue.push(action));
            }
        }
    });
    Effect::new(move |_| {
        let started = start_driver(state, frame);
        driver.set_value(Some(started));
        chat::restore_draft(frame);
        frame.ready.set(true);
        for action in early.and_then(|early| early.try_update_value(std::mem::take)).unwrap_or_default() {
            started.run(action);
        }
    });
    Room::new(state, dispatch)
}

#[cfg(feature = "hydrate")]
fn start_driver(state: Store<RoomState>, frame: Frame) -> Callback<Action> {
    let setup = frame.door.with_value(|door| state::RoomSetup { code: door.code.clone(), slots: door.slots });
    driver::start(setup, state)
}

/// On the server there is no call to drive.
#[cfg(not(feature = "hydrate"))]
fn start_driver(_state: Store<RoomState>, _frame: Frame) -> Callback<Action> {
    Callback::new(|_| ())
}

/// Notes when the person came in and when it was over, for the after-call page.
fn note_the_stay(state: Store<RoomState>, frame: Frame) {
    Effect::new(move |_| match state.phase().get() {
        Phase::Joined if frame.entered.get_untracked().is_none() => {
            let joined =
                state.people().with_untracked(|people| people.iter().find(|person| person.me).map(|me| me.joined));
            let offset = Millis(state.clock_offset().get_untracked());
            frame.entered.set(joined.map(|joined| joined - offset));
            frame.read.set(state.chat().with_untracked(|lines| lines.last().map(|line| line.id.clone())));
        }
        Phase::Left(_) => frame.left.set(Some(browser::now())),
        Phase::Prejoin | Phase::Joining | Phase::Waiting(_) | Phase::Joined | Phase::Reconnecting => {}
    });
}

fn scene_of(phase: Phase) -> Scene {
    match phase {
        Phase::Prejoin | Phase::Joining | Phase::Left(LeftBecause::Refused(_)) => Scene::Door,
        Phase::Waiting(_) => Scene::Waiting,
        Phase::Joined | Phase::Reconnecting => Scene::Call,
        Phase::Left(LeftBecause::Ended(_) | LeftBecause::GaveUp) => Scene::After,
    }
}

/// The word of `data-call`. A refused entry shows the form again, so for whoever looks it is before joining.
fn call_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Prejoin | Phase::Left(LeftBecause::Refused(_)) => "prejoin",
        Phase::Joining => "joining",
        Phase::Waiting(_) => "waiting",
        Phase::Joined => "joined",
        Phase::Reconnecting => "reconnecting",
        Phase::Left(LeftBecause::Ended(_) | LeftBecause::GaveUp) => "left",
    }
}

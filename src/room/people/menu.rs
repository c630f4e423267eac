//! What can be done with one person: a menu beside the row, a sheet from below on a phone.

use leptos::{
    ev::KeyboardEvent,
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlElement, NodeList},
};
use talkspace_model::{Role, SeatId};

use super::{Roll, more_id, question::Question, roll};
use crate::{
    i18n::t,
    room::{
        chat::{Recipient, write_to},
        frame::{Frame, frame, room},
        rights::{Deed, deeds_with, request},
        state::{Action, Person, Room, RoomStateStoreFields},
    },
    ui::{Icon, Sign},
};

/// Room left between the menu and the edge of the window, in CSS pixels.
const MARGIN: i32 = 8;

#[component]
pub(super) fn PersonMenu() -> impl IntoView {
    let roll = roll();
    move || roll.menu.get().map(|seat| view! { <Sheet seat=seat /> })
}

#[component]
fn Sheet(seat: SeatId) -> impl IntoView {
    let (room, frame, roll) = (room(), frame(), roll());
    let state = room.state;
    let name = Memo::new(move |_| {
        state.people().with(|people| people.iter().find(|person| person.seat == seat).map(|p| p.name.clone()))
    });
    Effect::new(move |_| {
        if name.with(Option::is_none) {
            roll.menu.set(None);
        }
    });
    let sheet = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            put_beside(&sheet, seat);
            focus_item(&items(&sheet), 0);
        }
    });
    // As they were when the menu opened: nothing moves under the hand.
    let deeds = deeds_with(seat).get_untracked();
    let role = role_of(seat);
    let item = move |deed: Deed| {
        let act = move |_| act(room, frame, roll, deed, seat, name.get_untracked().unwrap_or_default());
        let danger = matches!(deed, Deed::Remove | Deed::Block);
        view! {
            <button type="button" class="menu-item" class:danger=danger role="menuitem" tabindex="-1" on:click=act>
                <Icon sign=sign(deed) />
                <span>{t(deed_key(deed, role))}</span>
            </button>
        }
    };
    view! {
        <div class="menu-shade" aria-hidden="true" on:click=move |_| roll.close_menu()></div>
        <div
            node_ref=sheet
            class="menu-sheet person-menu"
            role="menu"
            aria-label=move || name.get()
            on:keydown=move |event| pressed(roll, sheet, &event)
        >
            <p class="menu-name" aria-hidden="true">
                {name}
            </p>
            {deeds.into_iter().map(item).collect_view()}
        </div>
    }
    .into_any()
}

fn role_of(seat: SeatId) -> Option<Role> {
    let state = room().state;
    state.people().with_untracked(|people| people.iter().find(|person| person.seat == seat).map(|person| person.role))
}

fn act(room: Room, frame: Frame, roll: Roll, deed: Deed, seat: SeatId, name: String) {
    match request(deed, seat) {
        Some(request) => {
            room.dispatch(Action::Ask(request));
            roll.close_menu();
        }
        None if deed == Deed::Write => {
            roll.menu.set(None);
            write_to_seat(room, frame, seat);
        }
        None => {
            roll.menu.set(None);
            roll.question.set(Some(Question { deed, seat, name }));
        }
    }
}

fn write_to_seat(room: Room, frame: Frame, seat: SeatId) {
    let person = |people: &Vec<Person>| people.iter().find(|person| person.seat == seat).map(Recipient::from);
    if let Some(to) = room.state.people().with_untracked(person) {
        write_to(frame, to);
    }
}

/// Below its button, or as far above as the window asks for. The style sheet makes a sheet of it on a phone.
fn put_beside(sheet: &HtmlElement, seat: SeatId) {
    let Some(button) = document().get_element_by_id(&more_id(seat)) else { return };
    let (button, root) = (button.get_bounding_client_rect(), document().document_element());
    let (width, height) = root.map(|root| (root.client_width(), root.client_height())).unwrap_or_default();
    let below = pixels(button.bottom());
    let top = below.min(height - sheet.offset_height() - MARGIN).max(MARGIN);
    let end = (width - pixels(button.right())).max(MARGIN);
    // Fails only for a style that cannot be written to.
    let _ = sheet.style().set_property("--top", &(top.to_string() + "px"));
    let _ = sheet.style().set_property("--end", &(end.to_string() + "px"));
}

fn pixels(length: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a place in a window is far below 2^31 pixels")]
    let whole = length as i32;
    whole
}

fn items(sheet: &HtmlElement) -> Vec<HtmlElement> {
    let found = sheet.query_selector_all("[role=menuitem]").ok();
    let list = |found: NodeList| {
        (0..found.length()).filter_map(move |index| found.item(index)?.dyn_into::<HtmlElement>().ok())
    };
    found.map(|found| list(found).collect()).unwrap_or_default()
}

fn focus_item(items: &[HtmlElement], index: usize) {
    if let Some(item) = items.get(index) {
        // `focus` fails on detached documents only.
        let _ = item.focus();
    }
}

fn pressed(roll: Roll, sheet: NodeRef<html::Div>, event: &KeyboardEvent) {
    let Some(sheet) = sheet.get_untracked() else { return };
    let items = items(&sheet);
    let focused = document().active_element();
    let here = items.iter().position(|item| focused.as_ref() == Some(item)).unwrap_or(0);
    let there = match event.key().as_str() {
        "ArrowDown" => (here + 1) % items.len().max(1),
        "ArrowUp" => here.checked_sub(1).unwrap_or(items.len().saturating_sub(1)),
        "Home" => 0,
        "End" => items.len().saturating_sub(1),
        "Escape" | "Tab" => {
            take(event);
            return roll.close_menu();
        }
        _ => return,
    };
    take(event);
    focus_item(&items, there);
}

/// The key is the menu's alone: Escape closes nothing else.
fn take(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

fn deed_key(deed: Deed, role: Option<Role>) -> &'static str {
    match deed {
        Deed::Write => "room-do-write",
        Deed::Mute => "room-do-mute",
        Deed::AskUnmute => "room-do-ask-unmute",
        Deed::CameraOff => "room-do-camera-off",
        Deed::StopSharing => "room-do-stop-sharing",
        Deed::LowerHand => "room-do-lower-hand",
        Deed::Spotlight => "room-do-spotlight",
        Deed::EndSpotlight => "room-do-end-spotlight",
        Deed::MuteOthers => "room-do-mute-others",
        Deed::SetRole(Role::Participant) if role == Some(Role::CoHost) => "room-do-no-co-host",
        Deed::SetRole(Role::Viewer) => "room-do-viewer",
        Deed::SetRole(Role::Participant) => "room-do-participant",
        Deed::SetRole(Role::Presenter) => "room-do-presenter",
        Deed::SetRole(Role::CoHost) => "room-do-co-host",
        Deed::SetRole(Role::Host) | Deed::HandOver => "room-do-host",
        Deed::Rename => "room-do-rename",
        Deed::Remove => "room-do-remove",
        Deed::Block => "room-do-block",
    }
}

fn sign(deed: Deed) -> Sign {
    match deed {
        Deed::Write => Sign::Chat,
        Deed::Mute | Deed::MuteOthers => Sign::MicrophoneOff,
        Deed::AskUnmute => Sign::Microphone,
        Deed::CameraOff => Sign::CameraOff,
        Deed::StopSharing => Sign::ScreenOff,
        Deed::LowerHand => Sign::Hand,
        Deed::Spotlight | Deed::EndSpotlight => Sign::Star,
        Deed::SetRole(Role::CoHost | Role::Host) | Deed::HandOver => Sign::Shield,
        Deed::SetRole(Role::Presenter) => Sign::Screen,
        Deed::SetRole(Role::Participant | Role::Viewer) | Deed::Rename => Sign::User,
        Deed::Remove => Sign::SignOut,
        Deed::Block => Sign::Lock,
    }
}

//! The keyboard: Ctrl+D microphone, Ctrl+E camera, Space held to talk, Ctrl+Alt+H hand, Esc, and `?` which lists them.

use leptos::{
    ev::{self, KeyboardEvent},
    html,
    prelude::*,
};

use talkspace_model::{MediaSource, PublishState};
use talkspace_signal::ClientMessage;

use super::{
    browser,
    frame::{Frame, frame, room},
    rights::turn,
    state::{Action, Room, RoomStateStoreFields},
};
use crate::{
    i18n::t,
    ui::{Icon, Sign},
};

/// Listens as long as the component that called it is on the page.
pub(super) fn listen_to_keys() {
    let (room, frame) = (room(), frame());
    // Space is held and the microphone is on only because of that.
    let talking = StoredValue::new(false);
    Effect::new(move |_| {
        let down = window_event_listener(ev::keydown, move |event| pressed(room, frame, talking, &event));
        let up = window_event_listener(ev::keyup, move |event| {
            if event.key() == " " {
                stop_talking(room, talking);
            }
        });
        // A window that loses the keyboard never hears the key come up.
        let away = window_event_listener(ev::blur, move |_| stop_talking(room, talking));
        on_cleanup(move || {
            down.remove();
            up.remove();
            away.remove();
        });
    });
}

fn pressed(room: Room, frame: Frame, talking: StoredValue<bool>, event: &KeyboardEvent) {
    let control = event.ctrl_key() && !event.alt_key() && !event.shift_key() && !event.meta_key();
    let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    match event.key().as_str() {
        "d" | "D" if control => toggle(event, || turn(room, MediaSource::Microphone, !publishes(room).microphone)),
        "e" | "E" if control => toggle(event, || turn(room, MediaSource::Camera, !publishes(room).camera)),
        // Where typing needs both keys together, as AltGr does, nobody is typing then.
        _ if event.code() == "KeyH" && raises(event) && !browser::takes_text(event.target()) => {
            toggle(event, || room.dispatch(Action::Ask(ClientMessage::Hand { raised: !hand_is_up(room) })));
        }
        " " if plain && !browser::takes_keys(event.target()) => talk(room, talking, event),
        "Escape" if plain => close(frame),
        "?" if plain && !browser::takes_text(event.target()) => frame.keys_shown.set(true),
        _ => {}
    }
}

/// Keeps the browser from doing its own thing with the key, and acts once however long it is held.
fn toggle(event: &KeyboardEvent, act: impl FnOnce()) {
    event.prevent_default();
    if !event.repeat() {
        act();
    }
}

/// Ctrl and Alt: with H no browser, Windows or GNOME takes them, and people know them from other meetings.
fn raises(event: &KeyboardEvent) -> bool {
    event.ctrl_key() && event.alt_key() && !event.shift_key() && !event.meta_key()
}

fn hand_is_up(room: Room) -> bool {
    room.state.people().with_untracked(|people| people.iter().any(|person| person.me && person.hand.is_some()))
}

fn talk(room: Room, talking: StoredValue<bool>, event: &KeyboardEvent) {
    event.prevent_default();
    if !event.repeat() && !publishes(room).microphone {
        talking.set_value(true);
        turn(room, MediaSource::Microphone, true);
    }
}

fn publishes(room: Room) -> PublishState {
    room.state.publish().get_untracked()
}

fn stop_talking(room: Room, talking: StoredValue<bool>) {
    if talking.get_value() {
        talking.set_value(false);
        room.dispatch(Action::SetMicrophone(false));
    }
}

/// The innermost thing first. (The list of keys is a dialog, which closes itself.)
fn close(frame: Frame) {
    if frame.keys_shown.get_untracked() {
        return;
    }
    if frame.menu.get_untracked().is_some() {
        frame.close_menu();
    } else if frame.tool.get_untracked().is_some() {
        frame.tool.set(None);
    } else {
        frame.close_panel();
    }
}

const KEYS: [(&str, &str); 7] = [
    ("Ctrl + D", "room-key-microphone"),
    ("Ctrl + E", "room-key-camera"),
    ("Space", "room-key-talk"),
    ("Ctrl + Alt + H", "room-key-hand"),
    ("← ↑ → ↓", "room-key-pointer"),
    ("Esc", "room-key-close"),
    ("?", "room-key-list"),
];

#[component]
pub(super) fn KeyHelp() -> impl IntoView {
    let frame = frame();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if frame.keys_shown.get() && !dialog.open() {
            // Fails only for a dialog that is open or off the page; neither is possible here.
            let _ = dialog.show_modal();
        } else if !frame.keys_shown.get() {
            dialog.close();
        }
    });
    let line = |(key, words): (&'static str, &'static str)| {
        view! {
            <dt>
                <kbd>{key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
        }
    };
    view! {
        <dialog node_ref=dialog class="keys" aria-labelledby="keys-name" on:close=move |_| frame.keys_shown.set(false)>
            <header class="panel-head">
                <h2 id="keys-name">{t("room-keys")}</h2>
                <button
                    type="button"
                    class="panel-close"
                    aria-label=t("room-close")
                    on:click=move |_| frame.keys_shown.set(false)
                >
                    <Icon sign=Sign::Close />
                </button>
            </header>
            <dl class="keys-list">
                {KEYS.into_iter().map(line).collect_view()}
            </dl>
        </dialog>
    }
    .into_any()
}

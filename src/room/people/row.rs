//! One person in the list.

use leptos::prelude::*;
use talkspace_model::{Role, SeatId};
use talkspace_signal::Quality;

use super::{list::TabStop, more_id, roll};
use crate::{
    args,
    i18n::{t, tr},
    room::{
        devices::{camera_sign, microphone_sign},
        frame::room,
        hands,
        quality::quality_words,
        rights::deeds_with,
        state::{Person, RoomStateStoreFields},
    },
    ui::{Avatar, Icon, Sign},
};

#[component]
pub(super) fn PersonRow(seat: SeatId) -> impl IntoView {
    let (state, roll) = (room().state, roll());
    // Only what the row shows: a picture that comes or goes does not redraw it.
    let shown = |person: &Person| Person { camera_live: false, screen_live: false, ..person.clone() };
    let person =
        Memo::new(move |_| state.people().with(|people| people.iter().find(|person| person.seat == seat).map(shown)));
    let name = Memo::new(move |_| person.with(|p| p.as_ref().map(|p| p.name.clone()).unwrap_or_default()));
    let role = Memo::new(move |_| person.with(|p| p.as_ref().map(|p| p.role.as_str())));
    let notes = Memo::new(move |_| person.with(|p| p.as_ref().map(notes).unwrap_or_default()));
    let place = Memo::new(move |_| roll.order.with(|order| order.iter().position(|other| *other == seat)));
    let hand = hands::place_of(move || Some(seat));
    view! {
        <li
            class="person"
            data-person
            data-name=name
            data-role=role
            data-hand=move || Some(hand.get()).filter(|place| *place > 0)
            data-speaking=move || person.with(|p| p.as_ref().is_some_and(|p| p.speaking))
            aria-posinset=move || place.get().map(|place| place + 1)
            aria-setsize=move || roll.order.with(Vec::len)
        >
            {move || view! { <Avatar name=name.get() /> }}
            <span class="person-name">{name}<small>{notes}</small></span>
            <span class="person-states">
                {move || person.get().map(|person| view! { <States person=person hand=hand.get() /> })}
            </span>
            <More seat=seat name=name />
        </li>
    }
    .into_any()
}

/// Me, the role, and what else is to be said in a word.
fn notes(person: &Person) -> String {
    let role = if person.acting { Some("room-acting") } else { role_key(person.role) };
    let notes = [
        person.me.then_some("room-you"),
        role,
        person.guest.then_some("room-guest"),
        person.away.then_some("room-is-away"),
    ];
    notes.into_iter().flatten().map(t).collect::<Vec<_>>().join(" · ")
}

fn role_key(role: Role) -> Option<&'static str> {
    match role {
        Role::Viewer => Some("room-viewer"),
        Role::Participant => None,
        Role::Presenter => Some("room-presenter"),
        Role::CoHost => Some("room-co-host"),
        Role::Host => Some("room-host"),
    }
}

#[component]
fn States(
    person: Person,
    /// The place in the queue; 0 while it is down.
    hand: usize,
) -> impl IntoView {
    let Person { publish, speaking, quality, away, name, .. } = person;
    let sign = if quality == Quality::Broken { Sign::WifiOff } else { Sign::Wifi };
    view! {
        {(!away && !quality.is_good())
            .then(|| view! { <Status sign=sign words=quality_words(quality, &name) kind="quality" /> })}
        {(hand > 0)
            .then(|| {
                view! {
                    <Status sign=Sign::Hand words=tr("room-hand-place-of", args!["place" => hand]) kind="hand" />
                    <span class="hand-place" aria-hidden="true">
                        {hand}
                    </span>
                }
            })}
        {publish.screen.then(|| view! { <Status sign=Sign::Screen words=t("room-shares-screen") kind="screen" /> })}
        <Status
            sign=if speaking { Sign::Speaker } else { microphone_sign(publish.microphone) }
            words=t(microphone_words(publish.microphone, speaking))
            kind=if speaking { "speaking" } else if publish.microphone { "on" } else { "off" }
        />
        <Status
            sign=camera_sign(publish.camera)
            words=t(if publish.camera { "room-camera-is-on" } else { "room-camera-is-off" })
            kind=if publish.camera { "on" } else { "off" }
        />
    }
    .into_any()
}

fn microphone_words(on: bool, speaking: bool) -> &'static str {
    match (on, speaking) {
        (_, true) => "room-is-speaking",
        (true, false) => "room-is-unmuted",
        (false, false) => "room-is-muted",
    }
}

#[component]
fn Status(sign: Sign, words: String, kind: &'static str) -> impl IntoView {
    let title = words.clone();
    view! {
        <span class="status" data-kind=kind title=title>
            <Icon sign=sign />
            <span class="visually-hidden">{words}</span>
        </span>
    }
}

/// The button of the person's menu, for whoever may do anything with them.
#[component]
fn More(seat: SeatId, name: Memo<String>) -> impl IntoView {
    let roll = roll();
    let TabStop(stop) = expect_context();
    let deeds = deeds_with(seat);
    let any = Memo::new(move |_| deeds.with(|deeds| !deeds.is_empty()));
    let words = move || tr("room-more-actions", args!["name" => name.get()]);
    let open = move || roll.menu.get() == Some(seat);
    move || {
        any.get().then(|| {
            view! {
                <button
                    type="button"
                    id=more_id(seat)
                    class="person-more"
                    aria-haspopup="menu"
                    aria-expanded=move || if open() { "true" } else { "false" }
                    aria-label=words
                    title=words
                    tabindex=move || if stop.get() == Some(seat) { "0" } else { "-1" }
                    on:focus=move |_| roll.stop.set(Some(seat))
                    on:click=move |_| roll.menu.set((!open()).then_some(seat))
                >
                    <Icon sign=Sign::More />
                </button>
            }
        })
    }
}

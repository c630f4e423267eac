//! Everybody in the meeting, as a list.

use leptos::prelude::*;
use talkspace_model::{Role, SeatId};

use super::{
    devices::{camera_sign, microphone_sign},
    frame::{room, watch},
    knocks::KnockList,
    state::{Person, RoomStateStoreFields},
};
use crate::{
    i18n::t,
    ui::{Avatar, Icon, Sign},
};

#[component]
pub(super) fn People() -> impl IntoView {
    let seats =
        watch(|state| state.people().with(|people| people.iter().map(|person| person.seat).collect::<Vec<_>>()));
    view! {
        <div class="people">
            <KnockList />
            <section aria-label=t("room-in-meeting")>
                <h3>{t("room-in-meeting")} " " <span class="count">{move || seats.with(Vec::len)}</span></h3>
                <ul class="people-list">
                    <For each=move || seats.get() key=|seat| *seat let:seat>
                        <PersonRow seat=seat />
                    </For>
                </ul>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn PersonRow(seat: SeatId) -> impl IntoView {
    let state = room().state;
    let person =
        Memo::new(move |_| state.people().with(|people| people.iter().find(|person| person.seat == seat).cloned()));
    // Only what the row shows: a picture that comes or goes does not redraw it.
    let shown =
        Memo::new(move |_| person.get().map(|person| Person { camera_live: false, screen_live: false, ..person }));
    move || shown.get().map(|person| view! { <PersonLine person=person /> })
}

#[component]
fn PersonLine(person: Person) -> impl IntoView {
    let Person { name, role, guest, me, publish, hand, speaking, away, .. } = person;
    let notes =
        [me.then_some("room-you"), role_key(role), guest.then_some("room-guest"), away.then_some("room-is-away")];
    let notes: Vec<String> = notes.into_iter().flatten().map(t).collect();
    let shown = name.clone();
    view! {
        <li class="person" data-person data-name=name data-role=role.as_str() data-speaking=speaking>
            <Avatar name=name.clone() />
            <span class="person-name">{shown}<small>{notes.join(" · ")}</small></span>
            {publish.screen.then(|| view! { <Status sign=Sign::Screen words="room-shares-screen" kind="screen" /> })}
            {hand.map(|_| view! { <Status sign=Sign::Hand words="room-hand-is-raised" kind="hand" /> })}
            <Status
                sign=if speaking { Sign::Speaker } else { microphone_sign(publish.microphone) }
                words=microphone_words(publish.microphone, speaking)
                kind=if speaking { "speaking" } else if publish.microphone { "on" } else { "off" }
            />
            <Status
                sign=camera_sign(publish.camera)
                words=if publish.camera { "room-camera-is-on" } else { "room-camera-is-off" }
                kind=if publish.camera { "on" } else { "off" }
            />
        </li>
    }
    .into_any()
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

fn microphone_words(on: bool, speaking: bool) -> &'static str {
    match (on, speaking) {
        (_, true) => "room-is-speaking",
        (true, false) => "room-is-unmuted",
        (false, false) => "room-is-muted",
    }
}

#[component]
fn Status(sign: Sign, words: &'static str, kind: &'static str) -> impl IntoView {
    view! {
        <span class="status" data-kind=kind title=t(words)>
            <Icon sign=sign />
            <span class="visually-hidden">{t(words)}</span>
        </span>
    }
}

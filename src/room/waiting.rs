//! In front of the door: waiting to be admitted, or for a host to come.

use leptos::prelude::*;
use talkspace_signal::WaitReason;

use super::{
    devices::{DeviceProblems, Preview},
    frame::{frame, room, watch},
    state::{Action, Phase, RoomStateStoreFields},
};
use crate::{i18n::t, ui::Brand};

#[component]
pub(super) fn Waiting() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let reason = watch(|state| match state.phase().get() {
        Phase::Waiting(reason) => Some(reason),
        Phase::Prejoin | Phase::Joining | Phase::Joined | Phase::Reconnecting | Phase::Left(_) => None,
    });
    let title = watch(|state| state.title().get());
    view! {
        <header class="top"><Brand /></header>
        <main id="main" class="waiting">
            <div class="waiting-card">
                <p class="muted waiting-title">{move || title.get()}</p>
                <div role="status"><h1>{move || t(headline(reason.get()))}</h1></div>
                <p class="muted">{move || t(explanation(reason.get()))}</p>
                <span class="waiting-pulse" aria-hidden="true"><i></i><i></i><i></i></span>
                <Preview name=frame.name />
                <DeviceProblems outside=true />
                <button type="button" class="button quiet" on:click=move |_| room.dispatch(Action::Leave)>
                    {t("room-leave")}
                </button>
            </div>
        </main>
    }
}

fn headline(reason: Option<WaitReason>) -> &'static str {
    match reason {
        Some(WaitReason::Knocking) | None => "room-waiting-knocking",
        Some(WaitReason::HostNotHere) => "room-waiting-host",
        Some(WaitReason::Locked) => "room-waiting-locked",
    }
}

fn explanation(reason: Option<WaitReason>) -> &'static str {
    match reason {
        Some(WaitReason::Knocking) | None => "room-waiting-knocking-why",
        Some(WaitReason::HostNotHere) => "room-waiting-host-why",
        Some(WaitReason::Locked) => "room-waiting-locked-why",
    }
}

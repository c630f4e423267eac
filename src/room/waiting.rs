//! In front of the door: waiting to be admitted, or for a host to come.

use leptos::prelude::*;
use talkspace_signal::WaitReason;

use super::{
    devices::{DeviceProblems, Preview},
    frame::{frame, room, watch},
    state::{Action, Phase, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::Brand,
};

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
        <main id="main" class="waiting" data-reason=move || reason.get().map(word)>
            <div class="waiting-card">
                <p class="muted waiting-title">{move || title.get()}</p>
                <div role="status"><h1>{move || t(headline(reason.get()))}</h1></div>
                <p class="muted">{move || t(explanation(reason.get()))}</p>
                <span class="waiting-pulse" aria-hidden="true"><i></i><i></i><i></i></span>
                <Queue reason=reason />
                <HostMessage />
                <Preview name=frame.name />
                <DeviceProblems outside=true />
                <button type="button" class="button quiet" on:click=move |_| room.dispatch(Action::Leave)>
                    {t("room-leave")}
                </button>
            </div>
        </main>
    }
}

/// How many wait before this person; only where it is a queue.
#[component]
fn Queue(reason: Memo<Option<WaitReason>>) -> impl IntoView {
    let before = watch(|state| state.wait_before().get());
    let words = move || {
        let knocking = reason.get() == Some(WaitReason::Knocking);
        knocking.then(|| tr("room-waiting-before", args!["count" => before.get()]))
    };
    view! { <p class="waiting-queue" role="status" data-before=before>{words}</p> }
}

/// What a host has told those who wait.
#[component]
fn HostMessage() -> impl IntoView {
    let message = watch(|state| state.wait_message().get());
    view! {
        <div role="status" aria-live="polite" class="waiting-message">
            {move || {
                message
                    .get()
                    .map(|message| {
                        view! {
                            <p class="waiting-message-from">{t("room-waiting-message")}</p>
                            <p class="waiting-message-words" data-host-message>{message}</p>
                        }
                    })
            }}
        </div>
    }
}

fn word(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::Knocking => "knocking",
        WaitReason::HostNotHere => "host",
        WaitReason::Locked => "locked",
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

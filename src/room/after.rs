//! After the call: how long it was, and the way back or on.

use leptos::prelude::*;
use talkspace_signal::EndReason;

use super::{
    browser,
    frame::{frame, room},
    state::{LeftBecause, Phase, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Brand, time::span},
};

#[component]
pub(super) fn After() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let because = move || match room.state.phase().get() {
        Phase::Left(because) => because,
        Phase::Prejoin | Phase::Joining | Phase::Waiting(_) | Phase::Joined | Phase::Reconnecting => {
            LeftBecause::Ended(EndReason::Left)
        }
    };
    let stay = move || Some(frame.left.get()?.since(frame.entered.get()?));
    let guest = frame.door.with_value(|door| door.name.is_none());
    view! {
        <header class="top"><Brand /></header>
        <main id="main" class="after">
            <div class="after-card">
                <p class="muted">{move || room.state.title().get()}</p>
                <div role="status"><h1>{move || t(headline(because()))}</h1></div>
                <p class="muted">{move || t(next_step(because()))}</p>
                {move || {
                    let words = |stay| tr("room-after-stay", args!["span" => span(stay)]);
                    stay().map(|stay| view! { <p class="after-stay">{words(stay)}</p> })
                }}
                <div class="after-ways">
                    {move || {
                        may_return(because())
                            .then(|| {
                                view! {
                                    <button type="button" class="button primary" on:click=|_| browser::reload()>
                                        {t("room-rejoin")}
                                    </button>
                                }
                            })
                    }}
                    <Onward guest=guest />
                </div>
            </div>
        </main>
    }
}

/// Where to go from here. Plain page loads: the call's program is not needed any more.
#[component]
fn Onward(guest: bool) -> impl IntoView {
    if guest {
        view! {
            <a class="button quiet" href="/register" rel="external">{t("room-create-account")}</a>
            <a class="button quiet" href="/" rel="external">{t("room-back-to-start")}</a>
        }
        .into_any()
    } else {
        view! { <a class="button quiet" href="/home" rel="external">{t("room-home")}</a> }.into_any()
    }
}

fn headline(because: LeftBecause) -> &'static str {
    match because {
        LeftBecause::Ended(EndReason::Left) => "room-after-left",
        LeftBecause::Ended(EndReason::EndedByHost) => "room-after-ended",
        LeftBecause::Ended(EndReason::Denied) => "room-after-denied",
        LeftBecause::Ended(EndReason::Removed) => "room-after-removed",
        LeftBecause::Ended(EndReason::Elsewhere) => "room-after-elsewhere",
        LeftBecause::Ended(EndReason::ServerStopping) | LeftBecause::GaveUp => "room-after-lost",
        LeftBecause::Refused(_) => "room-after-denied",
    }
}

fn next_step(because: LeftBecause) -> &'static str {
    match because {
        LeftBecause::Ended(EndReason::Left) => "room-after-left-next",
        LeftBecause::Ended(EndReason::EndedByHost) => "room-after-ended-next",
        LeftBecause::Ended(EndReason::Denied) | LeftBecause::Refused(_) => "room-after-denied-next",
        LeftBecause::Ended(EndReason::Removed) => "room-after-removed-next",
        LeftBecause::Ended(EndReason::Elsewhere) => "room-after-elsewhere-next",
        LeftBecause::Ended(EndReason::ServerStopping) | LeftBecause::GaveUp => "room-after-lost-next",
    }
}

/// Whether trying again makes sense.
fn may_return(because: LeftBecause) -> bool {
    match because {
        LeftBecause::Ended(EndReason::Left | EndReason::Elsewhere | EndReason::ServerStopping | EndReason::Denied)
        | LeftBecause::Ended(EndReason::EndedByHost)
        | LeftBecause::GaveUp
        | LeftBecause::Refused(_) => true,
        LeftBecause::Ended(EndReason::Removed) => false,
    }
}

//! After the call: how long it was, and the way back or on.

use std::time::Duration;

use leptos::prelude::*;
use talkspace_model::{Timestamp, limits::KNOCK_AGAIN};
use talkspace_signal::EndReason;

use super::{
    afterwards::Afterwards,
    browser,
    frame::{frame, room},
    state::{LeftBecause, Phase, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{
        Brand,
        time::{span, wait},
    },
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
    let was_inside = move || frame.entered.with(Option::is_some);
    let guest = frame.door.with_value(|door| door.name.is_none());
    view! {
        <header class="top"><Brand /></header>
        <main id="main" class="after">
            <div class="after-card">
                <p class="muted">{move || room.state.title().get()}</p>
                <div role="status"><h1>{move || t(headline(because(), was_inside()))}</h1></div>
                <p class="muted">{move || t(next_step(because(), was_inside()))}</p>
                {move || {
                    let words = |stay| tr("room-after-stay", args!["span" => span(stay)]);
                    stay().map(|stay| view! { <p class="after-stay">{words(stay)}</p> })
                }}
                <div class="after-ways">
                    {move || {
                        if must_pause(because()) {
                            return Some(view! { <AskAgain /> }.into_any());
                        }
                        may_return(because())
                            .then(|| {
                                let class = if is_over(because()) { "button quiet" } else { "button primary" };
                                view! {
                                    <button type="button" class=class on:click=|_| browser::reload()>
                                        {t(return_key(because()))}
                                    </button>
                                }
                                    .into_any()
                            })
                    }}
                    {move || view! { <Onward guest=guest inside=was_inside() primary=is_over(because()) /> }}
                </div>
                {move || was_inside().then(|| view! { <Afterwards /> })}
            </div>
        </main>
    }
}

/// The server lets nobody ask again within a minute of a no; the way back says how long that still is.
#[component]
fn AskAgain() -> impl IntoView {
    let left = frame().left;
    let seconds = RwSignal::new(KNOCK_AGAIN.as_secs());
    Effect::new(move |_| {
        let Some(left) = left.get() else { return };
        let tick = move || seconds.set(seconds_left(left, browser::now()));
        tick();
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    let waits = move || seconds.get() > 0;
    let words = move || match u32::try_from(seconds.get()) {
        Ok(seconds) if seconds > 0 => tr("room-ask-again-in", args!["wait" => wait(seconds)]),
        Ok(_) | Err(_) => String::new(),
    };
    view! {
        <button type="button" class="button primary" disabled=waits on:click=|_| browser::reload()>
            {t("room-ask-again")}
        </button>
        <p class="ask-again muted" role="timer" hidden=move || !waits()>
            {words}
        </p>
        <p class="ask-again muted" role="status">
            {move || (!waits()).then(|| t("room-ask-again-now"))}
        </p>
    }
}

/// Whole seconds until one may ask again, rounded up; 0 when one may.
fn seconds_left(denied: Timestamp, now: Timestamp) -> i64 {
    let left = (denied + KNOCK_AGAIN).since(now).0.clamp(0, KNOCK_AGAIN.0);
    (left + 999) / 1000
}

/// Where to go from here. Plain page loads: the call's program is not needed any more.
#[component]
fn Onward(guest: bool, inside: bool, primary: bool) -> impl IntoView {
    let class = if primary { "button primary" } else { "button quiet" };
    if guest {
        view! {
            {inside.then(|| view! { <a class="button quiet" href="/register" rel="external">{t("create-account")}</a> })}
            <a class=class href="/" rel="external">{t("back-to-start")}</a>
        }
        .into_any()
    } else {
        view! { <a class=class href="/home" rel="external">{t("home")}</a> }.into_any()
    }
}

/// Whether there is nothing to go back to, as far as anybody knows.
fn is_over(because: LeftBecause) -> bool {
    because == LeftBecause::Ended(EndReason::EndedByHost)
}

/// Whether the next try has to wait.
fn must_pause(because: LeftBecause) -> bool {
    because == LeftBecause::Ended(EndReason::Denied)
}

fn return_key(because: LeftBecause) -> &'static str {
    match because {
        LeftBecause::Ended(EndReason::Denied) | LeftBecause::Refused(_) => "room-ask-again",
        LeftBecause::Ended(_) | LeftBecause::GaveUp => "room-rejoin",
    }
}

fn headline(because: LeftBecause, was_inside: bool) -> &'static str {
    match because {
        LeftBecause::Ended(EndReason::Left) if !was_inside => "room-after-waiting",
        LeftBecause::Ended(EndReason::Left) => "room-after-left",
        LeftBecause::Ended(EndReason::EndedByHost) => "room-after-ended",
        LeftBecause::Ended(EndReason::Denied) => "room-after-denied",
        LeftBecause::Ended(EndReason::Removed) => "room-after-removed",
        LeftBecause::Ended(EndReason::Elsewhere) => "room-after-elsewhere",
        LeftBecause::Ended(EndReason::ServerStopping) | LeftBecause::GaveUp => "room-after-lost",
        LeftBecause::Refused(_) => "room-after-denied",
    }
}

fn next_step(because: LeftBecause, was_inside: bool) -> &'static str {
    match because {
        LeftBecause::Ended(EndReason::Left) if !was_inside => "room-after-waiting-next",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_denied_may_ask_again_after_a_minute() {
        let left = |millis: i64| seconds_left(Timestamp(5000), Timestamp(5000 + millis));
        assert_eq!([left(0), left(1), left(59_000), left(59_999), left(60_000), left(90_000)], [60, 60, 1, 1, 0, 0]);
        // A clock that is set back does not lock anybody out for longer.
        assert_eq!(left(-7_200_000), 60);
    }
}

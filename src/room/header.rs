//! Above the stage: what meeting this is, how long it has lasted, who is here; and what the person should know now.

use std::time::Duration;

use leptos::prelude::*;
use talkspace_model::{Millis, Timestamp};

use super::{
    browser,
    data::Spent,
    frame::{room, watch},
    state::{Action, Notice, Phase, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

/// How long a sentence stays. Shorter is too short for two lines in a second language; longer and the next one comes first.
const NOTICE_FOR: Duration = Duration::from_secs(12);

#[component]
pub(super) fn Header() -> impl IntoView {
    let title = watch(|state| state.title().get());
    let count = watch(|state| state.people().with(Vec::len));
    let locked = watch(|state| state.settings().with(|settings| settings.as_ref().is_some_and(|room| room.locked)));
    let here = move || tr("room-people-here", args!["count" => count.get()]);
    view! {
        <header class="call-header">
            <h1 class="call-title">{move || title.get()}</h1>
            <Elapsed />
            {move || {
                locked
                    .get()
                    .then(|| view! { <p class="call-locked"><Icon sign=Sign::Lock /><span>{t("room-locked")}</span></p> })
            }}
            <Spent />
            <p class="call-count" title=here>
                <Icon sign=Sign::People />
                <span aria-hidden="true">{move || count.get()}</span>
                <span class="visually-hidden">{here}</span>
            </p>
        </header>
    }
    .into_any()
}

/// How long this run of the meeting has lasted, by the server's clock.
#[component]
fn Elapsed() -> impl IntoView {
    let room = room();
    let shown = RwSignal::new(String::new());
    let tick = move || {
        let started = room.state.started().get_untracked();
        let now = browser::now() + Millis(room.state.clock_offset().get_untracked());
        shown.set(started.map(|started| elapsed(started, now)).unwrap_or_default());
    };
    Effect::new(move |_| {
        room.state.started().track();
        tick();
        // Without a timer (a page being unloaded) the time stands still; nothing else is lost.
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    view! { <span class="call-elapsed" role="timer" data-elapsed aria-label=t("room-elapsed")>{shown}</span> }
}

/// `24:07`, `1:02:03`.
fn elapsed(started: Timestamp, now: Timestamp) -> String {
    let seconds = now.since(started).as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let clock = two_digits(minutes) + ":" + &two_digits(seconds);
    if hours > 0 { hours.to_string() + ":" + &clock } else { clock }
}

fn two_digits(number: i64) -> String {
    let text = number.to_string();
    if number < 10 { "0".to_owned() + &text } else { text }
}

/// Says that the connection is lost and coming back; the stage and the controls stay.
#[component]
pub(super) fn ConnectionBanner() -> impl IntoView {
    let lost = watch(|state| state.phase().get() == Phase::Reconnecting);
    view! {
        <div role="status">
            {move || {
                lost.get()
                    .then(|| {
                        view! {
                            <p class="banner">
                                <Icon sign=Sign::WifiOff />
                                <span>{t("room-reconnecting")}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// A sentence from the driver, until dismissed.
#[component]
pub(super) fn NoticeToast() -> impl IntoView {
    let room = room();
    let notice = watch(|state| state.notice().get());
    Effect::new(move |_| {
        // Without a timer it stays until it is dismissed.
        if notice.with(Option::is_some)
            && let Ok(timer) = set_timeout_with_handle(move || room.dispatch(Action::DismissNotice), NOTICE_FOR)
        {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <div role="status">
            {move || {
                notice
                    .get()
                    .map(|notice| {
                        view! {
                            <div class="toast">
                                <Icon sign=Sign::Info />
                                <p>{sentence(&notice)}</p>
                                <button
                                    type="button"
                                    class="toast-close"
                                    aria-label=t("room-dismiss")
                                    on:click=move |_| room.dispatch(Action::DismissNotice)
                                >
                                    <Icon sign=Sign::Close />
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

fn sentence(notice: &Notice) -> String {
    match &notice.name {
        Some(name) => tr(notice.key, args!["name" => name.clone()]),
        None => t(notice.key),
    }
}

/// A host asks this person to unmute: nobody is unmuted by anybody but themselves.
#[component]
pub(super) fn AskToast() -> impl IntoView {
    let room = room();
    let asked = watch(|state| state.asked_by().get());
    // Whoever answered with the keyboard goes on beside what they have answered about.
    let answer = move |action: Action| {
        room.dispatch(action);
        browser::focus("microphone-switch");
    };
    let toast = move |name: String| {
        view! {
            <div class="toast ask" data-asked>
                <Icon sign=Sign::Microphone />
                <p>{tr("room-asked-to-unmute", args!["name" => name])}</p>
                <span class="ask-ways">
                    <button type="button" class="button quiet" on:click=move |_| answer(Action::DismissAsk)>
                        {t("room-not-now")}
                    </button>
                    <button type="button" class="button primary" on:click=move |_| answer(Action::SetMicrophone(true))>
                        {t("room-unmute")}
                    </button>
                </span>
            </div>
        }
    };
    view! { <div role="status">{move || asked.get().map(toast)}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elapsed_times() {
        let after = |seconds: i64| elapsed(Timestamp(5_000), Timestamp(5_000 + seconds * 1000));
        assert_eq!(["00:00", "00:59", "24:07", "1:02:03", "100:00:00"], [0, 59, 1447, 3723, 360_000].map(after));
        assert_eq!(elapsed(Timestamp(9_000), Timestamp(5_000)), "00:00");
    }
}

//! What the person who shares a screen sees of it: that they do, and what to do about it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use talkspace_model::{ScreenContent, SeatId};

use super::{
    browser,
    controls::pressed,
    frame::{room, watch},
    marks::Trace,
    state::{Action, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

/// The button of the control bar that begins and ends a share.
pub(super) const SHARE_BUTTON: &str = "share-screen";

/// Above the stage, for as long as the own screen is shared. Nothing stands under it: what is hidden there may be what
/// the person talks about.
#[component]
pub(super) fn ShareBar() -> impl IntoView {
    let on = watch(|state| state.publish().get().screen);
    let paused = watch(|state| state.publish().get().paused);
    let marked = who_draws();
    let words = move || {
        let plain = || t(if paused.get() { "room-sharing-paused" } else { "room-sharing" });
        marked
            .get()
            .map_or_else(plain, |(name, others)| tr("room-sharing-marked", args!["name" => name, "others" => others]))
    };
    let bar = move || {
        view! {
            <section class="share-bar" aria-label=t("room-sharing-controls") data-share-bar data-paused=paused>
                <p role="status">
                    <Icon sign=Sign::Screen />
                    <span>{words}</span>
                </p>
                <Contents />
                <DrawingSwitch />
                <PauseButton paused=paused />
                <StopButton />
            </section>
        }
    };
    move || on.get().then(bar)
}

/// For what the screen is sent; remembered for the next time.
#[component]
fn Contents() -> impl IntoView {
    let room = room();
    let chosen = watch(|state| state.screen_content().get());
    let choice = move |content: ScreenContent, name: &'static str, hint: &'static str| {
        view! {
            <button
                type="button"
                title=t(hint)
                aria-pressed=move || pressed(chosen.get() == content)
                on:click=move |_| room.dispatch(Action::SetScreenContent(content))
            >
                {t(name)}
            </button>
        }
    };
    view! {
        <span class="share-contents">
            {choice(ScreenContent::Text, "room-content-text", "room-content-text-hint")}
            {choice(ScreenContent::Motion, "room-content-motion", "room-content-motion-hint")}
        </span>
    }
}

/// Who draws or points on the own screen at present: one of them, and how many others.
fn who_draws() -> Memo<Option<(String, usize)>> {
    let state = room().state;
    Memo::new(move |_| {
        let me = state.me().get()?;
        let hands: BTreeSet<SeatId> = state.marks().with(|marks| marks.on(me).map(Trace::from).collect());
        state.people().with(|people| {
            let mut names = people.iter().filter(|person| !person.me && hands.contains(&person.seat));
            let first = names.next()?.name.clone();
            Some((first, names.count()))
        })
    })
}

#[component]
fn DrawingSwitch() -> impl IntoView {
    let room = room();
    let on = watch(|state| state.publish().get().drawing);
    view! {
        <button
            type="button"
            class="share-deed"
            title=t("room-allow-marks-hint")
            aria-pressed=move || pressed(on.get())
            on:click=move |_| room.dispatch(Action::AllowDrawing(!on.get_untracked()))
        >
            <Icon sign=Sign::Pen />
            <span>{t("room-allow-marks")}</span>
        </button>
    }
}

#[component]
fn PauseButton(paused: Memo<bool>) -> impl IntoView {
    let room = room();
    view! {
        <button
            type="button"
            class="share-deed"
            on:click=move |_| room.dispatch(Action::PauseScreen(!paused.get_untracked()))
        >
            {move || view! { <Icon sign=if paused.get() { Sign::Play } else { Sign::Pause } /> }}
            <span>{move || t(if paused.get() { "room-sharing-resume" } else { "room-sharing-pause" })}</span>
        </button>
    }
}

/// The bar goes with the share; whoever goes by keyboard goes on where the next one begins.
#[component]
fn StopButton() -> impl IntoView {
    let room = room();
    let stop = move |_| {
        room.dispatch(Action::SetScreen(false));
        browser::focus(SHARE_BUTTON);
    };
    view! {
        <button type="button" class="share-deed stop" on:click=stop>
            <Icon sign=Sign::ScreenOff />
            <span>{t("room-sharing-stop")}</span>
        </button>
    }
}

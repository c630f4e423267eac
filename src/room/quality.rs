//! How well the call works for somebody, in plain words: on their tile, and to themselves.

use leptos::prelude::*;
use talkspace_signal::Quality;

use super::{
    frame::watch,
    state::{Person, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

/// The sign on a tile, while there is something to tell.
#[component]
pub(super) fn QualitySign(quality: Memo<Quality>, name: Memo<String>, me: Memo<bool>) -> impl IntoView {
    move || {
        let quality = quality.get();
        (!quality.is_good()).then(|| {
            let words = if me.get() { own_words(quality, true) } else { quality_words(quality, &name.get()) };
            view! {
                <span class="tile-quality" data-quality=word(quality) role="img" aria-label=words.clone() title=words>
                    <Icon sign=Sign::Wifi />
                </span>
            }
        })
    }
}

/// A sentence to oneself, with what helps; one that was put away comes back when it is about something else.
#[component]
pub(super) fn OwnQuality() -> impl IntoView {
    let quality = watch(|state| {
        let of_me = |people: &Vec<Person>| people.iter().find(|p| p.me).map(|p| p.quality).unwrap_or_default();
        state.people().with(of_me)
    });
    let camera = own_camera();
    let put_away = RwSignal::new(Quality::Good);
    Effect::new(move |_| {
        if quality.get().is_good() {
            put_away.set(Quality::Good);
        }
    });
    let shown = move || Some(quality.get()).filter(|quality| !quality.is_good() && *quality != put_away.get());
    view! {
        <div role="status">
            {move || {
                shown()
                    .map(|quality| {
                        let words = Signal::derive(move || own_words(quality, camera.get()));
                        let close = Callback::new(move |()| put_away.set(quality));
                        view! { <div data-own-quality=word(quality)><Warning sign=Sign::Wifi words close /></div> }
                    })
            }}
        </div>
    }
    .into_any()
}

/// Says that the own picture goes out smaller because this machine hardly keeps up; one that was put away comes back with
/// the next trouble.
#[component]
pub(super) fn Strained() -> impl IntoView {
    let (strained, camera) = (watch(|state| state.strained().get()), own_camera());
    let put_away = RwSignal::new(false);
    Effect::new(move |_| {
        if !strained.get() {
            put_away.set(false);
        }
    });
    let words = Signal::derive(|| t("room-strained").to_string());
    let close = Callback::new(move |()| put_away.set(true));
    view! {
        <div role="status">
            {move || {
                (strained.get() && camera.get() && !put_away.get()).then(|| view! { <Warning sign=Sign::Camera words close /> })
            }}
        </div>
    }
    .into_any()
}

fn own_camera() -> Memo<bool> {
    watch(|state| state.people().with(|people| people.iter().any(|person| person.me && person.publish.camera)))
}

#[component]
fn Warning(sign: Sign, words: Signal<String>, close: Callback<()>) -> impl IntoView {
    view! {
        <div class="toast own-quality">
            <Icon sign />
            <p>{move || words.get()}</p>
            <button type="button" class="toast-close" aria-label=t("room-dismiss") on:click=move |_| close.run(())>
                <Icon sign=Sign::Close />
            </button>
        </div>
    }
}

/// How well it works for somebody else.
pub(super) fn quality_words(quality: Quality, name: &str) -> String {
    tr("room-quality", args!["quality" => word(quality), "name" => name])
}

fn own_words(quality: Quality, camera: bool) -> String {
    tr("room-own-quality", args!["quality" => word(quality), "camera" => if camera { "on" } else { "off" }])
}

fn word(quality: Quality) -> &'static str {
    match quality {
        Quality::Good => "good",
        Quality::Lossy => "lossy",
        Quality::Slow => "slow",
        Quality::Broken => "broken",
    }
}

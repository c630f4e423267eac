//! What the meeting may use of the network, what was used, and what was given up for it.

use leptos::prelude::*;
use talkspace_model::{DataLimit, SettingsChange, Spending};

use super::{
    cast::TileKey,
    frame::{room, watch},
    meeting_settings::{Toggle, configure},
    state::{Action, Picture, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

fn limit() -> Memo<Option<DataLimit>> {
    watch(|state| state.settings().with(|settings| settings.as_ref().and_then(|room| room.settings.data_limit)))
}

/// Hosts say how much each person is sent at most.
#[component]
pub(super) fn LimitChoice() -> impl IntoView {
    let (room, limit) = (room(), limit());
    let option = move |choice: DataLimit| {
        view! {
            <option value=choice.megabytes().to_string() selected=move || limit.get() == Some(choice)>
                {tr("data-limit-of", args!["megabytes" => choice.megabytes()])}
            </option>
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let data_limit = DataLimit::CHOICES.into_iter().find(|choice| choice.megabytes().to_string() == chosen);
        configure(room, SettingsChange::DataLimit { data_limit });
    };
    view! {
        <div class="field">
            <label for="data-limit">{t("data-limit")}</label>
            <select
                id="data-limit"
                class="input"
                aria-describedby="data-limit-hint"
                prop:value=move || limit.get().map(|limit| limit.megabytes().to_string()).unwrap_or_default()
                on:change=choose
            >
                <option value="" selected=move || limit.get().is_none()>{t("data-limit-none")}</option>
                {DataLimit::CHOICES.into_iter().map(option).collect_view()}
            </select>
            <small id="data-limit-hint" class="data-hint">{t("data-limit-hint")}</small>
        </div>
    }
    .into_any()
}

/// What the person can do about it, and what has been used.
#[component]
pub(super) fn OwnData() -> impl IntoView {
    let (room, limit) = (room(), limit());
    let saver = watch(|state| state.saver().get());
    let spending = watch(|state| state.spending().get());
    let spent = move || limit.get().zip(spending.get());
    // Not within the click: what a switch shows then is taken back when the click is over.
    let turn = move |on| request_animation_frame(move || room.dispatch(Action::SetSaver(on)));
    view! {
        <section class="meeting-settings own-data" aria-labelledby="own-data-name">
            <h3 id="own-data-name">{t("data-own")}</h3>
            <Toggle
                id="data-saver"
                name="data-saver"
                hint="data-saver-hint"
                on=Signal::derive(move || saver.get())
                turn=Callback::new(turn)
            />
            {move || {
                spent()
                    .map(|(limit, spending)| {
                        let words = args!["spent" => megabytes(spending.bytes), "limit" => limit.megabytes()];
                        view! {
                            <p class="data-hint">{tr("data-spent-of", words)} " " {given_up(&spending)}</p>
                        }
                    })
            }}
        </section>
    }
    .into_any()
}

/// In the header, while there is a limit.
#[component]
pub(super) fn Spent() -> impl IntoView {
    let (limit, spending) = (limit(), watch(|state| state.spending().get()));
    let shown = move || limit.get().and_then(|_| spending.get());
    move || {
        shown().map(|spending| {
            let short = tr("data-spent", args!["spent" => megabytes(spending.bytes)]);
            view! {
                <p class="call-data" data-spent=spending.bytes.to_string() title=t("data-spent-hint")>
                    <Icon sign=Sign::Wifi />
                    <span>{short}</span>
                    <span class="wide-only" data-given-up=(spending.off.len() + spending.screens_off.len()).to_string()>
                        {given_up(&spending)}
                    </span>
                </p>
            }
        })
    }
}

/// What is not sent, or smaller than it is shown; empty when everything is as it should be.
fn given_up(spending: &Spending) -> String {
    let off = spending.off.len() + spending.screens_off.len();
    match (off, spending.smaller.len()) {
        (0, 0) => String::new(),
        (0, smaller) => tr("data-smaller", args!["count" => smaller]),
        (off, _) => tr("data-off", args!["count" => off]),
    }
}

/// Whether the tile's picture is in sight and not sent, so that the limit is kept.
pub(super) fn is_held_back(key: TileKey) -> Memo<bool> {
    let spending = watch(|state| state.spending().get());
    Memo::new(move |_| {
        spending.with(|spending| {
            let held = |spending: &Spending| match key.picture {
                Picture::Camera => spending.off.contains(&key.seat),
                Picture::Screen => spending.screens_off.contains(&key.seat),
            };
            spending.as_ref().is_some_and(held)
        })
    })
}

/// Says so on a person's tile, which would look as if the camera were off.
#[component]
pub(super) fn HeldBack() -> impl IntoView {
    view! { <p class="tile-paused" data-held-back><Icon sign=Sign::Wifi /><span>{t("data-picture-off")}</span></p> }
}

/// `0.4`, `12`. (Written through integers: formatting doubles would cost the download 10 KB.)
fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    match tenths {
        0..100 => (tenths / 10).to_string() + "." + &(tenths % 10).to_string(),
        _ => (tenths / 10).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::megabytes;

    #[test]
    fn small_amounts_have_a_tenth() {
        let cases = [(0, "0.0"), (440_000, "0.4"), (9_990_000, "9.9"), (10_000_000, "10"), (123_456_789, "123")];
        assert!(cases.iter().all(|(bytes, words)| megabytes(*bytes) == *words));
    }
}

//! The panel at the side (a sheet from below on a phone): people, chat, settings, meeting details.

use leptos::prelude::*;

use super::{
    browser,
    chat::Chat,
    data::OwnData,
    devices::{DeviceChoices, DeviceProblems},
    frame::{Panel, frame, watch},
    meeting_settings::SettingsOfMeeting,
    people::People,
    prejoin::Invitation,
    state::RoomStateStoreFields,
};
use crate::{
    i18n::t,
    ui::{Icon, Sign},
};

#[component]
pub(super) fn SidePanel() -> impl IntoView {
    let frame = frame();
    Effect::new(move |_| {
        // The chat's field takes the keyboard by itself.
        if frame.panel.get().is_some_and(|panel| panel != Panel::Chat) {
            request_animation_frame(|| {
                browser::focus("panel-name");
            });
        }
    });
    move || {
        frame.panel.get().map(|panel| {
            view! {
                <div class="panel-shade" aria-hidden="true" on:click=move |_| frame.close_panel()></div>
                <aside class="panel" id="panel" aria-labelledby="panel-name">
                    <header class="panel-head">
                        <h2 id="panel-name" tabindex="-1">{t(panel.name())}</h2>
                        <button
                            type="button"
                            class="panel-close"
                            aria-label=t("room-close")
                            title=t("room-close")
                            on:click=move |_| frame.close_panel()
                        >
                            <Icon sign=Sign::Close />
                        </button>
                    </header>
                    {match panel {
                        Panel::People => view! { <People /> }.into_any(),
                        Panel::Chat => view! { <Chat /> }.into_any(),
                        Panel::Settings => view! { <Settings /> }.into_any(),
                        Panel::Details => view! { <Details /> }.into_any(),
                    }}
                </aside>
            }
        })
    }
}

#[component]
fn Settings() -> impl IntoView {
    let frame = frame();
    view! {
        <div class="panel-body">
            <DeviceChoices />
            <DeviceProblems />
            <OwnData />
            <SettingsOfMeeting />
            <button type="button" class="button quiet wide-only" on:click=move |_| frame.keys_shown.set(true)>
                <Icon sign=Sign::Keyboard />
                <span>{t("room-keys")}</span>
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Details() -> impl IntoView {
    let frame = frame();
    let title = watch(|state| state.title().get());
    let code = frame.door.with_value(|door| door.code.as_str().to_owned());
    view! {
        <div class="panel-body">
            <dl class="details">
                <dt>{t("room-details-title")}</dt>
                <dd>{move || title.get()}</dd>
                <dt>{t("room-details-code")}</dt>
                <dd class="details-code">{code}</dd>
            </dl>
            <Invitation />
        </div>
    }
    .into_any()
}

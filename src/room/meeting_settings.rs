//! What hosts and co-hosts decide about the meeting while it runs. What is shown is what the server has confirmed.

use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html,
    prelude::*,
};
use talkspace_model::{MeetingSettings, SettingsChange, Switch, Template, WaitingRoom, limits::Limits};
use talkspace_signal::{ClientMessage, RoomSettings};

use super::{
    data::LimitChoice,
    frame::{room, watch},
    passcode::PasscodeOfMeeting,
    rights::may_configure,
    state::{Action, Room, RoomStateStoreFields},
};
use crate::{
    i18n::t,
    ui::{Words, switch_words, template_words, waiting_room_word},
};

/// Nothing for whoever may not change it.
#[component]
pub(super) fn SettingsOfMeeting() -> impl IntoView {
    let steer = may_configure();
    move || {
        steer.get().then(|| {
            view! {
                <section class="meeting-settings" aria-labelledby="meeting-settings-name">
                    <h3 id="meeting-settings-name">{t("room-meeting-settings")}</h3>
                    <Title />
                    <Templates />
                    <Door />
                    <PasscodeOfMeeting />
                    <LimitChoice />
                    <fieldset class="switches">
                        <legend>{t("room-everyone-may")}</legend>
                        {Switch::RIGHTS
                            .into_iter()
                            .map(|switch| view! { <RoomSwitch switch=switch /> })
                            .collect_view()}
                    </fieldset>
                    <fieldset class="switches">
                        <legend>{t("room-coming-and-going")}</legend>
                        {Switch::COMING_AND_GOING
                            .into_iter()
                            .map(|switch| view! { <RoomSwitch switch=switch /> })
                            .collect_view()}
                    </fieldset>
                </section>
            }
        })
    }
}

/// A part of the settings that keeps still while the rest of them moves.
fn setting<T>(read: impl Fn(&RoomSettings) -> T + Send + Sync + 'static) -> Memo<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    watch(move |state| state.settings().with(|settings| settings.as_ref().map(&read)))
}

pub(super) fn configure(room: Room, change: SettingsChange) {
    room.dispatch(Action::Ask(ClientMessage::Configure { change }));
}

#[component]
fn Title() -> impl IntoView {
    let room = room();
    let field = NodeRef::<html::Input>::new();
    let title = setting(|room| room.title.clone());
    let typed = RwSignal::new(None::<String>);
    let problem = move || typed.with(|typed| typed.as_deref().and_then(title_problem));
    let changed =
        move || typed.with(|typed| typed.as_ref().is_some_and(|typed| Some(typed.trim()) != title.get().as_deref()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(new) = typed.get_untracked().filter(|typed| title_problem(typed).is_none()) {
            configure(room, SettingsChange::Title { title: new.trim().to_owned() });
            typed.set(None);
        }
    };
    view! {
        <form class="field" novalidate on:submit=submit>
            <label for="meeting-title">{t("room-details-title")}</label>
            <div class="title-row">
                <input
                    node_ref=field
                    id="meeting-title"
                    class="input"
                    autocomplete="off"
                    prop:value=move || typed.get().or(title.get()).unwrap_or_default()
                    aria-invalid=move || problem().map(|_| "true")
                    aria-describedby="meeting-title-problem"
                    on:input=move |event| typed.set(Some(event_target_value(&event)))
                />
                {move || changed().then(|| view! { <button class="button primary">{t("room-save")}</button> })}
            </div>
            <p id="meeting-title-problem" class="field-problem" role="alert">
                {move || problem().map(t)}
            </p>
        </form>
    }
    .into_any()
}

fn title_problem(typed: &str) -> Option<&'static str> {
    match typed.trim().chars().count() {
        0 => Some("room-title-empty"),
        length if length > Limits::default().title => Some("room-title-too-long"),
        _ => None,
    }
}

/// Settings that go together, at one press; pressed is the one that all settings agree with.
#[component]
fn Templates() -> impl IntoView {
    let room = room();
    let settings = setting(|room| room.settings);
    let button = move |template: Template| {
        let change = SettingsChange::Template { template };
        let on = move || settings.get().is_some_and(|settings| change.apply(settings) == settings);
        let Words { name, hint } = template_words(template);
        view! {
            <button
                type="button"
                class="button quiet room-template"
                aria-pressed=move || if on() { "true" } else { "false" }
                on:click=move |_| configure(room, SettingsChange::Template { template })
            >
                <b>{t(name)}</b>
                <small>{t(hint)}</small>
            </button>
        }
    };
    view! {
        <div class="room-templates" role="group" aria-label=t("room-templates")>
            {Template::ALL.into_iter().map(button).collect_view()}
        </div>
    }
    .into_any()
}

/// Who comes in, and how.
#[component]
fn Door() -> impl IntoView {
    let room = room();
    let waiting_room = setting(|room| room.settings.waiting_room);
    let option = move |choice: WaitingRoom| {
        view! {
            <option value=choice.as_str() selected=move || waiting_room.get() == Some(choice)>
                {t(waiting_room_word(choice))}
            </option>
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some(waiting_room) = WaitingRoom::ALL.into_iter().find(|choice| choice.as_str() == chosen) {
            configure(room, SettingsChange::WaitingRoom { waiting_room });
        }
    };
    let locked = setting(|room| room.locked);
    let sign_in = setting(|room| room.settings.sign_in_required);
    view! {
        <fieldset class="switches">
            <legend>{t("room-the-door")}</legend>
            <div class="field">
                <label for="waiting-room">{t("room-waiting-room")}</label>
                <select
                    id="waiting-room"
                    class="input"
                    prop:value=move || waiting_room.get().map(WaitingRoom::as_str)
                    on:change=choose
                >
                    {WaitingRoom::ALL.into_iter().map(option).collect_view()}
                </select>
            </div>
            <Toggle
                id="switch-sign-in"
                name="room-sign-in-required"
                hint="room-sign-in-required-hint"
                on=Signal::derive(move || sign_in.get() == Some(true))
                turn=Callback::new(move |on| configure(room, SettingsChange::SignInRequired { on }))
            />
            <Toggle
                id="switch-locked"
                name="room-locked"
                hint="room-locked-hint"
                on=Signal::derive(move || locked.get() == Some(true))
                turn=Callback::new(move |locked| room.dispatch(Action::Ask(ClientMessage::Lock { locked })))
            />
        </fieldset>
    }
    .into_any()
}

#[component]
fn RoomSwitch(switch: Switch) -> impl IntoView {
    let room = room();
    let on = setting(move |room| MeetingSettings::is_on(&room.settings, switch));
    let Words { name, hint } = switch_words(switch);
    let id = "switch-".to_owned() + &switch.as_str().replace('_', "-");
    view! {
        <Toggle
            id=id
            name=name
            hint=hint
            on=Signal::derive(move || on.get() == Some(true))
            turn=Callback::new(move |on| configure(room, SettingsChange::Switch { switch, on }))
        />
    }
}

/// A switch that moves when the server has confirmed it: it never shows what is not so.
#[component]
pub(super) fn Toggle(
    #[prop(into)] id: String,
    name: &'static str,
    hint: &'static str,
    on: Signal<bool>,
    turn: Callback<bool>,
) -> impl IntoView {
    let press = move |event: MouseEvent| {
        event.prevent_default();
        turn.run(!on.get_untracked());
    };
    let hint_id = id.clone() + "-hint";
    view! {
        <div class="toggle">
            <label for=id.clone()>{t(name)}</label>
            <input
                type="checkbox"
                role="switch"
                id=id
                aria-describedby=hint_id.clone()
                prop:checked=on
                on:click=press
            />
            <small id=hint_id>{t(hint)}</small>
        </div>
    }
    .into_any()
}

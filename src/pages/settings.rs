//! `/meetings/{id}/settings`: what the host decides about a meeting, before it or while it runs.

use leptos::prelude::*;
use talkspace_model::{Field, FormState, MeetingSettings, Switch, Template, WaitingRoom, limits};
use talkspace_server::meetings::MeetingSetup;

use super::{Page, PageWidth};
use crate::{
    args,
    i18n::{t, tr},
    ui::{FormNotice, Icon, Sign, TextField, Words, switch_words, template_words, waiting_room_word},
};

/// The name of the field that takes a passcode away.
pub const NO_PASSCODE: &str = "no_passcode";
pub const WAITING_ROOM: &str = "waiting_room";
/// Chosen in the meeting itself, where it can be seen what it does; here it is only kept.
pub const DATA_LIMIT: &str = "data_limit";
pub const SIGN_IN_REQUIRED: &str = "sign_in_required";
pub const TEMPLATE: &str = "template";

/// The id of the form.
const FORM: &str = "settings-form";

/// `form` holds what was refused a moment ago; otherwise the fields show the meeting as it is.
#[component]
pub fn Settings(setup: MeetingSetup, settings: MeetingSettings, form: FormState, saved: bool) -> impl IntoView {
    let action = path(&setup);
    let title = tr("settings-of", args!["title" => setup.title.as_str()]);
    view! {
        <Page width=PageWidth::Narrow>
            <div class="page-head">
                <h1>{title}</h1>
            </div>
            {saved.then(|| view! { <p class="notice good" role="status">{t("settings-saved")}</p> })}
            <FormNotice form=form.clone() />
            <form class="card settings-card stack" id=FORM method="post" action=action novalidate>
                <TextField field=Field::Title label=t("room-details-title") form=form.clone() />
                {settings.data_limit.map(|limit| view! { <input type="hidden" name=DATA_LIMIT value=limit.megabytes() /> })}
                <TheDoor settings />
                <Passcode form has_passcode=setup.has_passcode />
                <Switches
                    legend=t("room-everyone-may")
                    switches=&Switch::RIGHTS
                    settings
                />
                <Switches
                    legend=t("room-coming-and-going")
                    switches=&Switch::COMING_AND_GOING
                    settings
                />
                <div class="settings-ways">
                    <button class="button primary">{t("room-save")}</button>
                    <a class="button quiet" href=format!("/m/{}", setup.code)>
                        {t("enter-meeting")}
                    </a>
                </div>
            </form>
            <Templates />
        </Page>
    }
}

pub fn path(setup: &MeetingSetup) -> String {
    format!("/meetings/{}/settings", setup.id)
}

#[component]
fn TheDoor(settings: MeetingSettings) -> impl IntoView {
    let choice = move |waiting_room: WaitingRoom| {
        let word = waiting_room.as_str();
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=WAITING_ROOM
                    value=word
                    checked=settings.waiting_room == waiting_room
                />
                <span>{t(waiting_room_word(waiting_room))}</span>
            </label>
        }
    };
    view! {
        <fieldset class="settings-group">
            <legend>{t("room-waiting-room")}</legend>
            {WaitingRoom::ALL.into_iter().map(choice).collect_view()}
        </fieldset>
        <fieldset class="settings-group">
            <legend>{t("room-the-door")}</legend>
            <Toggle
                name=SIGN_IN_REQUIRED
                words=t("room-sign-in-required")
                hint=t("room-sign-in-required-hint")
                on=settings.sign_in_required
            />
        </fieldset>
    }
}

/// The passcode is stored as a hash, so it can be set and taken away but not shown again.
#[component]
fn Passcode(form: FormState, has_passcode: bool) -> impl IntoView {
    let hint = match has_passcode {
        true => t("settings-passcode-there"),
        false => tr("settings-passcode-none", args!["min" => limits::PASSCODE_MIN]),
    };
    view! {
        <TextField field=Field::Passcode label=t("settings-passcode-new") form hint required=false />
        {has_passcode.then(|| {
                let (words, hint) = (t("settings-passcode-remove"), t("settings-passcode-remove-hint"));
                view! { <Toggle name=NO_PASSCODE words hint on=false /> }
            })}
    }
}

#[component]
fn Switches(legend: String, switches: &'static [Switch], settings: MeetingSettings) -> impl IntoView {
    let toggle = move |switch: &Switch| {
        let Words { name, hint } = switch_words(*switch);
        view! { <Toggle name=switch.as_str() words=t(name) hint=t(hint) on=settings.is_on(*switch) /> }
    };
    view! {
        <fieldset class="settings-group">
            <legend>{legend}</legend>
            {switches.iter().map(toggle).collect_view()}
        </fieldset>
    }
}

#[component]
fn Toggle(name: &'static str, words: String, hint: String, on: bool) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    view! {
        <div class="toggle">
            <input type="checkbox" role="switch" id=name name=name value="on" checked=on aria-describedby=hint_id.clone() />
            <label for=name>{words}</label>
            <p class="field-hint" id=hint_id>
                {hint}
            </p>
        </div>
    }
}

/// Settings that go together. The buttons belong to the form above, so that what is typed there counts; they come after its
/// own, which Enter presses.
#[component]
fn Templates() -> impl IntoView {
    let choice = |template: Template| {
        let word = template.as_str();
        let Words { name, hint } = template_words(template);
        let hint_id = format!("template-{word}-hint");
        view! {
            <li class="template">
                <button class="button quiet" form=FORM name=TEMPLATE value=word aria-describedby=hint_id.clone()>
                    {t(name)}
                </button>
                <p class="field-hint" id=hint_id>
                    {t(hint)}
                </p>
            </li>
        }
    };
    view! {
        <section class="card settings-card stack">
            <h2>{t("room-templates")}</h2>
            <p class="muted">
                <Icon sign=Sign::Info />
                " "
                {t("settings-templates-lead")}
            </p>
            <ul class="templates">{Template::ALL.into_iter().map(choice).collect_view()}</ul>
        </section>
    }
}

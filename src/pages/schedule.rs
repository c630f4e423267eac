//! `/schedule`, `/meetings/{id}/schedule`: planning a meeting, its whole series or a single date.

pub mod cancel;
mod values;

use leptos::prelude::*;
use talkspace_model::{
    Field, FormState, MeetingId, WaitingRoom, limits,
    schedule::{CivilDate, DATES_MAX, MINUTES_MAX, MINUTES_MIN, Weekday},
};
use talkspace_server::schedules::{
    draft::{AFTER, DAILY, DESCRIPTION_MAX, INVITEES_MAX, NEVER, ONCE, UNTIL, WEEKLY},
    zones,
};

use super::{
    Page, PageWidth,
    fields::{SelectField, TextArea},
    settings::WAITING_ROOM,
};
use crate::{
    args,
    i18n::{Words, t, tr},
    ui::{FormNotice, TextField, calendar, waiting_room_word},
};

pub use cancel::Cancel;
pub use values::{fresh, of_date, of_plan};

/// What the form plans.
#[derive(Debug, Clone)]
pub enum Planned {
    /// A meeting that does not exist yet.
    New,
    /// A meeting of the host's with all its dates; it may have had no plan.
    Whole { id: MeetingId, title: String, has_passcode: bool },
    /// One date of its series.
    Date { id: MeetingId, title: String, day: CivilDate },
}

impl Planned {
    fn action(&self) -> String {
        match self {
            Planned::New => "/schedule".to_owned(),
            Planned::Whole { id, .. } => path(id),
            Planned::Date { id, day, .. } => format!("{}?date={day}", path(id)),
        }
    }

    pub fn heading(&self) -> String {
        match self {
            Planned::New => t("schedule-title"),
            Planned::Whole { title, .. } => tr("schedule-title-of", args!["title" => title.as_str()]),
            Planned::Date { title, .. } => tr("schedule-title-date", args!["title" => title.as_str()]),
        }
    }
}

/// Where a meeting is planned.
pub fn path(id: &MeetingId) -> String {
    format!("/meetings/{id}/schedule")
}

/// The name of the box of a day of the week.
pub fn box_of(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "day_monday",
        Weekday::Tuesday => "day_tuesday",
        Weekday::Wednesday => "day_wednesday",
        Weekday::Thursday => "day_thursday",
        Weekday::Friday => "day_friday",
        Weekday::Saturday => "day_saturday",
        Weekday::Sunday => "day_sunday",
    }
}

/// `form` holds all values that the fields show; `typed` says that a person has seen them before.
#[component]
pub fn ScheduleForm(planned: Planned, form: FormState, typed: bool) -> impl IntoView {
    let heading = planned.heading();
    let fields = match &planned {
        Planned::New => view! { <Whole form=form.clone() has_passcode=false typed /> }.into_any(),
        Planned::Whole { has_passcode, .. } => {
            view! { <Whole form=form.clone() has_passcode=*has_passcode typed=true /> }.into_any()
        }
        Planned::Date { .. } => view! { <When form=form.clone() /> }.into_any(),
    };
    let (save, back) = match &planned {
        Planned::New => (t("schedule"), "/home".to_owned()),
        Planned::Whole { id, .. } | Planned::Date { id, .. } => (t("room-save"), super::invitation::path(id)),
    };
    let lead = match &planned {
        Planned::Date { day, .. } => {
            Some(tr("schedule-lead-date", args!["day" => calendar::day(&expect_context::<Words>(), *day).as_str()]))
        }
        Planned::New | Planned::Whole { .. } => None,
    };
    view! {
        <Page width=PageWidth::Narrow>
            <div class="page-head">
                <h1>{heading}</h1>
                {lead.map(|lead| view! { <p class="muted">{lead}</p> })}
            </div>
            <FormNotice form=form.clone() />
            <form class="card settings-card stack schedule-form" method="post" action=planned.action() novalidate>
                {fields}
                <div class="settings-ways">
                    <button class="button primary">{save}</button>
                    <a class="button quiet" href=back>{t("schedule-back")}</a>
                </div>
            </form>
        </Page>
    }
}

/// Everything about a meeting and its dates.
#[component]
fn Whole(form: FormState, has_passcode: bool, typed: bool) -> impl IntoView {
    let zones = zones::names().into_iter().map(|name| (name.clone(), name.replace('_', " "))).collect();
    let passcode = match has_passcode {
        true => t("settings-passcode-there"),
        false => tr("schedule-passcode-hint", args!["min" => limits::PASSCODE_MIN]),
    };
    let waiting = WaitingRoom::ALL.map(|choice| (choice.as_str().to_owned(), t(waiting_room_word(choice)))).to_vec();
    view! {
        <TextField field=Field::Title label=t("schedule-name") form=form.clone() />
        <When form=form.clone() />
        <SelectField
            name=Field::Zone.as_str()
            field=Field::Zone
            label=t("schedule-zone")
            form=form.clone()
            choices=zones
            own_zone=!typed
        />
        <Repetition form=form.clone() />
        <TextField
            field=Field::Passcode
            label=t("schedule-passcode")
            form=form.clone()
            hint=passcode
            required=false
        />
        <SelectField name=WAITING_ROOM label=t("schedule-waiting-room") form=form.clone() choices=waiting />
        <TextArea
            field=Field::Invitees
            label=t("schedule-invitees")
            form=form.clone()
            rows=3
            hint=tr("schedule-invitees-hint", args!["max" => INVITEES_MAX])
        />
        <TextArea
            field=Field::Description
            label=t("schedule-description")
            form
            rows=4
            hint=tr("schedule-description-hint", args!["max" => DESCRIPTION_MAX])
        />
    }
}

/// Day, time and duration.
#[component]
fn When(form: FormState) -> impl IntoView {
    let minutes = tr("schedule-duration-hint", args!["least" => MINUTES_MIN, "most" => MINUTES_MAX]);
    view! {
        <div class="schedule-when">
            <TextField field=Field::Date label=t("schedule-date") form=form.clone() kind="date" />
            <TextField field=Field::StartsAt label=t("schedule-starts-at") form=form.clone() kind="time" />
            <TextField field=Field::Duration label=t("schedule-duration") form kind="number" hint=minutes />
        </div>
    }
}

/// What does not belong to the choice made is hidden by the style alone, so it works without the program, too.
#[component]
fn Repetition(form: FormState) -> impl IntoView {
    let choice = |word: &str, key: &str| (word.to_owned(), t(key));
    let repeats =
        vec![choice(ONCE, "repeats-none"), choice(DAILY, "repeats-every-day"), choice(WEEKLY, "repeats-every-week")];
    let ends = vec![choice(NEVER, "ends-never"), choice(UNTIL, "ends-until"), choice(AFTER, "ends-after")];
    view! {
        <SelectField
            name=Field::Repeats.as_str()
            field=Field::Repeats
            label=t("schedule-repeats")
            form=form.clone()
            choices=repeats
        />
        <div class="schedule-repetition">
            <Days form=form.clone() />
            <SelectField
                name=Field::Ends.as_str()
                field=Field::Ends
                label=t("schedule-ends")
                form=form.clone()
                choices=ends
                hint=tr("schedule-ends-hint", args!["max" => DATES_MAX])
            />
            <div class="schedule-until">
                <TextField
                    field=Field::Until
                    label=t("schedule-until")
                    form=form.clone()
                    kind="date"
                    required=false
                />
            </div>
            <div class="schedule-times">
                <TextField field=Field::Times label=t("schedule-times") form kind="number" required=false />
            </div>
        </div>
    }
}

#[component]
fn Days(form: FormState) -> impl IntoView {
    let words = expect_context::<Words>();
    let day = move |day: Weekday| {
        let name = box_of(day);
        view! {
            <label class="choice">
                <input type="checkbox" name=name value="on" checked=form.values.contains_key(name) />
                <span>{calendar::weekday(&words, day)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="settings-group schedule-days">
            <legend>{t("schedule-days")}</legend>
            <div class="schedule-week">{Weekday::ALL.map(day).collect_view()}</div>
        </fieldset>
    }
}

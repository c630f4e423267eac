//! Who was there, as a table.

use leptos::prelude::*;
use talkspace_ledger::Attendee;
use talkspace_model::Millis;
use talkspace_server::records::{Line, RunRecord};

use super::{AT_LEAST, FIND, RUN, Where};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Moment, MomentStyle, time},
};

#[component]
pub fn Attendance(place: Where, run: RunRecord) -> impl IntoView {
    let percent = place.percent;
    let everybody = run.seen.shows_everybody();
    let total = run.lines.len();
    let kept = |line: &Line| percent.is_none_or(|percent| line.person.was_there_for(percent));
    let lines: Vec<Line> = run.lines.into_iter().filter(kept).collect();
    let planned = run.seen.row.planned_start.is_some();
    let told = percent.map(|percent| {
        let words = tr("record-kept", args!["kept" => lines.len(), "total" => total, "percent" => percent]);
        view! { <p role="status">{words}</p> }
    });
    let reset = percent.map(|_| Where { percent: None, ..place.clone() }.address());
    let form = everybody.then(|| {
        let value = place.run.to_string();
        view! { <Threshold action=format!("/meetings/{}", place.id) name=RUN value percent find=place.find reset /> }
    });
    let heads = ["record-name", "record-role", "record-joined", "record-left", "record-present", "record-percent"];
    let after = ["record-rejoins", "record-talk", "record-hands", "record-messages", "record-connection"];
    let plan = planned.then_some("record-late");
    let head = |key: &'static str| view! { <th scope="col">{t(key)}</th> };
    view! {
        {form}
        <div data-part="kept">{told}</div>
        {(!everybody).then(|| view! { <p class="muted">{t("record-own-only")}</p> })}
        <div class="table-scroll" role="region" aria-labelledby="run-title" tabindex="0">
            <table class="record-table" data-attendance>
                <caption class="visually-hidden">{t("record-attendance")}</caption>
                <thead>
                    <tr>{heads.into_iter().chain(plan).chain(after).map(head).collect_view()}</tr>
                </thead>
                <tbody data-part="attendance">{lines.into_iter().map(|line| view! { <Row line planned /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// How long people must have been there. Plain HTML: what is chosen stands in the address. `reset` leads to everybody.
#[component]
pub fn Threshold(
    action: String,
    name: &'static str,
    value: String,
    percent: Option<u32>,
    find: Option<String>,
    reset: Option<String>,
) -> impl IntoView {
    view! {
        <form class="threshold" method="get" action=action>
            <input type="hidden" name=name value=value />
            {find.map(|find| view! { <input type="hidden" name=FIND value=find /> })}
            <label for="at-least">{t("record-at-least")}</label>
            <input
                class="input"
                id="at-least"
                name=AT_LEAST
                type="number"
                inputmode="numeric"
                min="0"
                max="100"
                value=percent.map(|percent| percent.to_string())
                aria-describedby="at-least-unit"
            />
            <span id="at-least-unit">{t("record-at-least-unit")}</span>
            <button class="button quiet">{t("record-apply")}</button>
            {reset.map(|to| view! { <a href=to>{t("record-everybody")}</a> })}
        </form>
    }
}

#[component]
fn Row(line: Line, planned: bool) -> impl IntoView {
    let Line { person, talk } = line;
    let left = match person.left {
        Some(left) => view! { <Moment at=left style=MomentStyle::Time after=person.joined /> }.into_any(),
        None => view! { <span class="now">{t("record-inside")}</span> }.into_any(),
    };
    let guest = person.guest.then(|| view! { " " <span class="pill">{t("record-guest")}</span> });
    let percent = person.permille / 10;
    let spoke =
        (person.tally.spoke > Millis::ZERO).then(|| view! { <span class="muted">{span(person.tally.spoke)}</span> });
    view! {
        <tr data-attendee=person.name.clone()>
            <th scope="row">{person.name.clone()} {guest}</th>
            <td>{tr("role", args!["role" => person.role.as_str()])}</td>
            <td>
                <Moment at=person.joined style=MomentStyle::Time />
            </td>
            <td>{left}</td>
            <td data-duration=person.present.as_secs()>{span(person.present)}</td>
            <td class="percent" data-percent=percent>
                <meter min="0" max="100" value=percent aria-hidden="true"></meter>
                {format!("{percent} %")}
            </td>
            {planned.then(|| view! { <td>{punctuality(&person)}</td> })}
            <td>{person.rejoins}</td>
            <td class="percent">{format!("{} %", talk / 10)} " " {spoke}</td>
            <td>{person.tally.hands}</td>
            <td>{person.messages}</td>
            <td data-poor=person.tally.poor.as_secs()>{connection(person.tally.poor)}</td>
        </tr>
    }
}

fn punctuality(person: &Attendee) -> String {
    let minutes = |span: Millis| span.as_secs() / 60;
    let late = person.late.map(|late| tr("record-late-by", args!["minutes" => minutes(late)]));
    let early = person.early.map(|early| tr("record-early-by", args!["minutes" => minutes(early)]));
    let told: Vec<String> = late.into_iter().chain(early).collect();
    if told.is_empty() { t("record-on-time") } else { told.join(", ") }
}

/// Shorter than a second nobody notices.
fn connection(poor: Millis) -> String {
    if poor.as_secs() == 0 {
        return t("record-connection-good");
    }
    tr("record-connection-poor", args!["span" => span(poor)])
}

/// Shorter than a minute is told in seconds: of a few words somebody said that is all there is.
fn span(of: Millis) -> String {
    let seconds = of.as_secs();
    if seconds < 60 { tr("record-seconds", args!["seconds" => seconds]) } else { time::span(of) }
}

//! People by dates.

use leptos::prelude::*;
use talkspace_ledger::{RollCell, RollRow, RollRun};
use talkspace_model::MeetingId;
use talkspace_server::records::{MeetingRecord, Roll};

use super::{ROLL, USUAL_PERCENT, VIEW, address, attendance::Threshold, exports};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Moment, MomentStyle},
};

#[component]
pub fn RollTable(meeting: MeetingRecord, roll: Roll, percent: Option<u32>) -> impl IntoView {
    let Roll { runs, rows } = roll;
    let percent = percent.unwrap_or(USUAL_PERCENT);
    let count = runs.len();
    let id = meeting.id.clone();
    let column = |run: RollRun| column(&id, run);
    view! {
        <section class="card record-card" aria-labelledby="roll-title">
            <header class="record-card-head">
                <div>
                    <h2 id="roll-title">{t("record-roll")}</h2>
                    <p class="muted">{tr("record-roll-lead", args!["percent" => percent])}</p>
                </div>
                <exports::Ways meeting=meeting.clone() run=None />
            </header>
            <Threshold
                action=format!("/meetings/{}", meeting.id)
                name=VIEW
                value=ROLL.to_owned()
                percent=Some(percent)
                find=None
                reset=None
            />
            <div class="table-scroll" role="region" aria-labelledby="roll-title" tabindex="0">
                <table class="record-table roll" data-roll>
                    <thead>
                        <tr>
                            <th scope="col">{t("record-name")}</th>
                            {runs.into_iter().map(column).collect_view()}
                            <th scope="col">{t("record-attended")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(|row| view! { <Row row count /> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn column(id: &MeetingId, run: RollRun) -> AnyView {
    view! {
        <th scope="col">
            <a href=address(id, Some(run.run.as_str()), None)>
                <Moment at=run.started style=MomentStyle::DateTime />
            </a>
        </th>
    }
    .into_any()
}

#[component]
fn Row(row: RollRow, count: usize) -> impl IntoView {
    let guest = row.guest.then(|| view! { " " <span class="pill">{t("record-guest")}</span> });
    let sum = tr("record-attended-of", args!["attended" => row.attended, "count" => count]);
    let name = row.name.clone();
    view! {
        <tr data-attendee=name>
            <th scope="row">{row.name} {guest}</th>
            {row.cells.into_iter().map(cell).collect_view()}
            <td data-attended=row.attended>{sum}</td>
        </tr>
    }
}

/// Said in words too: a colour alone says nothing to many.
fn cell(cell: Option<RollCell>) -> AnyView {
    match cell {
        None => view! { <td class="absent">{t("record-absent")}</td> }.into_any(),
        Some(RollCell { permille, counts, .. }) => {
            let percent = permille / 10;
            let short = (!counts).then(|| view! { <span class="visually-hidden">{t("record-too-short")}</span> });
            view! { <td class="there" data-counts=counts.to_string() data-percent=percent>{format!("{percent} %")} {short}</td> }
                .into_any()
        }
    }
}

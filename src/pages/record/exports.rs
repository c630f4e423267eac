//! What can be taken along: tables for a spreadsheet, and the whole record. Both are signed.

mod talk;

use leptos::prelude::*;
use talkspace_ledger::csv::{Cell, Csv};
use talkspace_model::{Millis, Timestamp};
use talkspace_server::{
    history::Calendar,
    records::{Line, MeetingRecord, Roll, RunRecord},
};

use super::{ROLL, RUN, USUAL_PERCENT, VIEW};
use crate::{
    args,
    i18n::{Words, t},
    ui::{Icon, Sign},
};

pub use talk::talk_csv;

/// `2026-11-23 15:35:00`: ISO 8601 as spreadsheets read it.
fn moment(calendar: &Calendar, at: Timestamp) -> Cell {
    Cell::text(calendar.written(at))
}

/// The ways out: on paper, and as files for whoever sees everybody.
#[component]
pub fn Ways(meeting: MeetingRecord, run: Option<RunRecord>) -> impl IntoView {
    let may = run.as_ref().map_or_else(|| meeting.shows_everybody(), |run| run.seen.shows_everybody());
    let what = match &run {
        Some(run) => format!("{RUN}={}", run.seen.row.id),
        None => format!("{VIEW}={ROLL}"),
    };
    let id = meeting.id;
    let record = run.filter(|run| run.chained).map(|run| {
        let to = format!("/meetings/{id}/record.json?{RUN}={}", run.seen.row.id);
        view! { <a class="button quiet" href=to download>{t("record-json")}</a> }
    });
    let files = may.then(|| {
        view! {
            <a class="button quiet" href=format!("/meetings/{id}/attendance.csv?{what}") download>
                <Icon sign=Sign::Attendance />
                {t("record-csv")}
            </a>
            {record}
        }
    });
    // Without scripts the browser's own command prints as well.
    view! {
        <div class="record-ways">
            {files} <button class="button quiet" type="button" data-print hidden>
                {t("record-print")}
            </button>
        </div>
    }
}

/// One run, a row for each person.
pub fn run_csv(words: &Words, meeting: &MeetingRecord, run: &RunRecord, calendar: &Calendar) -> Csv {
    let text = |key: &str| words.text(key, &[]);
    let mut csv = Csv::default();
    let heads = [
        "record-name",
        "record-role",
        "record-joined",
        "record-left",
        "record-csv-zone",
        "record-csv-present",
        "record-csv-percent",
        "record-csv-late",
        "record-csv-early",
        "record-rejoins",
        "record-csv-spoke",
        "record-csv-talk",
        "record-hands",
        "record-csv-shares",
        "record-messages",
        "record-csv-poor",
        "record-csv-meeting",
        "record-csv-began",
    ];
    csv.row(heads.map(|key| Cell::text(text(key))));
    for Line { person, talk } in &run.lines {
        let role = words.text("role", args!["role" => person.role.as_str()]);
        csv.row([
            Cell::text(&person.name),
            Cell::text(if person.guest { format!("{role} ({})", text("record-guest")) } else { role }),
            moment(calendar, person.joined),
            person.left.map_or(Cell::Empty, |left| moment(calendar, left)),
            Cell::text(calendar.offset(person.joined)),
            minutes(person.present),
            Cell::Tenths(person.permille.into()),
            person.late.map_or(Cell::Empty, minutes),
            person.early.map_or(Cell::Empty, minutes),
            Cell::Number(person.rejoins.into()),
            minutes(person.tally.spoke),
            Cell::Tenths((*talk).into()),
            Cell::Number(person.tally.hands.into()),
            Cell::Number(person.tally.shares.into()),
            Cell::Number(person.messages.into()),
            minutes(person.tally.poor),
            Cell::text(&meeting.title),
            moment(calendar, run.seen.row.started),
        ]);
    }
    csv
}

/// People by dates: for each run how much of it they were there, in per cent.
pub fn roll_csv(words: &Words, roll: &Roll, calendar: &Calendar) -> Csv {
    let text = |key: &str| Cell::text(words.text(key, &[]));
    let mut csv = Csv::default();
    let dates = roll.runs.iter().map(|run| moment(calendar, run.started));
    let heads = [text("record-name"), text("record-attended"), text("record-csv-zone")];
    csv.row(heads.into_iter().chain(dates));
    for row in &roll.rows {
        let cells = row.cells.iter().map(|cell| cell.map_or(Cell::Empty, |cell| Cell::Tenths(cell.permille.into())));
        let heads = [Cell::text(&row.name), Cell::Number(row.attended.into()), Cell::text(calendar.zone())];
        csv.row(heads.into_iter().chain(cells));
    }
    csv
}

/// With one decimal, rounded down: nobody is credited with what they were not there.
fn minutes(span: Millis) -> Cell {
    Cell::Tenths(span.0 / 6000)
}

/// How much of a run an address asks for.
pub fn percent_of(text: Option<&str>) -> Option<u32> {
    text?.trim().parse().ok().filter(|percent| *percent <= 100)
}

/// The same for the roll, where something always counts.
pub fn roll_percent(asked: Option<u32>) -> u32 {
    asked.unwrap_or(USUAL_PERCENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_one_or_none() {
        assert_eq!(percent_of(Some(" 75 ")), Some(75));
        for wrong in [None, Some(""), Some("101"), Some("-1"), Some("x")] {
            assert_eq!(percent_of(wrong), None, "{wrong:?}");
        }
    }
}

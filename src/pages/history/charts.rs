//! Week by week: charts that the server draws, and the table that they are drawn from.

use leptos::prelude::*;
use talkspace_ledger::Totals;
use talkspace_model::Millis;
use talkspace_server::history::Week;

use super::percent;
use crate::{
    args,
    i18n::{t, tr},
    ui::time,
};

/// Units of the drawing; it is stretched over whatever room there is.
const STEP: usize = 10;
const BAR: usize = 7;
const HEIGHT: i64 = 100;

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    Hours,
    Meetings,
    Hosted,
    Talk,
}

impl Series {
    fn class(self) -> &'static str {
        match self {
            Series::Hours => "bar hours",
            Series::Meetings => "bar meetings",
            Series::Hosted => "bar hosted",
            Series::Talk => "bar talk",
        }
    }

    fn of(self, week: &Totals) -> i64 {
        match self {
            Series::Hours => week.present.0,
            Series::Meetings => week.meetings.into(),
            Series::Hosted => week.hosted.into(),
            Series::Talk => week.talk_permille().unwrap_or(0).into(),
        }
    }
}

#[component]
pub fn Charts(weeks: Vec<(Week, Totals)>, zone: String) -> impl IntoView {
    let most = |series: Series| weeks.iter().map(|(_, week)| series.of(week)).max().unwrap_or(0);
    let hours = span(Millis(most(Series::Hours)));
    let meetings = most(Series::Meetings).to_string();
    let talk = share(u32::try_from(most(Series::Talk)).ok());
    let title = tr("history-weeks-title", args!["count" => weeks.len()]);
    view! {
        <figure class="card charts" aria-labelledby="charts-title">
            <figcaption>
                <h2 id="charts-title">{title}</h2>
                <p class="muted">{tr("history-weeks-lead", args!["zone" => zone])}</p>
            </figcaption>
            <div class="chart-row" aria-hidden="true">
                <Chart weeks=weeks.clone() title=t("history-total-hours") most=hours stacked=&[Series::Hours] />
                <Chart
                    weeks=weeks.clone()
                    title=t("history-total-meetings")
                    most=meetings
                    stacked=&[Series::Meetings, Series::Hosted]
                />
                <Chart weeks=weeks.clone() title=t("history-total-talk") most=talk stacked=&[Series::Talk] />
            </div>
            <details class="chart-table">
                <summary>{t("history-weeks-table")}</summary>
                <Table weeks />
            </details>
        </figure>
    }
}

/// Later series stand in front of the first, which is the highest.
#[component]
fn Chart(weeks: Vec<(Week, Totals)>, title: String, most: String, stacked: &'static [Series]) -> impl IntoView {
    let highest = stacked.first().and_then(|series| weeks.iter().map(|(_, week)| series.of(week)).max()).unwrap_or(0);
    let view_box = format!("0 0 {} {HEIGHT}", weeks.len() * STEP);
    let ends = weeks.first().zip(weeks.last()).map(|((first, _), (last, _))| (first.name.clone(), last.name.clone()));
    let (first, last) = ends.unwrap_or_default();
    let bars = stacked.iter().flat_map(|series| bars(&weeks, *series, highest)).collect_view();
    let hosted = stacked.contains(&Series::Hosted).then(|| {
        view! {
            <span class="chart-key">
                <span class="chart-swatch"></span>
                {t("history-total-hosted")}
            </span>
        }
    });
    view! {
        <div class="chart">
            <p class="chart-head">
                <strong>{title}</strong>
                {hosted}
                <span class="chart-most">{most}</span>
            </p>
            <svg viewBox=view_box preserveAspectRatio="none" focusable="false">
                {bars}
            </svg>
            <p class="chart-ends">
                <span>{first}</span>
                <span>{last}</span>
            </p>
        </div>
    }
}

fn bars(weeks: &[(Week, Totals)], series: Series, highest: i64) -> Vec<impl IntoView + use<>> {
    let bar = |(at, (_, week)): (usize, &(Week, Totals))| {
        let value = series.of(week);
        // A week that has a little shows a little.
        let height = (value * HEIGHT / highest.max(1)).max(i64::from(value > 0) * 2);
        (value > 0).then(|| {
            let left = at * STEP + (STEP - BAR) / 2;
            view! { <rect class=series.class() x=left y=HEIGHT - height width=BAR height=height></rect> }
        })
    };
    weeks.iter().enumerate().filter_map(bar).collect()
}

#[component]
fn Table(weeks: Vec<(Week, Totals)>) -> impl IntoView {
    let row = |(week, totals): (Week, Totals)| {
        view! {
            <tr>
                <th scope="row">{week.name} " " <span class="muted">{week.monday}</span></th>
                <td>{totals.meetings}</td>
                <td>{span(totals.present)}</td>
                <td>{totals.hosted}</td>
                <td>{share(totals.talk_permille())}</td>
            </tr>
        }
    };
    view! {
        <table class="table" aria-labelledby="charts-title">
            <thead>
                <tr>
                    <th scope="col">{t("history-week")}</th>
                    <th scope="col">{t("history-total-meetings")}</th>
                    <th scope="col">{t("history-total-hours")}</th>
                    <th scope="col">{t("history-total-hosted")}</th>
                    <th scope="col">{t("history-total-talk")}</th>
                </tr>
            </thead>
            <tbody>{weeks.into_iter().rev().map(row).collect_view()}</tbody>
        </table>
    }
}

/// A dash where nobody spoke.
pub(super) fn share(permille: Option<u32>) -> String {
    permille.map_or_else(|| "–".to_owned(), percent)
}

/// Nothing is a nought; "less than a minute" would be too much.
fn span(present: Millis) -> String {
    if present == Millis::ZERO { "0".to_owned() } else { time::span(present) }
}

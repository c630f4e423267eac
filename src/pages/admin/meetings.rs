//! `/admin/meetings`: what goes on now, and every run there ever was.

use std::collections::BTreeMap;

use leptos::prelude::*;
use talkspace_model::{MeetingId, Millis, OccurrenceId, Timestamp};
use talkspace_server::console::{ListedRun, RunFilter};

use super::MEETINGS;
use crate::{
    args,
    i18n::{t, tr},
    pages::percent_encode,
    ui::{Icon, Moment, MomentStyle, Sign, time},
};

/// The names of the list's parameters.
pub const WORDS: &str = "q";
pub const SHOW: &str = "show";
pub const BEFORE: &str = "before";
pub const BEFORE_ID: &str = "id";
/// The value of [`SHOW`] for meetings whose connections were poor.
pub const POOR: &str = "poor";
/// From so much on, of all people together, there was something about the connections.
pub const POOR_FROM: Millis = Millis::from_mins(1);

/// A page of the list.
#[derive(Debug, Clone)]
pub struct MeetingList {
    pub filter: RunFilter,
    pub rows: Vec<ListedRun>,
    /// How many people are in which meeting now.
    pub census: BTreeMap<MeetingId, usize>,
    /// Beginning and id of the last run, where there are older ones.
    pub next: Option<(Timestamp, OccurrenceId)>,
    /// Not the first page.
    pub older: bool,
    /// A meeting was just ended.
    pub ended: bool,
}

#[component]
pub fn Meetings(list: MeetingList) -> impl IntoView {
    let MeetingList { filter: RunFilter { words, poor }, rows, census, next, older, ended } = list;
    let is_poor = poor != Millis::ZERO;
    let show = if is_poor { POOR } else { "" };
    let asked = format!("{MEETINGS}?{WORDS}={}&{SHOW}={show}", percent_encode(&words));
    let more = next.map(|(at, id)| {
        let to = format!("{asked}&{BEFORE}={}&{BEFORE_ID}={id}", at.0);
        view! { <a class="button quiet" href=to rel="next">{t("admin-older")}</a> }
    });
    let first = older.then(|| view! { <a class="button quiet" href=asked.clone()>{t("admin-newest")}</a> });
    let people: usize = census.values().sum();
    let none = match (is_poor, words.is_empty() && !older) {
        (true, true) => t("admin-no-poor-meetings"),
        (false, true) => t("admin-no-meetings-yet"),
        (_, false) => t("admin-no-meetings"),
    };
    let found = match rows.is_empty() {
        true => view! { <p class="card empty muted">{none}</p> }.into_any(),
        false => {
            let row = |row: ListedRun| {
                let inside = row.ended.is_none().then(|| census.get(&row.meeting).copied()).flatten();
                view! { <Line row inside /> }
            };
            view! { <ul class="card rows people-rows">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        {ended.then(|| view! { <p class="notice good" role="status">{t("admin-meeting-ended")}</p> })}
        <p data-live-meetings=census.len()>
            <strong>{tr("admin-live", args!["meetings" => census.len(), "people" => people])}</strong>
        </p>
        <form class="console-filter" method="get" action=MEETINGS role="search">
            <input
                class="input"
                type="search"
                name=WORDS
                value=words
                aria-label=t("admin-meeting-search")
                placeholder=t("admin-meeting-search")
            />
            <select class="input" name=SHOW aria-label=t("admin-meetings-which")>
                <option value="">{t("admin-meetings-all")}</option>
                <option value=POOR selected=is_poor>{t("admin-meetings-poor")}</option>
            </select>
            <button class="button quiet">
                <Icon sign=Sign::Search />
                {t("admin-find")}
            </button>
        </form>
        {found}
        <nav class="console-pages" aria-label=t("admin-pages")>{first} {more}</nav>
    }
}

/// `inside`: how many are in it now.
#[component]
fn Line(row: ListedRun, inside: Option<usize>) -> impl IntoView {
    let title = row.title.clone();
    let host = tr("history-hosted-by", args!["name" => row.host_name.as_str()]);
    let state = match (inside, row.ended) {
        (Some(inside), _) => view! {
            <span class="pill live" data-inside=inside>{tr("admin-inside", args!["count" => inside])}</span>
        }
        .into_any(),
        (None, Some(ended)) => view! { <span class="muted">{time::span(ended.since(row.started))}</span> }.into_any(),
        (None, None) => ().into_any(),
    };
    let stars = row.stars.map(|tenths| {
        let stars = format!("{}.{}", tenths / 10, tenths % 10);
        view! { <span class="row-detail">{tr("admin-stars", args!["stars" => stars])}</span> }
    });
    let poor = poor_words(row.poor, row.present).map(|words| view! { <span class="row-detail">{words}</span> });
    let end = inside.map(|_| {
        let named = tr("admin-end-named", args!["title" => title.as_str()]);
        view! {
            <form method="post" action=format!("{MEETINGS}/{}/end", row.meeting)>
                <button class="button danger" aria-label=named>{t("admin-end")}</button>
            </form>
        }
    });
    view! {
        <li class="row" data-run=row.id.to_string()>
            <div class="row-what">
                <h2 class="row-title">{row.title.clone()}</h2>
                <p class="muted row-details">
                    <span class="row-detail">
                        <Moment at=row.started style=MomentStyle::DateTime />
                    </span>
                    <span class="row-detail">{host}</span>
                    <span class="row-detail code">{row.code.to_string()}</span>
                    <span class="row-detail">{tr("admin-people", args!["count" => row.people])}</span>
                    {stars} {poor}
                </p>
            </div>
            <div class="row-marks">{state} {end}</div>
        </li>
    }
}

/// How much of the time that people were there their connections were poor, where it is worth a word.
fn poor_words(poor: Millis, present: Millis) -> Option<String> {
    if poor.0 < POOR_FROM.0 {
        return None;
    }
    let percent = (poor.0.saturating_mul(100) / present.0.max(1)).clamp(1, 100);
    Some(tr("admin-poor", args!["span" => time::span(poor), "percent" => percent]))
}

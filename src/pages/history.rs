//! `/history`: every meeting hosted or attended, latest first, what it comes to, and week by week.

pub mod charts;
pub mod filter;

use leptos::prelude::*;
use talkspace_ledger::Totals;
use talkspace_model::{HistoryEntry, Keep, Millis, Role, Timestamp};
use talkspace_server::history::Overview;

use self::{charts::Charts, filter::FilterForm};
use super::{Page, percent_encode};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Moment, MomentStyle, Sign, time},
};

#[component]
pub fn History(overview: Overview, kept: Keep) -> impl IntoView {
    let body = match overview.is_new {
        true => view! { <Empty /> }.into_any(),
        false => view! { <Everything overview kept /> }.into_any(),
    };
    view! {
        <Page>
            <div class="page-head">
                <h1>{t("history")}</h1>
                <p class="muted">{t("history-lead")}</p>
            </div>
            {body}
        </Page>
    }
}

#[component]
fn Everything(overview: Overview, kept: Keep) -> impl IntoView {
    let Overview { asked, entries, next_before, totals, weeks, .. } = overview;
    let parameters = asked.parameters();
    let (filter, older) = (address(&parameters, None), asked.before.is_some());
    let pager =
        view! { <Pager newest=filter next=next_before.map(|before| address(&parameters, Some(before))) older /> };
    let export = format!("/history.csv{}", query(&parameters));
    let kept = (kept != Keep::Forever)
        .then(|| view! { <p class="muted">{tr("history-kept", args!["days" => kept.days()])}</p> });
    let list = match entries.is_empty() {
        true => view! { <p class="card history-none" role="status">{t("history-none")}</p> }.into_any(),
        false => {
            let rows = entries.into_iter().map(|entry| view! { <Entry entry /> }).collect_view();
            view! { <ol class="card rows history">{rows}</ol> }.into_any()
        }
    };
    view! {
        <FilterForm asked=asked.clone() />
        <Sums totals />
        <Charts weeks zone=asked.calendar.zone().to_owned() />
        <section class="history-list" aria-labelledby="history-list-title">
            <div class="history-list-head">
                <h2 id="history-list-title">{t("history-meetings")}</h2>
                <a class="button quiet" href=export download>
                    {t("history-export")}
                </a>
            </div>
            {list}
            {pager}
            {kept}
        </section>
    }
}

/// What the filter keeps, in four numbers.
#[component]
fn Sums(totals: Totals) -> impl IntoView {
    let sum = |label: &str, name: &'static str, text: String| {
        view! {
            <div class="card sum">
                <dt class="muted">{t(label)}</dt>
                <dd data-total=name>{text}</dd>
            </div>
        }
    };
    let title = t("history-totals");
    view! {
        <section aria-label=title>
            <dl class="sums">
                {sum("history-total-meetings", "meetings", totals.meetings.to_string())}
                {sum("history-total-hours", "hours", time::span(totals.present))}
                {sum("history-total-hosted", "hosted", totals.hosted.to_string())}
                {sum("history-total-talk", "talk", charts::share(totals.talk_permille()))}
            </dl>
        </section>
    }
}

/// Rounded to whole per cent.
fn percent(permille: u32) -> String {
    format!("{} %", (permille + 5) / 10)
}

/// The address of a page of this filter.
fn address(parameters: &[(&str, String)], before: Option<Timestamp>) -> String {
    let mut parameters = parameters.to_vec();
    parameters.extend(before.map(|before| ("before", before.0.to_string())));
    format!("/history{}", query(&parameters))
}

fn query(parameters: &[(&str, String)]) -> String {
    let pairs: Vec<String> = parameters.iter().map(|(name, text)| format!("{name}={}", percent_encode(text))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

#[component]
fn Entry(entry: HistoryEntry) -> impl IntoView {
    let totals = talkspace_ledger::totals([&entry]);
    let HistoryEntry { title, host_name, role, joined, left, present, joins, code, meeting, occurrence, .. } = entry;
    let record = format!("/meetings/{meeting}?run={occurrence}");
    let record_of = tr("record-link-of", args!["title" => title.as_str()]);
    let hosted_by = match role {
        Role::Host => None,
        Role::Viewer | Role::Participant | Role::Presenter | Role::CoHost => {
            Some(tr("history-hosted-by", args!["name" => host_name]))
        }
    };
    let spoke = totals.spoke > Millis::ZERO;
    let talk = totals.talk_permille().filter(|_| spoke).map(percent);
    let talk = talk.map(|share| tr("history-talk", args!["share" => share]));
    let rejoins = (joins > 1).then(|| tr("history-rejoins", args!["count" => joins - 1]));
    view! {
        <li class="row" data-history-entry data-code=code.to_string()>
            <p class="row-when">
                <Moment at=joined style=MomentStyle::Date />
            </p>
            <div class="row-what">
                <h2 class="row-title">
                    {title} " " <span class="pill" data-role=role.as_str()>
                        {tr("role", args!["role" => role.as_str()])}
                    </span>
                </h2>
                <p class="muted row-details">
                    <span class="row-detail">
                        <Stay joined left />
                    </span>
                    {hosted_by.map(|text| view! { <span class="row-detail">{text}</span> })}
                    {rejoins.map(|text| view! { <span class="row-detail">{text}</span> })}
                    {talk.map(|text| view! { <span class="row-detail" data-talk>{text}</span> })}
                    <span class="row-detail">
                        <a href=record aria-label=record_of>{t("record")}</a>
                    </span>
                </p>
            </div>
            <p class="row-sum">
                <span class="visually-hidden">{t("history-present")} " "</span>
                <strong data-duration=present.as_secs()>{time::span(present)}</strong>
            </p>
        </li>
    }
}

/// From when to when.
#[component]
fn Stay(joined: Timestamp, left: Option<Timestamp>) -> impl IntoView {
    let end = match left {
        Some(left) => view! { <Moment at=left style=MomentStyle::Time after=joined /> }.into_any(),
        None => view! { <span class="now">{t("history-now")}</span> }.into_any(),
    };
    view! {
        <Moment at=joined style=MomentStyle::Time />
        " – "
        {end}
    }
}

#[component]
fn Pager(newest: String, next: Option<String>, older: bool) -> impl IntoView {
    let newest = older.then(|| view! { <a href=newest class="button quiet">{t("history-newest")}</a> });
    let more = next.map(|next| view! { <a href=next class="button quiet">{t("history-older")}</a> });
    view! {
        <nav class="pager" aria-label=t("history-pages")>
            {newest}
            {more}
        </nav>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <section class="card empty">
            <span class="message-sign">
                <Icon sign=Sign::History />
            </span>
            <h2>{t("history-empty-title")}</h2>
            <p class="muted">{t("history-empty-lead")}</p>
            <a href="/home" class="button primary">
                {t("history-empty-next")}
            </a>
        </section>
    }
}

//! `/history`: every meeting hosted or attended, latest first.

use leptos::prelude::*;
use talkspace_model::{HistoryEntry, HistoryPage, Role, Timestamp};

use super::Page;
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Moment, MomentStyle, Sign, time},
};

/// `/history`, and `/history?before=…` for what is `older`.
#[component]
pub fn History(page: HistoryPage, older: bool) -> impl IntoView {
    let empty = page.entries.is_empty() && !older;
    let pager = view! { <Pager next=page.next_before older /> };
    let list = match empty {
        true => view! { <Empty /> }.into_any(),
        false => {
            let rows = page.entries.into_iter().map(|entry| view! { <Entry entry /> }).collect_view();
            view! { <ol class="card rows history">{rows}</ol> }.into_any()
        }
    };
    view! {
        <Page>
            <div class="page-head">
                <h1>{t("history")}</h1>
                <p class="muted">{t("history-lead")}</p>
            </div>
            {list}
            {pager}
        </Page>
    }
}

#[component]
fn Entry(entry: HistoryEntry) -> impl IntoView {
    let HistoryEntry { title, host_name, role, joined, left, present, joins, code, meeting, occurrence, .. } = entry;
    let record = format!("/meetings/{meeting}?run={occurrence}");
    let record_of = tr("record-link-of", args!["title" => title.as_str()]);
    let hosted_by = match role {
        Role::Host => None,
        Role::Viewer | Role::Participant | Role::Presenter | Role::CoHost => {
            Some(tr("history-hosted-by", args!["name" => host_name]))
        }
    };
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
fn Pager(next: Option<Timestamp>, older: bool) -> impl IntoView {
    let newest = older.then(|| view! { <a href="/history" class="button quiet">{t("history-newest")}</a> });
    let more = next.map(|before| {
        view! {
            <a href=format!("/history?before={}", before.0) class="button quiet">
                {t("history-older")}
            </a>
        }
    });
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

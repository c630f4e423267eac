//! `/history`: every meeting hosted or attended, latest first.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use talkspace_model::{ApiError, HistoryEntry, HistoryPage, Role, Timestamp};

use super::message::{SignInAgain, Unavailable};
use crate::{
    api::{self, ServerError},
    args,
    i18n::{t, tr},
    ui::{Icon, Moment, MomentStyle, Page, Sign, time},
};

/// `/history`, and `/history?before=…` for what is older.
#[component]
pub fn History() -> impl IntoView {
    let query = use_query_map();
    let before = move || query.read().get("before").and_then(|text| text.parse().ok()).map(Timestamp);
    let page = Resource::new_blocking(before, api::history);
    view! {
        <Suspense fallback=|| view! { <p class="page-wait" aria-busy="true"></p> }>
            {move || Suspend::new(async move { shown(page.await, before().is_some()) })}
        </Suspense>
    }
}

fn shown(page: Result<HistoryPage, ServerError>, older: bool) -> AnyView {
    match page {
        Ok(page) => view! { <HistoryView page older /> }.into_any(),
        Err(ServerError(ApiError::NotSignedIn)) => view! { <SignInAgain next="/history" /> }.into_any(),
        Err(ServerError(ApiError::Unavailable | ApiError::NotFound | ApiError::Forbidden | ApiError::Invalid(_))) => {
            view! { <Unavailable /> }.into_any()
        }
    }
}

#[component]
fn HistoryView(page: HistoryPage, older: bool) -> impl IntoView {
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
        <Page title=t("history")>
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
    let HistoryEntry { title, host_name, role, joined, left, present, joins, code, .. } = entry;
    let hosted_by = match role {
        Role::Host => None,
        Role::CoHost | Role::Participant => Some(tr("history-hosted-by", args!["name" => host_name])),
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
        Some(left) => view! { <Moment at=left style=MomentStyle::Time /> }.into_any(),
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
    let newest = older.then(|| view! { <A href="/history" attr:class="button quiet">{t("history-newest")}</A> });
    let more = next.map(|before| {
        view! {
            <A href=format!("/history?before={}", before.0) attr:class="button quiet">
                {t("history-older")}
            </A>
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
            <A href="/home" attr:class="button primary">
                {t("history-empty-next")}
            </A>
        </section>
    }
}

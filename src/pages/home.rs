//! `/home`: start a meeting, join one, and the recent ones.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use talkspace_model::{ApiError, Field, FieldError, FormState, MeetingSummary, Problem};

use super::{
    join::JoinForm,
    message::{SignInAgain, Unavailable},
};
use crate::{
    api::{self, ServerError},
    app::{invitation, use_form, use_viewer},
    args,
    i18n::{t, tr},
    ui::{CopyButton, FormNotice, Icon, Moment, MomentStyle, Page, Sign, time},
};

/// `/home`; `/home?new={code}` shows the meeting just made on top.
#[component]
pub fn Home() -> impl IntoView {
    let query = use_query_map();
    let made = move || query.read().get("new");
    let failed = move || query.read().get("failed").is_some();
    let meetings = Resource::new_blocking(made, |_| api::recent_meetings());
    view! {
        <Suspense fallback=|| view! { <p class="page-wait" aria-busy="true"></p> }>
            {move || Suspend::new(async move { shown(meetings.await, made(), failed()) })}
        </Suspense>
    }
}

fn shown(meetings: Result<Vec<MeetingSummary>, ServerError>, made: Option<String>, failed: bool) -> AnyView {
    match meetings {
        Ok(meetings) => view! { <HomeView meetings made failed /> }.into_any(),
        Err(ServerError(ApiError::NotSignedIn)) => view! { <SignInAgain next="/home" /> }.into_any(),
        Err(ServerError(ApiError::Unavailable | ApiError::NotFound | ApiError::Forbidden | ApiError::Invalid(_))) => {
            view! { <Unavailable /> }.into_any()
        }
    }
}

#[component]
fn HomeView(meetings: Vec<MeetingSummary>, made: Option<String>, failed: bool) -> impl IntoView {
    let made = made.and_then(|code| meetings.iter().find(|meeting| meeting.code.as_str() == code).cloned());
    view! {
        <Page title=t("home")>
            <Greeting />
            {failed.then(|| view! { <FormNotice form=unavailable() /> })}
            {made.map(|meeting| view! { <Made meeting /> })}
            <section class="action-cards" aria-label=t("home-actions")>
                <form method="post" action="/meetings" class="action-form">
                    <button class="action-card primary" aria-labelledby="new-meeting" aria-describedby="new-meeting-lead">
                        <span class="action-sign">
                            <Icon sign=Sign::Plus />
                        </span>
                        <strong id="new-meeting">{t("new-meeting")}</strong>
                        <span id="new-meeting-lead">{t("new-meeting-lead")}</span>
                    </button>
                </form>
                <div class="action-card">
                    <span class="action-sign">
                        <Icon sign=Sign::Join />
                    </span>
                    <h2>{t("join")}</h2>
                    <p class="muted">{t("join-card-lead")}</p>
                    <JoinForm form=use_form("/home") />
                </div>
            </section>
            <Recent meetings />
        </Page>
    }
}

/// A form without fields failed; the notice says so.
fn unavailable() -> FormState {
    FormState { errors: vec![FieldError::new(Field::Form, Problem::Unavailable)], ..FormState::default() }
}

/// "Hello" from the server; the browser knows the time of day.
#[component]
fn Greeting() -> impl IntoView {
    let name = use_viewer().user.map(|user| user.name).unwrap_or_default();
    let first = name.split_whitespace().next().unwrap_or_default().to_owned();
    let key = RwSignal::new("greeting-hello");
    Effect::new(move || key.set(greeting(time::local_hour())));
    view! {
        <div class="page-head">
            <h1>{move || tr(key.get(), args!["name" => first.as_str()])}</h1>
            <p class="muted">{t("home-lead")}</p>
        </div>
    }
}

fn greeting(hour: u32) -> &'static str {
    match hour {
        5..=11 => "greeting-morning",
        12..=16 => "greeting-afternoon",
        17..=21 => "greeting-evening",
        _ => "greeting-hello",
    }
}

/// The meeting just made: what to send to the others, and the way in.
#[component]
fn Made(meeting: MeetingSummary) -> impl IntoView {
    let link = invitation(&meeting.code);
    view! {
        <section class="card made" aria-labelledby="made-title">
            <div class="made-text">
                <h2 id="made-title">{t("made-title")}</h2>
                <p class="muted">{t("made-lead")}</p>
            </div>
            <dl class="made-facts">
                <dt>{t("meeting-code")}</dt>
                <dd class="code" data-meeting-code>{meeting.code.to_string()}</dd>
                <dt>{t("made-link")}</dt>
                <dd class="made-link" data-meeting-link>{link.clone()}</dd>
            </dl>
            <div class="made-ways">
                <CopyButton text=link label=t("copy-link") />
                <a class="button primary" rel="external" href=format!("/m/{}", meeting.code)>
                    {t("enter-meeting")}
                </a>
            </div>
        </section>
    }
}

#[component]
fn Recent(meetings: Vec<MeetingSummary>) -> impl IntoView {
    let list = match meetings.is_empty() {
        true => view! { <NoneYet /> }.into_any(),
        false => {
            let rows = meetings.into_iter().map(|meeting| view! { <RecentMeeting meeting /> }).collect_view();
            view! { <ul class="card rows">{rows}</ul> }.into_any()
        }
    };
    view! {
        <section class="recent" aria-labelledby="recent-title">
            <h2 id="recent-title">{t("recent-title")}</h2>
            {list}
        </section>
    }
}

#[component]
fn RecentMeeting(meeting: MeetingSummary) -> impl IntoView {
    let MeetingSummary { code, title, created, live, .. } = meeting;
    let label = tr("enter-named", args!["title" => title.as_str()]);
    view! {
        <li class="row" data-meeting=code.to_string()>
            <p class="row-when">
                <Moment at=created style=MomentStyle::Date />
            </p>
            <div class="row-what">
                <h3 class="row-title">
                    {title} {live.then(|| view! { " " <span class="pill live">{t("live-now")}</span> })}
                </h3>
                <p class="muted code">{code.to_string()}</p>
            </div>
            <div class="row-ways">
                <CopyButton text=invitation(&code) label=t("copy-link") />
                <a class="button quiet" rel="external" href=format!("/m/{code}") aria-label=label>
                    {t("enter")}
                </a>
            </div>
        </li>
    }
}

#[component]
fn NoneYet() -> impl IntoView {
    view! {
        <section class="card empty">
            <span class="message-sign">
                <Icon sign=Sign::Calendar />
            </span>
            <h3>{t("recent-empty-title")}</h3>
            <p class="muted">{t("recent-empty-lead")}</p>
        </section>
    }
}

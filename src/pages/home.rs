//! `/home`: start a meeting, plan or join one; what is to come, and the recent ones.

use leptos::prelude::*;
use talkspace_model::{Field, FieldError, FormState, MeetingSummary, Problem, schedule};

use super::{
    Page,
    join::JoinForm,
    upcoming::{PersonalRoom, Place, Upcoming},
};
use crate::{
    app::{invitation, use_viewer},
    args,
    i18n::{t, tr},
    ui::{CopyButton, FormNotice, Icon, Moment, MomentStyle, Sign},
};

/// `/home`; `made` is the code of the meeting just made, which stands on top.
#[component]
pub fn Home(
    meetings: Vec<MeetingSummary>,
    upcoming: Vec<schedule::Upcoming>,
    personal: Option<MeetingSummary>,
    place: Place,
    made: Option<String>,
    problem: Option<Problem>,
) -> impl IntoView {
    let hosts = use_viewer().user.is_some_and(|user| user.role.may_create_meetings());
    let made = made.and_then(|code| meetings.iter().find(|meeting| meeting.code.as_str() == code).cloned());
    view! {
        <Page>
            <Greeting />
            {problem.map(|problem| view! { <FormNotice form=failed(problem) /> })}
            {made.map(|meeting| view! { <Made meeting /> })}
            <section class="action-cards" aria-label=t("home-actions")>
                {hosts.then(|| view! { <Begin /> })}
                <div class="action-card">
                    <span class="action-sign">
                        <Icon sign=Sign::Join />
                    </span>
                    <h2>{t("join")}</h2>
                    <p class="muted">{t("join-card-lead")}</p>
                    <JoinForm form=FormState::default() />
                </div>
            </section>
            <Upcoming dates=upcoming place />
            {personal.map(|room| view! { <PersonalRoom room /> })}
            {(hosts || !meetings.is_empty()).then(|| view! { <Recent meetings /> })}
        </Page>
    }
}

/// What only those see who may have meetings of their own.
#[component]
fn Begin() -> impl IntoView {
    view! {
        <form method="post" action="/meetings" class="action-card primary">
            <span class="action-sign">
                <Icon sign=Sign::Plus />
            </span>
            <button class="card-button" aria-describedby="new-meeting-lead">
                {t("new-meeting")}
            </button>
            <p id="new-meeting-lead">{t("new-meeting-lead")}</p>
        </form>
        <form method="get" action="/schedule" class="action-card">
            <span class="action-sign">
                <Icon sign=Sign::Calendar />
            </span>
            <button class="card-button" aria-describedby="schedule-lead">{t("schedule")}</button>
            <p class="muted" id="schedule-lead">{t("schedule-lead")}</p>
        </form>
    }
}

/// A form without fields failed; the notice says so.
fn failed(problem: Problem) -> FormState {
    FormState { errors: vec![FieldError::new(Field::Form, problem)], ..FormState::default() }
}

/// "Hello" from the server; the browser knows the time of day (`ui/enhance.rs`).
#[component]
fn Greeting() -> impl IntoView {
    let name = use_viewer().user.map(|user| user.name).unwrap_or_default();
    view! {
        <div class="page-head">
            <h1 data-greet=name.clone()>{tr("greeting-hello", args!["name" => name.clone()])}</h1>
            <p class="muted">{t("home-lead")}</p>
        </div>
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
                <a class="button quiet" href=format!("/meetings/{}/settings", meeting.id)>
                    {t("room-settings")}
                </a>
                <a class="button primary" href=format!("/m/{}", meeting.code)>
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
    let MeetingSummary { id, code, title, created, live } = meeting;
    let label = tr("enter-named", args!["title" => title.as_str()]);
    let settings = tr("settings-of", args!["title" => title.as_str()]);
    let record = tr("record-link-of", args!["title" => title.as_str()]);
    view! {
        <li class="row" data-meeting=code.to_string()>
            <p class="row-when">
                <Moment at=created style=MomentStyle::DateTime />
            </p>
            <div class="row-what">
                <h3 class="row-title">
                    {title} {live.then(|| view! { " " <span class="pill live">{t("live-now")}</span> })}
                </h3>
                <p class="muted code">{code.to_string()}</p>
            </div>
            <div class="row-ways">
                <CopyButton text=invitation(&code) label=t("copy-link") />
                <a class="button quiet" href=format!("/meetings/{id}") aria-label=record.clone() title=record>
                    <Icon sign=Sign::Attendance />
                </a>
                <a
                    class="button quiet"
                    href=format!("/meetings/{id}/settings")
                    aria-label=settings.clone()
                    title=settings
                >
                    <Icon sign=Sign::Settings />
                </a>
                <a class="button quiet" href=format!("/m/{code}") aria-label=label>
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

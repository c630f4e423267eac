//! `/meetings/{id}/invitation`: when a planned meeting takes place, and what to send to whom.

use leptos::prelude::*;
use talkspace_model::{
    MeetingId,
    schedule::{CivilDate, PlannedDate},
};
use talkspace_server::{
    mail::Undelivered,
    schedules::{Plan, qr, zones::Zone},
};

use super::{Page, schedule};
use crate::{
    app, args,
    i18n::{Words, t, tr},
    invitations,
    ui::{CopyButton, Icon, Sign, calendar},
};

/// Dates that are listed; the rest is counted.
const LISTED: usize = 12;

pub fn path(id: &MeetingId) -> String {
    format!("/meetings/{id}/invitation")
}

/// What has just happened to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Planned,
    Changed,
    Cancelled,
}

impl Done {
    pub fn as_str(self) -> &'static str {
        match self {
            Done::Planned => "planned",
            Done::Changed => "changed",
            Done::Cancelled => "cancelled",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Done::Planned, Done::Changed, Done::Cancelled].into_iter().find(|done| done.as_str() == word)
    }

    fn words(self) -> String {
        match self {
            Done::Planned => t("invitation-planned"),
            Done::Changed => t("invitation-changed"),
            Done::Cancelled => t("invitation-cancelled"),
        }
    }
}

/// What has become of the letters about a plan.
#[derive(Debug, Clone)]
pub struct Post {
    /// There is no mail server: they are files in the data folder.
    pub filed: bool,
    /// Those that could not be sent, so far or at all.
    pub undelivered: Vec<Undelivered>,
    /// The last ones could not even be kept.
    pub unsent: bool,
}

/// `now` parts the dates that are over from those to come.
#[component]
pub fn Invitation(plan: Plan, done: Option<Done>, post: Post, now: talkspace_model::Timestamp) -> impl IntoView {
    let words = expect_context::<Words>();
    let (link, hosted) = (app::invitation(plan.code()), plan.hosted);
    let coming: Vec<PlannedDate> = plan.dates.iter().filter(|date| date.end > now).copied().collect();
    let text = invitations::text(&words, &plan, &link);
    let enter = format!("/m/{}", plan.code());
    let file = format!("{}.ics", path(&plan.setup.id));
    let over = plan.dates.is_empty();
    let description = plan.row.description.clone();
    view! {
        <Page>
            <div class="page-head">
                <h1>{plan.setup.title.clone()}</h1>
                <p class="muted">{calendar::rule(&words, &plan.row.schedule)}</p>
            </div>
            {done.map(|done| view! { <p class="notice good" role="status">{done.words()}</p> })}
            {(hosted && post.unsent).then(|| view! { <Bad>{t("invitation-unsent")}</Bad> })}
            {over.then(|| view! { <p class="notice">{t("invitation-none")}</p> })}
            {(!description.is_empty()).then(|| view! { <p class="invitation-about">{description}</p> })}
            <section class="card invitation-card" aria-labelledby="invitation-title">
                <h2 id="invitation-title">{t("invitation-title")}</h2>
                <div class="invitation-both">
                    <pre class="invitation-text" data-invitation-text>{text.clone()}</pre>
                    <Code link=link.clone() />
                </div>
                <div class="settings-ways">
                    <CopyButton text=text label=t("invitation-copy") />
                    <CopyButton text=link label=t("copy-link") />
                    {(!over).then(|| view! { <a class="button quiet" href=file download>{t("invitation-file")}</a> })}
                    <a class="button primary" href=enter>{t("enter-meeting")}</a>
                </div>
            </section>
            {(!coming.is_empty()).then(|| view! { <Dates plan=plan.clone() coming /> })}
            {(hosted && !plan.invitees.is_empty()).then(|| view! { <Invitees plan=plan.clone() post /> })}
            {hosted.then(|| view! { <Ways plan /> })}
        </Page>
    }
}

#[component]
fn Dates(plan: Plan, coming: Vec<PlannedDate>) -> impl IntoView {
    let (zone, more) = (plan.zone(), coming.len().saturating_sub(LISTED));
    let single = plan.hosted && plan.row.schedule.repeats();
    let id = plan.setup.id.clone();
    let moved: Vec<CivilDate> = plan.row.schedule.changes.keys().copied().collect();
    let row = move |date: PlannedDate| {
        let changed = moved.contains(&date.day);
        view! { <OneDate id=id.clone() date zone=zone.clone() single changed /> }
    };
    view! {
        <section class="recent" aria-labelledby="dates-title">
            <h2 id="dates-title">{t("invitation-dates")}</h2>
            <ul class="card rows dates">{coming.into_iter().take(LISTED).map(row).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="muted">{tr("invitation-more", args!["count" => more])}</p> })}
        </section>
    }
}

/// `single`: it can be changed and cancelled by itself.
#[component]
fn OneDate(id: MeetingId, date: PlannedDate, zone: Zone, single: bool, changed: bool) -> impl IntoView {
    let words = expect_context::<Words>();
    let day = calendar::day(&words, zone.shown(date.start).0);
    let hours = calendar::hours(&words, &zone, date.start, date.end);
    let ways = single.then(|| {
        let edit = format!("{}?date={}", schedule::path(&id), date.day);
        let cancel = format!("{}/cancel?date={}", schedule::path(&id), date.day);
        let named = |key: &str| tr(key, args!["day" => day.as_str()]);
        view! {
            <div class="row-ways">
                <a class="button quiet" href=edit aria-label=named("date-edit-named")>{t("date-edit")}</a>
                <a class="button quiet" href=cancel aria-label=named("date-cancel-named")>{t("date-cancel")}</a>
            </div>
        }
    });
    view! {
        <li class="row date" data-date=date.day.to_string()>
            <div class="row-what">
                <h3 class="row-title">
                    {day.clone()} {changed.then(|| view! { " " <span class="pill">{t("date-changed")}</span> })}
                </h3>
                <p class="muted">{hours} " (" {zone.name().to_owned()} ")"</p>
            </div>
            {ways}
        </li>
    }
}

/// The link for a telephone's camera: dark on a light plate in every theme, for readers want it so.
#[component]
fn Code(link: String) -> impl IntoView {
    qr::outline(&link).map(|(size, outline)| {
        view! {
            <svg class="invitation-code" viewBox=format!("0 0 {size} {size}") role="img" aria-label=t("invitation-qr")>
                <rect width=size height=size fill="#fff" />
                <path d=outline fill="#000" shape-rendering="crispEdges" />
            </svg>
        }
    })
}

#[component]
fn Bad(children: Children) -> impl IntoView {
    view! {
        <p class="notice bad" role="alert">
            <Icon sign=Sign::Alert />
            <span>{children()}</span>
        </p>
    }
}

#[component]
fn Invitees(plan: Plan, post: Post) -> impl IntoView {
    let row = |email: &talkspace_model::Email| view! { <li>{email.as_str().to_owned()}</li> };
    let problem = |mail: Undelivered| {
        let key = if mail.given_up { "invitation-given-up" } else { "invitation-not-yet" };
        view! { <Bad>{tr(key, args!["address" => mail.recipient.as_str()])}</Bad> }
    };
    let filed = post.filed.then(|| view! { <p class="notice">{t("invitation-filed")}</p> });
    view! {
        <section class="card invitation-card" aria-labelledby="invitees-title">
            <h2 id="invitees-title">{t("schedule-invitees")}</h2>
            {post.undelivered.into_iter().map(problem).collect_view()}
            {filed}
            <ul class="invitees">{plan.invitees.iter().map(row).collect_view()}</ul>
        </section>
    }
}

/// What the host can do with the plan.
#[component]
fn Ways(plan: Plan) -> impl IntoView {
    let (id, planned) = (plan.setup.id, plan.row.cancelled.is_none());
    view! {
        <div class="settings-ways invitation-ways">
            <a class="button quiet" href=schedule::path(&id)>
                <Icon sign=Sign::Calendar />
                {t(if planned { "schedule-edit" } else { "schedule-again" })}
            </a>
            <a class="button quiet" href=format!("/meetings/{id}/settings")>
                <Icon sign=Sign::Settings />
                {t("room-settings")}
            </a>
            {planned
                .then(|| {
                    view! {
                        <a class="button quiet" href=format!("{}/cancel", schedule::path(&id))>
                            <Icon sign=Sign::Trash />
                            {t("schedule-cancel")}
                        </a>
                    }
                })}
        </div>
    }
}

//! `/meetings/{id}`: the record of a meeting. Its runs, and of one of them who was there; or the roll of all.

pub mod attendance;
pub mod exports;
pub mod roll;
pub mod strip;
pub mod talk;
pub mod timeline;

use leptos::prelude::*;
use talkspace_model::{Kept, MeetingId, OccurrenceId, Retention, Timestamp};
use talkspace_server::records::{MeetingRecord, Roll, RunRecord, SeenRun, Talk};

use super::{Page, percent_encode};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Moment, MomentStyle, Sign},
};
use attendance::Attendance;
pub use exports::{percent_of, roll_csv, roll_percent, run_csv, talk_csv};
use roll::RollTable;
use talk::Conversation;
use timeline::Timeline;

/// The names of the address's parameters.
pub const RUN: &str = "run";
pub const VIEW: &str = "view";
pub const AT_LEAST: &str = "at_least";
/// What is looked for in the conversation.
pub const FIND: &str = "find";
/// The message before which the conversation is shown.
pub const BEFORE: &str = "before";
/// The value of [`VIEW`] for the roll.
pub const ROLL: &str = "roll";
/// What is taken for an attendance in the roll until somebody says otherwise.
pub const USUAL_PERCENT: u32 = 50;

/// What of a record is shown.
#[derive(Debug, Clone)]
pub enum View {
    /// Nobody has entered the meeting yet.
    Nothing,
    /// `talk` is `None` for whoever may not read it.
    Run {
        run: Box<RunRecord>,
        talk: Option<Box<Talk>>,
        retention: Retention,
    },
    Roll(Roll),
}

/// A run's page, with what the person has chosen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Where {
    pub id: MeetingId,
    pub run: OccurrenceId,
    pub percent: Option<u32>,
    pub find: Option<String>,
}

impl Where {
    pub(super) fn address(&self) -> String {
        let find = self.find.as_deref().map(|find| format!("&{FIND}={}", percent_encode(find))).unwrap_or_default();
        address(&self.id, Some(self.run.as_str()), self.percent) + &find
    }

    /// The page with what was written before a message.
    fn before(&self, id: &str) -> String {
        format!("{}&{BEFORE}={}#chat", self.address(), percent_encode(id))
    }
}

/// `percent` is how long people must have been there to be listed.
#[component]
pub fn Record(meeting: MeetingRecord, view: View, percent: Option<u32>) -> impl IntoView {
    let heading = tr("record-of", args!["title" => meeting.title.as_str()]);
    let chosen = match &view {
        View::Run { run, .. } => Some(run.seen.row.id.as_str().to_owned()),
        View::Nothing | View::Roll(_) => None,
    };
    let is_roll = matches!(view, View::Roll(_));
    let runs = (!meeting.runs.is_empty())
        .then(|| view! { <Runs id=meeting.id.clone() runs=meeting.runs.clone() chosen is_roll /> });
    let content = match view {
        View::Nothing => view! { <NoRuns /> }.into_any(),
        View::Run { run, talk, retention } => {
            let talk = talk.map(|talk| *talk);
            let ended = run.seen.row.ended;
            view! {
                <OneRun meeting=meeting.clone() run=*run talk percent />
                <KeptUntil retention ended />
            }
            .into_any()
        }
        View::Roll(roll) => view! { <RollTable meeting=meeting.clone() roll percent /> }.into_any(),
    };
    view! {
        <Page width=super::PageWidth::Wide>
            <div class="page-head record-head">
                <h1>{heading}</h1>
                <p class="muted record-code">
                    <span class="code">{meeting.code.to_string()}</span>
                    {meeting.hosted.then(|| {
                        view! { <a href=format!("/meetings/{}/settings", meeting.id)>{t("room-settings")}</a> }
                    })}
                    <a href="/verify">{t("record-verify-link")}</a>
                </p>
            </div>
            <div class="record">{runs} <div class="record-main">{content}</div></div>
        </Page>
    }
}

/// The address of a view of this meeting's record.
pub(super) fn address(id: &MeetingId, run: Option<&str>, percent: Option<u32>) -> String {
    let what = run.map_or_else(|| format!("{VIEW}={ROLL}"), |run| format!("{RUN}={run}"));
    let percent = percent.map(|percent| format!("&{AT_LEAST}={percent}")).unwrap_or_default();
    format!("/meetings/{id}?{what}{percent}")
}

#[component]
fn Runs(id: MeetingId, runs: Vec<SeenRun>, chosen: Option<String>, is_roll: bool) -> impl IntoView {
    let series = runs.len() > 1;
    let entry = {
        let id = id.clone();
        move |seen: SeenRun| {
            let row = seen.row;
            let current = (chosen.as_deref() == Some(row.id.as_str())).then_some("page");
            let live = row.ended.is_none().then(|| view! { " " <span class="pill live">{t("live-now")}</span> });
            view! {
                <li>
                    <a class="run" href=address(&id, Some(row.id.as_str()), None) aria-current=current data-run=row.id.to_string()>
                        <Moment at=row.started style=MomentStyle::DateTime />
                        {live}
                    </a>
                </li>
            }
        }
    };
    view! {
        <nav class="runs" aria-label=t("record-runs")>
            {series.then(|| {
                view! {
                    <a class="run" href=address(&id, None, None) aria-current=is_roll.then_some("page")>
                        <Icon sign=Sign::Attendance />
                        {t("record-roll")}
                    </a>
                }
            })}
            <ul>{runs.into_iter().map(entry).collect_view()}</ul>
        </nav>
    }
}

#[component]
fn OneRun(meeting: MeetingRecord, run: RunRecord, talk: Option<Talk>, percent: Option<u32>) -> impl IntoView {
    let row = run.seen.row.clone();
    let live = row.ended.is_none();
    let find = talk.as_ref().and_then(|talk| talk.asked.find.clone());
    let here = Where { id: meeting.id.clone(), run: row.id.clone(), percent, find };
    // A page of older messages stays what it is; the rest is refreshed.
    let refresh = match talk.as_ref().and_then(|talk| talk.asked.before.as_ref()) {
        Some(before) => here.before(before.as_str()),
        None => here.address(),
    };
    let inside = run.strip.inside().count();
    let end = match row.ended {
        Some(ended) => view! { <Moment at=ended style=MomentStyle::Time after=row.started /> }.into_any(),
        None => view! { <span class="now">{t("history-now")}</span> }.into_any(),
    };
    let planned = row.planned_start.zip(row.planned_end).map(|(start, end)| {
        view! {
            <p class="muted">
                {t("record-planned")} " " <Moment at=start style=MomentStyle::Time /> " – "
                <Moment at=end style=MomentStyle::Time after=start />
            </p>
        }
    });
    // Somebody with two devices is one person.
    let peak = run.people.min(usize::try_from(row.peak).unwrap_or(run.people));
    view! {
        {live.then(|| view! { <Live refresh inside /> })}
        <section class="card record-card" aria-labelledby="run-title">
            <header class="record-card-head">
                <div data-part="head">
                    <h2 id="run-title">
                        <Moment at=row.started style=MomentStyle::Date />
                        ", "
                        <Moment at=row.started style=MomentStyle::Time />
                        " – "
                        {end}
                    </h2>
                    {planned}
                    <p class="muted">
                        {tr("record-people", args!["count" => run.people])} " · "
                        {tr("record-peak", args!["count" => peak])}
                    </p>
                </div>
                <exports::Ways meeting=meeting.clone() run=Some(run.clone()) />
            </header>
            <Attendance place=here.clone() run=run.clone() />
        </section>
        <Timeline run />
        <Conversation place=here talk />
    }
}

/// While the meeting goes on the page refreshes itself; see `crates/record-web/src/live.rs`, which fills in the time.
#[component]
fn Live(refresh: String, inside: usize) -> impl IntoView {
    view! {
        <div class="record-live" data-live=refresh data-over=t("record-live-over") data-lost=t("record-live-lost")>
            <span class="pill live">{t("live-now")}</span>
            <noscript>{t("record-live-script")}</noscript>
            <span class="muted" data-refreshed=tr("record-live-at", args!["time" => "%time%"])></span>
            <p class="visually-hidden" role="status" data-part="inside">
                {tr("record-inside-now", args!["count" => inside])}
            </p>
        </div>
    }
}

/// How long all this is kept. While the meeting goes on, nobody can say.
#[component]
fn KeptUntil(retention: Retention, ended: Option<Timestamp>) -> impl IntoView {
    let line = |(kept, key): (Kept, &'static str)| {
        let until = retention.until(kept, ended)?;
        Some(view! { <li data-kept=key>{t(key)} " " <Moment at=until style=MomentStyle::Date /></li> })
    };
    let kinds = [
        (Kept::Chat, "record-kept-chat"),
        (Kept::Files, "record-kept-files"),
        (Kept::Attendance, "record-kept-attendance"),
    ];
    let lines: Vec<_> = kinds.into_iter().filter_map(line).collect();
    ended.map(|_| match lines.is_empty() {
        true => view! { <p class="muted">{t("record-kept-forever")}</p> }.into_any(),
        false => view! { <ul class="muted record-kept">{lines}</ul> }.into_any(),
    })
}

#[component]
fn NoRuns() -> impl IntoView {
    view! {
        <section class="card empty">
            <span class="message-sign">
                <Icon sign=Sign::Attendance />
            </span>
            <h2>{t("record-empty-title")}</h2>
            <p class="muted">{t("record-empty-lead")}</p>
        </section>
    }
}

//! What is to come, on `/home`: by days, what goes on now first. And the room that is always one's own.

use leptos::prelude::*;
use talkspace_model::{
    MeetingSummary, Timestamp,
    schedule::{CivilDate, Upcoming as Date},
};
use talkspace_server::schedules::zones::Zone;

use super::invitation;
use crate::{
    app, args,
    i18n::{Words, t, tr},
    ui::{CopyButton, Icon, Sign, calendar},
};

/// In which zone days and hours are told, and whether that is known to be the person's own.
#[derive(Debug, Clone)]
pub struct Place {
    pub zone: Zone,
    pub own: bool,
    pub now: Timestamp,
}

/// Without dates nothing is shown: whoever never plans needs no empty list.
#[component]
pub fn Upcoming(dates: Vec<Date>, place: Place) -> impl IntoView {
    (!dates.is_empty()).then(|| {
        let words = expect_context::<Words>();
        let zone = (!place.own).then(|| tr("upcoming-zone", args!["zone" => place.zone.name()]));
        let days = by_day(dates, &place).into_iter().map(|(day, dates)| {
            let heading = day.map_or_else(|| t("upcoming-now"), |day| calendar::day(&words, day));
            let rows = dates.into_iter().map(|date| view! { <UpcomingDate date place=place.clone() /> }).collect_view();
            view! {
                <h3 class="upcoming-day">{heading}</h3>
                <ul class="card rows">{rows}</ul>
            }
        });
        let days = days.collect_view();
        view! {
            <section class="recent upcoming" aria-labelledby="upcoming-title">
                <h2 id="upcoming-title">{t("upcoming-title")}</h2>
                {zone.map(|zone| view! { <p class="muted">{zone}</p> })}
                {days}
            </section>
        }
    })
}

/// Without a day: what goes on now.
fn by_day(dates: Vec<Date>, place: &Place) -> Vec<(Option<CivilDate>, Vec<Date>)> {
    let mut days: Vec<(Option<CivilDate>, Vec<Date>)> = Vec::new();
    for date in dates {
        let goes_on = date.meeting.live || date.date.start <= place.now;
        let day = (!goes_on).then(|| place.zone.shown(date.date.start).0);
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, dates)) => dates.push(date),
            None => days.push((day, vec![date])),
        }
    }
    days.sort_by_key(|(day, _)| *day);
    days
}

#[component]
fn UpcomingDate(date: Date, place: Place) -> impl IntoView {
    let words = expect_context::<Words>();
    let Date { meeting, date, hosted, host_name, repeats } = date;
    let MeetingSummary { id, code, title, live, .. } = meeting;
    let mark = match (live, date.start <= place.now) {
        (true, _) => Some(t("live-now")),
        (false, true) => Some(t("upcoming-mark-now")),
        (false, false) => None,
    };
    let host = (!hosted).then(|| tr("history-hosted-by", args!["name" => host_name]));
    let join = tr("join-named", args!["title" => title.as_str()]);
    let details = tr("invitation-of", args!["title" => title.as_str()]);
    view! {
        <li class="row" data-upcoming=code.to_string() data-date=date.day.to_string()>
            <p class="row-when">{calendar::hours(&words, &place.zone, date.start, date.end)}</p>
            <div class="row-what">
                <h4 class="row-title">
                    {title} {mark.map(|mark| view! { " " <span class="pill live" data-now>{mark}</span> })}
                </h4>
                <p class="muted row-details">
                    <span class="row-detail code">{code.to_string()}</span>
                    {repeats.then(|| view! { <span class="row-detail">{t("upcoming-repeats")}</span> })}
                    {host.map(|host| view! { <span class="row-detail">{host}</span> })}
                </p>
            </div>
            <div class="row-ways">
                <a class="button quiet" href=invitation::path(&id) aria-label=details.clone() title=details>
                    <Icon sign=Sign::Calendar />
                </a>
                <a class="button primary" href=format!("/m/{code}") aria-label=join>
                    {t("join")}
                </a>
            </div>
        </li>
    }
}

/// The room that is always there: its code never changes.
#[component]
pub fn PersonalRoom(room: MeetingSummary) -> impl IntoView {
    let link = app::invitation(&room.code);
    let settings = tr("settings-of", args!["title" => room.title.as_str()]);
    view! {
        <section class="card made personal" aria-labelledby="personal-title">
            <div class="made-text">
                <h2 id="personal-title">
                    {t("personal-title")} {room.live.then(|| view! { " " <span class="pill live">{t("live-now")}</span> })}
                </h2>
                <p class="muted">{t("personal-lead")}</p>
            </div>
            <dl class="made-facts">
                <dt>{t("meeting-code")}</dt>
                <dd class="code" data-personal-code>{room.code.to_string()}</dd>
                <dt>{t("made-link")}</dt>
                <dd class="made-link" data-personal-link>{link.clone()}</dd>
            </dl>
            <div class="made-ways">
                <CopyButton text=link label=t("copy-link") />
                <a class="button quiet" href=format!("/meetings/{}/settings", room.id) aria-label=settings.clone() title=settings>
                    <Icon sign=Sign::Settings />
                </a>
                <a class="button quiet" href=format!("/m/{}", room.code)>{t("personal-enter")}</a>
            </div>
        </section>
    }
}

//! Invitations in words: what a person copies, and what the server sends.

use talkspace_model::{
    Email, Millis,
    schedule::{CivilDate, PlannedDate},
};
use talkspace_server::{
    mail::Letter,
    schedules::{
        Plan,
        ics::{self, Head, Method},
    },
};

use crate::{app::escaped, args, i18n::Words, ui::calendar};

/// What those who are invited are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Invited,
    /// The plan, or one date of it.
    Changed(Option<CivilDate>),
    Cancelled(Option<CivilDate>),
}

/// Where the site is: its name on the network, and the meeting's link.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    pub host: &'a str,
    pub link: &'a str,
}

/// Title, when, link and code, for a message of one's own.
pub fn text(words: &Words, plan: &Plan, link: &str) -> String {
    facts(words, plan, plan.dates.first().copied(), link).join("\n")
}

/// A letter to everybody who is invited, and one to everybody who is not any more.
pub fn letters(words: &Words, plan: &Plan, news: News, site: Site<'_>) -> Vec<Letter> {
    let told = plan.invitees.iter().map(|to| letter(words, plan, news, site, to));
    let gone = plan.gone.iter().map(|to| letter(words, plan, News::Cancelled(None), site, to));
    told.chain(gone).collect()
}

fn letter(words: &Words, plan: &Plan, news: News, site: Site<'_>, to: &Email) -> Letter {
    let title = plan.setup.title.as_str();
    let (subject, lead) = match news {
        News::Invited => ("mail-invited-subject", "mail-invited"),
        News::Changed(None) => ("mail-changed-subject", "mail-changed"),
        News::Changed(Some(_)) => ("mail-changed-subject", "mail-date-changed"),
        News::Cancelled(None) => ("mail-cancelled-subject", "mail-cancelled"),
        News::Cancelled(Some(_)) => ("mail-cancelled-subject", "mail-date-cancelled"),
    };
    let method = match news {
        News::Invited | News::Changed(_) => Method::Request,
        News::Cancelled(day) => Method::Cancel(day),
    };
    let lead = words.text(lead, args!["name" => plan.host_name.as_str()]);
    let facts = match news {
        News::Cancelled(day) => [Some(title.to_owned()), day.map(|day| when(words, plan, original(plan, day)))]
            .into_iter()
            .flatten()
            .collect(),
        News::Invited | News::Changed(None) => facts(words, plan, plan.dates.first().copied(), site.link),
        News::Changed(Some(day)) => facts(words, plan, plan.date(day), site.link),
    };
    let about =
        Some(plan.row.description.as_str()).filter(|text| !text.is_empty() && !matches!(news, News::Cancelled(_)));
    let foot = words.text("mail-foot", args!["site" => site.host]);
    let head = Head {
        site: site.host,
        link: site.link,
        host_name: &plan.host_name,
        host_email: plan.host_email.as_str(),
        attendee: Some(to),
    };
    Letter {
        to: to.clone(),
        reply: Some((plan.host_name.clone(), plan.host_email.clone())),
        subject: words.text(subject, args!["title" => title]),
        text: plain(&lead, &facts, about, &foot),
        html: html(words, &lead, &facts, about, &foot, site.link),
        calendar: Some((ics::write(plan, method, head), method.as_str())),
    }
}

/// What one has to know to come, a line each; the title first.
fn facts(words: &Words, plan: &Plan, date: Option<PlannedDate>, link: &str) -> Vec<String> {
    let when = date.map(|date| when(words, plan, date));
    let rule = calendar::rule(words, &plan.row.schedule);
    let code = words.text("invitation-code", args!["code" => plan.code().as_str()]);
    let passcode = plan.setup.has_passcode.then(|| words.text("invitation-passcode", &[]));
    let lines = [Some(plan.setup.title.clone()), when, rule, Some(link.to_owned()), Some(code), passcode];
    lines.into_iter().flatten().collect()
}

fn when(words: &Words, plan: &Plan, date: PlannedDate) -> String {
    calendar::span(words, &plan.zone(), date.start, date.end)
}

/// Where the series had a date that does not take place any more.
fn original(plan: &Plan, day: CivilDate) -> PlannedDate {
    let schedule = &plan.row.schedule;
    let start = plan.zone().moment(day, schedule.time);
    PlannedDate { day, start, end: start + Millis::from_mins(i64::from(schedule.minutes)) }
}

fn plain(lead: &str, facts: &[String], about: Option<&str>, foot: &str) -> String {
    let facts = facts.join("\n");
    let parts = [Some(lead), Some(facts.as_str()), about, Some(foot)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Plain enough for every mail program; whatever people have typed is text in it.
fn html(words: &Words, lead: &str, facts: &[String], about: Option<&str>, foot: &str, link: &str) -> String {
    let line = |fact: &String| match fact == link {
        true => format!("<a href=\"{0}\">{0}</a>", attribute(link)),
        false => escaped(fact),
    };
    let (title, rest) = facts.split_first().map_or(("", &facts[..0]), |(title, rest)| (title.as_str(), rest));
    let rest = rest.iter().map(line).collect::<Vec<_>>().join("<br>\n");
    let about = about.map(|text| format!("<p>{}</p>\n", escaped(text).replace('\n', "<br>\n"))).unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body>\n<p>{}</p>\n<h1>{title}</h1>\n<p>{rest}</p>\n{about}<p><small>{}</small></p>\n</body>\n</html>\n",
        words.language(),
        words.direction(),
        escaped(lead),
        escaped(foot),
        title = escaped(title),
    )
}

pub(crate) fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

//! Invitations in words: what a person copies, and what the server sends.

use talkspace_model::schedule::PlannedDate;
use talkspace_server::schedules::Plan;

use crate::{args, i18n::Words, ui::calendar};

/// Title, when, link and code, for a message of one's own.
pub fn text(words: &Words, plan: &Plan, link: &str) -> String {
    let when = plan.dates.first().map(|date| when(words, plan, *date));
    let rule = calendar::rule(words, &plan.row.schedule);
    let code = words.text("invitation-code", args!["code" => plan.code().as_str()]);
    let passcode = plan.setup.has_passcode.then(|| words.text("invitation-passcode", &[]));
    let lines = [Some(plan.setup.title.clone()), when, rule, Some(link.to_owned()), Some(code), passcode];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn when(words: &Words, plan: &Plan, date: PlannedDate) -> String {
    calendar::span(words, &plan.zone(), date.start, date.end)
}

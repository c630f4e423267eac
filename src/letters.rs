//! What the server writes to people about their accounts.

use talkspace_server::{
    accounts::{LINK_HOURS, Owner},
    mail::Letter,
    state::App,
};

use crate::{app::escaped, args, i18n::Words, invitations::attribute, pages::percent_encode};

/// The link with which somebody chooses another password.
pub(crate) fn forgotten(words: &Words, app: &App, owner: &Owner, token: &str) -> Letter {
    let site = app.config.public_url().to_string();
    let link = format!("{site}/reset/{}", percent_encode(token));
    let lead = words.text("mail-forgotten", args!["name" => owner.name.as_str()]);
    let until = words.text("mail-forgotten-until", args!["hours" => LINK_HOURS]);
    let foot = words.text("mail-forgotten-foot", args!["site" => site.as_str()]);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head><meta charset=\"utf-8\"></head>\n<body>\n\
         <p>{}</p>\n<p><a href=\"{address}\">{address}</a></p>\n<p>{}</p>\n<p><small>{}</small></p>\n</body>\n</html>\n",
        escaped(&lead),
        escaped(&until),
        escaped(&foot),
        language = words.language(),
        direction = words.direction(),
        address = attribute(&link),
    );
    Letter {
        to: owner.email.clone(),
        reply: None,
        subject: words.text("mail-forgotten-subject", &[]),
        text: format!("{lead}\n\n{link}\n\n{until}\n\n{foot}\n"),
        html,
        calendar: None,
    }
}

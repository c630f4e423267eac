//! What the server writes to people about their accounts.

use talkspace_model::Email;
use talkspace_server::{
    accounts::{CONFIRM_HOURS, EmailAsked, LINK_HOURS, Owner},
    mail::Letter,
    state::App,
};

use crate::{app::escaped, args, i18n::Words, invitations::attribute, pages::percent_encode};

/// The link with which somebody chooses another password.
pub(crate) fn forgotten(words: &Words, app: &App, owner: &Owner, token: &str) -> Letter {
    Note {
        to: &owner.email,
        subject: words.text("mail-forgotten-subject", &[]),
        lead: words.text("mail-forgotten", args!["name" => owner.name.as_str()]),
        link: Some(format!("reset/{}", percent_encode(token))),
        rest: words.text("mail-forgotten-until", args!["hours" => LINK_HOURS]),
    }
    .letter(words, app)
}

/// To the address that an account is to have: the link that gives it to the account.
pub(crate) fn new_email(words: &Words, app: &App, asked: &EmailAsked) -> Letter {
    Note {
        to: &asked.email,
        subject: words.text("mail-email-subject", &[]),
        lead: words.text("mail-email", args!["name" => asked.owner.name.as_str()]),
        link: Some(format!("email/{}", percent_encode(&asked.token))),
        rest: words.text("mail-email-until", args!["hours" => CONFIRM_HOURS]),
    }
    .letter(words, app)
}

/// To the address that an account had, which somebody else may have taken it away from.
pub(crate) fn email_changed(words: &Words, app: &App, before: &Owner, email: &Email) -> Letter {
    Note {
        to: &before.email,
        subject: words.text("mail-email-changed-subject", &[]),
        lead: words.text("mail-email-changed", args!["name" => before.name.as_str(), "email" => email.as_str()]),
        link: None,
        rest: words.text("mail-email-changed-rest", &[]),
    }
    .letter(words, app)
}

/// To somebody who may open an account; `from` is who invites, and for how many days that counts.
pub(crate) fn invited(words: &Words, app: &App, from: (&str, u32), email: &Email, token: &str) -> Letter {
    let (name, days) = from;
    Note {
        to: email,
        subject: words.text("mail-account-invited-subject", args!["name" => name]),
        lead: words.text("mail-account-invited", args!["name" => name]),
        link: Some(format!("invited/{}", percent_encode(token))),
        rest: words.text("mail-account-invited-until", args!["days" => days]),
    }
    .letter(words, app)
}

/// To somebody for whom an account was made: the link with which to choose its password.
pub(crate) fn account_made(words: &Words, app: &App, to: (&Email, &str), token: &str) -> Letter {
    let (email, name) = to;
    Note {
        to: email,
        subject: words.text("mail-account-made-subject", &[]),
        lead: words.text("mail-account-made", args!["name" => name]),
        link: Some(format!("reset/{}", percent_encode(token))),
        rest: words.text("mail-account-made-until", &[]),
    }
    .letter(words, app)
}

/// A letter's words, in their order.
struct Note<'a> {
    to: &'a Email,
    subject: String,
    lead: String,
    /// A page of this site.
    link: Option<String>,
    rest: String,
}

impl Note<'_> {
    fn letter(self, words: &Words, app: &App) -> Letter {
        let site = app.config.public_url().to_string();
        let foot = words.text("mail-forgotten-foot", args!["site" => site.as_str()]);
        let link = self.link.map(|path| format!("{site}/{path}"));
        let anchor =
            link.as_deref().map(attribute).map(|address| format!("<p><a href=\"{address}\">{address}</a></p>\n"));
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head><meta charset=\"utf-8\"></head>\n\
             <body>\n<p>{}</p>\n{}<p>{}</p>\n<p><small>{}</small></p>\n</body>\n</html>\n",
            escaped(&self.lead),
            anchor.unwrap_or_default(),
            escaped(&self.rest),
            escaped(&foot),
            language = words.language(),
            direction = words.direction(),
        );
        let link = link.map(|link| format!("{link}\n\n")).unwrap_or_default();
        Letter {
            to: self.to.clone(),
            reply: None,
            subject: self.subject,
            text: format!("{}\n\n{link}{}\n\n{foot}\n", self.lead, self.rest),
            html,
            calendar: None,
        }
    }
}

//! One letter: words in two forms, and a calendar file where there is one.

use lettre::{
    Message,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};
use talkspace_model::Email;

/// What somebody is to be told.
#[derive(Clone)]
pub struct Letter {
    pub to: Email,
    /// Whom an answer goes to: name and address.
    pub reply: Option<(String, Email)>,
    pub subject: String,
    pub text: String,
    /// A whole document.
    pub html: String,
    /// The calendar file, and its method.
    pub calendar: Option<(String, &'static str)>,
}

impl Letter {
    /// The whole message. Headers are encoded (RFC 2047), so that no text in them ends one and begins another.
    ///
    /// # Errors
    /// When an address is none.
    pub(super) fn message(&self, from: &Mailbox) -> anyhow::Result<String> {
        let to = Mailbox::new(None, self.to.as_str().parse()?);
        let mut message = Message::builder().from(from.clone()).to(to).subject(one_line(&self.subject));
        if let Some((name, address)) = &self.reply {
            message = message.reply_to(Mailbox::new(Some(one_line(name)), address.as_str().parse()?));
        }
        let words = MultiPart::alternative()
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(self.html.clone()));
        let whole = match &self.calendar {
            None => words,
            Some((calendar, method)) => {
                let kind: ContentType = format!("text/calendar; charset=utf-8; method={method}").parse()?;
                let words = words.singlepart(SinglePart::builder().header(kind.clone()).body(calendar.clone()));
                let file = Attachment::new("invitation.ics".to_owned()).body(calendar.clone(), kind);
                MultiPart::mixed().multipart(words).singlepart(file)
            }
        };
        Ok(String::from_utf8(message.multipart(whole)?.formatted())?)
    }
}

fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("calendar", &self.calendar.is_some()).finish_non_exhaustive()
    }
}

//! One letter: words in two forms, and a calendar file.

use lettre::{
    Message,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};
use talkspace_model::Email;

/// What somebody is to be told.
#[derive(Clone)]
pub struct Letter {
    pub to: Email,
    /// Whom an answer goes to.
    pub reply_name: String,
    pub reply_to: Email,
    pub subject: String,
    pub text: String,
    /// A whole document.
    pub html: String,
    /// The calendar file, and its method.
    pub calendar: String,
    pub method: &'static str,
}

impl Letter {
    /// The whole message. Headers are encoded (RFC 2047), so that no text in them ends one and begins another.
    ///
    /// # Errors
    /// When an address is none.
    pub(super) fn message(&self, from: &Mailbox) -> anyhow::Result<String> {
        let to = Mailbox::new(None, self.to.as_str().parse()?);
        let reply = Mailbox::new(Some(one_line(&self.reply_name)), self.reply_to.as_str().parse()?);
        let kind: ContentType = format!("text/calendar; charset=utf-8; method={}", self.method).parse()?;
        let words = MultiPart::alternative()
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(self.html.clone()))
            .singlepart(SinglePart::builder().header(kind.clone()).body(self.calendar.clone()));
        let file = Attachment::new("invitation.ics".to_owned()).body(self.calendar.clone(), kind);
        let whole = MultiPart::mixed().multipart(words).singlepart(file);
        let message = Message::builder().from(from.clone()).to(to).reply_to(reply).subject(one_line(&self.subject));
        Ok(String::from_utf8(message.multipart(whole)?.formatted())?)
    }
}

fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("method", &self.method).finish_non_exhaustive()
    }
}

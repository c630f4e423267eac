//! Accounts as the pages see them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{UserId, limits};

/// Who may open an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationPolicy {
    #[default]
    Open,
    Invite,
    Closed,
}

/// Who looks at the page, as far as the page may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub user: Option<ViewerUser>,
    pub registration: RegistrationPolicy,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewerUser {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub is_admin: bool,
}

/// An e-mail address in the form we compare: trimmed, lower case. Checked only as far as a mail server would not
/// contradict: one `@`, something on both sides, a dot in the domain, no white space, at most 254 octets.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmailError;

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(input: &str) -> Result<Self, EmailError> {
        let text = input.trim().to_lowercase();
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError)?;
        let domain_ok = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
        let local_ok = !local.is_empty() && !local.contains('@');
        let clean = !text.chars().any(|c| c.is_whitespace() || c.is_control());
        if local_ok && domain_ok && clean && text.len() <= limits::EMAIL_MAX { Ok(Self(text)) } else { Err(EmailError) }
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl fmt::Display for EmailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an e-mail address")
    }
}

impl std::error::Error for EmailError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(" Asha@Example.ORG ".parse::<Email>().map(String::from), Ok("asha@example.org".into()));
        for bad in [
            "",
            "asha",
            "@example.org",
            "asha@",
            "asha@localhost",
            "a b@example.org",
            "a@b@example.org",
            "a@example..org",
        ] {
            assert_eq!(bad.parse::<Email>(), Err(EmailError), "{bad}");
        }
    }
}

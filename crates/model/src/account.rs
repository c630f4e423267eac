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

impl RegistrationPolicy {
    pub const ALL: [RegistrationPolicy; 3] =
        [RegistrationPolicy::Open, RegistrationPolicy::Invite, RegistrationPolicy::Closed];

    /// The word in the database, in forms and in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            RegistrationPolicy::Open => "open",
            RegistrationPolicy::Invite => "invite",
            RegistrationPolicy::Closed => "closed",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == word)
    }
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
    pub role: AccountRole,
}

/// Pages are light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 2] = [Theme::Light, Theme::Dark];

    /// The word in the database, in forms and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}

/// How somebody wants the pages; `None` follows the browser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preferences {
    /// A language's code.
    pub language: Option<String>,
    pub theme: Option<Theme>,
}

/// What an account may do on this server. In a meeting a [`crate::Role`] counts instead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountRole {
    /// Joins meetings.
    Member,
    /// Makes meetings, too.
    #[default]
    Organiser,
    /// Looks after the server, too.
    Administrator,
}

impl AccountRole {
    pub const ALL: [AccountRole; 3] = [AccountRole::Member, AccountRole::Organiser, AccountRole::Administrator];

    /// The word in the database, in forms and in the locale keys.
    pub fn as_str(self) -> &'static str {
        match self {
            AccountRole::Member => "member",
            AccountRole::Organiser => "organiser",
            AccountRole::Administrator => "administrator",
        }
    }

    pub fn may_create_meetings(self) -> bool {
        self >= AccountRole::Organiser
    }

    pub fn may_administer(self) -> bool {
        self == AccountRole::Administrator
    }
}

impl FromStr for AccountRole {
    type Err = UnknownRole;

    fn from_str(word: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == word).ok_or(UnknownRole)
    }
}

/// No role is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownRole;

impl fmt::Display for UnknownRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no role is called so")
    }
}

impl std::error::Error for UnknownRole {}

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
    fn a_role_holds_what_the_lesser_ones_hold() {
        for role in AccountRole::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert_eq!("root".parse::<AccountRole>(), Err(UnknownRole));
        let [member, organiser, administrator] = AccountRole::ALL;
        assert!(!member.may_create_meetings() && organiser.may_create_meetings());
        assert!(!organiser.may_administer() && administrator.may_administer() && administrator.may_create_meetings());
    }

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

//! Inviting people to open an account: by letter, each to the own address, or by a link for so many people.

use talkspace_db::{AccountInvitationRow, AuditEntry, DbError, NewAccountInvitation};
use talkspace_model::{AccountRole, ApiError, Email, Field, FieldError, Millis, Problem, RegistrationPolicy, UserId};

use super::{Accounts, Registration, SignIn, api_unavailable, refused, unavailable, user_row};
use crate::{http::Visitor, random};

type Refused = Vec<FieldError>;

/// For how many days an invitation may count.
pub const DAYS_LEAST: u32 = 1;
pub const DAYS_MOST: u32 = 90;
pub const DAYS_USUAL: u32 = 14;
/// For how many people a link may count.
pub const PEOPLE_MOST: u32 = 1000;
pub const PEOPLE_USUAL: u32 = 30;
/// Letters that can be sent at a time.
pub const LETTERS_MOST: usize = 200;
/// Invitations that the list shows.
const LISTED_MOST: u32 = 500;

/// What holds for whoever accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationTerms {
    pub role: AccountRole,
    /// [`DAYS_LEAST`] to [`DAYS_MOST`].
    pub days: u32,
}

/// What became of inviting people by letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Invited {
    /// To whom letters go, with the secrets of the links in them.
    pub new: Vec<(Email, String)>,
    /// They have an account already.
    pub known: Vec<Email>,
}

impl Accounts {
    /// Invites people, each by an own letter, which is the caller's to send.
    ///
    /// # Errors
    /// When the database fails; nobody is invited then.
    pub async fn invite(
        &self,
        emails: Vec<Email>,
        terms: InvitationTerms,
        by: (&UserId, &Visitor),
    ) -> Result<Invited, Refused> {
        let mut invited = Invited { new: Vec::new(), known: Vec::new() };
        let (mut rows, mut entries) = (Vec::new(), Vec::new());
        for email in emails {
            if self.db.users().by_email(&email).await.map_err(unavailable)?.is_some() {
                invited.known.push(email);
                continue;
            }
            let (row, token) = self.new_invitation(Some(email.clone()), 1, terms);
            entries.push(self.invitation_entry("account.invite", terms.role, by));
            rows.push(row);
            invited.new.push((email, token));
        }
        self.db.account_invitations().put(&rows, &entries).await.map_err(unavailable)?;
        Ok(invited)
    }

    /// Makes a link with which so many people open accounts, and gives back its secret. Nobody becomes an administrator by it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitation_link(
        &self,
        people: u32,
        terms: InvitationTerms,
        by: (&UserId, &Visitor),
    ) -> Result<String, Refused> {
        let role = terms.role.min(AccountRole::Organiser);
        let (row, token) = self.new_invitation(None, people, InvitationTerms { role, ..terms });
        let entry = self.invitation_entry("account.invite_link", role, by);
        self.db.account_invitations().put(&[row], &[entry]).await.map_err(unavailable)?;
        Ok(token)
    }

    /// Those that still count, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitations(&self) -> Result<Vec<AccountInvitationRow>, ApiError> {
        self.db.account_invitations().list(self.clock.now(), LISTED_MOST).await.map_err(api_unavailable)
    }

    /// The invitation that a link belongs to, if it counts and accounts can be opened at all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitation(&self, token: &str) -> Result<Option<AccountInvitationRow>, ApiError> {
        if self.rules.get().registration == RegistrationPolicy::Closed {
            return Ok(None);
        }
        let found = self.db.account_invitations().find(&random::digest(token), self.clock.now()).await;
        found.map_err(api_unavailable)
    }

    /// An invitation counts no more. Nothing for one that did not.
    ///
    /// # Errors
    /// When the database fails; it still counts then.
    pub async fn withdraw_invitation(&self, id: &str, by: (&UserId, &Visitor)) -> Result<(), ApiError> {
        let entry = self.entry("account.invite_withdrawn", Some(by.0), by.1);
        self.db.account_invitations().withdraw(id, &entry).await.map_err(api_unavailable)?;
        Ok(())
    }

    /// Opens an account by invitation and signs in, as far as a password does.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn accept_invitation(
        &self,
        token: &str,
        mut form: Registration,
        visitor: &Visitor,
    ) -> Result<SignIn, Refused> {
        let wrong = || refused(Field::Form, Problem::WrongLink);
        let invitation = self.invitation(token).await.map_err(|_| refused(Field::Form, Problem::Unavailable))?;
        let invitation = invitation.ok_or_else(wrong)?;
        if let Some(email) = &invitation.email {
            email.as_str().clone_into(&mut form.email);
        }
        let checked = self.check(form)?;
        let rules = self.rules.get();
        // Whom the administrator has written to is meant, wherever the mail is read.
        if invitation.email.is_none() && !rules.allows(&checked.email) {
            return Err(refused(Field::Email, Problem::WrongDomain { domains: rules.domains.join(", ") }));
        }
        let user = self.prepare(checked, invitation.role).await?;
        let entry = self.entry("account.register_invited", Some(&user.id), visitor);
        match self.db.account_invitations().accept(&random::digest(token), &user, &entry).await {
            Ok(true) => self.enter(user_row(user), visitor).await,
            Ok(false) => Err(wrong()),
            Err(DbError::EmailTaken) => Err(refused(Field::Email, Problem::EmailTaken)),
            Err(error) => Err(unavailable(error)),
        }
    }

    fn new_invitation(
        &self,
        email: Option<Email>,
        uses: u32,
        terms: InvitationTerms,
    ) -> (NewAccountInvitation, String) {
        let (token, now) = (random::token(), self.clock.now());
        let row = NewAccountInvitation {
            id: random::id(),
            token_hash: random::digest(&token),
            role: terms.role,
            email,
            uses,
            created: now,
            expires: now + Millis::from_mins(i64::from(terms.days) * 24 * 60),
        };
        (row, token)
    }

    fn invitation_entry(&self, action: &'static str, role: AccountRole, by: (&UserId, &Visitor)) -> AuditEntry {
        AuditEntry { detail: Some(format!("role={}", role.as_str())), ..self.entry(action, Some(by.0), by.1) }
    }
}

impl std::fmt::Debug for Invited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Invited({} new, {} known)", self.new.len(), self.known.len())
    }
}

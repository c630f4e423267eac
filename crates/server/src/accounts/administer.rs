//! What whoever looks after the server does with accounts: on the administrator's pages, or on the machine itself.

use talkspace_db::{AccountChange, AuditEntry, Changed, DbError, Deletion, NewUser};
use talkspace_model::{AccountRole, ApiError, Field, FieldError, MeetingId, Problem, UserId, ViewerUser, text};

use super::{Accounts, api_unavailable, check_email, links, refused, rules::AccountRules, unavailable};
use crate::{http::Visitor, random, rooms::SessionKey};

type Refused = Vec<FieldError>;

/// An account for somebody else, who chooses the password.
#[derive(Clone)]
pub struct NewAccount {
    pub name: String,
    pub email: String,
    pub role: AccountRole,
}

/// Why nothing was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDecided {
    NoSuchAccount,
    /// Without this account nobody could look after the server.
    LastAdministrator,
    /// It is one's own, which one deletes with one's password.
    Own,
    Unavailable,
}

/// Who decides: an administrator with a browser, or nobody in particular on the machine itself.
pub(super) type By<'a> = Option<(&'a UserId, &'a Visitor)>;

impl Accounts {
    /// Makes an account without a password; gives back its id and the secret of the link with which its owner chooses one.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn create(&self, form: NewAccount, by: By<'_>) -> Result<(UserId, String), Refused> {
        let name =
            text::clean_line(&form.name, self.limits.name).map_err(|problem| FieldError::new(Field::Name, problem));
        let (name, email) = match (name, check_email(&form.email)) {
            (Ok(name), Ok(email)) => (name, email),
            (name, email) => return Err([name.err(), email.err()].into_iter().flatten().collect()),
        };
        let (id, created) = (UserId::new(random::id()), self.clock.now());
        let user = NewUser { id: id.clone(), email, name, password_hash: String::new(), role: form.role, created };
        match self.db.users().insert(&user).await {
            Ok(()) => {}
            Err(DbError::EmailTaken) => return Err(refused(Field::Email, Problem::EmailTaken)),
            Err(error) => return Err(unavailable(error)),
        }
        let entry = self.decision("account.create", &id, by, Some(form.role.as_str().to_owned()));
        self.db.audit().append(&entry).await.map_err(unavailable)?;
        let token = self.password_link(&id, links::GIVEN).await.map_err(unavailable)?;
        Ok((id, token))
    }

    /// Carries out a decision about an account; gives back the sessions that ended with it, so that what was opened with
    /// them can be closed.
    ///
    /// # Errors
    /// [`NotDecided`]; nothing is changed then.
    pub async fn decide(
        &self,
        user: &UserId,
        change: AccountChange,
        by: By<'_>,
    ) -> Result<Vec<SessionKey>, NotDecided> {
        let (action, detail) = match change {
            AccountChange::Role(role) => ("account.role", Some(role.as_str().to_owned())),
            AccountChange::Disabled(Some(_)) => ("account.disable", None),
            AccountChange::Disabled(None) => ("account.enable", None),
            AccountChange::NewPassword => ("account.password_due", None),
            AccountChange::SignOut => ("account.signed_out", None),
        };
        let entry = self.decision(action, user, by, detail);
        match self.db.users().change(user, change, &entry).await.map_err(not_decided)? {
            Changed::Done(ended) => Ok(ended.into_iter().map(SessionKey::of_digest).collect()),
            Changed::LastAdministrator => Err(NotDecided::LastAdministrator),
            Changed::Nobody => Err(NotDecided::NoSuchAccount),
        }
    }

    /// Deletes somebody's account; gives back the sessions that ended with it, so that what was opened with them can be
    /// closed.
    ///
    /// # Errors
    /// [`NotDecided`]; nothing is changed then.
    pub async fn delete_for(&self, user: &UserId, by: By<'_>) -> Result<Vec<SessionKey>, NotDecided> {
        if by.is_some_and(|(own, _)| own == user) {
            return Err(NotDecided::Own);
        }
        let known = self.db.directory().one(user).await.map_err(not_decided)?.ok_or(NotDecided::NoSuchAccount)?;
        let entry = self.decision("account.delete", &known.id, by, None);
        match self.db.users().delete(&known.id, self.clock.now(), &entry).await.map_err(not_decided)? {
            Deletion::Done(ended) => Ok(ended.into_iter().map(SessionKey::of_digest).collect()),
            Deletion::LastAdministrator => Err(NotDecided::LastAdministrator),
        }
    }

    /// The secret of a link with which somebody chooses a new password, for who asks the administrator in person.
    ///
    /// # Errors
    /// [`NotDecided`].
    pub async fn link_for(&self, user: &UserId, by: By<'_>) -> Result<String, NotDecided> {
        let known = self.db.users().by_id(user).await.map_err(not_decided)?.ok_or(NotDecided::NoSuchAccount)?;
        let token = self.password_link(&known.id, links::GIVEN).await.map_err(not_decided)?;
        let entry = self.decision("account.password_link", user, by, None);
        self.db.audit().append(&entry).await.map_err(not_decided)?;
        Ok(token)
    }

    /// Other rules for all accounts. Whoever has no second factor that is demanded now signs in anew, and sets it up then;
    /// a call that they are in goes on.
    ///
    /// # Errors
    /// [`Problem::SecondFactorFirst`] when the administrator would be among them; when the database fails.
    pub async fn set_rules(&self, rules: AccountRules, by: (&ViewerUser, &Visitor)) -> Result<(), Refused> {
        let (administrator, visitor) = by;
        let demanded = rules.demands_second_factor(administrator.role);
        if demanded && !self.has_second_factor(&administrator.id).await.map_err(unavailable)? {
            return Err(refused(Field::SecondFactor, Problem::SecondFactorFirst));
        }
        let detail = format!(
            "registration={} guests={} domains={} new_role={} session_days={} second_factor={}",
            rules.registration.as_str(),
            rules.guests,
            rules.domains.join(","),
            rules.new_role.as_str(),
            rules.session_days,
            rules.second_factor.map_or("", AccountRole::as_str)
        );
        let least = rules.second_factor;
        self.rules.decide(&self.db, rules).await.map_err(unavailable)?;
        if let Some(least) = least {
            self.db.second_factors().end_sessions_without(least).await.map_err(unavailable)?;
        }
        let entry =
            AuditEntry { detail: Some(detail), ..self.entry("settings.accounts", Some(&administrator.id), visitor) };
        self.db.audit().append(&entry).await.map_err(unavailable)
    }

    /// Somebody ends a meeting that goes on.
    ///
    /// # Errors
    /// When it cannot be noted; it is not to be ended then.
    pub async fn note_end(&self, meeting: &MeetingId, by: &UserId, visitor: &Visitor) -> Result<(), ApiError> {
        let detail = Some(format!("meeting={meeting}"));
        let entry = AuditEntry { detail, ..self.entry("meeting.ended", Some(by), visitor) };
        self.db.audit().append(&entry).await.map_err(api_unavailable)
    }

    /// Somebody takes the audit log along.
    ///
    /// # Errors
    /// When it cannot be noted; it is not to be handed over then.
    pub async fn note_export(&self, by: &UserId, visitor: &Visitor) -> Result<(), ApiError> {
        let entry = self.entry("audit.export", Some(by), visitor);
        self.db.audit().append(&entry).await.map_err(api_unavailable)
    }

    pub(super) fn decision(
        &self,
        action: &'static str,
        about: &UserId,
        by: By<'_>,
        detail: Option<String>,
    ) -> AuditEntry {
        AuditEntry {
            id: random::id(),
            at: self.clock.now(),
            action,
            user: by.map(|(user, _)| user.clone()),
            subject: Some(about.clone()),
            address: by.map(|(_, visitor)| visitor.address.to_canonical().to_string()),
            detail,
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err, which hands the error over")]
pub(super) fn not_decided(error: DbError) -> NotDecided {
    tracing::error!(%error, "an account could not be changed");
    NotDecided::Unavailable
}

impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAccount").field("role", &self.role).finish_non_exhaustive()
    }
}

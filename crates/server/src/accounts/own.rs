//! What people do with their own account: another name, another password, which browsers are signed in, and its end.

use talkspace_db::{DbError, Deletion, OwnSession};
use talkspace_model::{ApiError, Field, FieldError, Preferences, Problem, UserId, text};

use super::{Accounts, Owner, Verdict, api_unavailable, passwords, refused, too_many, unavailable};
use crate::{http::Visitor, random, rooms::SessionKey};

type Refused = Vec<FieldError>;

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInBrowser {
    pub session: OwnSession,
    /// It is the one that asks.
    pub this: bool,
}

impl Accounts {
    /// Gives an account another name.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn rename(&self, user: &UserId, name: &str) -> Result<(), Refused> {
        let name = text::clean_line(name, self.limits.name).map_err(|problem| refused(Field::Name, problem))?;
        self.db.users().set_name(user, &name).await.map_err(unavailable)
    }

    /// How somebody wants the pages.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn preferences(&self, user: &UserId) -> Result<Preferences, ApiError> {
        let row = self.db.users().by_id(user).await.map_err(api_unavailable)?;
        Ok(row.map(|row| row.preferences).unwrap_or_default())
    }

    /// From now on somebody wants the pages so, in every browser that signs in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prefer(&self, user: &UserId, preferences: &Preferences) -> Result<(), ApiError> {
        self.db.users().set_preferences(user, preferences).await.map_err(api_unavailable)
    }

    /// Deletes the account, if the password is right; gives back the sessions that ended with it, so that what was opened
    /// with them can be closed. Tries count as with signing in.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn delete(&self, user: &UserId, password: String, visitor: &Visitor) -> Result<Vec<SessionKey>, Refused> {
        self.prove(user, password, visitor).await?;
        let at = self.clock.now();
        let entry = self.entry("account.delete", Some(user), visitor);
        match self.db.users().delete(user, at, &entry).await.map_err(unavailable)? {
            Deletion::Done(sessions) => Ok(sessions.into_iter().map(SessionKey::of_digest).collect()),
            Deletion::LastAdministrator => Err(refused(Field::Form, Problem::LastAdministrator)),
        }
    }

    /// Gives the account another password, if the old one is right. Other browsers have to sign in anew; gives back their
    /// sessions, so that what was opened with them can be closed.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn change_password(
        &self,
        user: &UserId,
        (old, new): (String, String),
        visitor: &Visitor,
    ) -> Result<Vec<SessionKey>, Refused> {
        passwords::check_length(&new).map_err(|problem| refused(Field::NewPassword, problem))?;
        let row = self.prove(user, old, visitor).await?;
        let hash = self.passwords.accept(new, &row.name, &row.email).await.map_err(|problem| match problem {
            Problem::Unavailable => refused(Field::Form, problem),
            problem => refused(Field::NewPassword, problem),
        })?;
        self.db.users().set_password_hash(user, &hash).await.map_err(unavailable)?;
        self.audit("account.password_changed", Some(user), visitor).await;
        self.end_others(user, visitor).await.map_err(unavailable)
    }

    /// The browsers that are signed in to an account, the one used last first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions(&self, user: &UserId, visitor: &Visitor) -> Result<Vec<SignedInBrowser>, ApiError> {
        let own = visitor.session.as_deref().map(random::digest);
        let rows = self.db.sessions().of_user(user).await.map_err(api_unavailable)?;
        let browser = |row: OwnSession| SignedInBrowser { this: own.as_ref() == Some(&row.token_hash), session: row };
        Ok(rows.into_iter().map(browser).collect())
    }

    /// Ends one session of an account by the name it has in [`Accounts::sessions`]; nothing for one that is not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_own(&self, user: &UserId, name: &str, visitor: &Visitor) -> Result<Vec<SessionKey>, ApiError> {
        let ended = self.db.sessions().delete_own(user, name).await.map_err(api_unavailable)?;
        if !ended {
            return Ok(Vec::new());
        }
        self.audit("account.session_ended", Some(user), visitor).await;
        Ok(vec![SessionKey::of_digest(name.to_owned())])
    }

    /// Ends every session of an account but the visitor's own.
    ///
    /// # Errors
    /// When the database fails; some may have ended then.
    pub async fn end_others(&self, user: &UserId, visitor: &Visitor) -> Result<Vec<SessionKey>, DbError> {
        let own = visitor.session.as_deref().map(random::digest);
        let mut ended = Vec::new();
        for session in self.db.sessions().of_user(user).await? {
            if own.as_ref() != Some(&session.token_hash)
                && self.db.sessions().delete_own(user, &session.token_hash).await?
            {
                ended.push(SessionKey::of_digest(session.token_hash));
            }
        }
        if !ended.is_empty() {
            self.audit("account.session_ended", Some(user), visitor).await;
        }
        Ok(ended)
    }

    /// Whoever is signed in shows that they know the password, too. Tries count as with signing in.
    pub(super) async fn prove(&self, user: &UserId, password: String, visitor: &Visitor) -> Result<Owner, Refused> {
        let row = self.db.users().by_id(user).await.map_err(unavailable)?;
        let row = row.ok_or_else(|| refused(Field::Form, Problem::Unavailable))?;
        if password.is_empty() {
            return Err(refused(Field::Password, Problem::Empty));
        }
        if password.chars().count() > talkspace_model::limits::PASSWORD_MAX {
            return Err(refused(Field::Password, Problem::WrongPassword));
        }
        self.begin_try(&row.email, visitor).map_err(too_many)?;
        match self.passwords.verify(password, Some(row.password_hash.clone())).await {
            Ok(Verdict::Right | Verdict::Outdated) => self.end_try(&row.email, visitor),
            Ok(Verdict::Wrong) => return Err(refused(Field::Password, Problem::WrongPassword)),
            Err(passwords::Busy) => {
                self.give_back_try(&row.email, visitor);
                return Err(refused(Field::Form, Problem::Unavailable));
            }
        }
        Ok(row)
    }
}

//! What people do with their own account: another name, and its end.

use talkspace_db::Deletion;
use talkspace_model::{Field, FieldError, Problem, UserId, text};

use super::{Accounts, Verdict, passwords, refused, too_many, unavailable};
use crate::{http::Visitor, rooms::SessionKey};

type Refused = Vec<FieldError>;

impl Accounts {
    /// Gives an account another name.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn rename(&self, user: &UserId, name: &str) -> Result<(), Refused> {
        let name = text::clean_line(name, self.limits.name).map_err(|problem| refused(Field::Name, problem))?;
        self.db.users().set_name(user, &name).await.map_err(unavailable)
    }

    /// Deletes the account, if the password is right; gives back the sessions that ended with it, so that what was opened
    /// with them can be closed. Tries count as with signing in.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn delete(&self, user: &UserId, password: String, visitor: &Visitor) -> Result<Vec<SessionKey>, Refused> {
        let row = self.db.users().by_id(user).await.map_err(unavailable)?;
        let row = row.ok_or_else(|| refused(Field::Form, Problem::Unavailable))?;
        if password.is_empty() {
            return Err(refused(Field::Password, Problem::Empty));
        }
        if password.chars().count() > talkspace_model::limits::PASSWORD_MAX {
            return Err(refused(Field::Password, Problem::WrongPassword));
        }
        self.begin_try(&row.email, visitor).map_err(too_many)?;
        match self.passwords.verify(password, Some(row.password_hash)).await {
            Ok(Verdict::Right | Verdict::Outdated) => self.end_try(&row.email, visitor),
            Ok(Verdict::Wrong) => return Err(refused(Field::Password, Problem::WrongPassword)),
            Err(passwords::Busy) => {
                self.give_back_try(&row.email, visitor);
                return Err(refused(Field::Form, Problem::Unavailable));
            }
        }
        let at = self.clock.now();
        let entry = self.entry("account.delete", Some(user), visitor);
        match self.db.users().delete(user, at, &entry).await.map_err(unavailable)? {
            Deletion::Done(sessions) => Ok(sessions.into_iter().map(SessionKey::of_digest).collect()),
            Deletion::LastAdministrator => Err(refused(Field::Form, Problem::LastAdministrator)),
        }
    }
}

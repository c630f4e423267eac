//! Choosing a password by a link that works once: for who forgot it, for who was given an account, for who has to.

use talkspace_db::{DbError, NewPasswordLink, UserRow};
use talkspace_model::{Email, Field, FieldError, Millis, Problem, UserId};

use super::{Accounts, SignIn, check_email, passwords, refused, too_many, unavailable};
use crate::{accounts::throttle::prefix, http::Visitor, random, rooms::SessionKey};

/// How long the link in a letter about a forgotten password counts.
pub const LINK_HOURS: i64 = 2;
pub(super) const FORGOTTEN: Millis = Millis::from_mins(LINK_HOURS * 60);
/// Whoever has just given the old password is still in front of the page.
pub(super) const AT_SIGN_IN: Millis = Millis::from_mins(15);
/// Who was given an account may be on holiday.
pub(super) const GIVEN: Millis = Millis::from_mins(7 * 24 * 60);

type Refused = Vec<FieldError>;

/// A password was chosen.
#[derive(Debug)]
pub struct PasswordChosen {
    pub sign_in: SignIn,
    /// What has ended with the old one.
    pub ended: Vec<SessionKey>,
}

impl Accounts {
    /// Takes note that somebody forgot a password. Whether there is such an account, neither the answer tells nor how long
    /// it takes: the link is made afterwards, by [`Accounts::forgotten`].
    ///
    /// # Errors
    /// What is wrong with the address, or that it is asked too often from one place.
    pub fn forgot(&self, email: &str, visitor: &Visitor) -> Result<Email, Refused> {
        let email = check_email(email).map_err(|error| vec![error])?;
        let from = prefix(visitor.address);
        self.throttles().forgetting.take(&from, self.clock.now()).map_err(too_many)?;
        Ok(email)
    }

    /// The account of an address and the secret of a link with which to choose its password. None for an address without an
    /// account, for one that is disabled, and for one to which letters have gone already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forgotten(&self, email: &Email, visitor: &Visitor) -> Result<Option<(UserRow, String)>, DbError> {
        let user = self.db.users().by_email(email).await?.filter(|user| user.disabled.is_none());
        let Some(user) = user else { return Ok(None) };
        if self.throttles().forgotten.take(email, self.clock.now()).is_err() {
            return Ok(None);
        }
        let token = self.password_link(&user.id, FORGOTTEN).await?;
        self.audit("account.password_forgotten", Some(&user.id), visitor).await;
        Ok(Some((user, token)))
    }

    /// Whose password a link sets, if it still counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn owner_of_link(&self, token: &str) -> Result<Option<UserRow>, DbError> {
        self.db.password_links().find(&random::digest(token), self.clock.now()).await
    }

    /// Gives the account of a link its new password and signs in, as far as a password does; whatever was signed in before is not any more.
    ///
    /// # Errors
    /// What is wrong, field by field; the link still counts then.
    pub async fn choose_password(
        &self,
        token: &str,
        password: String,
        visitor: &Visitor,
    ) -> Result<PasswordChosen, Refused> {
        let wrong = || refused(Field::Form, Problem::WrongLink);
        let user = self.owner_of_link(token).await.map_err(unavailable)?.ok_or_else(wrong)?;
        passwords::check_length(&password).map_err(|problem| refused(Field::Password, problem))?;
        let hash = self.passwords.accept(password, &user.name, &user.email).await.map_err(|problem| match problem {
            Problem::Unavailable => refused(Field::Form, problem),
            problem => refused(Field::Password, problem),
        })?;
        let entry = self.entry("account.password_chosen", Some(&user.id), visitor);
        let spent = self.db.password_links().spend(&random::digest(token), &hash, &entry).await;
        let ended = spent.map_err(unavailable)?.ok_or_else(wrong)?;
        // Who has proved to own the account is not kept waiting for what others have tried.
        self.throttles().let_in(&user.email, visitor);
        let sign_in = self.enter(user, visitor).await?;
        Ok(PasswordChosen { sign_in, ended: ended.into_iter().map(SessionKey::of_digest).collect() })
    }

    /// The secret of a new link.
    pub(super) async fn password_link(&self, user: &UserId, lifetime: Millis) -> Result<String, DbError> {
        let (token, now) = (random::token(), self.clock.now());
        let token_hash = random::digest(&token);
        let link = NewPasswordLink { token_hash, user: user.clone(), created: now, expires: now + lifetime };
        self.db.password_links().put(&link).await?;
        Ok(token)
    }
}

//! Another address for one's own account, once its owner has shown that mail is read there.

use talkspace_db::{DbError, NewEmailChange};
use talkspace_model::{Email, Field, FieldError, Millis, Problem, UserId};

use super::{Accounts, Owner, check_email, refused, too_many, unavailable};
use crate::{accounts::throttle::prefix, http::Visitor, random};

/// How long the link in the letter counts.
pub const CONFIRM_HOURS: i64 = 24;

type Refused = Vec<FieldError>;

/// Somebody wants another address.
pub struct EmailAsked {
    pub owner: Owner,
    /// Where the letter goes.
    pub email: Email,
    /// The secret of the link in it.
    pub token: String,
}

impl Accounts {
    /// Takes note of the address that an account is to have, if the password is right. Until the link is used that goes
    /// there, the account has its old one. Tries count as with signing in.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn ask_email(
        &self,
        user: &UserId,
        (email, password): (&str, String),
        visitor: &Visitor,
    ) -> Result<EmailAsked, Refused> {
        let email = check_email(email).map_err(|error| vec![error])?;
        let rules = self.rules.get();
        if !rules.allows(&email) {
            return Err(refused(Field::Email, Problem::WrongDomain { domains: rules.domains.join(", ") }));
        }
        let owner = self.prove(user, password, visitor).await?;
        if owner.email == email {
            return Err(refused(Field::Email, Problem::SameEmail));
        }
        if self.db.users().by_email(&email).await.map_err(unavailable)?.is_some() {
            return Err(refused(Field::Email, Problem::EmailTaken));
        }
        let now = self.clock.now();
        // The letter goes to somebody who may know nothing of it.
        self.throttles().forgetting.take(&prefix(visitor.address), now).map_err(too_many)?;
        self.throttles().forgotten.take(&email, now).map_err(too_many)?;
        let token = random::token();
        let change = NewEmailChange {
            token_hash: random::digest(&token),
            user: user.clone(),
            email: email.clone(),
            created: now,
            expires: now + Millis::from_mins(CONFIRM_HOURS * 60),
        };
        self.db.email_changes().put(&change).await.map_err(unavailable)?;
        self.audit("account.email_asked", Some(user), visitor).await;
        Ok(EmailAsked { owner, email, token })
    }

    /// The address that a link gives its account, if it still counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn email_of_link(&self, token: &str) -> Result<Option<Email>, DbError> {
        self.db.email_changes().find(&random::digest(token), self.clock.now()).await
    }

    /// Gives the account of a link its new address; gives back the account as it was.
    ///
    /// # Errors
    /// What is wrong, as a whole.
    pub async fn confirm_email(&self, token: &str, visitor: &Visitor) -> Result<(Owner, Email), Refused> {
        let entry = |user: &Owner| self.entry("account.email_changed", Some(&user.id), visitor);
        match self.db.email_changes().spend(&random::digest(token), self.clock.now(), entry).await {
            Ok(Some(changed)) => Ok(changed),
            Ok(None) => Err(refused(Field::Form, Problem::WrongLink)),
            Err(DbError::EmailTaken) => Err(refused(Field::Form, Problem::EmailTaken)),
            Err(error) => Err(unavailable(error)),
        }
    }
}

impl std::fmt::Debug for EmailAsked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EmailAsked").field("owner", &self.owner).finish_non_exhaustive()
    }
}

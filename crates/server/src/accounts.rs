//! Accounts: register, sign in and out, and the first administrator; with what protects them.

mod administer;
mod email;
pub mod import;
pub mod invite;
mod links;
mod own;
pub mod passwords;
pub mod rules;
mod second_factor;
mod sessions;
mod setup;
pub mod throttle;

use std::{
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use talkspace_db::{AuditEntry, Db, DbError, NewUser, UserRow};
use talkspace_model::{
    AccountRole, ApiError, Email, Field, FieldError, Millis, Preferences, Problem, RegistrationPolicy, UserId, Viewer,
    ViewerUser, limits::Limits, text,
};

use crate::{clock::Clock, http::Visitor, random};
use passwords::{Passwords, Verdict};
use rules::Rules;
use second_factor::Halves;
use sessions::Touches;
use setup::Setup;
use throttle::{Backoff, BackoffRule, BucketRule, Buckets, Familiar, RetryAfter, prefix};

pub use administer::{NewAccount, NotDecided};
pub use email::{CONFIRM_HOURS, EmailAsked};
pub use links::{LINK_HOURS, PasswordChosen};
pub use own::SignedInBrowser;
pub use second_factor::{Finished, Offer, RECOVERY_CODES, SecondFactor, SecondHalf};
/// An invitation to open an account.
pub use talkspace_db::AccountInvitationRow;
/// An account with everything that is stored of it.
pub use talkspace_db::UserRow as Owner;

/// Guessing one account: 99 tries in the first hour and 90 in every further one, from however many addresses.
const ACCOUNT_RULE: BackoffRule =
    BackoffRule { free: 4, first: Millis::from_secs(1), longest: Millis::from_secs(40), forget: Millis::from_mins(60) };
/// Guessing many accounts from one address. A whole college may sit behind it and sign in at the same moment (a try counts
/// until it has succeeded), so it begins late and stays short.
const ADDRESS_RULE: BackoffRule = BackoffRule {
    free: 200,
    first: Millis::from_secs(1),
    longest: Millis::from_secs(30),
    forget: Millis::from_mins(15),
};
/// Accounts opened from one address: a computer room on its first day, but not a spammer.
const REGISTRATION_RULE: BucketRule = BucketRule { burst: 100, every: Millis::from_secs(10) };
/// Letters about a forgotten password: so many to one account, and from one address, before it takes a while.
const FORGOTTEN_RULE: BucketRule = BucketRule { burst: 3, every: Millis::from_mins(20) };
const FORGETTING_RULE: BucketRule = BucketRule { burst: 20, every: Millis::from_mins(1) };

/// What a person typed to open an account.
pub struct Registration {
    pub name: String,
    pub email: String,
    pub password: String,
}

/// What a person typed to sign in.
pub struct Credentials {
    pub email: String,
    pub password: String,
}

/// A session that has just begun. `token` goes into the cookie and nowhere else.
pub struct SignedIn {
    pub user: ViewerUser,
    pub token: String,
    pub preferences: Preferences,
}

/// What a right password leads to.
#[derive(Debug)]
pub enum SignIn {
    Begun(SignedIn),
    /// A code is asked for, too: the secret with which the second half is done.
    SecondFactor(String),
    /// A new password is due: the secret of a link with which to choose it.
    NewPassword(String),
}

impl SignIn {
    /// The session, where nothing else is asked for.
    pub fn begun(self) -> Option<SignedIn> {
        match self {
            SignIn::Begun(signed_in) => Some(signed_in),
            SignIn::SecondFactor(_) | SignIn::NewPassword(_) => None,
        }
    }
}

/// The account service.
#[derive(Debug)]
pub struct Accounts {
    db: Db,
    clock: Clock,
    rules: Rules,
    limits: Limits,
    passwords: Passwords,
    setup: Setup,
    touches: Touches,
    throttles: Mutex<Throttles>,
    halves: Mutex<Halves>,
}

/// Tries on an account from where it has been signed in before count apart, so that strangers who guess it do not keep its
/// owner out.
type AccountKey = (Email, Option<IpAddr>);

#[derive(Debug)]
struct Throttles {
    account: Backoff<AccountKey>,
    known: Familiar,
    address: Backoff<IpAddr>,
    registration: Buckets<IpAddr>,
    forgotten: Buckets<Email>,
    forgetting: Buckets<IpAddr>,
    /// Codes beside a right password.
    codes: Backoff<UserId>,
}

/// A registration whose fields are in order, but for the password.
struct Checked {
    name: String,
    email: Email,
    password: String,
}

type Refused = Vec<FieldError>;

impl Accounts {
    /// # Errors
    /// When the database fails.
    pub async fn start(db: Db, clock: Clock, policy: RegistrationPolicy, limits: Limits) -> Result<Self, DbError> {
        let setup = Setup::new(!db.users().any_admin().await?);
        let throttles = Throttles {
            account: Backoff::new(ACCOUNT_RULE),
            known: Familiar::default(),
            address: Backoff::new(ADDRESS_RULE),
            registration: Buckets::new(REGISTRATION_RULE),
            forgotten: Buckets::new(FORGOTTEN_RULE),
            forgetting: Buckets::new(FORGETTING_RULE),
            codes: Backoff::new(second_factor::GUESS_RULE),
        };
        let rules = Rules::load(&db, policy).await?;
        let passwords = Passwords::start();
        let touches = Touches::default();
        Ok(Self {
            db,
            clock,
            rules,
            limits,
            passwords,
            setup,
            touches,
            throttles: Mutex::new(throttles),
            halves: Mutex::default(),
        })
    }

    /// Opens an account and signs in, as far as a password does.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn register(&self, form: Registration, visitor: &Visitor) -> Result<SignIn, Refused> {
        let rules = self.rules.get();
        match rules.registration {
            RegistrationPolicy::Open => {}
            RegistrationPolicy::Invite | RegistrationPolicy::Closed => {
                return Err(refused(Field::Form, Problem::RegistrationClosed));
            }
        }
        let checked = self.check(form)?;
        if !rules.allows(&checked.email) {
            return Err(refused(Field::Email, Problem::WrongDomain { domains: rules.domains.join(", ") }));
        }
        let address = prefix(visitor.address);
        self.throttles().registration.take(&address, self.clock.now()).map_err(too_many)?;
        let user = self.open(checked, rules.new_role, visitor).await?;
        self.audit("account.register", Some(&user.id), visitor).await;
        self.enter(user, visitor).await
    }

    /// Signs in. The answer, and how long it takes, is the same for an unknown account and for a wrong password.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn sign_in(&self, form: Credentials, visitor: &Visitor) -> Result<SignIn, Refused> {
        let (email, password) = check_credentials(form)?;
        self.begin_try(&email, visitor).map_err(too_many)?;
        let user = self.db.users().by_email(&email).await.map_err(unavailable)?;
        let stored = user.as_ref().map(|user| user.password_hash.clone());
        let verdict = match self.passwords.verify(password.clone(), stored).await {
            Ok(verdict) => verdict,
            Err(passwords::Busy) => {
                self.give_back_try(&email, visitor);
                return Err(refused(Field::Form, Problem::Unavailable));
            }
        };
        let (Some(user), Verdict::Right | Verdict::Outdated) = (&user, verdict) else {
            self.audit("account.sign_in_failed", user.as_ref().map(|user| &user.id), visitor).await;
            return Err(refused(Field::Form, Problem::WrongCredentials));
        };
        self.end_try(&email, visitor);
        if verdict == Verdict::Outdated {
            self.rehash(&user.id, password).await;
        }
        if user.disabled.is_some() {
            self.audit("account.sign_in_disabled", Some(&user.id), visitor).await;
            return Err(refused(Field::Form, Problem::AccountDisabled));
        }
        if user.password_due {
            let token = self.password_link(&user.id, links::AT_SIGN_IN).await.map_err(unavailable)?;
            return Ok(SignIn::NewPassword(token));
        }
        self.enter(user.clone(), visitor).await
    }

    /// Ends the visitor's session. Does nothing when there is none.
    ///
    /// # Errors
    /// When the database fails: the session may still count then.
    pub async fn sign_out(&self, visitor: &Visitor) -> Result<(), ApiError> {
        let Some(token) = &visitor.session else { return Ok(()) };
        let owner = sessions::owner(&self.db, &self.touches, token, self.clock.now()).await.map_err(api_unavailable)?;
        sessions::end(&self.db, token).await.map_err(api_unavailable)?;
        if let Some(user) = owner {
            self.audit("account.sign_out", Some(&user.id), visitor).await;
        }
        Ok(())
    }

    /// Who looks at the page.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn viewer_of(&self, visitor: &Visitor) -> Result<Viewer, ApiError> {
        Ok(Viewer { user: self.user_of(visitor).await?, registration: self.rules.get().registration })
    }

    /// Whose session the visitor has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn user_of(&self, visitor: &Visitor) -> Result<Option<ViewerUser>, ApiError> {
        let Some(token) = &visitor.session else { return Ok(None) };
        let owner = sessions::owner(&self.db, &self.touches, token, self.clock.now()).await.map_err(api_unavailable)?;
        Ok(owner.map(|user| viewer_user(&user)))
    }

    /// The token that `/setup` wants; `None` once there is an administrator.
    pub fn setup_token(&self) -> Option<String> {
        self.setup.token()
    }

    /// Whether `/setup` would take this token; `None` once there is an administrator.
    pub fn is_setup_token(&self, token: &str) -> Option<bool> {
        self.setup.fits(token)
    }

    /// Makes the first administrator and signs in. Works once.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn set_up(&self, token: &str, form: Registration, visitor: &Visitor) -> Result<SignedIn, Refused> {
        let Some(claim) = self.setup.claim(token).await else {
            return Err(refused(Field::SetupToken, Problem::WrongSetupToken));
        };
        // One may have been made on the machine itself meanwhile.
        if self.db.users().any_admin().await.map_err(unavailable)? {
            claim.spend();
            return Err(refused(Field::SetupToken, Problem::WrongSetupToken));
        }
        let checked = self.check(form)?;
        let user = self.open(checked, AccountRole::Administrator, visitor).await?;
        claim.spend();
        self.audit("account.setup", Some(&user.id), visitor).await;
        self.begin_session(user, visitor).await
    }

    /// Removes sessions that nobody can use any more. Call now and then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> Result<u64, DbError> {
        let now = self.clock.now();
        self.db.password_links().delete_expired(now).await?;
        self.db.email_changes().delete_expired(now).await?;
        self.db.account_invitations().delete_expired(now).await?;
        sessions::sweep(&self.db, now).await
    }

    /// What the administrator has decided about accounts; what it says changes with the next decision.
    pub fn rules(&self) -> Rules {
        self.rules.clone()
    }

    /// All that is wrong with the fields at once, so that nobody mends them one by one.
    fn check(&self, form: Registration) -> Result<Checked, Refused> {
        let name =
            text::clean_line(&form.name, self.limits.name).map_err(|problem| FieldError::new(Field::Name, problem));
        let email = check_email(&form.email);
        let length =
            passwords::check_length(&form.password).map_err(|problem| FieldError::new(Field::Password, problem));
        match (name, email, length) {
            (Ok(name), Ok(email), Ok(())) => Ok(Checked { name, email, password: form.password }),
            (name, email, length) => Err([name.err(), email.err(), length.err()].into_iter().flatten().collect()),
        }
    }

    /// With a password that is good enough.
    async fn prepare(&self, form: Checked, role: AccountRole) -> Result<NewUser, Refused> {
        let Checked { name, email, password } = form;
        let hash = self.passwords.accept(password, &name, &email).await.map_err(|problem| match problem {
            Problem::Unavailable => refused(Field::Form, problem),
            problem => refused(Field::Password, problem),
        })?;
        let (id, created) = (UserId::new(random::id()), self.clock.now());
        Ok(NewUser { id, email, name, password_hash: hash, role, created })
    }

    async fn open(&self, form: Checked, role: AccountRole, visitor: &Visitor) -> Result<UserRow, Refused> {
        let user = self.prepare(form, role).await?;
        match self.db.users().insert(&user).await {
            Ok(()) => Ok(user_row(user)),
            Err(DbError::EmailTaken) => {
                self.audit("account.register_taken", None, visitor).await;
                Err(refused(Field::Email, Problem::EmailTaken))
            }
            Err(error) => Err(unavailable(error)),
        }
    }

    /// A new token at every sign-in; the session that the browser had before ends.
    async fn begin_session(&self, user: UserRow, visitor: &Visitor) -> Result<SignedIn, Refused> {
        if let Some(old) = &visitor.session {
            sessions::end(&self.db, old).await.map_err(unavailable)?;
        }
        let lifetime = self.rules.get().session_lifetime();
        let begun = sessions::begin(&self.db, &user.id, visitor, self.clock.now(), lifetime).await;
        let token = begun.map_err(unavailable)?;
        Ok(SignedIn { user: viewer_user(&user), token, preferences: user.preferences })
    }

    /// Better parameters are no reason to refuse anybody, so a failure here only waits for the next sign-in.
    async fn rehash(&self, user: &UserId, password: String) {
        let Ok(hash) = self.passwords.rehash(password).await else { return };
        if let Err(error) = self.db.users().set_password_hash(user, &hash).await {
            tracing::warn!(%error, "a password could not be hashed anew");
        }
    }

    fn begin_try(&self, email: &Email, visitor: &Visitor) -> Result<(), RetryAfter> {
        let (now, from) = (self.clock.now(), prefix(visitor.address));
        let mut throttles = self.throttles();
        throttles.address.begin(&from, now)?;
        let account = throttles.account_key(email, from);
        let begun = throttles.account.begin(&account, now);
        if begun.is_err() {
            throttles.address.give_back(&from);
        }
        begun
    }

    fn end_try(&self, email: &Email, visitor: &Visitor) {
        let mut throttles = self.throttles();
        throttles.let_in(email, visitor);
        throttles.address.give_back(&prefix(visitor.address));
    }

    fn give_back_try(&self, email: &Email, visitor: &Visitor) {
        let from = prefix(visitor.address);
        let mut throttles = self.throttles();
        let account = throttles.account_key(email, from);
        throttles.account.give_back(&account);
        throttles.address.give_back(&from);
    }

    fn throttles(&self) -> MutexGuard<'_, Throttles> {
        self.throttles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn halves(&self) -> MutexGuard<'_, Halves> {
        self.halves.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What checks secrets, one per core at a time, for other services too.
    pub(crate) fn passwords(&self) -> Passwords {
        self.passwords.clone()
    }

    fn entry(&self, action: &'static str, user: Option<&UserId>, visitor: &Visitor) -> AuditEntry {
        AuditEntry {
            id: random::id(),
            at: self.clock.now(),
            action,
            user: user.cloned(),
            subject: None,
            address: Some(visitor.address.to_canonical().to_string()),
            detail: None,
        }
    }

    /// An entry that cannot be written is logged, and the person served all the same.
    async fn audit(&self, action: &'static str, user: Option<&UserId>, visitor: &Visitor) {
        let entry = self.entry(action, user, visitor);
        if let Err(error) = self.db.audit().append(&entry).await {
            tracing::error!(%error, action, "the audit log could not be written");
        }
    }
}

impl Throttles {
    /// Somebody has proved whose account it is: earlier tries from there do not count, and later ones count apart.
    fn let_in(&mut self, email: &Email, visitor: &Visitor) {
        let from = prefix(visitor.address);
        let account = self.account_key(email, from);
        self.account.forget(&account);
        self.known.insert((email.clone(), from));
    }

    fn account_key(&self, email: &Email, from: IpAddr) -> AccountKey {
        let pair = (email.clone(), from);
        let known = self.known.contains(&pair);
        (pair.0, known.then_some(from))
    }
}

fn check_credentials(form: Credentials) -> Result<(Email, String), Refused> {
    let email = check_email(&form.email);
    let password = match form.password.chars().count() {
        0 => Err(FieldError::new(Field::Password, Problem::Empty)),
        // Longer than any password there is: hashing it would only cost time.
        count if count > talkspace_model::limits::PASSWORD_MAX => {
            Err(FieldError::new(Field::Form, Problem::WrongCredentials))
        }
        _ => Ok(form.password),
    };
    match (email, password) {
        (Ok(email), Ok(password)) => Ok((email, password)),
        (email, password) => Err([email.err(), password.err()].into_iter().flatten().collect()),
    }
}

fn check_email(text: &str) -> Result<Email, FieldError> {
    let problem = if text.trim().is_empty() { Problem::Empty } else { Problem::NotAnEmail };
    text.parse().map_err(|_| FieldError::new(Field::Email, problem))
}

/// An account as it is when it was just made.
fn user_row(user: NewUser) -> UserRow {
    let NewUser { id, email, name, password_hash, role, created } = user;
    UserRow {
        id,
        email,
        name,
        password_hash,
        role,
        created,
        disabled: None,
        password_due: false,
        preferences: Preferences::default(),
    }
}

fn viewer_user(user: &UserRow) -> ViewerUser {
    ViewerUser { id: user.id.clone(), name: user.name.clone(), email: user.email.as_str().to_owned(), role: user.role }
}

fn refused(field: Field, problem: Problem) -> Refused {
    vec![FieldError::new(field, problem)]
}

fn too_many(RetryAfter(retry_after_secs): RetryAfter) -> Refused {
    refused(Field::Form, Problem::TooManyTries { retry_after_secs })
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err, which hands the error over")]
fn unavailable(error: DbError) -> Refused {
    tracing::error!(%error, "an account could not be served");
    refused(Field::Form, Problem::Unavailable)
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err, which hands the error over")]
pub(crate) fn api_unavailable(error: DbError) -> ApiError {
    tracing::error!(%error, "a request could not be served");
    ApiError::Unavailable
}

mod debug {
    //! Nothing that a person typed is printed.

    use std::fmt::{Debug, Formatter, Result};

    use super::{Credentials, Registration, SignedIn};

    impl Debug for Registration {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            f.write_str("Registration(…)")
        }
    }

    impl Debug for Credentials {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            f.write_str("Credentials(…)")
        }
    }

    impl Debug for SignedIn {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            write!(f, "SignedIn({})", self.user.id)
        }
    }
}

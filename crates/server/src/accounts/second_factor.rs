//! A code from a telephone beside the password (TOTP, RFC 6238), and codes for when the telephone is lost.

use std::collections::HashMap;

use talkspace_db::{DbError, UserRow};
use talkspace_model::{ApiError, Email, Field, FieldError, Millis, Problem, Timestamp, UserId};
use totp_rs::{Builder, Secret, Totp};

use super::{
    Accounts, NotDecided, SignIn, SignedIn, administer::By, api_unavailable, refused, throttle::BackoffRule, too_many,
    unavailable,
};
use crate::{http::Visitor, random};

type Refused = Vec<FieldError>;

/// Recovery codes that somebody is given at a time.
pub const RECOVERY_CODES: usize = 10;
/// Hexadecimal digits of a recovery code: 64 bits.
const RECOVERY_DIGITS: usize = 16;
/// Under this name it stands in the telephone.
const ISSUER: &str = "TalkSpace";
/// How long somebody who has given the password may look for the telephone.
const HALF_LIFETIME: Millis = Millis::from_mins(10);
/// Sign-ins that wait for their second half. Beyond it the oldest give way.
const HALVES_MAX: usize = 10_000;
/// Guessing codes with a known password: 99 tries in the first hour and 90 in every further one, of a million codes.
pub(super) const GUESS_RULE: BackoffRule =
    BackoffRule { free: 4, first: Millis::from_secs(1), longest: Millis::from_secs(40), forget: Millis::from_mins(60) };

/// Sign-ins that wait for their second half, by the digests of their secrets. In memory only: after a restart one gives the
/// password again.
#[derive(Debug, Default)]
pub(super) struct Halves(HashMap<String, Half>);

/// Somebody whose password was right.
#[derive(Debug, Clone)]
struct Half {
    user: UserId,
    until: Timestamp,
    /// A second factor is demanded, and set up now.
    sets_up: bool,
}

/// What whoever has given the password does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondHalf {
    /// A code, or a recovery code.
    Code,
    /// The first code of a second factor that is demanded.
    SetUp(Offer),
}

/// Both halves were right.
#[derive(Debug)]
pub struct Finished {
    pub signed_in: SignedIn,
    /// Of a second factor that was just set up; shown once.
    pub recovery_codes: Option<Vec<String>>,
}

/// How it is with somebody's second factor.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondFactor {
    Off,
    /// It is being set up: what the telephone has to know.
    Begun(Offer),
    On {
        /// Recovery codes that were not used yet.
        codes_left: u32,
    },
}

/// What a telephone has to know.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    /// Base32, for typing.
    pub secret: String,
    /// `otpauth://…`, for a QR code.
    pub link: String,
}

impl Accounts {
    /// # Errors
    /// When the database fails.
    pub async fn second_factor(&self, user: &UserId, email: &Email) -> Result<SecondFactor, ApiError> {
        let factors = self.db.second_factors();
        match factors.of(user).await.map_err(api_unavailable)? {
            None => Ok(SecondFactor::Off),
            Some(row) if row.confirmed => {
                Ok(SecondFactor::On { codes_left: factors.codes_left(user).await.map_err(api_unavailable)? })
            }
            Some(row) => Ok(offer(row.secret, email).map_or(SecondFactor::Off, SecondFactor::Begun)),
        }
    }

    /// Begins to set it up, if the password is right; the password stays enough until a first code was given. Tries count as
    /// with signing in.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn begin_second_factor(&self, user: &UserId, password: String, visitor: &Visitor) -> Result<(), Refused> {
        self.prove(user, password, visitor).await?;
        // One that counts already stays, and the page says so.
        self.db.second_factors().begin(user, &new_secret()).await.map_err(unavailable)?;
        Ok(())
    }

    /// With a first code from the telephone the second factor counts. Gives back the recovery codes, which are shown once.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn confirm_second_factor(
        &self,
        user: &UserId,
        code: &str,
        visitor: &Visitor,
    ) -> Result<Vec<String>, Refused> {
        let row = self.db.second_factors().of(user).await.map_err(unavailable)?.filter(|row| !row.confirmed);
        let row = row.ok_or_else(|| refused(Field::Form, Problem::Unavailable))?;
        let now = self.clock.now();
        let step = step_of(&row.secret, code, now).ok_or_else(|| refused(Field::OneTimeCode, problem_of(code)))?;
        let (codes, digests) = recovery_codes();
        let entry = self.entry("account.second_factor_on", Some(user), visitor);
        match self.db.second_factors().confirm(user, (now, step), &digests, &entry).await.map_err(unavailable)? {
            true => Ok(codes),
            false => Err(refused(Field::Form, Problem::Unavailable)),
        }
    }

    /// Other recovery codes in place of all that are left, if the password is right.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn new_recovery_codes(
        &self,
        user: &UserId,
        password: String,
        visitor: &Visitor,
    ) -> Result<Vec<String>, Refused> {
        self.prove(user, password, visitor).await?;
        if !self.has_second_factor(user).await.map_err(unavailable)? {
            return Err(refused(Field::Form, Problem::Unavailable));
        }
        let (codes, digests) = recovery_codes();
        let entry = self.entry("account.recovery_codes", Some(user), visitor);
        self.db.second_factors().replace_codes(user, &digests, &entry).await.map_err(unavailable)?;
        Ok(codes)
    }

    /// The password is enough from now on, if it is right.
    ///
    /// # Errors
    /// What is wrong, field by field; [`Problem::SecondFactorDemanded`] when this server demands one.
    pub async fn remove_second_factor(
        &self,
        user: &UserId,
        password: String,
        visitor: &Visitor,
    ) -> Result<(), Refused> {
        let owner = self.prove(user, password, visitor).await?;
        if self.rules.get().demands_second_factor(owner.role) {
            return Err(refused(Field::Form, Problem::SecondFactorDemanded));
        }
        let entry = self.entry("account.second_factor_off", Some(user), visitor);
        self.db.second_factors().remove(user, &entry).await.map_err(unavailable)?;
        Ok(())
    }

    /// For somebody who has lost telephone and codes, and asks the administrator in person.
    ///
    /// # Errors
    /// [`NotDecided`]; nothing is changed then.
    pub async fn remove_second_factor_for(&self, user: &UserId, by: By<'_>) -> Result<(), NotDecided> {
        let known = self.db.directory().one(user).await.map_err(super::administer::not_decided)?;
        let known = known.ok_or(NotDecided::NoSuchAccount)?;
        let entry = self.decision("account.second_factor_off", &known.id, by, None);
        self.db.second_factors().remove(&known.id, &entry).await.map_err(super::administer::not_decided)?;
        Ok(())
    }

    /// Lets somebody in whose password, or link, was right: at once, or after the code from the telephone.
    pub(super) async fn enter(&self, user: UserRow, visitor: &Visitor) -> Result<SignIn, Refused> {
        let has = self.has_second_factor(&user.id).await.map_err(unavailable)?;
        let sets_up = !has && self.rules.get().demands_second_factor(user.role);
        if !has && !sets_up {
            self.audit("account.sign_in", Some(&user.id), visitor).await;
            return self.begin_session(user, visitor).await.map(SignIn::Begun);
        }
        if sets_up {
            self.db.second_factors().begin(&user.id, &new_secret()).await.map_err(unavailable)?;
        }
        let (token, now) = (random::token(), self.clock.now());
        let half = Half { user: user.id, until: now + HALF_LIFETIME, sets_up };
        self.halves().put(random::digest(&token), half, now);
        Ok(SignIn::SecondFactor(token))
    }

    /// What a sign-in waits for; `None` when it waits no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn second_half(&self, token: &str) -> Result<Option<SecondHalf>, ApiError> {
        let half = self.halves().find(&random::digest(token), self.clock.now());
        let Some(half) = half else { return Ok(None) };
        if !half.sets_up {
            return Ok(Some(SecondHalf::Code));
        }
        let Some(user) = self.db.users().by_id(&half.user).await.map_err(api_unavailable)? else { return Ok(None) };
        Ok(match self.second_factor(&user.id, &user.email).await? {
            SecondFactor::Begun(offer) => Some(SecondHalf::SetUp(offer)),
            SecondFactor::Off | SecondFactor::On { .. } => None,
        })
    }

    /// The second half of signing in: a code from the telephone, or a recovery code.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub async fn finish_sign_in(&self, token: &str, code: &str, visitor: &Visitor) -> Result<Finished, Refused> {
        let (digest, now) = (random::digest(token), self.clock.now());
        let again = || refused(Field::Form, Problem::SignInAgain);
        let half = self.halves().find(&digest, now).ok_or_else(again)?;
        let user = self.db.users().by_id(&half.user).await.map_err(unavailable)?;
        let user = user.filter(|user| user.disabled.is_none()).ok_or_else(again)?;
        let recovery_codes = if half.sets_up {
            Some(self.confirm_second_factor(&user.id, code, visitor).await?)
        } else {
            self.check_code(&user.id, code, visitor).await?;
            None
        };
        // Of two who come with the same half at once, one is let in.
        if !self.halves().remove(&digest) {
            return Err(again());
        }
        self.audit("account.sign_in", Some(&user.id), visitor).await;
        Ok(Finished { signed_in: self.begin_session(user, visitor).await?, recovery_codes })
    }

    async fn check_code(&self, user: &UserId, code: &str, visitor: &Visitor) -> Result<(), Refused> {
        let now = self.clock.now();
        if problem_of(code) == Problem::Empty {
            return Err(refused(Field::OneTimeCode, Problem::Empty));
        }
        self.throttles().codes.begin(user, now).map_err(too_many)?;
        if !self.takes(user, code, now).await.map_err(unavailable)? {
            self.audit("account.second_factor_failed", Some(user), visitor).await;
            return Err(refused(Field::OneTimeCode, Problem::WrongOneTimeCode));
        }
        self.throttles().codes.forget(user);
        Ok(())
    }

    pub(super) async fn has_second_factor(&self, user: &UserId) -> Result<bool, DbError> {
        Ok(self.db.second_factors().of(user).await?.is_some_and(|row| row.confirmed))
    }

    /// Whether a code counts; it is spent by that.
    async fn takes(&self, user: &UserId, code: &str, now: Timestamp) -> Result<bool, DbError> {
        let factors = self.db.second_factors();
        if let Some(code) = as_recovery_code(code) {
            return factors.spend_code(user, &random::digest(&code)).await;
        }
        let Some(row) = factors.of(user).await?.filter(|row| row.confirmed) else { return Ok(false) };
        match step_of(&row.secret, code, now) {
            Some(step) => factors.take_step(user, step).await,
            None => Ok(false),
        }
    }
}

impl Halves {
    fn put(&mut self, digest: String, half: Half, now: Timestamp) {
        self.0.retain(|_, half| now < half.until);
        if self.0.len() >= HALVES_MAX {
            let oldest = self.0.iter().min_by_key(|(_, half)| half.until).map(|(digest, _)| digest.clone());
            oldest.and_then(|digest| self.0.remove(&digest));
        }
        self.0.insert(digest, half);
    }

    fn find(&self, digest: &str, now: Timestamp) -> Option<Half> {
        self.0.get(digest).filter(|half| now < half.until).cloned()
    }

    /// Whether it was there.
    fn remove(&mut self, digest: &str) -> bool {
        self.0.remove(digest).is_some()
    }
}

fn new_secret() -> String {
    Secret::new_stack(random::bytes()).to_base32()
}

fn totp(secret: &str, account: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).with_account_name(account).with_issuer(Some(ISSUER)).build().ok()
}

fn offer(secret: String, email: &Email) -> Option<Offer> {
    // The only character that cannot stand in the name.
    let link = totp(&secret, &email.as_str().replace(':', "-"))?.to_url().ok()?;
    Some(Offer { secret, link })
}

/// The time step whose code this is: of now, the one before or the one after, for clocks that differ.
fn step_of(secret: &str, code: &str, now: Timestamp) -> Option<i64> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now.0 / 1000).ok()?;
    let step = totp(secret, "")?.check(&digits, seconds)?;
    i64::try_from(step).ok()
}

/// What is shown, and the digests that are kept.
fn recovery_codes() -> (Vec<String>, Vec<String>) {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| random::token()[..RECOVERY_DIGITS].to_owned()).collect();
    let digests = codes.iter().map(|code| random::digest(code)).collect();
    (codes.iter().map(|code| in_groups(code)).collect(), digests)
}

/// `3f9a-2b81-c04d-77e1`, as it is easily copied from paper.
fn in_groups(code: &str) -> String {
    let groups: Vec<&str> = (0..code.len()).step_by(4).map(|from| &code[from..from + 4]).collect();
    groups.join("-")
}

/// A recovery code as it was made, however it was typed; `None` for what is none.
fn as_recovery_code(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase();
    (code.len() == RECOVERY_DIGITS && code.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(code)
}

fn problem_of(code: &str) -> Problem {
    if code.trim().is_empty() { Problem::Empty } else { Problem::WrongOneTimeCode }
}

mod debug {
    //! Secrets are not printed.

    use std::fmt::{Debug, Formatter, Result};

    use super::{Offer, SecondFactor};

    impl Debug for Offer {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            f.write_str("Offer(…)")
        }
    }

    impl Debug for SecondFactor {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            match self {
                SecondFactor::Off => f.write_str("Off"),
                SecondFactor::Begun(_) => f.write_str("Begun(…)"),
                SecondFactor::On { codes_left } => write!(f, "On({codes_left})"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's appendix B, and what its table says of SHA-1 (here the last six digits of eight).
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret::from(*b"12345678901234567890").to_base32();
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let at = Timestamp(seconds * 1000);
            assert_eq!(step_of(&secret, code, at), Some(seconds / 30), "{code}");
            assert_eq!(step_of(&secret, &format!(" {} {}", &code[..3], &code[3..]), at), Some(seconds / 30));
            let next = Timestamp((seconds / 30 * 30 + 59) * 1000);
            assert_eq!(step_of(&secret, code, next), Some(seconds / 30), "the clock may be half a minute off");
            assert_eq!(step_of(&secret, code, Timestamp((seconds + 90) * 1000)), None);
        }
        for nonsense in ["", "28708", "2870822", "abcdef", "２８７０８２"] {
            assert_eq!(step_of(&secret, nonsense, Timestamp(59_000)), None, "{nonsense}");
        }
    }

    #[test]
    fn recovery_codes_are_known_however_they_are_typed() {
        let (shown, digests) = recovery_codes();
        assert_eq!((shown.len(), digests.len()), (RECOVERY_CODES, RECOVERY_CODES));
        for typed in [shown[0].clone(), shown[0].replace('-', " "), shown[0].to_uppercase().replace('-', "")] {
            assert_eq!(
                as_recovery_code(&typed).map(|code| random::digest(&code)).as_ref(),
                Some(&digests[0]),
                "{typed}"
            );
        }
        for other in ["", "123456", "zzzz-zzzz-zzzz-zzzz", "3f9a-2b81-c04d-77e"] {
            assert_eq!(as_recovery_code(other), None, "{other}");
        }
    }

    #[test]
    fn halves_run_out_and_never_grow_without_end() {
        let mut halves = Halves::default();
        for number in 0..HALVES_MAX + 5 {
            let now = Timestamp(i64::try_from(number).unwrap());
            let half = Half { user: UserId::new("u"), until: now + HALF_LIFETIME, sets_up: false };
            halves.put(number.to_string(), half, now);
        }
        assert_eq!(halves.0.len(), HALVES_MAX);
        assert!(halves.find("0", Timestamp(10_000)).is_none());
        let last = (HALVES_MAX + 4).to_string();
        assert!(halves.find(&last, Timestamp(10_000)).is_some());
        assert!(halves.find(&last, Timestamp(20_000) + HALF_LIFETIME).is_none());
        assert!(halves.remove(&last) && !halves.remove(&last));
    }
}

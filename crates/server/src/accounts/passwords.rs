//! Passwords: what is accepted, and hashing that never stops the server from answering.

use std::{fmt, sync::Arc, thread};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use talkspace_model::{Email, Problem, limits};
use tokio::{sync::Semaphore, task};
use zxcvbn::{Score, zxcvbn};

use crate::random;

/// OWASP's second choice for Argon2id: 19 MiB, two passes, one lane; about 20 ms of one core. More would be harder to
/// crack, and let fewer people sign in at the beginning of a lesson.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes that may wait for a core. A longer queue would answer later than people wait; a shorter one would send
/// away a class that signs in at once.
const QUEUE: usize = 256;

/// As much of a password is judged: what is hard to guess so far stays so, and judging 128 odd characters takes most of a
/// second.
const JUDGED: usize = 32;

/// What must be left of a password when the person's own words are taken out of it, in characters.
const OWN_WORDS_LEAVE: usize = 6;

/// Too many hashes are wanted at once; nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Busy;

/// Whether a password was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Wrong,
    Right,
    /// Right, but hashed with weaker parameters than today's: hash it again.
    Outdated,
}

/// Hashes and checks passwords, at most one per core at a time.
#[derive(Clone)]
pub struct Passwords {
    cores: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// New passwords cost more than known ones, and come one at a time: signing in never waits behind them all.
    new: Arc<Semaphore>,
    /// Checked for accounts that do not exist, so that the answer takes as long.
    dummy: Arc<str>,
}

impl Passwords {
    /// Hashes once, which takes a moment.
    pub fn start() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self {
            cores: Arc::new(Semaphore::new(cores)),
            queue: Arc::new(Semaphore::new(cores + QUEUE)),
            new: Arc::new(Semaphore::new(1)),
            dummy: hash(&random::token()).into(),
        }
    }

    /// Judges and hashes a new password.
    ///
    /// # Errors
    /// What is wrong with it; [`Problem::Unavailable`] when too much is going on.
    pub(super) async fn accept(&self, password: String, name: &str, email: &Email) -> Result<String, Problem> {
        check_length(&password)?;
        let own = own_words(name, email);
        let _turn = self.new.acquire().await.map_err(|_| Problem::Unavailable)?;
        let judged = self.on_a_core(move || match judge(&password, &own) {
            Ok(()) => Ok(hash(&password)),
            Err(problem) => Err(problem),
        });
        judged.await.unwrap_or(Err(Problem::Unavailable))
    }

    /// Hashes a password that was accepted before.
    ///
    /// # Errors
    /// When too much is going on.
    pub(crate) async fn rehash(&self, password: String) -> Result<String, Busy> {
        self.on_a_core(move || hash(&password)).await
    }

    /// Checks a password against the stored hash, or for as long against nothing.
    ///
    /// # Errors
    /// When too much is going on.
    pub(crate) async fn verify(&self, password: String, stored: Option<String>) -> Result<Verdict, Busy> {
        let dummy = self.dummy.clone();
        self.on_a_core(move || match stored {
            Some(stored) => verify(&password, &stored),
            None => {
                let _ = verify(&password, &dummy);
                Verdict::Wrong
            }
        })
        .await
    }

    async fn on_a_core<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let _place = self.queue.try_acquire().map_err(|_| Busy)?;
        let core = self.cores.clone().acquire_owned().await.map_err(|_| Busy)?;
        // The permit goes along: whoever asked may give up meanwhile, the hash goes on.
        let done = task::spawn_blocking(move || {
            let result = work();
            drop(core);
            result
        });
        done.await.map_err(|_| Busy)
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passwords")
    }
}

/// # Errors
/// When it is shorter or longer than allowed, in characters.
pub(super) fn check_length(password: &str) -> Result<(), Problem> {
    match password.chars().count() {
        0 => Err(Problem::Empty),
        count if count < limits::PASSWORD_MIN => Err(Problem::TooShort { min: limits::PASSWORD_MIN }),
        count if count > limits::PASSWORD_MAX => Err(Problem::TooLong { max: limits::PASSWORD_MAX }),
        _ => Ok(()),
    }
}

/// Refuses what zxcvbn expects to fall within a million guesses, and what is little more than the person's own name or
/// address. Stricter would send away pass phrases of common words, which hold against throttled guessing.
fn judge(password: &str, own: &[String]) -> Result<(), Problem> {
    let inputs: Vec<&str> = own.iter().map(String::as_str).collect();
    let left = own.iter().fold(password.to_lowercase(), |left, word| left.replace(word.as_str(), ""));
    let made_of_own =
        left.chars().filter(|c| c.is_alphanumeric()).count() < OWN_WORDS_LEAVE && left.len() < password.len();
    let beginning: String = password.chars().take(JUDGED).collect();
    if made_of_own || zxcvbn(&beginning, &inputs).score() < Score::Two { Err(Problem::Guessable) } else { Ok(()) }
}

/// Words that guess themselves, lower case, longest first: those of the name, of the address, and the program's name.
fn own_words(name: &str, email: &Email) -> Vec<String> {
    let text = format!("{} {} talkspace", name.to_lowercase(), email.as_str());
    let mut words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 3).map(String::from).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> String {
    let salt = random::bytes::<16>();
    let hash = argon2().hash_password_with_salt(password.as_bytes(), &salt);
    hash.expect("a password of at most 128 characters and a salt of 16 bytes are within Argon2's bounds").to_string()
}

fn verify(password: &str, stored: &str) -> Verdict {
    let Ok(parsed) = PasswordHash::new(stored) else { return Verdict::Wrong };
    match argon2().verify_password(password.as_bytes(), &parsed) {
        Err(_) => Verdict::Wrong,
        Ok(()) if is_current(&parsed) => Verdict::Right,
        Ok(()) => Verdict::Outdated,
    }
}

fn is_current(hash: &PasswordHash) -> bool {
    let params = Params::try_from(hash);
    hash.algorithm.as_str() == Algorithm::Argon2id.as_str()
        && params.is_ok_and(|p| p.m_cost() >= MEMORY_KIB && p.t_cost() >= PASSES && p.p_cost() == LANES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(password: &str) -> Result<(), Problem> {
        judge(password, &own_words("Ravindra Deshpande", &"ravi.d@college.example.org".parse().unwrap()))
    }

    #[test]
    fn guessable_passwords() {
        for weak in [
            "password12",
            "1234567890",
            "qwertyuiop",
            "aaaaaaaaaaaa",
            "iloveyou123",
            "ravindra2024",
            "Deshpande!123",
            "ravindradeshpande",
            "talkspace123",
        ] {
            assert_eq!(judged(weak), Err(Problem::Guessable), "{weak}");
        }
        for fine in
            ["correct horse battery", "monsoon-kettle-27", "पाऊस आणि चहा", "Tr4m!lines-late", "ravindra kettle monsoon"]
        {
            assert_eq!(judged(fine), Ok(()), "{fine}");
        }
    }

    #[test]
    fn lengths() {
        assert_eq!(check_length(""), Err(Problem::Empty));
        assert_eq!(check_length("नमस्कार"), Err(Problem::TooShort { min: 10 }));
        assert_eq!(check_length(&"x".repeat(129)), Err(Problem::TooLong { max: 128 }));
        assert_eq!(check_length(&"é".repeat(128)), Ok(()));
    }

    #[test]
    fn hashes_verify() {
        let stored = hash("monsoon-kettle-27");
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_eq!(verify("monsoon-kettle-27", &stored), Verdict::Right);
        assert_eq!(verify("monsoon-kettle-28", &stored), Verdict::Wrong);
        assert_eq!(verify("monsoon-kettle-27", "nonsense"), Verdict::Wrong);
        assert_ne!(hash("monsoon-kettle-27"), stored, "salted");
    }

    #[test]
    fn weaker_parameters_are_outdated() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
        let stored = weak.hash_password_with_salt(b"monsoon-kettle-27", &[7; 16]).unwrap().to_string();
        assert_eq!(verify("monsoon-kettle-27", &stored), Verdict::Outdated);
    }

    #[tokio::test]
    async fn an_overfull_queue_says_so() {
        let passwords = Passwords { queue: Arc::new(Semaphore::new(0)), ..Passwords::start() };
        assert_eq!(passwords.verify("x".into(), None).await, Err(Busy));
        let email = "asha@example.org".parse().unwrap();
        let accepted = passwords.accept("monsoon-kettle-27".into(), "Asha", &email).await;
        assert_eq!(accepted, Err(Problem::Unavailable));
    }
}

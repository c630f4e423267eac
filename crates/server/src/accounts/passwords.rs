//! Passwords: what is accepted, and hashing that never stops the server from answering.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use talkspace_model::{Email, Problem, limits};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task,
};
use zxcvbn::{Score, zxcvbn};

use crate::random;

/// OWASP's second choice for Argon2id: 19 MiB, two passes, one lane; about 20 ms of one core. More would be harder to
/// crack, and let fewer people sign in at the beginning of a lesson.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes at one time, however many cores there are: each holds its 19 MiB, and so many answer some hundred sign-ins a
/// second. More would only need more memory; fewer would make a college wait.
const AT_ONCE: usize = 8;

/// Hashes of either kind that may wait for a core. A longer queue would answer later than people wait; a shorter one would send
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

/// Hashes and checks passwords and passcodes, at most one per core at a time.
#[derive(Clone)]
pub struct Passwords {
    cores: Arc<Semaphore>,
    sign_in: Lane,
    passcodes: Lane,
    /// New passwords cost more than known ones, and come one at a time: signing in never waits behind them all.
    new: Arc<Semaphore>,
    buffers: Arc<Buffers>,
    /// Checked for accounts that do not exist, so that the answer takes as long.
    dummy: Arc<str>,
}

/// A queue of its own in front of the cores, so that nobody who signs in stands behind a crowd at a meeting's door.
#[derive(Clone)]
struct Lane {
    places: Arc<Semaphore>,
    /// So many of this lane may wait for a core or have one.
    turns: Arc<Semaphore>,
}

/// What is held while a hash goes on.
struct Core {
    _turn: OwnedSemaphorePermit,
    _core: OwnedSemaphorePermit,
}

/// The memory that hashes work in, as much as was ever needed at once. It is kept: given back, it would stay with the
/// allocator all the same, once for every thread that ever hashed.
#[derive(Default)]
struct Buffers(Mutex<Vec<Vec<Block>>>);

impl Passwords {
    /// Hashes once, which takes a moment.
    pub fn start() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from).min(AT_ONCE);
        let buffers = Buffers::default();
        let dummy = buffers.lend(|buffer| hash(&random::token(), buffer)).into();
        Self {
            cores: Arc::new(Semaphore::new(cores)),
            sign_in: Lane::new(cores),
            // A core remains for who signs in. Where there is only one, the next free moment is theirs.
            passcodes: Lane::new((cores / 2).max(1)),
            new: Arc::new(Semaphore::new(1)),
            buffers: Arc::new(buffers),
            dummy,
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
        let judged = self.on_a_core(&self.sign_in, move |buffer| match judge(&password, &own) {
            Ok(()) => Ok(hash(&password, buffer)),
            Err(problem) => Err(problem),
        });
        judged.await.unwrap_or(Err(Problem::Unavailable))
    }

    /// Hashes a password that was accepted before.
    ///
    /// # Errors
    /// When too much is going on.
    pub(crate) async fn rehash(&self, password: String) -> Result<String, Busy> {
        self.on_a_core(&self.sign_in, move |buffer| hash(&password, buffer)).await
    }

    /// Checks a password against the stored hash, or for as long against nothing.
    ///
    /// # Errors
    /// When too much is going on.
    pub(crate) async fn verify(&self, password: String, stored: Option<String>) -> Result<Verdict, Busy> {
        let dummy = self.dummy.clone();
        let work = move |buffer: &mut Vec<Block>| match stored {
            Some(stored) => verify(&password, &stored, buffer),
            None => {
                let _ = verify(&password, &dummy, buffer);
                Verdict::Wrong
            }
        };
        self.on_a_core(&self.sign_in, work).await
    }

    /// Hashes a meeting's new passcode.
    ///
    /// # Errors
    /// When too much is going on.
    pub(crate) async fn hash_passcode(&self, passcode: String) -> Result<String, Busy> {
        self.on_a_core(&self.passcodes, move |buffer| hash(&passcode, buffer)).await
    }

    /// Checks a passcode against the meeting's hash.
    ///
    /// # Errors
    /// When too much is going on.
    pub(crate) async fn verify_passcode(&self, passcode: String, stored: String) -> Result<Verdict, Busy> {
        self.on_a_core(&self.passcodes, move |buffer| verify(&passcode, &stored, buffer)).await
    }

    async fn on_a_core<T: Send + 'static>(
        &self,
        lane: &Lane,
        work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let _place = lane.places.try_acquire().map_err(|_| Busy)?;
        let turn = lane.turns.clone().acquire_owned().await.map_err(|_| Busy)?;
        let core = self.cores.clone().acquire_owned().await.map_err(|_| Busy)?;
        // The permits go along: whoever asked may give up meanwhile, the hash goes on.
        let (held, buffers) = (Core { _turn: turn, _core: core }, self.buffers.clone());
        let done = task::spawn_blocking(move || {
            let result = buffers.lend(work);
            drop(held);
            result
        });
        done.await.map_err(|_| Busy)
    }

    /// One where nobody gets a turn, for tests.
    #[cfg(test)]
    pub(crate) fn busy() -> Self {
        let full = Lane { places: Arc::new(Semaphore::new(0)), turns: Arc::new(Semaphore::new(1)) };
        Self { sign_in: full.clone(), passcodes: full, ..Self::start() }
    }
}

impl Lane {
    fn new(turns: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(turns + QUEUE)), turns: Arc::new(Semaphore::new(turns)) }
    }
}

impl Buffers {
    fn lend<T>(&self, work: impl FnOnce(&mut Vec<Block>) -> T) -> T {
        let mut buffer = self.lock().pop().unwrap_or_default();
        let result = work(&mut buffer);
        self.lock().push(buffer);
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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

fn hash(password: &str, buffer: &mut Vec<Block>) -> String {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are within Argon2's bounds");
    let salt = Salt::new(&random::bytes::<16>()).expect("16 bytes are a salt");
    let written = ParamsString::try_from(&params).expect("the parameters can be written down");
    let output = derive(password, &salt, &Argon2::new(Algorithm::Argon2id, Version::V0x13, params), buffer);
    let output =
        output.expect("a password of at most 128 characters and a salt of 16 bytes are within Argon2's bounds");
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: written,
        salt: Some(salt),
        hash: Some(output),
    };
    hash.to_string()
}

fn verify(password: &str, stored: &str, buffer: &mut Vec<Block>) -> Verdict {
    let Ok(parsed) = PasswordHash::new(stored) else { return Verdict::Wrong };
    match fits(password, &parsed, buffer) {
        None | Some(false) => Verdict::Wrong,
        Some(true) if is_current(&parsed) => Verdict::Right,
        Some(true) => Verdict::Outdated,
    }
}

/// `None` when the hash is none of Argon2's.
fn fits(password: &str, stored: &PasswordHash, buffer: &mut Vec<Block>) -> Option<bool> {
    let algorithm = Algorithm::try_from(stored.algorithm.as_str()).ok()?;
    let version = stored.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(stored).ok()?);
    let (salt, expected) = (stored.salt.as_ref()?, stored.hash.as_ref()?);
    // Outputs are compared in constant time.
    derive(password, salt, &argon2, buffer).map(|output| output == *expected)
}

/// `None` when something is out of Argon2's bounds.
fn derive(password: &str, salt: &Salt, argon2: &Argon2<'_>, buffer: &mut Vec<Block>) -> Option<Output> {
    let params = argon2.params();
    if buffer.len() < params.block_count() {
        buffer.resize(params.block_count(), Block::new());
    }
    let mut output = [0; Output::MAX_LENGTH];
    let output = output.get_mut(..params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN))?;
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, output, buffer.as_mut_slice()).ok()?;
    Output::new(output).ok()
}

fn is_current(hash: &PasswordHash) -> bool {
    let params = Params::try_from(hash);
    hash.algorithm.as_str() == Algorithm::Argon2id.as_str()
        && params.is_ok_and(|p| p.m_cost() >= MEMORY_KIB && p.t_cost() >= PASSES && p.p_cost() == LANES)
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
    use tokio::task::JoinSet;

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
        let buffer = &mut Vec::new();
        let stored = hash("monsoon-kettle-27", buffer);
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_eq!(verify("monsoon-kettle-27", &stored, buffer), Verdict::Right);
        assert_eq!(verify("monsoon-kettle-28", &stored, buffer), Verdict::Wrong);
        assert_eq!(verify("monsoon-kettle-27", "nonsense", buffer), Verdict::Wrong);
        assert_ne!(hash("monsoon-kettle-27", buffer), stored, "salted");
        let theirs = PasswordHash::new(&stored).unwrap();
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::try_from(&theirs).unwrap());
        assert_eq!(argon2.verify_password(b"monsoon-kettle-27", &theirs), Ok(()), "as the library itself sees it");
    }

    #[test]
    fn weaker_parameters_are_outdated() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
        let stored = weak.hash_password_with_salt(b"monsoon-kettle-27", &[7; 16]).unwrap().to_string();
        assert_eq!(verify("monsoon-kettle-27", &stored, &mut Vec::new()), Verdict::Outdated);
    }

    #[tokio::test]
    async fn an_overfull_queue_says_so() {
        let passwords = Passwords::busy();
        assert_eq!(passwords.verify("x".into(), None).await, Err(Busy));
        assert_eq!(passwords.hash_passcode("x".into()).await, Err(Busy));
        let email = "asha@example.org".parse().unwrap();
        let accepted = passwords.accept("monsoon-kettle-27".into(), "Asha", &email).await;
        assert_eq!(accepted, Err(Problem::Unavailable));
    }

    #[tokio::test]
    async fn signing_in_does_not_stand_behind_passcodes() {
        const CROWD: usize = 100;
        let passwords = Passwords::start();
        let mut crowd = JoinSet::new();
        for _ in 0..CROWD {
            let passwords = passwords.clone();
            crowd.spawn(async move { passwords.hash_passcode("blue door".into()).await });
        }
        task::yield_now().await;
        assert_eq!(passwords.verify("monsoon-kettle-27".into(), None).await, Ok(Verdict::Wrong));
        let mut before = 0;
        while let Some(done) = crowd.try_join_next() {
            assert!(done.unwrap().is_ok());
            before += 1;
        }
        assert!(before < CROWD / 2, "{before} came first");
        assert!(crowd.join_all().await.iter().all(Result::is_ok));
    }

    #[tokio::test]
    async fn a_crowd_of_passcodes_leaves_places_to_sign_in() {
        let passwords = Passwords::start();
        let places = passwords.passcodes.places.available_permits();
        let all = passwords.passcodes.places.clone().try_acquire_many_owned(u32::try_from(places).unwrap()).unwrap();
        assert_eq!(passwords.hash_passcode("blue door".into()).await, Err(Busy));
        assert_eq!(passwords.verify("monsoon-kettle-27".into(), None).await, Ok(Verdict::Wrong));
        drop(all);
    }

    #[tokio::test]
    async fn memory_is_used_again() {
        let passwords = Passwords::start();
        let mut crowd = JoinSet::new();
        for _ in 0..40 {
            let passwords = passwords.clone();
            crowd.spawn(async move { passwords.verify("monsoon-kettle-27".into(), None).await });
        }
        assert!(crowd.join_all().await.iter().all(Result::is_ok));
        let kept = passwords.buffers.lock().len();
        assert!((1..=passwords.cores.available_permits()).contains(&kept), "{kept}");
    }
}

//! The first administrator: whoever can read the server's log.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use subtle::ConstantTimeEq as _;

use crate::random;

/// A one-time token, made at start-up while there is no administrator.
pub(super) struct Setup {
    token: Mutex<Option<String>>,
    /// Held while somebody uses the token, so that two at once do not both become administrator.
    turn: tokio::sync::Mutex<()>,
}

/// The right to make the first administrator, for as long as it is held.
pub(super) struct Claim<'a> {
    setup: &'a Setup,
    _turn: tokio::sync::MutexGuard<'a, ()>,
}

impl Setup {
    pub(super) fn new(needed: bool) -> Self {
        Self { token: Mutex::new(needed.then(random::token)), turn: tokio::sync::Mutex::default() }
    }

    pub(super) fn token(&self) -> Option<String> {
        self.lock().clone()
    }

    pub(super) async fn claim(&self, token: &str) -> Option<Claim<'_>> {
        let turn = self.turn.lock().await;
        self.fits(token)?.then_some(Claim { setup: self, _turn: turn })
    }

    /// Whether this is the token; `None` when there is none any more.
    pub(super) fn fits(&self, token: &str) -> Option<bool> {
        let wanted = self.token()?;
        // Digests are compared, so that not even the length tells anything.
        Some(random::digest(token).as_bytes().ct_eq(random::digest(&wanted).as_bytes()).into())
    }

    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Claim<'_> {
    /// There is an administrator now: the token is gone.
    pub(super) fn spend(self) {
        *self.setup.lock() = None;
    }
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Setup(…)")
    }
}

//! Signed-in browsers: a random token in a cookie, its digest in the database.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use talkspace_db::{Db, DbError, NewSession, SessionRow, UserRow};
use talkspace_model::{Millis, Timestamp, UserId};

use crate::{http::Visitor, random};

/// A session ends when it was not used for this long.
pub(super) const IDLE: Millis = Millis::from_mins(14 * 24 * 60);
/// How exactly it is known when a session was last used. Finer would mean a write for every page.
const TOUCH_EVERY: Millis = Millis::from_mins(10);

/// Begins a session that ends after `lifetime`, however much it is used, and returns its token.
pub(super) async fn begin(
    db: &Db,
    user: &UserId,
    visitor: &Visitor,
    now: Timestamp,
    lifetime: Millis,
) -> Result<String, DbError> {
    let token = random::token();
    let session = NewSession {
        token_hash: random::digest(&token),
        user: user.clone(),
        created: now,
        expires: now + lifetime,
        device: visitor.device.clone(),
        address: visitor.address.to_canonical().to_string(),
    };
    db.sessions().insert(&session).await?;
    Ok(token)
}

/// Whose session it is, if it still counts. This only reads, so that it works while the database cannot be written to: a
/// session that is over is left to [`sweep`], and that this one was used is written down by `touches` at its leisure.
pub(super) async fn owner(db: &Db, touches: &Touches, token: &str, now: Timestamp) -> Result<Option<UserRow>, DbError> {
    let digest = random::digest(token);
    let Some((session, user)) = db.sessions().find(&digest).await? else { return Ok(None) };
    if is_over(&session, now) || user.disabled.is_some() {
        return Ok(None);
    }
    if now.since(session.last_used) >= TOUCH_EVERY {
        touches.begin(db, digest, now);
    }
    Ok(Some(user))
}

/// The sessions whose use is being written down, each once however many pages ask for it. One that fails is tried again
/// with the next page.
#[derive(Debug, Clone, Default)]
pub(super) struct Touches(Arc<Mutex<BTreeSet<String>>>);

impl Touches {
    fn begin(&self, db: &Db, digest: String, now: Timestamp) {
        if !self.under_way().insert(digest.clone()) {
            return;
        }
        let (touches, db) = (self.clone(), db.clone());
        tokio::spawn(async move {
            if let Err(error) = db.sessions().touch(&digest, now).await {
                tracing::warn!(%error, "the use of a session could not be written down");
            }
            touches.under_way().remove(&digest);
        });
    }

    fn under_way(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) async fn end(db: &Db, token: &str) -> Result<(), DbError> {
    db.sessions().delete(&random::digest(token)).await
}

/// Removes what nobody can use any more.
pub(super) async fn sweep(db: &Db, now: Timestamp) -> Result<u64, DbError> {
    db.sessions().delete_expired(now, now - IDLE).await
}

fn is_over(session: &SessionRow, now: Timestamp) -> bool {
    now >= session.expires || now.since(session.last_used) > IDLE
}

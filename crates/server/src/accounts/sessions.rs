//! Signed-in browsers: a random token in a cookie, its digest in the database.

use talkspace_db::{Db, DbError, NewSession, SessionRow, UserRow};
use talkspace_model::{Millis, Timestamp, UserId};

use crate::random;

/// A session ends when it was not used for this long.
pub(super) const IDLE: Millis = Millis::from_mins(14 * 24 * 60);
/// And in any case this long after it began.
pub const ABSOLUTE: Millis = Millis::from_mins(90 * 24 * 60);
/// How exactly it is known when a session was last used. Finer would mean a write for every page.
const TOUCH_EVERY: Millis = Millis::from_mins(10);

/// Begins a session and returns its token.
pub(super) async fn begin(db: &Db, user: &UserId, now: Timestamp) -> Result<String, DbError> {
    let token = random::token();
    let session =
        NewSession { token_hash: random::digest(&token), user: user.clone(), created: now, expires: now + ABSOLUTE };
    db.sessions().insert(&session).await?;
    Ok(token)
}

/// Whose session it is, if it still counts.
pub(super) async fn owner(db: &Db, token: &str, now: Timestamp) -> Result<Option<UserRow>, DbError> {
    let digest = random::digest(token);
    let Some((session, user)) = db.sessions().find(&digest).await? else { return Ok(None) };
    if is_over(&session, now) {
        db.sessions().delete(&digest).await?;
        return Ok(None);
    }
    if now.since(session.last_used) >= TOUCH_EVERY {
        db.sessions().touch(&digest, now).await?;
    }
    Ok(Some(user))
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

//! Whoever signs out leaves the meetings too: sockets end with the session that they were opened with.

use talkspace_db::Db;
use tokio::sync::broadcast::{self, error::RecvError};

use crate::{http::Visitor, random};

/// Endings that a socket may be late to hear of. Each costs somebody a sign-in, so there are few.
const ENDINGS: usize = 1024;

/// A session, by the digest of its token.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionKey(String);

/// What is called out.
#[derive(Debug, Clone)]
enum Call {
    Ended(SessionKey),
    /// Some have ended elsewhere: look for yourselves.
    Look,
}

/// Where endings are called out.
#[derive(Debug)]
pub(super) struct SessionEnds(broadcast::Sender<Call>);

/// One socket's ear for endings, from its making on.
#[derive(Debug)]
pub(crate) struct SessionWatch {
    calls: broadcast::Receiver<Call>,
    db: Db,
}

impl SessionKey {
    /// The session whose cookie the visitor has, whether it still counts or not.
    pub fn of(visitor: &Visitor) -> Option<Self> {
        visitor.session.as_deref().map(|token| Self(random::digest(token)))
    }

    /// The session of a token with this digest.
    pub(crate) fn of_digest(digest: String) -> Self {
        Self(digest)
    }

    /// Whether the session is there. One that cannot be looked up counts as ended: the browser asks again.
    pub(super) async fn counts(&self, db: &Db) -> bool {
        match db.sessions().find(&self.0).await {
            Ok(found) => found.is_some_and(|(_, user)| user.disabled.is_none()),
            Err(error) => {
                tracing::warn!(%error, "a session could not be looked up; its ticket is not taken");
                false
            }
        }
    }
}

impl std::fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKey(…)")
    }
}

impl SessionEnds {
    pub(super) fn new() -> Self {
        Self(broadcast::Sender::new(ENDINGS))
    }

    pub(super) fn tell(&self, session: SessionKey) {
        // Nobody listens when no socket is open.
        let _ = self.0.send(Call::Ended(session));
    }

    pub(super) fn look(&self) {
        let _ = self.0.send(Call::Look);
    }

    pub(super) fn watch(&self, db: Db) -> SessionWatch {
        SessionWatch { calls: self.0.subscribe(), db }
    }
}

impl SessionWatch {
    /// Resolves when this session has ended; never without one.
    pub(crate) async fn ended(&mut self, session: Option<&SessionKey>) {
        let Some(session) = session else { return std::future::pending().await };
        loop {
            match self.calls.recv().await {
                Ok(Call::Ended(ended)) if ended == *session => return,
                Ok(Call::Ended(_)) => {}
                // This one may have been among those missed.
                Ok(Call::Look) | Err(RecvError::Lagged(_)) => {
                    if !session.counts(&self.db).await {
                        return;
                    }
                }
                Err(RecvError::Closed) => return std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn only_the_own_session_is_heard_of_even_if_it_ended_before_one_listened() {
        let (mine, other) = (SessionKey("mine".into()), SessionKey("other".into()));
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&Db::sqlite_url(&dir.path().join("talkspace.db"))).await.unwrap();
        db.migrate().await.unwrap();
        let ends = SessionEnds::new();
        let mut watch = ends.watch(db);
        ends.tell(other);
        let nothing = tokio::time::timeout(Duration::from_millis(20), watch.ended(Some(&mine))).await;
        assert!(nothing.is_err());
        ends.tell(mine.clone());
        watch.ended(Some(&mine)).await;
        // Nobody has this session in the database, so a look finds that it has ended.
        ends.look();
        watch.ended(Some(&mine)).await;
        let nothing = tokio::time::timeout(Duration::from_millis(20), watch.ended(None)).await;
        assert!(nothing.is_err());
    }
}

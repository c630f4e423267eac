//! Letters: made on the spot, kept in the database until they are sent, and sent by a task of their own, so that neither a
//! slow mail server nor a restart loses one.

mod letter;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor, address::Envelope, message::Mailbox};
pub use talkspace_db::Undelivered;
use talkspace_db::{Db, DbError, MailRow, NewMail};
use talkspace_model::{ApiError, Email, MeetingId, Millis, Timestamp, UserId};
use tokio::{fs, sync::Notify, task::JoinHandle, time};

use crate::{accounts::api_unavailable, clock::Clock, data_dir, random};
pub use letter::Letter;

/// Letters that are looked for at a time.
const BATCH: u32 = 20;
/// How often the task looks by itself, for those that are to be tried again.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// One letter may take no longer: the next one waits for it.
const SEND_WITHIN: Duration = Duration::from_secs(60);
/// The first pause after a failure; each further one is twice as long.
const PAUSE: Millis = Millis::from_mins(1);
const PAUSE_MAX: Millis = Millis::from_mins(4 * 60);
/// Between the tries of a letter that is not kept: somebody sits in front of the page and waits for it.
const SECRET_PAUSES: [Duration; 4] =
    [Duration::from_secs(5), Duration::from_secs(30), Duration::from_secs(120), Duration::from_secs(300)];
/// With these pauses that is about two days; an invitation that is older helps nobody.
const TRIES: u32 = 18;

/// The service that sends letters; clones share it.
#[derive(Debug, Clone)]
pub struct Mail(Arc<Office>);

#[derive(Debug)]
struct Office {
    db: Db,
    clock: Clock,
    from: Mailbox,
    way: Way,
    wake: Notify,
}

/// Where letters go.
#[derive(Debug)]
enum Way {
    Server(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// No mail server is set: they are written here as files, for whoever looks after the server.
    Folder(PathBuf),
}

/// Why a letter was not sent.
struct Failure {
    words: String,
    /// The mail server will not take it tomorrow either.
    for_good: bool,
}

impl Mail {
    /// # Errors
    /// When the setting is no address of a mail server.
    pub fn new(db: Db, clock: Clock, smtp_url: Option<&str>, from: Mailbox, data_dir: &Path) -> anyhow::Result<Self> {
        let way = match smtp_url {
            Some(url) => Way::Server(Box::new(AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build())),
            None => Way::Folder(data_dir.join("mail")),
        };
        Ok(Self(Arc::new(Office { db, clock, from, way, wake: Notify::new() })))
    }

    /// Begins to send what waits, and whatever comes.
    pub fn start(&self) -> JoinHandle<()> {
        let office = self.clone();
        tokio::spawn(async move {
            loop {
                office.send_due().await;
                // Woken, or the time has come to look; either is reason enough.
                let _ = time::timeout(LOOK_EVERY, office.0.wake.notified()).await;
            }
        })
    }

    /// Whether letters only become files in the data folder.
    pub fn is_filed(&self) -> bool {
        matches!(self.0.way, Way::Folder(_))
    }

    /// Keeps letters about a meeting until they are sent, which begins at once.
    ///
    /// # Errors
    /// When the database fails; none of them is kept then.
    pub async fn queue(&self, meeting: &MeetingId, host: &UserId, letters: &[Letter]) -> Result<(), ApiError> {
        let queued = self.0.clock.now();
        let mails = letters.iter().filter_map(|letter| self.made(meeting, host, letter, queued));
        self.0.db.mails().queue(&mails.collect::<Vec<_>>()).await.map_err(api_unavailable)?;
        self.0.wake.notify_one();
        Ok(())
    }

    /// Sends a letter that holds a secret. It is tried a few times and kept nowhere: secrets never rest in clear, and
    /// whoever waits for it in vain can ask for another.
    pub fn post_secret(&self, letter: &Letter) {
        let message = match letter.message(&self.0.from) {
            Ok(message) => message,
            Err(error) => {
                tracing::error!(%error, "a letter could not be made");
                return;
            }
        };
        let mut mail = MailRow { id: random::id(), recipient: letter.to.clone(), message, tries: 0 };
        let office = self.clone();
        tokio::spawn(async move {
            for wait in SECRET_PAUSES {
                let sent = time::timeout(SEND_WITHIN, office.hand_over(&mail)).await;
                let failure = match sent {
                    Ok(Ok(())) => return,
                    Ok(Err(failure)) => failure,
                    Err(_) => Failure { words: "no answer in time".to_owned(), for_good: false },
                };
                mail.tries += 1;
                tracing::warn!(mail.tries, problem = failure.words, "a letter with a link could not be sent");
                if failure.for_good {
                    return;
                }
                time::sleep(wait).await;
            }
        });
    }

    /// To whom the newest letter about a meeting could not be sent yet, or not at all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undelivered(&self, meeting: &MeetingId) -> Result<Vec<Undelivered>, ApiError> {
        let all = self.0.db.mails().undelivered(meeting).await.map_err(api_unavailable)?;
        Ok(all.into_iter().filter(|mail| mail.failed).collect())
    }

    fn made(&self, meeting: &MeetingId, host: &UserId, letter: &Letter, queued: Timestamp) -> Option<NewMail> {
        match letter.message(&self.0.from) {
            Ok(message) => Some(NewMail {
                id: random::id(),
                meeting: meeting.clone(),
                host: host.clone(),
                recipient: letter.to.clone(),
                message,
                queued,
            }),
            // Addresses are checked when they are typed, so this is our own mistake.
            Err(error) => {
                tracing::error!(%error, "a letter could not be made");
                None
            }
        }
    }

    async fn send_due(&self) {
        loop {
            match self.0.db.mails().due(self.0.clock.now(), BATCH).await {
                Ok(mails) if mails.is_empty() => return,
                Ok(mails) => {
                    for mail in mails {
                        if let Err(error) = self.send(mail).await {
                            tracing::warn!(%error, "what became of a letter could not be noted");
                            return;
                        }
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the letters that wait could not be read");
                    return;
                }
            }
        }
    }

    async fn send(&self, mail: MailRow) -> Result<(), DbError> {
        let sent = time::timeout(SEND_WITHIN, self.hand_over(&mail)).await;
        let sent = sent.unwrap_or_else(|_| Err(Failure { words: "no answer in time".to_owned(), for_good: false }));
        let now = self.0.clock.now();
        match sent {
            Ok(()) => self.0.db.mails().sent(&mail.id, now).await,
            Err(Failure { words, for_good }) => {
                let tries = mail.tries + 1;
                let again = (!for_good && tries < TRIES).then(|| now + pause(tries));
                tracing::warn!(mail.id, tries, again = again.is_some(), problem = words, "a letter could not be sent");
                self.0.db.mails().failed(&mail.id, &words, again).await
            }
        }
    }

    async fn hand_over(&self, mail: &MailRow) -> Result<(), Failure> {
        match &self.0.way {
            Way::Server(server) => {
                let envelope = self.envelope(&mail.recipient)?;
                let sent = server.send_raw(&envelope, mail.message.as_bytes()).await;
                sent.map(drop).map_err(|error| Failure { for_good: error.is_permanent(), words: error.to_string() })
            }
            Way::Folder(dir) => {
                let written = file(dir, mail).await;
                written.map_err(|error| Failure { words: error.to_string(), for_good: false })
            }
        }
    }

    fn envelope(&self, to: &Email) -> Result<Envelope, Failure> {
        let failed = |words: String| Failure { words, for_good: true };
        let to: Address = to.as_str().parse().map_err(|error| failed(format!("{error}")))?;
        Envelope::new(Some(self.0.from.email.clone()), vec![to]).map_err(|error| failed(error.to_string()))
    }
}

fn pause(tries: u32) -> Millis {
    let doubled = PAUSE.0 << tries.saturating_sub(1).min(20);
    Millis(doubled.min(PAUSE_MAX.0))
}

/// Under another name first, so that whoever watches the folder never reads half a letter.
async fn file(dir: &Path, mail: &MailRow) -> std::io::Result<()> {
    data_dir::make_private(dir).await?;
    let (part, whole) = (dir.join(format!("{}.part", mail.id)), dir.join(format!("{}.eml", mail.id)));
    fs::write(&part, &mail.message).await?;
    fs::rename(part, whole).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        let minutes: Vec<i64> = [1, 2, 3, 8, 9, 64, 100, u32::MAX].map(|tries| pause(tries).as_secs() / 60).to_vec();
        assert_eq!(minutes, [1, 2, 4, 128, 240, 240, 240, 240]);
    }
}

//! Files that people share in the chat: taken in whole, kept in the data folder under random names, given out to whoever may
//! read the message that they came with.

mod picture;
mod routes;
mod under_way;

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use futures_util::{Stream, StreamExt as _};
use talkspace_db::{Db, DbError, MessageTo, NewFile, SentFile};
use talkspace_model::{
    ApiError, FileId, FileRefusal, MeetingCode, Millis, OccurrenceId, SharedFile, limits::Limits, text,
};
use talkspace_room::Identity;
use tokio::{
    fs::{self, File},
    io::{AsyncWriteExt as _, BufWriter},
    sync::Semaphore,
    time::{Instant, timeout},
};

pub use routes::routes;
use under_way::UnderWay;

use crate::{accounts::api_unavailable, afterwards, clock::Clock, data_dir, random, rooms::Rooms};

/// What one person may share in one run of a meeting. More lets one fill the disk; less turns away a teacher's slides.
const FILES_MAX: u64 = 200;
const BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Files that come in at once. Each holds a descriptor and a buffer; the rest is told to come again.
const AT_ONCE: usize = 64;
/// Nothing more of a file for this long: whoever sends it is gone.
const NEXT_PIECE: Duration = Duration::from_secs(30);
/// Bytes a second that a file has to bring on the average, once it has come in for that long. Lower: a few who send next to
/// nothing hold the places of all for hours. Higher: telephones at the edge of their network cannot send a photograph.
const SLOWEST: u64 = 8 * 1024;
/// A file that nobody has sent with a message after this long is cleared away.
const UNSENT_FOR: Millis = Millis::from_mins(24 * 60);
/// Files cleared away at a time.
const SWEEP: u32 = 200;
/// While a file comes in.
const PART: &str = "part";

/// The file service.
#[derive(Debug)]
pub struct Files {
    dir: PathBuf,
    db: Db,
    clock: Clock,
    limits: Limits,
    places: Semaphore,
    under_way: UnderWay,
}

/// What is sent to whoever may have it.
#[derive(Debug)]
pub struct Found {
    pub(crate) sent: SentFile,
    pub(crate) content: File,
    pub(crate) bytes: u64,
}

/// What stands between a stranger's file and ours.
#[derive(Debug)]
enum Failure {
    Refused(FileRefusal),
    Io(io::Error),
    Db(DbError),
}

impl Files {
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) async fn open(data_dir: &Path, db: Db, clock: Clock, limits: Limits) -> io::Result<Self> {
        let dir = data_dir.join("files");
        data_dir::make_private(&dir).await?;
        let files = Self { dir, db, clock, limits, places: Semaphore::new(AT_ONCE), under_way: UnderWay::default() };
        files.drop_strangers().await?;
        Ok(files)
    }

    /// Takes a file of somebody who sits in the meeting. Until it is sent with a message nobody can have it.
    ///
    /// # Errors
    /// What to tell the person.
    pub(crate) async fn take<B, E>(
        &self,
        rooms: &Rooms,
        code: &MeetingCode,
        owner: Identity,
        name: &str,
        body: impl Stream<Item = Result<B, E>> + Unpin,
    ) -> Result<SharedFile, FileRefusal>
    where
        B: AsRef<[u8]>,
    {
        let room = rooms.find(code).ok_or(FileRefusal::NotHere)?;
        // First, so that nobody holds the places of all with files that never come.
        let _lane = self.under_way.begin(&owner).ok_or(FileRefusal::TooFast)?;
        let run = room.may_upload(owner.clone()).await?;
        let _place = self.places.try_acquire().map_err(|_| FileRefusal::TooFast)?;
        let id = FileId::new(random::token());
        let file = match self.store(&id, (&run, &owner), clean_name(name), body).await {
            Ok(file) => file,
            Err(failure) => {
                // What is there of it is of no use; without it nothing is there to remove.
                let _ = fs::remove_file(self.part(&id)).await;
                return Err(failure.told());
            }
        };
        room.uploaded(owner, file.clone()).await.map_err(|_| FileRefusal::NotHere)?;
        Ok(file)
    }

    async fn store<B: AsRef<[u8]>, E>(
        &self,
        id: &FileId,
        (run, owner): (&OccurrenceId, &Identity),
        name: String,
        body: impl Stream<Item = Result<B, E>> + Unpin,
    ) -> Result<SharedFile, Failure> {
        let used = self.db.files().used(run, owner.as_str()).await?;
        if used.files >= FILES_MAX || used.bytes >= BYTES_MAX {
            return Err(FileRefusal::TooMuch.into());
        }
        let (bytes, head) = self.receive(&self.part(id), body).await?;
        let (media_type, picture) = picture::read(&head);
        let file = SharedFile { id: id.clone(), name, bytes, picture };
        let (occurrence, owner) = (run.clone(), owner.as_str().to_owned());
        let uploaded = self.clock.now();
        self.db.files().insert(&NewFile { file: file.clone(), occurrence, owner, media_type, uploaded }).await?;
        fs::rename(self.part(id), self.path(id)).await?;
        Ok(file)
    }

    /// Writes what comes; gives its length and its first bytes.
    async fn receive<B: AsRef<[u8]>, E>(
        &self,
        path: &Path,
        mut body: impl Stream<Item = Result<B, E>> + Unpin,
    ) -> Result<(u64, Vec<u8>), Failure> {
        let mut file = BufWriter::new(data_dir::create_private(path).await?);
        let (mut bytes, mut head) = (0, Vec::new());
        let begun = Instant::now();
        while let Some(piece) = timeout(NEXT_PIECE, body.next()).await.map_err(|_| FileRefusal::Failed)? {
            let piece = piece.map_err(|_| FileRefusal::Failed)?;
            let piece = piece.as_ref();
            bytes += piece.len() as u64;
            if is_too_slow(bytes, begun.elapsed()) {
                return Err(FileRefusal::Failed.into());
            }
            if bytes > self.limits.file {
                return Err(FileRefusal::TooBig { max: self.limits.file }.into());
            }
            let missing = picture::HEAD.saturating_sub(head.len()).min(piece.len());
            head.extend_from_slice(&piece[..missing]);
            file.write_all(piece).await?;
        }
        if bytes == 0 {
            return Err(FileRefusal::Empty.into());
        }
        file.flush().await?;
        file.get_ref().sync_all().await?;
        Ok((bytes, head))
    }

    /// A file that was sent with a message which this person may read.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] also when there is one that the person may not have.
    pub(crate) async fn find(&self, rooms: &Rooms, id: &FileId, who: &Identity) -> Result<Found, ApiError> {
        let sent = self.db.files().sent(id).await.map_err(api_unavailable)?.ok_or(ApiError::NotFound)?;
        let steers = self.steers(rooms, &sent, who).await?.ok_or(ApiError::NotFound)?;
        if !may_have(&sent, who, steers) {
            return Err(ApiError::NotFound);
        }
        let open = async {
            let content = File::open(self.path(id)).await?;
            let bytes = content.metadata().await?.len();
            io::Result::Ok((content, bytes))
        };
        let (content, bytes) = open.await.map_err(|error| {
            tracing::error!(file.id = %id, %error, "a file that was sent cannot be read");
            ApiError::Unavailable
        })?;
        Ok(Found { sent, content, bytes })
    }

    /// Who somebody is to the run in which a file was sent: `None` for somebody who has nothing to look for there, else
    /// whether they steer. While the run goes on that is whoever is inside; afterwards whoever was, if the hosts allow it.
    async fn steers(&self, rooms: &Rooms, sent: &SentFile, who: &Identity) -> Result<Option<bool>, ApiError> {
        if let Some(room) = rooms.of_meeting(&sent.meeting)
            && let Ok(here) = room.who_is(who.clone()).await
            && here.occurrence == sent.occurrence
            && here.steers.is_some()
        {
            return Ok(here.steers);
        }
        let visit = self.db.visits().of(&sent.occurrence, who.as_str()).await.map_err(api_unavailable)?;
        if let Some(steers) = visit.filter(afterwards::may_read).map(|visit| afterwards::steered(&visit)) {
            return Ok(Some(steers));
        }
        // Whose meeting it is reads the record of every run, also of those that they were not in.
        let meeting = self.db.meetings().by_id(&sent.meeting).await.map_err(api_unavailable)?;
        Ok(meeting.filter(|meeting| Identity::user(&meeting.host) == *who).map(|_| true))
    }

    /// Removes what was taken back or never sent.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn sweep(&self) -> Result<(), DbError> {
        for id in self.db.files().superfluous(self.clock.now() - UNSENT_FOR, SWEEP).await? {
            match fs::remove_file(self.path(&id)).await {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(file.id = %id, %error, "a file could not be removed; tried again later");
                }
                Ok(()) | Err(_) => self.db.files().forget(&id).await?,
            }
        }
        Ok(())
    }

    /// Bytes that a crash or a deleted meeting left behind.
    async fn drop_strangers(&self) -> io::Result<()> {
        let mut entries = fs::read_dir(&self.dir).await?;
        while let Some(entry) = entries.next_entry().await? {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_part = path.extension().is_some_and(|extension| extension == PART);
            // A database that cannot be read knows of nothing; then everything stays.
            let unknown = is_part || self.db.files().is_known(&FileId::new(name)).await.is_ok_and(|known| !known);
            if unknown {
                fs::remove_file(path).await?;
            }
        }
        Ok(())
    }

    fn path(&self, id: &FileId) -> PathBuf {
        self.dir.join(id.as_str())
    }

    fn part(&self, id: &FileId) -> PathBuf {
        self.path(id).with_extension(PART)
    }
}

/// Whether somebody who belongs to the run may have a file: as with the message that it came with.
fn may_have(sent: &SentFile, who: &Identity, steers: bool) -> bool {
    let reads = match &sent.to {
        MessageTo::Everyone => true,
        MessageTo::Hosts => steers,
        MessageTo::Person { recipient, .. } => recipient == who.as_str(),
    };
    reads || sent.sender == who.as_str()
}

/// The last part of whatever the browser calls it, as one line of visible text.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = text::clean_line(last, usize::MAX).unwrap_or_else(|_| "file".to_owned());
    let (stem, ending) = match line.rsplit_once('.') {
        Some((stem, ending)) if ending.len() < ENDING_MAX => (stem, format!(".{ending}")),
        Some(_) | None => (line.as_str(), String::new()),
    };
    let kept: String = stem.chars().take(NAME_MAX - ending.chars().count()).collect();
    kept + &ending
}

/// Longest name, in characters; longer ones some systems cannot store.
const NAME_MAX: usize = 80;
/// What comes after the last dot is kept up to this, in bytes: it says what to open the file with.
const ENDING_MAX: usize = 16;

impl Failure {
    fn told(self) -> FileRefusal {
        match self {
            Failure::Refused(refusal) => refusal,
            Failure::Io(error) => {
                tracing::error!(%error, "a file could not be stored");
                FileRefusal::Failed
            }
            Failure::Db(error) => {
                tracing::error!(%error, "a file could not be written down");
                FileRefusal::Failed
            }
        }
    }
}

impl From<FileRefusal> for Failure {
    fn from(refusal: FileRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

fn is_too_slow(bytes: u64, after: Duration) -> bool {
    after > NEXT_PIECE && bytes < after.as_secs() * SLOWEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sends_next_to_nothing_makes_room() {
        let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
        assert!(!is_too_slow(1, Duration::from_secs(30)), "a network may begin slowly");
        assert!(is_too_slow(10_000, minutes(1)));
        assert!(!is_too_slow(600_000, minutes(1)));
        assert!(is_too_slow(600_000, minutes(2)));
    }

    #[test]
    fn names_are_one_line_without_a_path() {
        assert_eq!(clean_name("C:\\Users\\asha\\notes.pdf"), "notes.pdf");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("a\r\nSet-Cookie: b\u{202e}gpj.exe"), "a Set-Cookie: bgpj.exe");
        assert_eq!(clean_name(" / "), "file");
        assert_eq!(clean_name(&"न".repeat(500)).chars().count(), NAME_MAX);
        assert!(clean_name(&("x".repeat(500) + ".pdf")).ends_with("x.pdf"));
    }
}

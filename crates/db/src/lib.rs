//! The database: SQLite by default, PostgreSQL when the URL says so, through one set of portable statements.
//!
//! This is the only crate that names sqlx. One file per noun; a statement is a literal, its values are always bound.
//! Time and identifiers come in as arguments.

mod account_change;
mod account_invitations;
mod attendances;
mod audit;
mod deletion;
mod directory;
mod email_changes;
mod error;
mod facts;
#[cfg(any(test, feature = "faults"))]
pub mod faults;
mod feedback;
mod files;
mod history;
mod mails;
mod meetings;
mod messages;
mod migrations;
mod occurrences;
mod password_links;
mod personal;
mod records;
mod retention;
mod row;
mod runs;
mod schedules;
mod second_factors;
mod sessions;
mod settings;
mod standings;
mod users;
mod visits;
mod write;

use std::{fmt, fs::OpenOptions, io, path::Path, sync::Once, time::Duration};

use sqlx::{
    Any, AnyPool, Connection as _, Executor as _, Transaction, any::AnyPoolOptions, sqlite::SqliteConnectOptions,
};
use tokio::time::timeout;

pub use account_change::{AccountChange, Changed};
pub use account_invitations::{AccountInvitationRow, AccountInvitations, NewAccountInvitation};
pub use audit::{Audit, AuditEntry, AuditFilter, AuditRow};
pub use deletion::Deletion;
pub use directory::{Directory, DirectoryFilter, DirectoryPlace, DirectoryRow};
pub use email_changes::{EmailChanges, NewEmailChange};
pub use error::DbError;
pub use facts::Facts;
pub use feedback::{Feedback, FeedbackRow};
pub use files::{FileUse, Files, NewFile, SentFile};
pub use history::{History, Stay, StayRow};
pub use mails::{MailRow, Mails, NewMail, Undelivered};
pub use meetings::{MeetingRow, Meetings, NewMeeting};
pub use messages::{MessageRow, MessageTo, Messages};
pub use occurrences::{OccurrenceRow, Occurrences};
pub use password_links::{NewPasswordLink, PasswordLinks};
pub use personal::{OwnRecords, Personal};
pub use records::{RecordedStay, Records, RunRow};
pub use retention::Expired;
pub use runs::{ListedRun, RunFilter, Runs};
pub use schedules::{EARLY, NewPlan, ScheduleRow, Schedules, UpcomingRow};
pub use second_factors::{SecondFactorRow, SecondFactors};
pub use sessions::{NewSession, OwnSession, SessionRow, Sessions};
pub use settings::Settings;
pub use standings::{StandingRow, Standings};
pub use users::{NewUser, UserRow, Users};
pub use visits::{NamedStayRow, VisitRow, Visits};
pub use write::{Outcome, Write};

/// Readers beside the one writer (SQLite). More would only wait for the same two or four cores.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL; its own default limit is 100 for all its clients.
const POSTGRES_CONNECTIONS: u32 = 10;
/// How long a request waits for a free connection before it is told that the database is unavailable.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// WAL lets readers go on while the writer writes. `synchronous=NORMAL` loses nothing when the process dies (what is
/// committed is with the operating system); a power cut may lose the last moments but never corrupts.
const SQLITE_WRITER: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; \
                             PRAGMA busy_timeout = 5000;";
/// 32 MiB of pages each: with SQLite's own 2 MB, what a long history needs is read from the file anew for every page.
const SQLITE_READER: &str = "PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; \
                             PRAGMA cache_size = -32768;";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// A handle to the database; clones share its connections.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    writer: AnyPool,
    reader: AnyPool,
}

impl Db {
    /// Opens the database at `sqlite:…` or `postgres:…`, creating an SQLite file that is not there yet.
    ///
    /// # Errors
    /// [`DbError::Url`] for any other URL, [`DbError::Unavailable`] when it cannot be reached.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        match engine_of(url)? {
            Engine::Sqlite => open_sqlite(url).await,
            Engine::Postgres => open_postgres(url).await,
        }
    }

    /// The URL of an SQLite file, whatever characters its path holds.
    pub fn sqlite_url(file: &Path) -> String {
        let path = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let slashes = if file.is_absolute() { "//" } else { "" };
        format!("sqlite:{slashes}{path}")
    }

    /// Brings the tables up to date. Does nothing when they are; safe to run from several processes at once.
    ///
    /// # Errors
    /// When the database is newer than this program, or cannot be written.
    pub async fn migrate(&self) -> Result<(), DbError> {
        migrations::migrator().run(&self.writer).await.map_err(DbError::Migration)
    }

    /// Whether a query can be answered now.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when not.
    pub async fn ready(&self) -> Result<(), DbError> {
        sqlx::query("SELECT 1").execute(&self.reader).await?;
        Ok(())
    }

    /// Whether the database can be written to now. On SQLite this writes one page that says what it said before, for
    /// only that finds out about a full disk; so do not ask all the time.
    ///
    /// # Errors
    /// When not, or not within `patience`.
    pub async fn probe_writing(&self, patience: Duration) -> Result<(), DbError> {
        let probe = match self.engine {
            Engine::Sqlite => "PRAGMA user_version = 0",
            Engine::Postgres => "SELECT 1",
        };
        timeout(patience, sqlx::query(probe).execute(&self.writer)).await.map_err(|_| DbError::Busy)??;
        Ok(())
    }

    /// Whether the database is a file beside the program's own, and not a server of its own.
    pub fn is_file(&self) -> bool {
        self.engine == Engine::Sqlite
    }

    /// Writes all that is in the database at this moment into a new SQLite file, while everybody goes on writing. Only where
    /// [`Self::is_file`].
    ///
    /// # Errors
    /// When the file is there, or the disk is full.
    pub async fn copy_to(&self, file: &Path) -> Result<(), DbError> {
        // Of its own: what SQLite writes here is a file like any other to it, so the connection may not be a reader.
        let mut own = self.reader.acquire().await?.detach();
        sqlx::query("PRAGMA query_only = OFF").execute(&mut own).await?;
        let copied = sqlx::query("VACUUM INTO $1").bind(file.to_string_lossy().into_owned()).execute(&mut own).await;
        own.close().await?;
        copied?;
        Ok(())
    }

    /// Reads the whole of an SQLite file for damage.
    ///
    /// # Errors
    /// [`DbError::Damaged`] when there is any.
    pub async fn check(&self) -> Result<(), DbError> {
        if self.engine == Engine::Postgres {
            return Ok(());
        }
        let (told,) = sqlx::query_as::<_, (String,)>("PRAGMA integrity_check(1)").fetch_one(&self.reader).await?;
        if told == "ok" { Ok(()) } else { Err(DbError::Damaged(told)) }
    }

    /// Closes all connections after what they are doing; SQLite then folds its log into the database file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }

    pub fn users(&self) -> Users<'_> {
        Users(self)
    }

    pub fn sessions(&self) -> Sessions<'_> {
        Sessions(self)
    }

    pub fn meetings(&self) -> Meetings<'_> {
        Meetings(self)
    }

    pub fn occurrences(&self) -> Occurrences<'_> {
        Occurrences(self)
    }

    pub fn messages(&self) -> Messages<'_> {
        Messages(self)
    }

    pub fn visits(&self) -> Visits<'_> {
        Visits(self)
    }

    pub fn files(&self) -> Files<'_> {
        Files(self)
    }

    pub fn feedback(&self) -> Feedback<'_> {
        Feedback(self)
    }

    /// What happened in runs, bound together.
    pub fn facts(&self) -> Facts<'_> {
        Facts(self)
    }

    pub fn records(&self) -> Records<'_> {
        Records(self)
    }

    pub fn history(&self) -> History<'_> {
        History(self)
    }

    /// All accounts, as the administrator looks at them.
    pub fn directory(&self) -> Directory<'_> {
        Directory(self)
    }

    /// All runs, as the administrator looks at them.
    pub fn runs(&self) -> Runs<'_> {
        Runs(self)
    }

    /// Which engine it is, in a word for people.
    pub fn engine(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        }
    }

    /// Links that let somebody choose a password.
    pub fn password_links(&self) -> PasswordLinks<'_> {
        PasswordLinks(self)
    }

    /// Links that give an account another address.
    pub fn email_changes(&self) -> EmailChanges<'_> {
        EmailChanges(self)
    }

    /// Who may open an account.
    pub fn account_invitations(&self) -> AccountInvitations<'_> {
        AccountInvitations(self)
    }

    /// What is asked for beside the password.
    pub fn second_factors(&self) -> SecondFactors<'_> {
        SecondFactors(self)
    }

    pub fn audit(&self) -> Audit<'_> {
        Audit(self)
    }

    /// What hosts have made of people.
    pub fn standings(&self) -> Standings<'_> {
        Standings(self)
    }

    /// Letters that wait to be sent.
    pub fn mails(&self) -> Mails<'_> {
        Mails(self)
    }

    /// When meetings are planned.
    pub fn schedules(&self) -> Schedules<'_> {
        Schedules(self)
    }

    /// What has been kept long enough.
    pub fn expired(&self) -> Expired<'_> {
        Expired(self)
    }

    /// Everything of one account.
    pub fn personal(&self) -> Personal<'_> {
        Personal(self)
    }

    pub fn settings(&self) -> Settings<'_> {
        Settings(self)
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: one that begins by reading and then
    /// writes could be refused in the middle, without any waiting, when another process wrote in between.
    async fn begin(&self) -> Result<Transaction<'static, Any>, DbError> {
        let statement = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        };
        Ok(self.writer.begin_with(statement).await?)
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db").field("engine", &self.engine).finish_non_exhaustive()
    }
}

fn engine_of(url: &str) -> Result<Engine, DbError> {
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Ok(Engine::Sqlite),
        Some("postgres" | "postgresql") => Ok(Engine::Postgres),
        Some(_) | None => Err(DbError::Url),
    }
}

async fn open_sqlite(url: &str) -> Result<Db, DbError> {
    let url = if url.contains('?') {
        url.to_owned()
    } else {
        make_private(url)?;
        format!("{url}?mode=rwc")
    };
    // The writer first: it makes the file and turns WAL on, both of which a reader may not do.
    let writer = sqlite_pool(1, SQLITE_WRITER).connect(&url).await?;
    let reader = sqlite_pool(SQLITE_READERS, SQLITE_READER).connect(&url).await?;
    Ok(Db { engine: Engine::Sqlite, writer, reader })
}

/// Makes the file, for the server's own account only, unless it is there: it holds what people said, and the folder around
/// it may be open to others. SQLite gives the files that it lays beside it the same rights.
fn make_private(url: &str) -> Result<(), DbError> {
    let options: SqliteConnectOptions = url.parse()?;
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    match file.open(options.get_filename()) {
        Ok(_made) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(DbError::Unavailable(sqlx::Error::Io(error))),
    }
}

/// Connections to a file do not grow stale, so they are neither tested before use nor replaced.
///
/// With one exception: SQLite ends a transaction by itself when the disk is full or fails. sqlx's own rollback then fails,
/// and it counts the transaction as open for as long as the connection lives, which would be for ever.
fn sqlite_pool(connections: u32, pragmas: &'static str) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .max_lifetime(None)
        .idle_timeout(None)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(sqlx::raw_sql(pragmas)).await?;
                Ok(())
            })
        })
        .after_release(|connection, _| {
            Box::pin(async move {
                // A rollback that was begun by dropping the transaction is done when this is answered.
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
}

async fn open_postgres(url: &str) -> Result<Db, DbError> {
    let options = AnyPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
    let pool = options.connect(url).await?;
    Ok(Db { engine: Engine::Postgres, writer: pool.clone(), reader: pool })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_odd_paths() {
        assert_eq!(Db::sqlite_url(Path::new("/srv/a b/50%?#.db")), "sqlite:///srv/a b/50%25%3f%23.db");
        assert_eq!(Db::sqlite_url(Path::new("data/talkspace.db")), "sqlite:data/talkspace.db");
    }

    /// Full in the middle of a transaction, SQLite rolls back by itself; the next write finds a usable connection.
    #[tokio::test]
    async fn a_full_disk_is_forgotten_once_there_is_room() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&Db::sqlite_url(&dir.path().join("talkspace.db"))).await.unwrap();
        db.migrate().await.unwrap();
        faults::fill_up(&db).await;
        let fill = async || {
            let mut tx = db.begin().await?;
            sqlx::query("INSERT INTO settings (name, value) VALUES ('big', zeroblob(100000))")
                .execute(&mut *tx)
                .await?;
            Ok::<_, DbError>(tx.commit().await?)
        };
        let full = fill().await.unwrap_err();
        assert!(full.may_pass(), "{full:?}");
        fill().await.expect("there is room on a new connection");
    }

    /// Waiting for the right to write can be given up at any moment without spoiling the connection.
    #[tokio::test]
    async fn a_write_that_was_given_up_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let url = Db::sqlite_url(&dir.path().join("talkspace.db"));
        let db = Db::open(&url).await.unwrap();
        db.migrate().await.unwrap();
        let lock = faults::lock(&url).await;
        for _ in 0..3 {
            let outcome = db.write(&[], Duration::from_millis(50)).await;
            assert!(matches!(outcome, Err(DbError::Busy)), "{outcome:?}");
        }
        assert!(matches!(db.probe_writing(Duration::from_millis(50)).await, Err(DbError::Busy)));
        lock.release().await;
        assert_eq!(db.write(&[], ACQUIRE_TIMEOUT).await.unwrap(), []);
        db.probe_writing(ACQUIRE_TIMEOUT).await.unwrap();
    }

    #[tokio::test]
    async fn the_probe_writes() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("talkspace.db");
        let db = Db::open(&Db::sqlite_url(&file)).await.unwrap();
        db.migrate().await.unwrap();
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&db.writer).await.unwrap();
        let log = || std::fs::metadata(dir.path().join("talkspace.db-wal")).unwrap().len();
        assert_eq!(log(), 0);
        db.probe_writing(ACQUIRE_TIMEOUT).await.unwrap();
        assert!(log() > 0, "a probe that writes nothing cannot find a full disk");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_files_are_private() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&Db::sqlite_url(&dir.path().join("talk %?.db"))).await.unwrap();
        db.migrate().await.unwrap();
        let mode = |file: std::fs::DirEntry| file.metadata().unwrap().permissions().mode() & 0o777;
        let modes: Vec<u32> = std::fs::read_dir(dir.path()).unwrap().map(|file| mode(file.unwrap())).collect();
        assert_eq!(modes, [0o600; 3], "the database, its log and the log's index");
    }

    #[test]
    fn only_known_engines() {
        assert!(matches!(engine_of("mysql://x"), Err(DbError::Url)));
        assert!(matches!(engine_of("talkspace.db"), Err(DbError::Url)));
        assert!(matches!(engine_of("postgresql://x"), Ok(Engine::Postgres)));
    }
}

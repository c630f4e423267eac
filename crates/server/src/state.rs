//! The running application: every service, started in order and stopped in order.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::Context as _;
use talkspace_db::Db;
use talkspace_model::{Millis, Timestamp, limits};
use talkspace_sfu::Sfu;
use tokio::{task::JoinHandle, time};

use crate::{
    accounts::Accounts,
    afterwards::Afterwards,
    backup::Backups,
    clock::Clock,
    config::Config,
    console::Console,
    data_dir::DataDir,
    export::Exports,
    files::Files,
    history::History,
    http::{Cookies, Devices, Visitor},
    mail::Mail,
    meetings::Meetings,
    probe::Probes,
    random,
    readiness::Readiness,
    records::Records,
    retention,
    rooms::{Rooms, SessionKey},
    schedules::Schedules,
};

/// How often old sessions and abandoned runs are looked for.
const HOUSEKEEPING: Duration = Duration::from_secs(60);
/// How often marks of `talkspace admin` are looked for: whoever is disabled shall be out within two seconds.
const VIGIL: Duration = Duration::from_secs(1);
/// The setting that holds the mark: other than before whenever sessions were ended from outside this process.
pub(crate) const SESSIONS_ENDED: &str = "sessions_ended";
/// Rounds of that between two looks for what has been kept long enough: an hour.
const CLEAR_EVERY: u32 = 60;
/// A live room ends its own run when it has been empty for [`limits::EMPTY_ROOM_LINGER`]; only a run that is older by this
/// margin has no room any more.
const ABANDONED_AFTER: Millis = Millis(limits::EMPTY_ROOM_LINGER.0 + 60_000);

/// A handle to the running application; clones share it.
#[derive(Debug, Clone)]
pub struct App(Arc<Services>);

#[derive(Debug)]
pub struct Services {
    pub config: Config,
    pub started: Timestamp,
    pub cookies: Cookies,
    pub devices: Devices,
    pub db: Db,
    pub accounts: Accounts,
    pub meetings: Meetings,
    pub schedules: Schedules,
    pub mail: Mail,
    pub history: History,
    pub afterwards: Afterwards,
    pub files: Files,
    pub records: Records,
    pub console: Console,
    pub exports: Exports,
    pub backups: Backups,
    pub rooms: Rooms,
    pub probes: Probes,
    pub(crate) readiness: Readiness,
    data_dir: DataDir,
    housekeeping: Mutex<Option<JoinHandle<()>>>,
    /// Sends letters; one that is on its way when it ends is sent again after the next start.
    posting: Mutex<Option<JoinHandle<()>>>,
    /// Looks for sessions that were ended on the machine itself.
    vigil: Mutex<Option<JoinHandle<()>>>,
}

impl Deref for App {
    type Target = Services;

    fn deref(&self) -> &Services {
        &self.0
    }
}

impl App {
    /// Takes the data folder, opens the database and the media ports, puts right what a crash left, and begins.
    ///
    /// # Errors
    /// When any of that fails; the message says what and where.
    pub async fn start(config: Config) -> anyhow::Result<Self> {
        Self::start_with_clock(config, Clock::system()).await
    }

    /// The same with another clock, for tests.
    ///
    /// # Errors
    /// As [`App::start`].
    pub async fn start_with_clock(config: Config, clock: Clock) -> anyhow::Result<Self> {
        let data_dir = DataDir::take(&config.data_dir)?;
        let db = open_database(&config).await?;
        let limits = config.limits.clone();
        let accounts = Accounts::start(db.clone(), clock.clone(), config.registration, limits.clone()).await;
        let accounts = accounts.context("the accounts cannot be read")?;
        let sfu = Sfu::start(media_config(&config)).context("the media server cannot be started")?;
        // The last thing that may fail: until here another server may be the one that runs, and its records are not ours.
        let closed = db.occurrences().close_stale(clock.now(), limits::EMPTY_ROOM_LINGER).await;
        closed.context("the last run's records cannot be closed")?;
        let guest_key = guest_key(&db).await.context("the settings cannot be read")?;
        let files = Files::open(&config.data_dir, db.clone(), clock.clone(), limits.clone()).await;
        let files = files.context("the folder for files cannot be made")?;
        let records = Records::open(&config.data_dir, db.clone(), clock.clone()).await?;
        let (passwords, rules) = (accounts.passwords(), accounts.rules());
        let probes = Probes::new(sfu.clone(), clock.clone());
        let rooms = Rooms::start(db.clone(), sfu, limits.clone(), config.seat_grace);
        let cookies = Cookies::new(config.is_https(), guest_key);
        let schedules = Schedules::new(db.clone(), clock.clone(), limits.clone());
        schedules.refresh().await.context("the plans of meetings cannot be read")?;
        let mail = Mail::new(
            db.clone(),
            clock.clone(),
            config.smtp_url.as_deref(),
            config.mail_from.clone(),
            &config.data_dir,
        );
        let mail = mail.context("the mail server cannot be set up")?;
        let posting = Mutex::new(Some(mail.start()));
        let services = Services {
            schedules,
            mail,
            posting,
            cookies,
            devices: Devices::new(cookies, clock.clone()),
            accounts,
            meetings: Meetings::new(db.clone(), clock.clone(), limits, config.slots, passwords, rules),
            history: History::new(db.clone(), clock.clone()),
            afterwards: Afterwards::new(db.clone(), clock.clone()),
            files,
            records,
            console: Console::new(db.clone()),
            exports: Exports::new(db.clone(), config.data_dir.clone()),
            backups: Backups::new(db.clone(), config.data_dir.clone()),
            rooms,
            probes,
            readiness: Readiness::new(db.clone()),
            data_dir,
            housekeeping: Mutex::default(),
            vigil: Mutex::default(),
            started: clock.now(),
            config,
            db,
        };
        let app = Self(Arc::new(services));
        app.keep_house(clock);
        app.keep_vigil();
        Ok(app)
    }

    /// Where the first administrator is made; `None` once there is one.
    pub fn setup_link(&self) -> Option<String> {
        let token = self.accounts.setup_token()?;
        Some(format!("{}/setup?token={token}", self.config.public_url()))
    }

    /// Ends the rooms, writes down what is not written yet, and closes the database and gives the data folder free.
    pub async fn shutdown(&self) {
        for task in [&self.housekeeping, &self.posting, &self.vigil] {
            if let Some(task) = task.lock().unwrap_or_else(PoisonError::into_inner).take() {
                task.abort();
            }
        }
        self.rooms.shutdown().await;
        self.db.close().await;
        self.data_dir.release();
    }

    /// Who asks, by address and cookies.
    pub fn visitor(&self, parts: &axum::http::request::Parts) -> Visitor {
        Visitor::of(parts, self.cookies, &self.config.trusted_proxies)
    }

    /// Closes what was opened with sessions that have ended.
    pub fn close_sessions(&self, ended: Vec<SessionKey>) {
        for session in ended {
            self.rooms.end_session(session);
        }
    }

    /// `talkspace admin` works beside the running server; it leaves a mark when it has ended sessions.
    fn keep_vigil(&self) {
        let weak = Arc::downgrade(&self.0);
        let task = tokio::spawn(async move {
            let mut ticks = time::interval(VIGIL);
            ticks.set_missed_tick_behavior(time::MissedTickBehavior::Skip);
            let mut seen = None;
            loop {
                ticks.tick().await;
                let Some(services) = weak.upgrade() else { return };
                // A database that cannot be read now is read a second later.
                let Ok(mark) = services.db.settings().get(SESSIONS_ENDED).await else { continue };
                if seen.replace(mark.clone()).is_some_and(|before| before != mark) {
                    services.rooms.look_for_ended_sessions();
                }
            }
        });
        *self.vigil.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
    }

    fn keep_house(&self, clock: Clock) {
        let weak = Arc::downgrade(&self.0);
        let task = tokio::spawn(async move {
            let mut ticks = time::interval(HOUSEKEEPING);
            let mut round = 0_u32;
            ticks.set_missed_tick_behavior(time::MissedTickBehavior::Skip);
            loop {
                ticks.tick().await;
                let Some(services) = weak.upgrade() else { return };
                // First, so that the bytes of files go in the same round.
                if round.is_multiple_of(CLEAR_EVERY) {
                    clear(&services, &clock).await;
                }
                tidy(&services, &clock).await;
                round = round.wrapping_add(1);
            }
        });
        *self.housekeeping.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
    }
}

/// Failures are logged and tried again a minute later.
async fn tidy(services: &Services, clock: &Clock) {
    if let Err(error) = services.db.occurrences().end_abandoned(clock.now(), ABANDONED_AFTER).await {
        tracing::warn!(%error, "abandoned meetings could not be ended");
    }
    if let Err(error) = services.files.sweep().await {
        tracing::warn!(%error, "superfluous files could not be cleared away");
    }
    if let Err(error) = services.accounts.sweep().await {
        tracing::warn!(%error, "expired sessions could not be removed");
    }
}

/// Failures are logged and tried again an hour later.
async fn clear(services: &Services, clock: &Clock) {
    if let Err(error) = retention::clear(&services.db, services.config.retention, clock.now()).await {
        tracing::warn!(%error, "what has been kept long enough could not be removed");
    }
}

/// What the cookies of guests' devices are signed with: made once, so that devices are known again after a restart.
async fn guest_key(db: &Db) -> Result<[u8; 32], talkspace_db::DbError> {
    const NAME: &str = "guest_key";
    let stored = db.settings().get(NAME).await?.and_then(|text| random::from_hex(&text));
    match stored {
        Some(key) => Ok(key),
        None => {
            let key = random::bytes();
            db.settings().set(NAME, &random::hex(&key)).await?;
            Ok(key)
        }
    }
}

async fn open_database(config: &Config) -> anyhow::Result<Db> {
    let db = Db::open(&config.database_url).await.context("the database cannot be opened")?;
    db.migrate().await.context("the database cannot be brought up to date")?;
    Ok(db)
}

/// One shard, on all interfaces of the family that the announced addresses belong to.
fn media_config(config: &Config) -> talkspace_sfu::Config {
    let only_v6 = config.media_addresses.iter().all(IpAddr::is_ipv6);
    let bind = if only_v6 { IpAddr::V6(Ipv6Addr::UNSPECIFIED) } else { IpAddr::V4(Ipv4Addr::UNSPECIFIED) };
    let announce = config.media_addresses.iter().copied().filter(|address| address.is_ipv6() == only_v6).collect();
    talkspace_sfu::Config { bind, port: config.media_port, announce, slots: config.slots, shards: 1 }
}

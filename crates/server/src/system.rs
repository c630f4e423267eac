//! How the server is: for the administrator's page and, as figures, for Prometheus.

use std::{fmt::Write as _, net::SocketAddr, path::Path};

use talkspace_model::{Millis, Timestamp};

use crate::{backup::Backup, clock, console::DirectoryFilter, state::App};

/// What there is to tell at one moment. Figures that this machine does not give are `None`.
#[derive(Debug, Clone)]
pub struct System {
    pub version: &'static str,
    pub started: Timestamp,
    pub uptime: Millis,
    pub public_url: String,
    pub listen: SocketAddr,
    /// Where browsers send audio and video to, over UDP and TCP.
    pub media: Vec<SocketAddr>,
    pub meetings: usize,
    pub people: usize,
    /// `None` while the database does not answer.
    pub accounts: Option<u32>,
    pub engine: &'static str,
    pub can_write: bool,
    /// What happens in rooms waits to be written down.
    pub is_stuck: bool,
    /// Letters only become files.
    pub mail_is_filed: bool,
    /// In bytes.
    pub database: Option<u64>,
    pub disk: Option<Disk>,
    /// Resident, in bytes.
    pub memory: Option<u64>,
    pub backup: Option<Backup>,
}

/// The disk that the data folder is on, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disk {
    pub free: u64,
    pub total: u64,
}

impl System {
    pub async fn look(app: &App) -> Self {
        let census = app.rooms.census();
        let config = &app.config;
        let now = clock::now();
        let sqlite = app.db.is_file().then(|| size_of_sqlite(&config.data_dir)).flatten();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            started: app.started,
            uptime: now.since(app.started),
            public_url: config.public_url().to_string(),
            listen: config.listen,
            media: config.media_addresses.iter().map(|ip| SocketAddr::new(*ip, config.media_port)).collect(),
            meetings: census.len(),
            people: census.values().sum(),
            accounts: app.console.count(&DirectoryFilter::default()).await.ok(),
            engine: app.db.engine(),
            can_write: app.readiness.can_write().await,
            is_stuck: app.rooms.is_recording_stuck(),
            mail_is_filed: app.mail.is_filed(),
            database: sqlite,
            disk: disk(&config.data_dir),
            memory: memory(),
            backup: app.backups.last().await,
        }
    }

    /// Whether something wants looking after.
    pub fn is_well(&self) -> bool {
        self.can_write && !self.is_stuck && self.accounts.is_some() && self.disk.is_none_or(Disk::has_room)
    }

    /// Prometheus text exposition format, version 0.0.4.
    pub fn exposition(&self) -> String {
        let mut out = String::new();
        let mut put = |name: &str, kind: &str, help: &str, value: Option<f64>| {
            if let Some(value) = value {
                // Writing to a string cannot fail.
                let _ = write!(out, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n");
            }
        };
        let flag = |on: bool| Some(f64::from(u8::from(on)));
        let bytes = |bytes: Option<u64>| bytes.map(|bytes| bytes as f64);
        put("talkspace_meetings", "gauge", "Meetings that somebody is in.", Some(self.meetings as f64));
        put("talkspace_people", "gauge", "People in meetings.", Some(self.people as f64));
        put("talkspace_accounts", "gauge", "Accounts.", self.accounts.map(f64::from));
        put("talkspace_database_writable", "gauge", "1 when the database takes writes.", flag(self.can_write));
        put("talkspace_recording_stuck", "gauge", "1 while facts wait to be written down.", flag(self.is_stuck));
        put("talkspace_database_bytes", "gauge", "Size of the SQLite database.", bytes(self.database));
        put(
            "talkspace_disk_free_bytes",
            "gauge",
            "Free on the data folder's disk.",
            bytes(self.disk.map(|disk| disk.free)),
        );
        put(
            "talkspace_disk_total_bytes",
            "gauge",
            "Size of the data folder's disk.",
            bytes(self.disk.map(|disk| disk.total)),
        );
        put("process_resident_memory_bytes", "gauge", "Resident memory.", bytes(self.memory));
        put(
            "process_start_time_seconds",
            "gauge",
            "Start of the process since the epoch.",
            Some(self.started.0 as f64 / 1000.0),
        );
        put(
            "talkspace_last_backup_timestamp_seconds",
            "gauge",
            "When the last backup was made.",
            self.backup.as_ref().map(|backup| backup.at.0 as f64 / 1000.0),
        );
        // The last one has a label, which the others have not.
        let _ = write!(
            out,
            "# HELP talkspace_build_info The version that runs.\n# TYPE talkspace_build_info gauge\n\
             talkspace_build_info{{version=\"{}\"}} 1\n",
            self.version
        );
        out
    }
}

impl Disk {
    /// A tenth of it, or a gigabyte, whichever is less: below, a busy week may fill it.
    pub fn has_room(self) -> bool {
        self.free >= (self.total / 10).min(1 << 30)
    }
}

/// With the log that lies beside the file.
fn size_of_sqlite(data_dir: &Path) -> Option<u64> {
    let size = |name: &str| std::fs::metadata(data_dir.join(name)).ok().map(|file| file.len());
    Some(size("talkspace.db")? + size("talkspace.db-wal").unwrap_or_default())
}

#[cfg(unix)]
fn disk(dir: &Path) -> Option<Disk> {
    let about = rustix::fs::statvfs(dir).ok()?;
    Some(Disk { free: about.f_bavail * about.f_frsize, total: about.f_blocks * about.f_frsize })
}

#[cfg(not(unix))]
fn disk(_dir: &Path) -> Option<Disk> {
    None
}

/// Linux only (proc(5)).
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

//! Settings: by flag, `TALKSPACE_*` variable, or `talkspace.toml`, in that order.

mod options;
mod public_url;

use std::{
    fmt, fs, io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use talkspace_db::Db;
use talkspace_model::{Keep, Kept, Millis, RegistrationPolicy, Retention, SlotCounts, limits, limits::Limits};

pub use options::Options;
pub use public_url::PublicUrl;

/// Read when it exists and no other file is named.
const DEFAULT_FILE: &str = "talkspace.toml";
const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3000);
const DEFAULT_MEDIA_PORT: u16 = 7882;

/// All settings, complete and checked.
#[derive(Clone)]
pub struct Config {
    pub listen: SocketAddr,
    public_url: Option<PublicUrl>,
    pub media_port: u16,
    /// Addresses that browsers can send media to.
    pub media_addresses: Vec<IpAddr>,
    /// Reverse proxies whose word on a visitor's address is taken.
    pub trusted_proxies: Vec<IpAddr>,
    pub data_dir: PathBuf,
    /// May hold a password.
    pub database_url: String,
    /// May hold a password.
    pub smtp_url: Option<String>,
    pub mail_from: Mailbox,
    pub registration: RegistrationPolicy,
    pub slots: SlotCounts,
    pub limits: Limits,
    pub seat_grace: Millis,
    /// Whoever has it may read `/metrics` from elsewhere.
    pub metrics_token: Option<String>,
    /// Until the administrator decides otherwise.
    pub retention: Retention,
}

/// Names the setting and what is wrong with it.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{file} cannot be read: {source}")]
    Unreadable { file: PathBuf, source: io::Error },
    #[error("{file}: {message}")]
    File { file: PathBuf, message: String },
    #[error("setting `{name}`: {message}")]
    Value { name: &'static str, message: String },
    #[error("variable `{0}` is not a setting; `talkspace --help` lists them all")]
    UnknownVariable(String),
}

impl Config {
    /// Completes what came by flag and variable from the file and the defaults.
    ///
    /// # Errors
    /// For an unknown key, a bad value, or a file that was named and is not there.
    pub fn load(flags: Options) -> Result<Self, ConfigError> {
        options::refuse_unknown_variables(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))?;
        let file = match &flags.config {
            Some(file) => read(file)?,
            None if Path::new(DEFAULT_FILE).exists() => read(Path::new(DEFAULT_FILE))?,
            None => Options::default(),
        };
        Self::resolve(&flags.or(file))
    }

    /// The settings that a file with this text alone would make.
    ///
    /// # Errors
    /// For an unknown key or a bad value.
    pub fn from_text(text: &str) -> Result<Self, ConfigError> {
        Self::resolve(&parse(Path::new(DEFAULT_FILE), text)?)
    }

    /// The site's address as people type it, without a slash at the end.
    pub fn public_url(&self) -> PublicUrl {
        self.public_url.clone().unwrap_or_else(|| PublicUrl::of_listener(self.listen, self.media_addresses.first()))
    }

    /// Whether pages of this origin are ours (RFC 6454). On loopback all its names count: people type any of them.
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.public_url().allows_origin(origin)
    }

    pub fn is_https(&self) -> bool {
        self.public_url().is_https()
    }

    /// Whether browsers treat the site as a secure context: https or loopback. Elsewhere they give no camera.
    pub fn is_trustworthy(&self) -> bool {
        self.public_url().is_https() || self.public_url().is_loopback()
    }

    fn resolve(options: &Options) -> Result<Self, ConfigError> {
        let listen = options.listen.unwrap_or(DEFAULT_LISTEN);
        let data_dir = options.data_dir.clone().unwrap_or_else(|| PathBuf::from("data"));
        let database_url =
            options.database_url.clone().unwrap_or_else(|| Db::sqlite_url(&data_dir.join("talkspace.db")));
        Ok(Self {
            listen,
            public_url: options.public_url.clone(),
            media_port: options.media_port.unwrap_or(DEFAULT_MEDIA_PORT),
            media_addresses: media_addresses(options, listen)?,
            trusted_proxies: options.trusted_proxies.clone().unwrap_or_default(),
            data_dir,
            database_url,
            smtp_url: smtp_url(options)?,
            mail_from: mail_from(options, listen)?,
            metrics_token: options.metrics_token.clone().filter(|token| !token.trim().is_empty()),
            registration: options.registration.unwrap_or_default(),
            slots: slots(options)?,
            limits: resolve_limits(options)?,
            seat_grace: seat_grace(options)?,
            retention: retention(options)?,
        })
    }
}

fn read(file: &Path) -> Result<Options, ConfigError> {
    let text = fs::read_to_string(file);
    parse(file, &text.map_err(|source| ConfigError::Unreadable { file: file.to_owned(), source })?)
}

fn parse(file: &Path, text: &str) -> Result<Options, ConfigError> {
    toml::from_str(text).map_err(|error| ConfigError::File { file: file.to_owned(), message: error.to_string() })
}

/// An address that no packet can be sent to would leave people in silence without a word.
fn media_addresses(options: &Options, listen: SocketAddr) -> Result<Vec<IpAddr>, ConfigError> {
    let Some(given) = &options.media_addresses else { return Ok(detected_addresses(listen)) };
    match given.iter().find(|address| address.is_unspecified() || address.is_multicast()) {
        None => Ok(given.clone()),
        Some(address) => {
            let message = format!("{address} is not an address that browsers can send to");
            Err(ConfigError::Value { name: "media_addresses", message })
        }
    }
}

/// A bad address stops the start, not the first letter.
fn smtp_url(options: &Options) -> Result<Option<String>, ConfigError> {
    let Some(url) = &options.smtp_url else { return Ok(None) };
    // What is wrong with it is told without it: it may hold a password.
    let message = "is not the address of a mail server; write smtps://name:password@mail.example".to_owned();
    match AsyncSmtpTransport::<Tokio1Executor>::from_url(url) {
        Ok(_) => Ok(Some(url.clone())),
        Err(_) => Err(ConfigError::Value { name: "smtp_url", message }),
    }
}

fn mail_from(options: &Options, listen: SocketAddr) -> Result<Mailbox, ConfigError> {
    if let Some(given) = &options.mail_from {
        let message = format!("{given} is not an address; write TalkSpace <meet@talk.example>");
        return given.parse().map_err(|_| ConfigError::Value { name: "mail_from", message });
    }
    let url = options.public_url.clone().unwrap_or_else(|| PublicUrl::of_listener(listen, None));
    let own = url.host().parse::<IpAddr>().is_err().then(|| format!("TalkSpace <talkspace@{}>", url.host()).parse());
    // A site without a name has no address of its own.
    let nameless = || "TalkSpace <talkspace@localhost>".parse().expect("is an address");
    Ok(own.and_then(Result::ok).unwrap_or_else(nameless))
}

/// Every slot lengthens each offer by about 0.8 KB, and an offer holds 256 KiB.
fn slots(options: &Options) -> Result<SlotCounts, ConfigError> {
    let default = SlotCounts::default();
    Ok(SlotCounts {
        audio: within("audio_slots", options.audio_slots, default.audio, 1, 20)?,
        video: within("video_slots", options.video_slots, default.video, 1, 49)?,
        screen: within("screen_slots", options.screen_slots, default.screen, 1, 4)?,
    })
}

/// Days; a hundred years.
const RETAIN_MAX: u32 = 36_500;
/// Bytes.
const MB: u64 = 1024 * 1024;

fn resolve_limits(options: &Options) -> Result<Limits, ConfigError> {
    let default = Limits::default();
    Ok(Limits {
        name: within("name_limit", options.name_limit, default.name, 1, 200)?,
        title: within("title_limit", options.title_limit, default.title, 1, 1000)?,
        chat_message: within("chat_message_limit", options.chat_message_limit, default.chat_message, 1, 10_000)?,
        file: within("file_limit_mb", options.file_limit_mb, default.file / MB, 1, 10_000)? * MB,
        room_seats: within("room_seats", options.room_seats, default.room_seats, 2, 1000)?,
    })
}

fn seat_grace(options: &Options) -> Result<Millis, ConfigError> {
    let default = limits::SEAT_GRACE.as_secs();
    within("seat_grace_seconds", options.seat_grace_seconds, default, 1, 3600).map(Millis::from_secs)
}

fn retention(options: &Options) -> Result<Retention, ConfigError> {
    let mut rules = Retention::default();
    for (kept, days) in [
        (Kept::Chat, options.retain_chat_days),
        (Kept::Files, options.retain_files_days),
        (Kept::Attendance, options.retain_attendance_days),
        (Kept::Audit, options.retain_audit_days),
    ] {
        rules.set(kept, Keep::from_days(within(kept.setting(), days, 0, 0, RETAIN_MAX)?));
    }
    Ok(rules)
}

fn within<T>(name: &'static str, given: Option<T>, default: T, least: T, most: T) -> Result<T, ConfigError>
where
    T: PartialOrd + fmt::Display + Copy,
{
    let value = given.unwrap_or(default);
    if value < least || value > most {
        let message = format!("{value} is not between {least} and {most}");
        return Err(ConfigError::Value { name, message });
    }
    Ok(value)
}

/// The machine's own addresses; loopback is one only for a server that is reached there. Link-local addresses are left
/// out: they mean nothing without the interface they belong to.
fn detected_addresses(listen: SocketAddr) -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_else(|error| {
        tracing::warn!(%error, "the machine's addresses cannot be listed; set media_addresses");
        Vec::new()
    });
    let outward = interfaces.iter().map(if_addrs::Interface::ip).filter(|address| is_reachable(*address));
    let mut addresses: Vec<IpAddr> = outward.collect();
    addresses.sort_by_key(IpAddr::is_ipv6);
    addresses.dedup();
    if listen.ip().is_loopback() || addresses.is_empty() {
        addresses.push(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    addresses
}

fn is_reachable(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !address.is_loopback() && !address.is_link_local(),
        IpAddr::V6(address) => !address.is_loopback() && !address.is_unicast_link_local(),
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("public_url", &self.public_url())
            .field("media_port", &self.media_port)
            .field("media_addresses", &self.media_addresses)
            .field("data_dir", &self.data_dir)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        Config::from_text(text).expect_err("is refused").to_string()
    }

    #[test]
    fn defaults() {
        let config = Config::from_text("").unwrap();
        assert_eq!(config.listen, "127.0.0.1:3000".parse().unwrap());
        assert_eq!(config.public_url().to_string(), "http://127.0.0.1:3000");
        assert_eq!(config.database_url, "sqlite:data/talkspace.db");
        assert_eq!((config.media_port, config.registration), (7882, RegistrationPolicy::Open));
        assert_eq!((config.limits, config.slots), (Limits::default(), SlotCounts::default()));
        assert_eq!((config.smtp_url, config.mail_from.to_string().as_str()), (None, "TalkSpace <talkspace@localhost>"));
        assert!(config.media_addresses.contains(&IpAddr::V4(Ipv4Addr::LOCALHOST)));
    }

    #[test]
    fn everything_by_file() {
        let config = Config::from_text(
            r#"
            listen = "0.0.0.0:8443"
            public_url = "https://talk.example/"
            media_port = 9000
            media_addresses = ["203.0.113.7", "2001:db8::7"]
            trusted_proxies = ["127.0.0.1"]
            data_dir = "/srv/talkspace"
            smtp_url = "smtps://talk:pass@mail.example"
            mail_from = "Talk <meet@talk.example>"
            registration = "invite"
            audio_slots = 3
            video_slots = 6
            screen_slots = 1
            name_limit = 40
            title_limit = 80
            chat_message_limit = 500
            file_limit_mb = 2
            room_seats = 50
            seat_grace_seconds = 30
            retain_chat_days = 90
            retain_audit_days = 0
            "#,
        )
        .unwrap();
        assert_eq!(config.public_url().to_string(), "https://talk.example");
        assert_eq!(config.database_url, "sqlite:///srv/talkspace/talkspace.db");
        assert_eq!((config.media_addresses.len(), config.trusted_proxies.len()), (2, 1));
        assert_eq!(config.smtp_url.as_deref(), Some("smtps://talk:pass@mail.example"));
        assert_eq!(config.mail_from.to_string(), "Talk <meet@talk.example>");
        assert_eq!(config.slots, SlotCounts { audio: 3, video: 6, screen: 1 });
        assert_eq!(
            config.limits,
            Limits { name: 40, title: 80, chat_message: 500, file: 2 * 1024 * 1024, room_seats: 50 }
        );
        assert_eq!(config.retention, Retention { chat: Keep::Days(90), ..Retention::default() });
        assert_eq!((config.seat_grace, config.registration), (Millis::from_secs(30), RegistrationPolicy::Invite));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, names) in [
            ("lisen = \"127.0.0.1:1\"", "lisen"),
            ("listen = \"here\"", "listen"),
            ("media_port = 70000", "media_port"),
            ("registration = \"maybe\"", "maybe"),
            ("public_url = \"talk.example\"", "public_url"),
            ("smtp_url = \"mail.example:25\"", "smtp_url"),
            ("mail_from = \"nobody\"", "mail_from"),
            ("room_seats = 1", "room_seats"),
            ("video_slots = 0", "video_slots"),
            ("seat_grace_seconds = 100000", "seat_grace_seconds"),
            ("retain_files_days = 40000", "retain_files_days"),
            ("media_addresses = [\"home\"]", "media_addresses"),
            ("media_addresses = [\"0.0.0.0\"]", "media_addresses"),
            ("trusted_proxies = [\"nginx\"]", "trusted_proxies"),
        ] {
            assert!(message(text).contains(names), "{text}: {}", message(text));
        }
    }

    #[test]
    fn a_file_that_was_named_must_be_there() {
        let flags = Options { config: Some(PathBuf::from("/nowhere/at/all.toml")), ..Options::default() };
        assert!(matches!(Config::load(flags), Err(ConfigError::Unreadable { .. })));
    }
}

//! What a flag, a variable or a line of the file may say.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::Args;
use serde::Deserialize;
use talkspace_model::RegistrationPolicy;

use super::{ConfigError, PublicUrl};

/// Every setting, each of which may be missing. The doc comments are the help text.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// File with settings, one `name = value` a line [default: talkspace.toml, if there is one]
    #[arg(long, global = true, env = "TALKSPACE_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,

    /// Address and port of the web server [default: 127.0.0.1:3000]
    #[arg(long, global = true, env = "TALKSPACE_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,

    /// The site's address as people type it [default: from listen]
    #[arg(long, global = true, env = "TALKSPACE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// Port for audio and video, over UDP and, for networks that block it, TCP [default: 7882]
    #[arg(long, global = true, env = "TALKSPACE_MEDIA_PORT", value_name = "PORT")]
    pub media_port: Option<u16>,

    /// Addresses that browsers can send audio and video to, separated by commas [default: this machine's]
    #[arg(
        long,
        global = true,
        env = "TALKSPACE_MEDIA_ADDRESSES",
        value_name = "ADDRESSES",
        value_delimiter = ',',
        num_args = 1
    )]
    pub media_addresses: Option<Vec<IpAddr>>,

    /// Addresses of the reverse proxies in front, separated by commas; what they write into `X-Forwarded-For` is believed
    /// [default: none]
    #[arg(
        long,
        global = true,
        env = "TALKSPACE_TRUSTED_PROXIES",
        value_name = "ADDRESSES",
        value_delimiter = ',',
        num_args = 1
    )]
    pub trusted_proxies: Option<Vec<IpAddr>>,

    /// Folder for everything that is kept [default: ./data]
    #[arg(long, global = true, env = "TALKSPACE_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,

    /// Database, sqlite:… or postgres:… [default: SQLite in the data folder]
    #[arg(long, global = true, env = "TALKSPACE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// Mail server for invitations, `smtps://name:password@mail.example` or `smtp://mail.example:587?tls=required`
    /// [default: none; letters are written to mail/ in the data folder]
    #[arg(long, global = true, env = "TALKSPACE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Sender of invitations, `TalkSpace <meet@talk.example>` [default: talkspace@ the site's name]
    #[arg(long, global = true, env = "TALKSPACE_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,

    /// Secret with which `/metrics` may be read from other machines, as a bearer token [default: none, this machine only]
    #[arg(long, global = true, env = "TALKSPACE_METRICS_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,

    /// Who may open an account: open, invite or closed [default: open]
    #[arg(long, global = true, env = "TALKSPACE_REGISTRATION", value_name = "WHO", value_parser = registration)]
    pub registration: Option<RegistrationPolicy>,

    /// Voices that each person can hear at once [default: 5]
    #[arg(long, global = true, env = "TALKSPACE_AUDIO_SLOTS", value_name = "N")]
    pub audio_slots: Option<u8>,

    /// Cameras that each person can see at once [default: 15]
    #[arg(long, global = true, env = "TALKSPACE_VIDEO_SLOTS", value_name = "N")]
    pub video_slots: Option<u8>,

    /// Shared screens that each person can see at once [default: 2]
    #[arg(long, global = true, env = "TALKSPACE_SCREEN_SLOTS", value_name = "N")]
    pub screen_slots: Option<u8>,

    /// Longest name of a person, in characters [default: 64]
    #[arg(long, global = true, env = "TALKSPACE_NAME_LIMIT", value_name = "N")]
    pub name_limit: Option<usize>,

    /// Longest title of a meeting, in characters [default: 120]
    #[arg(long, global = true, env = "TALKSPACE_TITLE_LIMIT", value_name = "N")]
    pub title_limit: Option<usize>,

    /// Longest chat message, in characters [default: 4000]
    #[arg(long, global = true, env = "TALKSPACE_CHAT_MESSAGE_LIMIT", value_name = "N")]
    pub chat_message_limit: Option<usize>,

    /// Largest file that people can share in the chat, in megabytes [default: 25]
    #[arg(long, global = true, env = "TALKSPACE_FILE_LIMIT_MB", value_name = "N")]
    pub file_limit_mb: Option<u64>,

    /// Most people in one meeting [default: 100]
    #[arg(long, global = true, env = "TALKSPACE_ROOM_SEATS", value_name = "N")]
    pub room_seats: Option<usize>,

    /// How long the place of somebody who lost the connection is kept, in seconds [default: 120]
    #[arg(long, global = true, env = "TALKSPACE_SEAT_GRACE_SECONDS", value_name = "N")]
    pub seat_grace_seconds: Option<i64>,

    /// Days that chat is kept after a meeting has ended; 0 for ever [default: 0]
    #[arg(long, global = true, env = "TALKSPACE_RETAIN_CHAT_DAYS", value_name = "N")]
    pub retain_chat_days: Option<u32>,

    /// Days that files are kept after a meeting has ended, if its chat is kept as long; 0 for ever [default: 0]
    #[arg(long, global = true, env = "TALKSPACE_RETAIN_FILES_DAYS", value_name = "N")]
    pub retain_files_days: Option<u32>,

    /// Days that attendance, and so people's history, is kept after a meeting has ended; 0 for ever [default: 0]
    #[arg(long, global = true, env = "TALKSPACE_RETAIN_ATTENDANCE_DAYS", value_name = "N")]
    pub retain_attendance_days: Option<u32>,

    /// Days that entries of the audit log are kept; 0 for ever [default: 0]
    #[arg(long, global = true, env = "TALKSPACE_RETAIN_AUDIT_DAYS", value_name = "N")]
    pub retain_audit_days: Option<u32>,
}

impl Options {
    /// What is said here, and what `other` says where this is silent.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            config: self.config.or(other.config),
            listen: self.listen.or(other.listen),
            public_url: self.public_url.or(other.public_url),
            media_port: self.media_port.or(other.media_port),
            media_addresses: self.media_addresses.or(other.media_addresses),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            data_dir: self.data_dir.or(other.data_dir),
            database_url: self.database_url.or(other.database_url),
            smtp_url: self.smtp_url.or(other.smtp_url),
            mail_from: self.mail_from.or(other.mail_from),
            metrics_token: self.metrics_token.or(other.metrics_token),
            registration: self.registration.or(other.registration),
            audio_slots: self.audio_slots.or(other.audio_slots),
            video_slots: self.video_slots.or(other.video_slots),
            screen_slots: self.screen_slots.or(other.screen_slots),
            name_limit: self.name_limit.or(other.name_limit),
            title_limit: self.title_limit.or(other.title_limit),
            chat_message_limit: self.chat_message_limit.or(other.chat_message_limit),
            file_limit_mb: self.file_limit_mb.or(other.file_limit_mb),
            room_seats: self.room_seats.or(other.room_seats),
            seat_grace_seconds: self.seat_grace_seconds.or(other.seat_grace_seconds),
            retain_chat_days: self.retain_chat_days.or(other.retain_chat_days),
            retain_files_days: self.retain_files_days.or(other.retain_files_days),
            retain_attendance_days: self.retain_attendance_days.or(other.retain_attendance_days),
            retain_audit_days: self.retain_audit_days.or(other.retain_audit_days),
        }
    }
}

fn registration(text: &str) -> Result<RegistrationPolicy, String> {
    RegistrationPolicy::parse(text).ok_or_else(|| "must be open, invite or closed".into())
}

/// A misspelt variable would otherwise be passed over in silence. The tests' own are none of ours, nor are those that
/// Kubernetes adds for a service called `talkspace`.
pub(super) fn refuse_unknown_variables(names: impl Iterator<Item = String>) -> Result<(), ConfigError> {
    let known = Options::augment_args(clap::Command::new("talkspace"));
    let known: Vec<&str> = known.get_arguments().filter_map(|arg| arg.get_env()?.to_str()).collect();
    let others = ["TALKSPACE_TEST_", "TALKSPACE_SERVICE_", "TALKSPACE_PORT"];
    let mut ours = names.filter(|name| name.starts_with("TALKSPACE_"));
    let unknown = ours.find(|name| !known.contains(&name.as_str()) && !others.iter().any(|o| name.starts_with(o)));
    unknown.map_or(Ok(()), |name| Err(ConfigError::UnknownVariable(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_variables_are_named() {
        let check = |name: &str| refuse_unknown_variables([name.to_owned()].into_iter()).map_err(|e| e.to_string());
        assert_eq!(check("TALKSPACE_LISTEN"), Ok(()));
        assert_eq!(check("TALKSPACE_CONFIG"), Ok(()));
        assert_eq!(check("TALKSPACE_TEST_POSTGRES"), Ok(()));
        assert_eq!(check("PATH"), Ok(()));
        assert!(check("TALKSPACE_LISTN").unwrap_err().contains("TALKSPACE_LISTN"));
    }

    #[test]
    fn the_first_to_speak_counts() {
        let flags = Options { media_port: Some(1), ..Options::default() };
        let file = Options { media_port: Some(2), room_seats: Some(3), ..Options::default() };
        let both = flags.or(file);
        assert_eq!((both.media_port, both.room_seats, both.listen), (Some(1), Some(3), None));
    }
}

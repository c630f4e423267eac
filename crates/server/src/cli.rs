//! The command line.

pub mod admin;

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use admin::AdminCommand;
use anyhow::Context as _;
use clap::{Parser, Subcommand};
use talkspace_db::Db;
use tracing_subscriber::EnvFilter;

use crate::{
    backup,
    config::{Config, Options},
    data_dir::DataDir,
    history::Calendar,
};

/// Video conferencing that you run yourself.
///
/// Every setting can be given as a flag, as a variable, or as a line of talkspace.toml (there with underscores:
/// `media_port = 7882`); the first of these that speaks counts.
#[derive(Debug, Parser)]
#[command(name = "talkspace", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Run the server (this is what happens without a command, too)
    #[default]
    Serve,
    /// Look after accounts on the machine itself, also while the server runs
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Bring the database up to date and stop
    Migrate,
    /// Write everything into one file, also while the server runs
    Backup {
        /// A file that is not there yet
        file: PathBuf,
    },
    /// Put everything back from such a file; what was there before moves aside
    Restore { file: PathBuf },
    /// Print the version and stop
    Version,
}

impl Cli {
    /// Reads the command line. Help, version and mistakes end the process here, as is the custom.
    pub fn read() -> Self {
        Self::parse()
    }

    pub fn wanted(&self) -> Command {
        self.command.clone().unwrap_or_default()
    }

    /// # Errors
    /// When a setting is wrong; the message names it.
    pub fn config(self) -> anyhow::Result<Config> {
        Ok(Config::load(self.options)?)
    }
}

/// Log lines go to standard error; `RUST_LOG` chooses which.
pub fn init_logging() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // A second call, in a test for instance, keeps the first one's choice.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).try_init();
}

/// # Errors
/// When the database cannot be opened or changed, or a server runs on it.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let _taken = DataDir::take(&config.data_dir)?;
    let db = Db::open(&config.database_url).await.context("the database cannot be opened")?;
    db.migrate().await.context("the database cannot be brought up to date")?;
    db.close().await;
    Ok(())
}

/// # Errors
/// When the file is there already or cannot be written, or the database cannot be read.
pub async fn back_up(config: &Config, file: &Path) -> anyhow::Result<()> {
    let db = Db::open(&config.database_url).await.context("the database cannot be opened")?;
    db.migrate().await.context("the database cannot be brought up to date")?;
    let made = backup::make(&db, &config.data_dir, file, None).await;
    let is_file = db.is_file();
    db.close().await;
    let made = made?;
    writeln!(io::stdout(), "{} ({} bytes)", made.file.display(), made.bytes)?;
    if !is_file {
        writeln!(io::stdout(), "The database is not in it: save that with its own tools (pg_dump) at the same time.")?;
    }
    Ok(())
}

/// # Errors
/// When a server runs on the data folder, or the file is no backup.
pub async fn restore(config: &Config, file: &Path) -> anyhow::Result<()> {
    let restored = backup::restore(config, file).await?;
    let mut out = io::stdout().lock();
    writeln!(out, "Restored as of {} UTC. Everybody signs in anew.", Calendar::of(None).written(restored.made))?;
    if let Some(before) = restored.before {
        writeln!(out, "What was there before is in {}; delete it when all is well.", before.display())?;
    }
    if !restored.has_database {
        writeln!(out, "The database is not in this backup: restore that with its own tools (pg_restore).")?;
    }
    Ok(())
}

/// # Errors
/// When standard output is closed.
pub fn print_version() -> io::Result<()> {
    writeln!(io::stdout(), "talkspace {}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn commands_and_flags_in_any_order() {
        let parse = |line: &str| Cli::try_parse_from(line.split(' ')).expect("parses");
        assert_eq!(parse("talkspace").wanted(), Command::Serve);
        assert_eq!(parse("talkspace --media-port 9 migrate").wanted(), Command::Migrate);
        let cli = parse("talkspace serve --media-addresses 192.0.2.1,2001:db8::1 --registration closed");
        assert_eq!(cli.options.media_addresses.map(|list| list.len()), Some(2));
        assert!(Cli::try_parse_from(["talkspace", "--media-prot", "9"]).is_err());
    }

    #[test]
    fn help_lists_every_setting() {
        let help = Cli::command().render_long_help().to_string();
        for name in [
            "--listen",
            "TALKSPACE_PUBLIC_URL",
            "--room-seats",
            "--seat-grace-seconds",
            "migrate",
            "version",
            "admin",
            "backup",
            "restore",
        ] {
            assert!(help.contains(name), "{name}");
        }
    }
}

//! The program.

use anyhow::Result;
use talkspace::serve::{self, Contents};
use talkspace_server::cli::{self, Cli, Command};

#[tokio::main]
async fn main() -> Result<()> {
    let cli = Cli::read();
    cli::init_logging();
    match cli.wanted() {
        Command::Serve => serve::run(cli.config()?, front_end()).await,
        Command::Admin(command) => cli::admin::run(&cli.config()?, command).await,
        Command::Backup { file } => cli::back_up(&cli.config()?, &file).await,
        Command::Restore { file } => cli::restore(&cli.config()?, &file).await,
        Command::Migrate => cli::migrate(&cli.config()?).await,
        Command::Version => Ok(cli::print_version()?),
    }
}

#[cfg(not(feature = "embed"))]
fn front_end() -> Option<Contents> {
    None
}

/// What was in the site's folder when the program was built. It is carried here and not in the library, which can so be
/// built beside the front end.
#[cfg(feature = "embed")]
fn front_end() -> Option<Contents> {
    use rust_embed::RustEmbed;

    #[derive(RustEmbed)]
    #[folder = "$LEPTOS_SITE_ROOT"]
    struct Embedded;

    Some(Embedded::iter().filter_map(|name| Some((name.to_string(), Embedded::get(&name)?.data))).collect())
}

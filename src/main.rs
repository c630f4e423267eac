//! The program.

use anyhow::Result;
use talkspace::serve;
use talkspace_server::cli::{self, Cli, Command};

#[tokio::main]
async fn main() -> Result<()> {
    let cli = Cli::read();
    cli::init_logging();
    match cli.wanted() {
        Command::Serve => serve::run(cli.config()?).await,
        Command::Migrate => cli::migrate(&cli.config()?).await,
        Command::Version => Ok(cli::print_version()?),
    }
}

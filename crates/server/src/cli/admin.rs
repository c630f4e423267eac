//! `talkspace admin`: what is urgent when nobody can get at the administrator's pages. It works on the database, beside the
//! running server, which notices within a second what has ended.

use std::io::{self, Write as _};

use anyhow::{Context as _, anyhow, ensure};
use clap::{Args, Subcommand};
use talkspace_db::{AccountChange, Db, DirectoryFilter, DirectoryRow, UserRow};
use talkspace_model::{AccountRole, Email, FieldError, Problem};

use crate::{
    accounts::{Accounts, NewAccount, NotDecided},
    clock::Clock,
    config::Config,
    random,
    rooms::SessionKey,
    state::SESSIONS_ENDED,
};

/// Accounts that are read at a time.
const PAGE: u32 = 500;

#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum AdminCommand {
    /// Make an administrator, and print a link with which the person signs in
    Create {
        #[arg(long, value_name = "ADDRESS")]
        email: String,
        #[arg(long, value_name = "NAME")]
        name: String,
    },
    /// Print a link with which somebody chooses a new password
    ResetPassword(Whom),
    /// Ask somebody for the password alone, who has lost telephone and recovery codes
    NoSecondFactor(Whom),
    /// Sign somebody out everywhere and let them in no more
    Disable(Whom),
    /// Let somebody in again
    Enable(Whom),
    /// Delete an account for good, and take back what the person said
    Delete {
        #[command(flatten)]
        whom: Whom,
        /// Really; without this nothing is deleted
        #[arg(long)]
        yes: bool,
    },
    /// Give an account another role
    Role {
        #[command(flatten)]
        whom: Whom,
        /// member, organiser or administrator
        #[arg(long, value_name = "ROLE")]
        role: AccountRole,
    },
    /// List the accounts: address, role, state, name
    List,
}

/// Whose account is meant.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Whom {
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
}

/// # Errors
/// When the database cannot be reached, or what was asked for makes no sense; the message says what is wrong.
pub async fn run(config: &Config, command: AdminCommand) -> anyhow::Result<()> {
    let db = Db::open(&config.database_url).await.context("the database cannot be opened")?;
    db.migrate().await.context("the database cannot be brought up to date")?;
    let accounts = Accounts::start(db.clone(), Clock::system(), config.registration, config.limits.clone()).await;
    let desk =
        Desk { accounts: accounts.context("the accounts cannot be read")?, db, site: config.public_url().to_string() };
    let done = desk.carry_out(command).await;
    desk.db.close().await;
    done
}

struct Desk {
    accounts: Accounts,
    db: Db,
    site: String,
}

impl Desk {
    async fn carry_out(&self, command: AdminCommand) -> anyhow::Result<()> {
        match command {
            AdminCommand::Create { email, name } => {
                let form = NewAccount { name, email, role: AccountRole::Administrator };
                let (_, token) = self.accounts.create(form, None).await.map_err(refusal)?;
                self.print_link(&token)
            }
            AdminCommand::ResetPassword(whom) => {
                let user = self.account(&whom).await?;
                let token = self.accounts.link_for(&user.id, None).await.map_err(reason)?;
                self.print_link(&token)
            }
            AdminCommand::NoSecondFactor(whom) => {
                let user = self.account(&whom).await?;
                self.accounts.remove_second_factor_for(&user.id, None).await.map_err(reason)
            }
            AdminCommand::Disable(whom) => self.decide(&whom, AccountChange::Disabled(Some(crate::clock::now()))).await,
            AdminCommand::Enable(whom) => self.decide(&whom, AccountChange::Disabled(None)).await,
            AdminCommand::Delete { whom, yes } => self.delete(&whom, yes).await,
            AdminCommand::Role { whom, role } => self.decide(&whom, AccountChange::Role(role)).await,
            AdminCommand::List => self.list().await,
        }
    }

    async fn account(&self, whom: &Whom) -> anyhow::Result<UserRow> {
        let email: Email = whom.email.parse().map_err(|_| anyhow!("{} is not an e-mail address", whom.email))?;
        let found = self.db.users().by_email(&email).await.context("the accounts cannot be read")?;
        found.with_context(|| format!("nobody has an account with {}", email.as_str()))
    }

    async fn decide(&self, whom: &Whom, change: AccountChange) -> anyhow::Result<()> {
        let user = self.account(whom).await?;
        let ended = self.accounts.decide(&user.id, change, None).await.map_err(reason)?;
        self.tell(&ended).await
    }

    async fn delete(&self, whom: &Whom, sure: bool) -> anyhow::Result<()> {
        let user = self.account(whom).await?;
        ensure!(sure, "this cannot be undone; say --yes to delete the account of {}", whom.email);
        let ended = self.accounts.delete_for(&user.id, None).await.map_err(reason)?;
        self.tell(&ended).await
    }

    /// Has the running server close what was opened with sessions that are no more.
    async fn tell(&self, ended: &[SessionKey]) -> anyhow::Result<()> {
        if !ended.is_empty() {
            self.db.settings().set(SESSIONS_ENDED, &random::id()).await.context("the server could not be told")?;
        }
        Ok(writeln!(io::stdout(), "done")?)
    }

    fn print_link(&self, token: &str) -> anyhow::Result<()> {
        Ok(writeln!(io::stdout(), "{}/reset/{token}", self.site)?)
    }

    async fn list(&self) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        let (filter, mut after) = (DirectoryFilter::default(), None);
        loop {
            let rows = self.db.directory().page(&filter, after.as_ref(), PAGE).await.context("cannot be read")?;
            for row in &rows {
                writeln!(out, "{}", line(row))?;
            }
            match rows.last() {
                Some(last) if rows.len() == PAGE as usize => after = Some(last.place.clone()),
                _ => return Ok(()),
            }
        }
    }
}

/// Tabs between the columns, for other programs to read; a name comes last and holds none.
fn line(row: &DirectoryRow) -> String {
    let state = match (row.disabled, row.has_password) {
        (Some(_), _) => "disabled",
        (None, false) => "invited",
        (None, true) => "active",
    };
    format!("{}\t{}\t{state}\t{}", row.email, row.role.as_str(), row.name)
}

fn refusal(errors: Vec<FieldError>) -> anyhow::Error {
    let words = errors.iter().map(|error| match &error.problem {
        Problem::EmailTaken => "this address has an account already".to_owned(),
        Problem::NotAnEmail => "this is not an e-mail address".to_owned(),
        Problem::Empty => format!("the {} is empty", error.field.as_str()),
        Problem::TooLong { max } => format!("the {} is longer than {max} characters", error.field.as_str()),
        _ => "the database does not answer".to_owned(),
    });
    anyhow!(words.collect::<Vec<_>>().join("; "))
}

fn reason(why: NotDecided) -> anyhow::Error {
    anyhow!(match why {
        NotDecided::NoSuchAccount => "there is no such account",
        NotDecided::LastAdministrator => "this is the last administrator; make another one first",
        NotDecided::Own => "this is your own account",
        NotDecided::Unavailable => "the database does not answer",
    })
}

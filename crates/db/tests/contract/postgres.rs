//! A PostgreSQL to test with: the one that `TALKSPACE_TEST_POSTGRES` names, else one of this machine's packages, started for
//! this run of the tests and gone with it.

#![allow(clippy::print_stderr, reason = "whoever runs the tests shall know what was left out")]

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

/// What Debian calls it.
const PACKAGE: &str = "postgresql";

/// Starts the server and stays; when its standard input ends, because this process has, it takes the server down and its
/// data away. Nothing here lasts, so nothing needs to be synced.
const KEEPER: &str = r#"
set -e
bin=$1 data=$2 port=$3
"$bin/initdb" -D "$data/db" -U talkspace -A trust -E UTF8 --no-sync >/dev/null
"$bin/pg_ctl" -D "$data/db" -s -w -l "$data/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=off -c max_connections=400" start
echo ready
cat >/dev/null
"$bin/pg_ctl" -D "$data/db" -s -m immediate stop || true
rm -rf "$data"
"#;

/// The server's URL; `None` where there can be none.
pub(crate) static URL: LazyLock<Option<String>> = LazyLock::new(|| {
    if let Ok(url) = env::var("TALKSPACE_TEST_POSTGRES") {
        return Some(url);
    }
    match start() {
        Ok(url) => Some(url),
        Err(why) => {
            eprintln!("the tests of PostgreSQL are left out: {why}");
            None
        }
    }
});

fn start() -> Result<String, String> {
    let bin = match installed() {
        Some(bin) => bin,
        None => install()?,
    };
    let data = tempfile::Builder::new().prefix("talkspace-postgres-").tempdir_in("/tmp").map_err(text)?.keep();
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).map_err(text)?.port();
    let arguments = [Path::new("sh"), Path::new("-c"), Path::new(KEEPER), Path::new("keeper"), &bin, &data];
    // PostgreSQL refuses to be run by root.
    let mut keeper = if is_root() {
        run(Command::new("chown").arg("postgres").arg(&data))?;
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).args(arguments);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(&arguments[1..]);
        command
    };
    keeper.arg(port.to_string()).current_dir(&data).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut keeper = keeper.spawn().map_err(text)?;
    // Held open until this process ends, whichever way.
    std::mem::forget(keeper.stdin.take());
    let mut line = String::new();
    let output = keeper.stdout.take().ok_or("no output")?;
    BufReader::new(output).read_line(&mut line).map_err(text)?;
    match line.trim() {
        "ready" => Ok(format!("postgres://talkspace@127.0.0.1:{port}/postgres")),
        _ => Err(format!("it did not start; see what stands above and {}", data.join("log").display())),
    }
}

/// The newest one that is installed.
fn installed() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    folders.filter(|bin| bin.join("initdb").exists() && bin.join("postgres").exists()).max()
}

fn install() -> Result<PathBuf, String> {
    if !is_root() {
        return Err(format!("install the package {PACKAGE}, or set TALKSPACE_TEST_POSTGRES"));
    }
    // A new machine knows no packages yet; where that fails, those that it knows may do.
    let _ = run(Command::new("apt-get").args(["update", "--quiet"]));
    run(Command::new("apt-get").args(["install", "--yes", "--no-install-recommends", PACKAGE]))?;
    installed().ok_or_else(|| format!("{PACKAGE} holds no server"))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(text)?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("{command:?}: {said}")) }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

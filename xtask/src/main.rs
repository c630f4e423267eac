//! `cargo xtask …`: the one entrance to building, running and checking TalkSpace.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks on the terminal")]

mod bench;
mod cache;
mod ci;
mod dev;
mod front;
mod layers;
mod packages;
mod project;
mod server;
mod site;
mod step;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

use project::{Mode, Project};

const HELP: &str = "\
cargo xtask <task>

  serve [-- …]   build everything optimised and start the server; what follows -- goes to it
  dev [-- …]     build quickly, start, and do it again whenever a file changes
  build          what serve does, without starting
  test           every test there is, the browser tests included
  ci             formatting, lints, layers, tests, licences: what must pass before a change is merged
  layers         check that the crates keep to their floors
  bench NAME     measure something; `bench` alone lists what";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let Some((task, rest)) = arguments.split_first() else {
        bail!("say what to do\n\n{HELP}");
    };
    let rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
    let project = Project::find()?;
    match task.as_str() {
        "serve" => server::serve(&project, rest),
        "dev" => dev::watch(&project, rest),
        "build" => server::build(&project, Mode::Release).map(|_| ()),
        "test" => test::all(&project, rest),
        "ci" => ci::check(&project),
        "layers" => layers::check(&project),
        "bench" => bench::run(&project, rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => bail!("there is no task `{unknown}`\n\n{HELP}"),
    }
}

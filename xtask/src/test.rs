//! Every test there is, and one line at the end that says how many passed and failed.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::project::{Mode, Project};
use crate::step::step;
use crate::tools::{answer, ensure_chromium};
use crate::{packages, server};

/// Runs the Rust tests, builds as for `serve`, and runs the browser tests against that program.
/// Further arguments go to Playwright (a file's name, `--grep …`).
pub(crate) fn all(project: &Project, arguments: &[String]) -> Result<()> {
    // What would stop us later is asked for first: nobody likes to hear it after ten minutes.
    packages::ensure(project)?;
    let chromium = ensure_chromium()?;
    let rust = step("Rust tests", || rust_tests(project))?;
    let program = server::build(project, Mode::Release)?;
    let mut browser = Command::new(project.npm_program("playwright"));
    browser.current_dir(&project.root).args(["test", "--config", "end2end"]).args(arguments);
    browser.env("E2E_PROGRAM", program).env("CHROMIUM", chromium);
    let browser = step("browser tests", || counted(&mut browser, "the browser tests"))?;
    let sum = rust.and(browser);
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 && sum.succeeded { Ok(()) } else { bail!("not all tests passed") }
}

fn rust_tests(project: &Project) -> Result<Outcome> {
    let scope = ["--workspace", "--features", "talkspace/ssr"];
    if answer("cargo", &["nextest", "--version"]).is_none() {
        return counted(project.cargo(&["test", "--no-fail-fast"]).args(scope), "cargo test");
    }
    let mut nextest = project.cargo(&["nextest", "run", "--no-fail-fast", "--no-tests=pass"]);
    let tests = counted(nextest.args(scope), "cargo nextest")?;
    // nextest leaves the examples in the documentation to cargo.
    let examples = counted(project.cargo(&["test", "--doc", "--no-fail-fast"]).args(scope), "cargo test --doc")?;
    Ok(tests.and(examples))
}

/// What one runner reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Outcome {
    passed: u32,
    failed: u32,
    /// The runner's own verdict; false also when it could not even begin.
    succeeded: bool,
}

impl Outcome {
    fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            succeeded: self.succeeded && other.succeeded,
        }
    }
}

/// Runs a test runner, shows what it writes as it writes it, and counts.
fn counted(command: &mut Command, what: &str) -> Result<Outcome> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{what} could not be started"))?;
    let out = child.stdout.take().context("a piped output is there")?;
    let err = child.stderr.take().context("a piped error output is there")?;
    let from_out = thread::spawn(|| show_and_count(out));
    let mut outcome = show_and_count(err);
    if let Ok(counts) = from_out.join() {
        outcome = outcome.and(counts);
    }
    outcome.succeeded = child.wait()?.success();
    if !outcome.succeeded && outcome.failed == 0 {
        bail!("{what} failed before it could count; what it says is above");
    }
    Ok(outcome)
}

fn show_and_count(stream: impl Read) -> Outcome {
    let mut outcome = Outcome::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        // A closed terminal is no reason to stop counting.
        let _ = writeln!(std::io::stderr(), "{line}");
        outcome = outcome.and(count(&line));
    }
    outcome
}

/// Reads the summary lines of cargo test, nextest and Playwright; any other line counts nothing.
fn count(line: &str) -> Outcome {
    let line = without_colours(line);
    let line = line.trim();
    let summary = line.starts_with("test result:") || line.starts_with("Summary [") || is_playwright_summary(line);
    if !summary {
        return Outcome::default();
    }
    let passed = number_before(line, "passed");
    let broken = ["failed", "timed out", "flaky", "interrupted", "did not run"];
    let failed = broken.iter().map(|word| number_before(line, word)).sum();
    Outcome { passed, failed, succeeded: true }
}

/// "12 passed (1.3m)", "2 failed", "1 flaky": a number and one of Playwright's words, alone on the line.
fn is_playwright_summary(line: &str) -> bool {
    let words = ["passed", "failed", "flaky", "interrupted", "did not run"];
    let Some((number, rest)) = line.split_once(' ') else { return false };
    let rest = rest.split(" (").next().unwrap_or_default();
    number.parse::<u32>().is_ok() && words.contains(&rest)
}

fn number_before(line: &str, word: &str) -> u32 {
    let before = |start: usize| line[..start].trim_end().rsplit([' ', ',', ';']).next()?.parse().ok();
    line.find(word).and_then(before).unwrap_or_default()
}

/// Takes out the escape sequences that colour a terminal (ECMA-48 SGR).
fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut pieces = line.split('\u{1b}');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or("", |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(line: &str) -> (u32, u32) {
        let outcome = count(line);
        (outcome.passed, outcome.failed)
    }

    #[test]
    fn reads_cargo_test() {
        let line = "test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(counts(line), (5, 2));
    }

    #[test]
    fn reads_nextest_with_colours() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   1.204s] 13 tests run: 12 \u{1b}[32;1mpassed\u{1b}[0m, 1 failed, 2 skipped";
        assert_eq!(counts(line), (12, 1));
    }

    #[test]
    fn nextest_counts_a_test_that_hung() {
        assert_eq!(counts("Summary [ 60.1s] 3 tests run: 1 passed, 1 failed, 1 timed out, 0 skipped"), (1, 2));
    }

    #[test]
    fn reads_playwright() {
        assert_eq!(counts("  12 passed (1.3m)"), (12, 0));
        assert_eq!(counts("  2 failed"), (0, 2));
        assert_eq!(counts("  1 did not run"), (0, 1));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(counts("running 12 tests"), (0, 0));
        assert_eq!(counts("3 passed checks were printed by a test"), (0, 0));
        assert_eq!(counts("the server said: 4 failed sign-ins"), (0, 0));
    }
}

//! A person's own history.

mod asked;
mod calendar;

use talkspace_db::{Db, StayRow};
use talkspace_ledger::{Run, Stay, Totals};
use talkspace_model::{ApiError, HistoryEntry, Timestamp, UserId};

pub use asked::{Asked, SHOW, WEEK_CHOICES, WEEKS};
pub use calendar::{Calendar, Week};

use crate::{accounts::api_unavailable, clock::Clock};

/// Entries on a page.
const PAGE: usize = 50;

/// The history service.
#[derive(Debug)]
pub struct History {
    db: Db,
    clock: Clock,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Overview {
    pub asked: Asked,
    pub entries: Vec<HistoryEntry>,
    /// Where the next page starts: pass as `before`. `None` on the last page.
    pub next_before: Option<Timestamp>,
    /// Of everything that the filter keeps, not of this page alone.
    pub totals: Totals,
    /// The weeks of the charts, oldest first, with what the filter keeps of each.
    pub weeks: Vec<(Week, Totals)>,
    /// There is nothing, whatever the filter.
    pub is_new: bool,
}

impl History {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    /// One page of what `user` hosted or attended, newest first, and what all of it comes to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn overview(&self, user: &UserId, asked: Asked) -> Result<Overview, ApiError> {
        let all = self.all(user).await?;
        let is_new = all.is_empty();
        let kept = kept(all, &asked);
        let last = asked.filter.until.map_or(self.clock.now(), |until| Timestamp(until.0 - 1).min(self.clock.now()));
        let (weeks, edges) = asked.calendar.weeks(last, asked.weeks);
        let weeks = weeks.into_iter().zip(talkspace_ledger::weeks(&kept, &edges)).collect();
        let totals = talkspace_ledger::totals(&kept);
        let (entries, next_before) = page(kept, asked.before, PAGE);
        Ok(Overview { asked, entries, next_before, totals, weeks, is_new })
    }

    /// Everything that the filter keeps, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filtered(&self, user: &UserId, asked: &Asked) -> Result<Vec<HistoryEntry>, ApiError> {
        Ok(kept(self.all(user).await?, asked))
    }

    async fn all(&self, user: &UserId) -> Result<Vec<HistoryEntry>, ApiError> {
        let rows = self.db.history().all(user).await.map_err(api_unavailable)?;
        let now = self.clock.now();
        Ok(runs(rows).into_iter().map(|run| talkspace_ledger::entry(run, now)).collect())
    }
}

fn kept(mut entries: Vec<HistoryEntry>, asked: &Asked) -> Vec<HistoryEntry> {
    entries.retain(|entry| asked.filter.keeps(entry));
    entries
}

/// Those that began before `before`. Runs that began in the same millisecond stay together, so there may be a few more.
fn page(entries: Vec<HistoryEntry>, before: Option<Timestamp>, size: usize) -> (Vec<HistoryEntry>, Option<Timestamp>) {
    let mut rest = entries.into_iter().skip_while(|entry| before.is_some_and(|before| entry.started >= before));
    let mut page: Vec<HistoryEntry> = rest.by_ref().take(size).collect();
    let mut rest = rest.peekable();
    let last = page.last().map(|entry| entry.started);
    while let Some(twin) = rest.next_if(|entry| Some(entry.started) == last) {
        page.push(twin);
    }
    let next = last.filter(|_| rest.peek().is_some());
    (page, next)
}

/// Gathers the rows of each occurrence; they come side by side.
fn runs(rows: Vec<StayRow>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for row in rows {
        let stay = row.stay.map(|stay| Stay { role: stay.role, joined: stay.joined, left: stay.left });
        match runs.last_mut() {
            Some(run) if run.occurrence == row.occurrence => {
                run.stays.extend(stay);
                run.spoke = run.spoke + row.spoke;
            }
            Some(_) | None => runs.push(run(row, stay)),
        }
    }
    runs
}

fn run(row: StayRow, stay: Option<Stay>) -> Run {
    Run {
        occurrence: row.occurrence,
        meeting: row.meeting,
        code: row.code,
        title: row.title,
        host_name: row.host_name,
        hosted: row.hosted,
        started: row.started,
        ended: row.ended,
        stays: stay.into_iter().collect(),
        spoke: row.spoke,
        all_spoke: row.all_spoke,
    }
}

#[cfg(test)]
mod tests {
    use talkspace_model::{MeetingId, Millis, OccurrenceId, Role};

    use super::*;

    fn began(at: i64) -> HistoryEntry {
        HistoryEntry {
            occurrence: OccurrenceId::new("o"),
            meeting: MeetingId::new("m"),
            code: "abcd-efgh-jkmn".parse().unwrap(),
            title: "Physics".into(),
            host_name: "Asha".into(),
            hosted: true,
            role: Role::Host,
            started: Timestamp(at),
            joined: Timestamp(at),
            left: None,
            present: Millis::ZERO,
            joins: 0,
            spoke: Millis::ZERO,
            all_spoke: Millis::ZERO,
        }
    }

    /// Walking the pages shows every run once, also those that began in the same millisecond.
    #[test]
    fn pages_show_everything_once() {
        let all: Vec<HistoryEntry> = [9, 8, 7, 7, 7, 6].into_iter().map(began).collect();
        let (mut shown, mut sizes, mut before) = (Vec::new(), Vec::new(), None);
        loop {
            let (entries, next) = page(all.clone(), before, 3);
            sizes.push(entries.len());
            shown.extend(entries);
            before = next;
            if next.is_none() {
                break;
            }
        }
        assert_eq!((shown, sizes), (all, vec![5, 1]));
        assert_eq!(page(Vec::new(), None, 3), (Vec::new(), None));
        assert_eq!(page(vec![began(5)], Some(Timestamp(5)), 3), (Vec::new(), None));
    }
}

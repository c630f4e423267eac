//! The record of a meeting: who was there, for whoever may know.

mod chat;
mod key;
mod timeline;

use std::{collections::BTreeMap, path::Path};

use talkspace_db::{AuditEntry, Db, MeetingRow, RecordedStay, RunRow, VisitRow};
use talkspace_ledger::{
    Attendee, PersonStay, Record, RollRow, RollRun, RunTimes, Stay, Tally, attendance,
    chain::{Event, Fact},
    csv::Csv,
    roll,
    seal::Key,
    talk_share,
};
use talkspace_model::{ApiError, AttendanceId, LeaveReason, MeetingCode, MeetingId, OccurrenceId, Timestamp, UserId};
use talkspace_room::{
    Identity,
    policy::{Past, RecordPart, may_read_record},
};

pub use chat::{Asked, Said, Sent, Talk};
pub use talkspace_ledger::seal::PublicKey;
pub use timeline::{Happening, Moment, Strip};

use crate::{accounts::api_unavailable, clock::Clock, random};

/// Runs of one meeting that a record goes back. A daily lesson of a term has fewer; each costs the roll a few queries.
const RUNS: u32 = 120;

/// The service.
#[derive(Debug)]
pub struct Records {
    db: Db,
    clock: Clock,
    key: Key,
}

/// A meeting's record as one person may see it.
#[derive(Debug, Clone)]
pub struct MeetingRecord {
    pub id: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    /// It is the person's own meeting.
    pub hosted: bool,
    /// Newest first; never empty for somebody whose meeting it is not.
    pub runs: Vec<SeenRun>,
    read_afterwards: bool,
    who: Identity,
}

/// A run that somebody may see something of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRun {
    pub row: RunRow,
    past: Past,
}

/// One run, in full.
#[derive(Debug, Clone)]
pub struct RunRecord {
    pub seen: SeenRun,
    /// Everybody, or only the person who looks.
    pub lines: Vec<Line>,
    /// How many people were there.
    pub people: usize,
    pub timeline: Vec<Moment>,
    pub strip: Strip,
    /// The facts are bound together, so that the whole can be proved. Older runs have none.
    pub chained: bool,
    pub now: Timestamp,
}

/// A line of the attendance.
#[derive(Debug, Clone)]
pub struct Line {
    pub person: Attendee,
    /// In thousandths of what all spoke.
    pub talk: u32,
}

/// The roll of a series.
#[derive(Debug, Clone)]
pub struct Roll {
    /// Oldest first.
    pub runs: Vec<RollRun>,
    pub rows: Vec<RollRow>,
}

/// Everything known of a run.
struct Known {
    stays: Vec<RecordedStay>,
    facts: Vec<Fact>,
    messages: BTreeMap<String, u32>,
}

impl SeenRun {
    /// Whether everybody's attendance is shown, and may be downloaded.
    pub fn shows_everybody(&self) -> bool {
        may_read_record(RecordPart::Everybody, self.past, false)
    }

    fn times(&self) -> RunTimes {
        let RunRow { started, ended, planned_start, planned_end, .. } = self.row;
        RunTimes { started, ended, planned_start, planned_end }
    }
}

impl MeetingRecord {
    /// Whether the roll may be downloaded: whoever sees nobody but themselves has nothing to prove by it.
    pub fn shows_everybody(&self) -> bool {
        self.runs.iter().any(SeenRun::shows_everybody)
    }

    pub fn may_read(&self, run: &SeenRun, part: RecordPart) -> bool {
        may_read_record(part, run.past, self.read_afterwards)
    }

    pub fn who(&self) -> &Identity {
        &self.who
    }

    /// The run asked for, or the newest one.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] when the person may see nothing of it, as when there is none.
    pub fn find(&self, run: Option<&OccurrenceId>) -> Result<Option<&SeenRun>, ApiError> {
        match run {
            None => Ok(self.runs.first()),
            Some(run) => self.runs.iter().find(|seen| seen.row.id == *run).map(Some).ok_or(ApiError::NotFound),
        }
    }

    fn is_me(&self, person: &Attendee) -> bool {
        person.key == self.who.as_str()
    }
}

impl Records {
    /// Reads the key that exports are signed with from the data folder, or makes it.
    ///
    /// # Errors
    /// When it can be neither read nor written.
    pub async fn open(data_dir: &Path, db: Db, clock: Clock) -> anyhow::Result<Self> {
        Ok(Self { db, clock, key: key::read_or_make(data_dir).await? })
    }

    /// What this server's exports are known by.
    pub fn public_key(&self) -> PublicKey {
        self.key.public()
    }

    /// # Errors
    /// [`ApiError::NotFound`] for no such meeting, and for somebody who was at none of its runs and whose it is not.
    pub async fn meeting(&self, id: &MeetingId, user: &UserId) -> Result<MeetingRecord, ApiError> {
        let row = self.db.meetings().by_id(id).await.map_err(api_unavailable)?.ok_or(ApiError::NotFound)?;
        let (who, hosted) = (Identity::user(user), row.host == *user);
        let mine = (!hosted).then(|| who.as_str());
        let rows = self.db.records().runs(id, mine, RUNS).await.map_err(api_unavailable)?;
        let mut runs = Vec::new();
        for row in rows {
            let past = if hosted { Past::Steered } else { self.past(&row.id, &who).await? };
            runs.push(SeenRun { row, past });
        }
        if runs.is_empty() && !hosted {
            return Err(ApiError::NotFound);
        }
        let MeetingRow { id, code, title, settings, .. } = row;
        Ok(MeetingRecord { id, code, title, hosted, runs, read_afterwards: settings.read_afterwards, who })
    }

    async fn past(&self, run: &OccurrenceId, who: &Identity) -> Result<Past, ApiError> {
        let visit = self.db.visits().of(run, who.as_str()).await.map_err(api_unavailable)?;
        Ok(visit.as_ref().map_or(Past::Stranger, past_of))
    }

    /// # Errors
    /// When the database fails.
    pub async fn run(&self, meeting: &MeetingRecord, seen: &SeenRun) -> Result<RunRecord, ApiError> {
        let now = self.clock.now();
        let (known, said) = tokio::try_join!(self.known(&seen.row.id), self.said_to_all(meeting, seen))?;
        let everybody = known.attendance(&seen.times(), now);
        let shown = |person: &&Attendee| seen.shows_everybody() || meeting.is_me(person);
        let line = |person: &Attendee| Line { talk: talk_share(person, &everybody), person: person.clone() };
        Ok(RunRecord {
            seen: seen.clone(),
            lines: everybody.iter().filter(shown).map(line).collect(),
            people: everybody.len(),
            timeline: timeline::of(&known.stays, &known.facts, &said),
            strip: timeline::at_a_glance((&seen.row, &seen.times()), known.person_stays(), &known.facts, &said, now),
            chained: !known.facts.is_empty(),
            now,
        })
    }

    /// Who was at which run, as far as the person may see; `percent` of a run make an attendance.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn roll(&self, meeting: &MeetingRecord, percent: u32) -> Result<Roll, ApiError> {
        let now = self.clock.now();
        let mut columns = Vec::new();
        for seen in meeting.runs.iter().rev() {
            // Who was there for how long; neither facts nor messages say more of that.
            let stays = self.db.records().stays(&seen.row.id).await.map_err(api_unavailable)?;
            let known = Known { stays, facts: Vec::new(), messages: BTreeMap::new() };
            let mut people = known.attendance(&seen.times(), now);
            people.retain(|person| seen.shows_everybody() || meeting.is_me(person));
            columns.push((RollRun { run: seen.row.id.clone(), started: seen.row.started }, people));
        }
        let rows = roll(&columns, percent);
        Ok(Roll { runs: columns.into_iter().map(|(run, _)| run).collect(), rows })
    }

    /// The whole record of a run, signed.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for a run whose facts were not bound together, and for whoever may not have it.
    pub async fn sealed(&self, meeting: &MeetingRecord, seen: &SeenRun) -> Result<String, ApiError> {
        let (run, facts, records) = (&seen.row.id, self.db.facts(), self.db.records());
        let known = tokio::try_join!(facts.of_run(run), records.messages(run));
        let (facts, messages) = known.map_err(api_unavailable)?;
        if facts.is_empty() || !seen.shows_everybody() {
            return Err(ApiError::NotFound);
        }
        let record = Record {
            run: run.clone(),
            title: meeting.title.clone(),
            times: seen.times(),
            exported: self.clock.now(),
            facts,
            messages,
        };
        Ok(record.sealed(&self.key))
    }

    /// A table with this server's signature at its end.
    pub fn seal(&self, csv: Csv) -> String {
        self.key.seal_csv(csv)
    }

    /// Notes that somebody took something out of the house.
    ///
    /// # Errors
    /// When it cannot be written down; then nothing may go out.
    pub async fn note_export(
        &self,
        meeting: &MeetingRecord,
        run: Option<&OccurrenceId>,
        (action, user): (&'static str, &UserId),
        address: String,
    ) -> Result<(), ApiError> {
        let run = run.map(|run| format!(" occurrence={run}")).unwrap_or_default();
        let entry = AuditEntry {
            id: random::id(),
            at: self.clock.now(),
            action,
            user: Some(user.clone()),
            subject: None,
            address: Some(address),
            detail: Some(format!("meeting={}{run}", meeting.id)),
        };
        self.db.audit().append(&entry).await.map_err(api_unavailable)
    }

    async fn known(&self, run: &OccurrenceId) -> Result<Known, ApiError> {
        let (records, facts) = (self.db.records(), self.db.facts());
        let known = tokio::try_join!(records.stays(run), facts.happenings(run), records.messages(run));
        let (stays, facts, messages) = known.map_err(api_unavailable)?;
        Ok(Known { stays, facts, messages })
    }
}

impl Known {
    /// From the stays, which runs from before facts were kept have too; facts add what was noted.
    fn attendance(&self, times: &RunTimes, now: Timestamp) -> Vec<Attendee> {
        let stays = self.person_stays().into_iter().map(|(_, stay)| stay).collect();
        attendance(times, stays, &self.messages, now)
    }

    fn person_stays(&self) -> Vec<(AttendanceId, PersonStay)> {
        let mut tallies: BTreeMap<&AttendanceId, Tally> = BTreeMap::new();
        for fact in &self.facts {
            if let Event::Noted(note) = &fact.event {
                tallies.entry(&fact.stay).or_default().count(*note);
            }
        }
        let stay = |row: &RecordedStay| PersonStay {
            person: row.identity.clone(),
            name: row.name.clone(),
            stay: Stay { role: row.stay.role, joined: row.stay.joined, left: row.stay.left },
            seen: row.seen,
            tally: Tally { spoke: row.spoke, poor: row.poor, ..tallies.get(&row.id).copied().unwrap_or_default() },
        };
        self.stays.iter().map(|row| (row.id.clone(), stay(row))).collect()
    }
}

/// What somebody is to a run that they were in. Whoever was sent away steers nothing any more.
pub(crate) fn past_of(visit: &VisitRow) -> Past {
    let sent_away = visit.blocked || visit.ended == Some(LeaveReason::Removed);
    let steered = visit.roles.iter().any(|role| role.steers());
    if steered && !sent_away { Past::Steered } else { Past::Attended { sent_away } }
}

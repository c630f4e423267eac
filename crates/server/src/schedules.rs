//! Planning meetings: the plan, its single dates, who is invited, and what is to come.

pub mod draft;
pub mod ics;
pub mod qr;
mod routes;
pub mod zones;

use std::collections::BTreeMap;

use talkspace_db::{AuditEntry, Db, DbError, EARLY, NewPlan, ScheduleRow, UpcomingRow};
use talkspace_model::{
    ApiError, Email, Field, FieldError, MeetingCode, MeetingId, MeetingSettings, MeetingSummary, Millis, Problem,
    Timestamp, ViewerUser,
    limits::Limits,
    schedule::{Change, CivilDate, PlannedDate, Schedule, Upcoming},
};

use crate::{
    accounts::api_unavailable,
    clock::Clock,
    meetings::{MeetingSetup, Meetings},
    random,
};
use draft::Checked;
pub use draft::Draft;
pub use routes::routes;
use zones::Zone;

/// Dates of one meeting in the list of what is to come: a daily one must not hide what else there is.
const OF_ONE_MEETING: usize = 4;
/// Dates in that list, and how many are looked at for them.
const UPCOMING: usize = 20;
const LOOKED_AT: u32 = 400;

/// Letters that one host can cause, and within which time. Fewer would stop a college that plans its term; more would make
/// the server one that sends spam.
const LETTERS_MAX: usize = 1000;
const LETTERS_WITHIN: Millis = Millis::from_mins(60);

/// The service of plans.
#[derive(Debug)]
pub struct Schedules {
    db: Db,
    clock: Clock,
    limits: Limits,
}

/// A planned meeting with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub setup: MeetingSetup,
    pub row: ScheduleRow,
    /// Those that take place, in order.
    pub dates: Vec<PlannedDate>,
    pub invitees: Vec<Email>,
    /// Whoever looks is the host.
    pub hosted: bool,
    pub host_name: String,
    pub host_email: Email,
    /// Whom the change that led to this plan has left out.
    pub gone: Vec<Email>,
}

/// Why a plan was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// At least one.
    Invalid(Vec<FieldError>),
    /// There is no such plan, or not for this person.
    NotFound,
    Unavailable,
}

impl Schedules {
    pub fn new(db: Db, clock: Clock, limits: Limits) -> Self {
        Self { db, clock, limits }
    }

    /// Makes a meeting with a plan.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with everything that is wrong; [`Refusal::Unavailable`].
    pub async fn create(&self, meetings: &Meetings, host: &ViewerUser, draft: Draft) -> Result<Plan, Refusal> {
        let now = self.clock.now();
        let checked = draft.check(&self.limits, BTreeMap::new(), now).map_err(Refusal::Invalid)?;
        self.allow_letters(host, checked.invitees.len()).await?;
        let made = meetings.draw(host, &checked.title)?;
        let settings = MeetingSettings { waiting_room: checked.waiting_room, ..made.settings };
        let passcode = meetings.new_passcode(&host.id, checked.passcode.clone()).await?;
        let plan = NewPlan {
            row: self.row(made.id.clone(), &checked, 0),
            dates: dates(&checked.schedule),
            invitees: checked.invitees,
            title: checked.title,
            settings,
            passcode,
            audited: self.entry("meeting.schedule", host, &made.id),
            made: Some(made),
        };
        self.put(&plan).await?;
        self.own(meetings, &plan.row.meeting, host).await
    }

    /// The host's own plan.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for anybody else's, and for a meeting without one.
    pub async fn own(&self, meetings: &Meetings, id: &MeetingId, host: &ViewerUser) -> Result<Plan, Refusal> {
        let setup = meetings.own(id, &host.id).await?;
        self.plan(setup, true).await
    }

    /// A plan for whoever may see it: the host, and whom the host has invited.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for anybody else.
    pub async fn seen(&self, meetings: &Meetings, id: &MeetingId, viewer: &ViewerUser) -> Result<Plan, Refusal> {
        match meetings.own(id, &viewer.id).await {
            Ok(setup) => self.plan(setup, true).await,
            Err(ApiError::NotFound) => {
                let plan = self.plan(meetings.any(id).await?, false).await?;
                let invited = plan.invitees.iter().any(|email| email.as_str() == viewer.email);
                if invited { Ok(plan) } else { Err(Refusal::NotFound) }
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Plans the host's own meeting anew, whether or not it had a plan. Single dates that were changed stay so where the new
    /// plan still has their day.
    ///
    /// # Errors
    /// As [`Schedules::create`]; [`Refusal::NotFound`].
    pub async fn change(
        &self,
        meetings: &Meetings,
        id: &MeetingId,
        host: &ViewerUser,
        draft: Draft,
    ) -> Result<Plan, Refusal> {
        let setup = meetings.own(id, &host.id).await?;
        let before = self.db.schedules().of(id).await?;
        let changes = before.as_ref().map(|row| row.schedule.changes.clone()).unwrap_or_default();
        let checked = draft.check(&self.limits, changes, self.clock.now()).map_err(Refusal::Invalid)?;
        let invited = self.db.schedules().invitees(id).await?;
        let gone: Vec<Email> = invited.into_iter().filter(|email| !checked.invitees.contains(email)).collect();
        self.allow_letters(host, checked.invitees.len() + gone.len()).await?;
        let passcode = meetings.new_passcode(&host.id, checked.passcode.clone()).await?;
        let plan = NewPlan {
            made: None,
            row: self.row(id.clone(), &checked, before.map_or(0, |row| row.sequence + 1)),
            dates: dates(&checked.schedule),
            invitees: checked.invitees,
            title: checked.title,
            settings: MeetingSettings { waiting_room: checked.waiting_room, ..setup.settings },
            passcode,
            audited: self.entry("meeting.reschedule", host, id),
        };
        self.put(&plan).await?;
        Ok(Plan { gone, ..self.own(meetings, id, host).await? })
    }

    /// Moves a single date.
    ///
    /// # Errors
    /// As [`Schedules::change`]; [`Refusal::NotFound`] for a day that the series does not have.
    pub async fn change_date(
        &self,
        meetings: &Meetings,
        (id, day): (&MeetingId, CivilDate),
        host: &ViewerUser,
        draft: Draft,
    ) -> Result<Plan, Refusal> {
        let plan = self.own(meetings, id, host).await?;
        plan.date(day).ok_or(Refusal::NotFound)?;
        let change = draft.single().map_err(Refusal::Invalid)?;
        self.allow_letters(host, plan.invitees.len()).await?;
        let mut schedule = plan.row.schedule.clone();
        schedule.changes.insert(day, change);
        let moved = dates(&schedule).into_iter().find(|date| date.day == day);
        if moved.is_none_or(|date| date.end <= self.clock.now()) {
            return Err(Refusal::Invalid(vec![FieldError::new(Field::Date, Problem::Over)]));
        }
        self.store(meetings, plan, host, (schedule, None), "meeting.reschedule").await
    }

    /// Cancels a single date, or the meeting's whole plan. The meeting itself, its code and its record stay.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a plan or a day that there is not; [`Refusal::Unavailable`].
    pub async fn cancel(
        &self,
        meetings: &Meetings,
        (id, day): (&MeetingId, Option<CivilDate>),
        host: &ViewerUser,
    ) -> Result<Plan, Refusal> {
        let plan = self.own(meetings, id, host).await?;
        if plan.row.cancelled.is_some() {
            return Err(Refusal::NotFound);
        }
        let mut schedule = plan.row.schedule.clone();
        if let Some(day) = day {
            plan.date(day).ok_or(Refusal::NotFound)?;
            schedule.changes.insert(day, Change::Cancelled);
        }
        // Without a single date left nothing is planned any more.
        let whole = day.is_none() || dates(&schedule).is_empty();
        let cancelled = whole.then(|| self.clock.now());
        self.store(meetings, plan, host, (schedule, cancelled), "meeting.cancel").await
    }

    /// What is to come for a person: what goes on now first, then by when it begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upcoming(&self, user: &ViewerUser) -> Result<Vec<Upcoming>, ApiError> {
        let who = (&user.id, user.email.as_str());
        let now = self.clock.now();
        let rows = self.db.schedules().upcoming(who, now, LOOKED_AT).await.map_err(api_unavailable)?;
        let mut counts: BTreeMap<MeetingId, usize> = BTreeMap::new();
        let mut found: Vec<Upcoming> = Vec::new();
        for row in rows {
            let count = counts.entry(row.meeting.id.clone()).or_default();
            *count += 1;
            if *count <= OF_ONE_MEETING {
                // A run belongs to the date that is nearest, if it is near at all.
                let near = *count == 1 && row.date.start <= now + EARLY;
                found.push(upcoming(row, user, near));
            }
        }
        found.sort_by_key(|one| !one.meeting.live);
        found.truncate(UPCOMING);
        Ok(found)
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lays down the moments of all plans anew where they are not what the rules of time zones say today; the rules come
    /// with the system and with the program, and governments change them.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn refresh(&self) -> Result<(), DbError> {
        for row in self.db.schedules().all().await? {
            let dates = dates(&row.schedule);
            if self.db.schedules().dates(&row.meeting).await? != dates {
                self.db.schedules().put_dates(&row.meeting, &dates).await?;
            }
        }
        Ok(())
    }

    async fn plan(&self, setup: MeetingSetup, hosted: bool) -> Result<Plan, Refusal> {
        let row = self.db.schedules().of(&setup.id).await?.ok_or(Refusal::NotFound)?;
        let dates = self.db.schedules().dates(&setup.id).await?;
        let invitees = self.db.schedules().invitees(&setup.id).await?;
        let host = self.db.schedules().host_of(&setup.id).await?.ok_or(Refusal::NotFound)?;
        Ok(Plan { setup, row, dates, invitees, hosted, host_name: host.name, host_email: host.email, gone: Vec::new() })
    }

    /// The plan with another schedule and all else as it was.
    async fn store(
        &self,
        meetings: &Meetings,
        before: Plan,
        host: &ViewerUser,
        (schedule, cancelled): (Schedule, Option<Timestamp>),
        action: &'static str,
    ) -> Result<Plan, Refusal> {
        let Plan { setup, row, invitees, .. } = before;
        let plan = NewPlan {
            made: None,
            dates: if cancelled.is_some() { Vec::new() } else { dates(&schedule) },
            invitees,
            title: setup.title,
            settings: setup.settings,
            passcode: None,
            audited: self.entry(action, host, &row.meeting),
            row: ScheduleRow { schedule, sequence: row.sequence + 1, changed: self.clock.now(), cancelled, ..row },
        };
        self.put(&plan).await?;
        self.own(meetings, &plan.row.meeting, host).await
    }

    /// Whether so many letters may go out now. Taking back is never refused: nobody shall stand in front of a door.
    async fn allow_letters(&self, host: &ViewerUser, letters: usize) -> Result<(), Refusal> {
        let since = self.clock.now() - LETTERS_WITHIN;
        let sent = self.db.mails().count_since(&host.id, since).await? as usize;
        if letters > 0 && sent + letters > LETTERS_MAX {
            let wait = u32::try_from(LETTERS_WITHIN.as_secs()).unwrap_or(u32::MAX);
            let problem = Problem::TooManyTries { retry_after_secs: wait };
            return Err(Refusal::Invalid(vec![FieldError::new(Field::Form, problem)]));
        }
        Ok(())
    }

    async fn put(&self, plan: &NewPlan) -> Result<(), Refusal> {
        Ok(self.db.schedules().put(plan).await?)
    }

    fn row(&self, meeting: MeetingId, checked: &Checked, sequence: u32) -> ScheduleRow {
        ScheduleRow {
            meeting,
            schedule: checked.schedule.clone(),
            description: checked.description.clone(),
            sequence,
            changed: self.clock.now(),
            cancelled: None,
        }
    }

    fn entry(&self, action: &'static str, host: &ViewerUser, meeting: &MeetingId) -> AuditEntry {
        let detail = Some(meeting.as_str().to_owned());
        AuditEntry {
            id: random::id(),
            at: self.clock.now(),
            action,
            user: Some(host.id.clone()),
            subject: None,
            address: None,
            detail,
        }
    }
}

impl Plan {
    /// The date that the series has on a day, if it takes place.
    pub fn date(&self, day: CivilDate) -> Option<PlannedDate> {
        self.dates.iter().find(|date| date.day == day).copied()
    }

    pub fn zone(&self) -> Zone {
        Zone::of(&self.row.schedule.zone)
    }

    pub fn code(&self) -> &MeetingCode {
        &self.setup.code
    }
}

/// The dates of a schedule, by its own zone's rules.
pub fn dates(schedule: &Schedule) -> Vec<PlannedDate> {
    let zone = Zone::of(&schedule.zone);
    schedule.dates(|day, time| zone.moment(day, time))
}

fn upcoming(row: UpcomingRow, user: &ViewerUser, near: bool) -> Upcoming {
    let UpcomingRow { meeting, host_name, date, schedule } = row;
    Upcoming {
        hosted: meeting.host == user.id,
        meeting: MeetingSummary {
            id: meeting.id,
            code: meeting.code,
            title: meeting.title,
            created: meeting.created,
            live: meeting.live && near,
        },
        date,
        host_name,
        repeats: schedule.repeats(),
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Invalid(error) => Refusal::Invalid(vec![error]),
            ApiError::NotFound | ApiError::Forbidden | ApiError::NotSignedIn | ApiError::Unreadable => {
                Refusal::NotFound
            }
            ApiError::Unavailable => Refusal::Unavailable,
        }
    }
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Self {
        api_unavailable(error).into()
    }
}

//! Meetings: making, finding and entering them.

use std::sync::{Mutex, PoisonError};

use talkspace_db::{Db, DbError, MeetingRow, NewMeeting};
use talkspace_model::{
    ApiError, EntryRefusal, Field, FieldError, MeetingCode, MeetingDoor, MeetingId, MeetingSettings, MeetingSummary,
    Millis, Problem, Role, SlotCounts, UserId, ViewerUser, WaitingRoom, limits::Limits,
};

use crate::{
    accounts::{
        api_unavailable,
        throttle::{BucketRule, Buckets, RetryAfter, prefix},
    },
    clock::Clock,
    http::Visitor,
    random,
    tickets::Entrant,
    words,
};

/// Codes that lead nowhere, from one address: ten a minute are typing errors, more is somebody trying them out.
const MISSES: BucketRule = BucketRule { burst: 10, every: Millis::from_secs(6) };
/// Two codes in 23^12 are the same so rarely that a second attempt is one too many already.
const CODE_ATTEMPTS: usize = 5;

/// The meeting service.
#[derive(Debug)]
pub struct Meetings {
    db: Db,
    clock: Clock,
    limits: Limits,
    slots: SlotCounts,
    misses: Mutex<Buckets<std::net::IpAddr>>,
}

/// Why a code leads nowhere.
enum NotFound {
    NoSuchMeeting,
    TooManyTries(RetryAfter),
    Unavailable,
}

impl Meetings {
    pub fn new(db: Db, clock: Clock, limits: Limits, slots: SlotCounts) -> Self {
        Self { db, clock, limits, slots, misses: Mutex::new(Buckets::new(MISSES)) }
    }

    /// Makes a meeting with a new code.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] for the title; [`ApiError::Unavailable`].
    pub async fn create(&self, host: &UserId, title: &str) -> Result<MeetingSummary, ApiError> {
        let title = words::clean(title, self.limits.title)
            .map_err(|problem| ApiError::Invalid(FieldError::new(Field::Title, problem)))?;
        for _ in 0..CODE_ATTEMPTS {
            let Some(code) = MeetingCode::from_random(&random::bytes::<32>()) else { continue };
            let meeting = self.new_meeting(host, title.clone(), code);
            match self.db.meetings().insert(&meeting).await {
                Ok(()) => return Ok(fresh(meeting)),
                Err(DbError::CodeTaken) => {}
                Err(error) => return Err(api_unavailable(error)),
            }
        }
        tracing::error!("no free meeting code was found");
        Err(ApiError::Unavailable)
    }

    /// The meetings that somebody made, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_host(&self, host: &UserId, limit: u32) -> Result<Vec<MeetingSummary>, ApiError> {
        let rows = self.db.meetings().of_host(host, limit).await.map_err(api_unavailable)?;
        Ok(rows.into_iter().map(summary).collect())
    }

    /// What may be known in front of the door.
    ///
    /// # Errors
    /// [`ApiError::NotFound`], the same for every reason; [`ApiError::Invalid`] with [`Problem::TooManyTries`].
    pub async fn door(
        &self,
        code: &MeetingCode,
        viewer: Option<&ViewerUser>,
        visitor: &Visitor,
    ) -> Result<MeetingDoor, ApiError> {
        let meeting = self.find(code, visitor).await?;
        let role = role_of(&meeting, viewer);
        Ok(MeetingDoor {
            must_ask: must_ask(&meeting.settings, role, viewer.is_some()),
            is_host: role == Role::Host,
            needs_passcode: false,
            name: viewer.map(|user| user.name.clone()),
            slots: self.slots,
            code: meeting.code,
            title: meeting.title,
        })
    }

    /// Checks whoever wants to come in. What is returned is worth a ticket. Somebody signed in who types no name goes by
    /// the account's.
    ///
    /// # Errors
    /// When the database fails; a refusal is the inner value.
    pub async fn enter(
        &self,
        code: &MeetingCode,
        viewer: Option<&ViewerUser>,
        visitor: &Visitor,
        name: &str,
    ) -> Result<Result<Entrant, EntryRefusal>, ApiError> {
        let meeting = match self.find(code, visitor).await {
            Ok(meeting) => meeting,
            Err(NotFound::NoSuchMeeting) => return Ok(Err(EntryRefusal::NoSuchMeeting)),
            Err(NotFound::TooManyTries(RetryAfter(retry_after_secs))) => {
                return Ok(Err(EntryRefusal::TooManyTries { retry_after_secs }));
            }
            Err(NotFound::Unavailable) => return Err(ApiError::Unavailable),
        };
        let name = match self.name(name, viewer) {
            Ok(name) => name,
            Err(problem) => return Ok(Err(EntryRefusal::BadName(problem))),
        };
        Ok(Ok(entrant(meeting, viewer, visitor, name)))
    }

    fn new_meeting(&self, host: &UserId, title: String, code: MeetingCode) -> NewMeeting {
        NewMeeting {
            id: MeetingId::new(random::id()),
            code,
            title,
            host: host.clone(),
            settings: MeetingSettings::default(),
            created: self.clock.now(),
        }
    }

    /// Only misses count: a code that leads somewhere is answered whatever others behind the same address mistyped. Whoever
    /// guesses gains nothing by that, for a guess that hits is one in 23^12.
    async fn find(&self, code: &MeetingCode, visitor: &Visitor) -> Result<MeetingRow, NotFound> {
        match self.db.meetings().by_code(code).await {
            Ok(Some(meeting)) => Ok(meeting),
            Ok(None) => {
                let counted = self.misses().take(&prefix(visitor.address), self.clock.now());
                Err(counted.map_or_else(NotFound::TooManyTries, |()| NotFound::NoSuchMeeting))
            }
            Err(error) => {
                tracing::error!(%error, "a meeting could not be looked up");
                Err(NotFound::Unavailable)
            }
        }
    }

    fn name(&self, typed: &str, viewer: Option<&ViewerUser>) -> Result<String, Problem> {
        match (words::clean(typed, self.limits.name), viewer) {
            (Err(Problem::Empty), Some(user)) => Ok(user.name.clone()),
            (name, _) => name,
        }
    }

    fn misses(&self) -> std::sync::MutexGuard<'_, Buckets<std::net::IpAddr>> {
        self.misses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<NotFound> for ApiError {
    fn from(error: NotFound) -> Self {
        match error {
            NotFound::NoSuchMeeting => ApiError::NotFound,
            NotFound::TooManyTries(RetryAfter(retry_after_secs)) => {
                ApiError::Invalid(FieldError::new(Field::Code, Problem::TooManyTries { retry_after_secs }))
            }
            NotFound::Unavailable => ApiError::Unavailable,
        }
    }
}

fn entrant(meeting: MeetingRow, viewer: Option<&ViewerUser>, visitor: &Visitor, name: String) -> Entrant {
    let role = role_of(&meeting, viewer);
    Entrant {
        role,
        must_ask: must_ask(&meeting.settings, role, viewer.is_some()),
        user: viewer.map(|user| user.id.clone()),
        guest_key: visitor.guest_key(),
        name,
        meeting_id: meeting.id,
        code: meeting.code,
        title: meeting.title,
        settings: meeting.settings,
    }
}

/// The host's role comes from the meeting's own record and from nowhere else.
fn role_of(meeting: &MeetingRow, viewer: Option<&ViewerUser>) -> Role {
    if viewer.is_some_and(|user| user.id == meeting.host) { Role::Host } else { Role::Participant }
}

fn must_ask(settings: &MeetingSettings, role: Role, signed_in: bool) -> bool {
    let asks = match settings.waiting_room {
        WaitingRoom::Nobody => false,
        WaitingRoom::Guests => !signed_in,
        WaitingRoom::Everyone => true,
    };
    asks && !role.steers()
}

fn fresh(meeting: NewMeeting) -> MeetingSummary {
    MeetingSummary { id: meeting.id, code: meeting.code, title: meeting.title, created: meeting.created, live: false }
}

fn summary(row: MeetingRow) -> MeetingSummary {
    MeetingSummary { id: row.id, code: row.code, title: row.title, created: row.created, live: row.live }
}

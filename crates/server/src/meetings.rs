//! Meetings: making, finding and entering them.

mod throttles;

use std::sync::{Mutex, MutexGuard, PoisonError};

use talkspace_db::{Db, DbError, MeetingRow, NewMeeting};
use talkspace_model::{
    ApiError, EntryRefusal, Field, FieldError, MeetingCode, MeetingDoor, MeetingId, MeetingSettings, MeetingSummary,
    Problem, Role, SlotCounts, UserId, ViewerUser,
    limits::{self, Limits},
    text,
};
use talkspace_room::Identity;

use crate::{
    accounts::{
        api_unavailable,
        passwords::{Busy, Passwords, Verdict},
        rules::Rules,
        throttle::RetryAfter,
    },
    clock::Clock,
    http::Visitor,
    random,
    tickets::Entrant,
};
use throttles::Throttles;

/// Two codes in 23^12 are the same so rarely that a second attempt is one too many already.
const CODE_ATTEMPTS: usize = 5;

/// The meeting service.
#[derive(Debug)]
pub struct Meetings {
    db: Db,
    clock: Clock,
    limits: Limits,
    slots: SlotCounts,
    throttles: Mutex<Throttles>,
    passwords: Passwords,
    rules: Rules,
}

/// A meeting as its host sets it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingSetup {
    pub id: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub settings: MeetingSettings,
    pub has_passcode: bool,
}

/// What is to become of a meeting's passcode.
#[derive(Clone, PartialEq, Eq)]
pub enum PasscodeChange {
    Keep,
    Remove,
    Set(String),
}

impl PasscodeChange {
    pub(crate) fn check(self) -> Result<Self, Problem> {
        let Self::Set(passcode) = self else { return Ok(self) };
        let passcode = passcode.trim().to_owned();
        match passcode.chars().count() {
            ..limits::PASSCODE_MIN => Err(Problem::TooShort { min: limits::PASSCODE_MIN }),
            limits::PASSCODE_MIN..=limits::PASSCODE_MAX => Ok(Self::Set(passcode)),
            _ => Err(Problem::TooLong { max: limits::PASSCODE_MAX }),
        }
    }
}

impl std::fmt::Debug for PasscodeChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            PasscodeChange::Keep => "Keep",
            PasscodeChange::Remove => "Remove",
            PasscodeChange::Set(_) => "Set(…)",
        })
    }
}

/// The same, ready to be stored.
enum HashChange {
    Keep,
    /// PHC string; `None` takes the passcode away.
    To(Option<String>),
}

/// Why a code leads nowhere.
enum NotFound {
    NoSuchMeeting,
    TooManyTries(RetryAfter),
    Unavailable,
}

impl Meetings {
    pub fn new(db: Db, clock: Clock, limits: Limits, slots: SlotCounts, passwords: Passwords, rules: Rules) -> Self {
        Self { db, clock, limits, slots, throttles: Mutex::new(Throttles::new()), passwords, rules }
    }

    /// Makes a meeting with a new code.
    ///
    /// # Errors
    /// [`ApiError::Forbidden`] for somebody who only joins meetings; [`ApiError::Invalid`] for the title, or for the form
    /// when it comes too soon after many others; [`ApiError::Unavailable`].
    pub async fn create(&self, host: &ViewerUser, title: &str) -> Result<MeetingSummary, ApiError> {
        let host = may_host(host)?;
        let title = text::clean_line(title, self.limits.title)
            .map_err(|problem| ApiError::Invalid(FieldError::new(Field::Title, problem)))?;
        self.throttles().new_meeting(host, self.clock.now()).map_err(|wait| too_many(Field::Form, wait))?;
        for _ in 0..CODE_ATTEMPTS {
            let meeting = self.new_meeting(host, title.clone())?;
            match self.db.meetings().insert(&meeting).await {
                Ok(()) => return Ok(fresh(meeting)),
                Err(DbError::CodeTaken) => {}
                Err(error) => return Err(api_unavailable(error)),
            }
        }
        tracing::error!("no free meeting code was found");
        Err(ApiError::Unavailable)
    }

    /// A meeting that is to be stored together with its plan.
    ///
    /// # Errors
    /// As [`Meetings::create`] for a `title` that is clean already.
    pub(crate) fn draw(&self, host: &ViewerUser, title: &str) -> Result<NewMeeting, ApiError> {
        let host = may_host(host)?;
        self.throttles().new_meeting(host, self.clock.now()).map_err(|wait| too_many(Field::Form, wait))?;
        self.new_meeting(host, title.to_owned())
    }

    /// The one meeting that is always a person's own; it is made when it is asked for first, under the title given then.
    ///
    /// # Errors
    /// [`ApiError::Forbidden`] for somebody who only joins meetings; when the database fails.
    pub async fn personal(&self, host: &ViewerUser, title: &str) -> Result<MeetingSummary, ApiError> {
        let host = may_host(host)?;
        let title: String = title.chars().take(self.limits.title).collect();
        let room = self.db.meetings().personal(&self.new_meeting(host, title)?).await;
        room.map(summary).map_err(api_unavailable)
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
        if self.is_blocked(&meeting, viewer, visitor).await? {
            return Err(ApiError::NotFound);
        }
        let role = role_of(&meeting, viewer);
        let now = self.clock.now();
        let next = self.db.schedules().next(&meeting.id, now).await.map_err(api_unavailable)?;
        Ok(MeetingDoor {
            starts: next.map(|date| date.start).filter(|start| *start > now),
            must_ask: meeting.settings.asks(viewer.is_some()) && !role.steers(),
            is_host: role == Role::Host,
            has_passcode: meeting.passcode_hash.is_some(),
            needs_account: viewer.is_none() && self.wants_account(&meeting),
            name: viewer.map(|user| user.name.clone()),
            slots: self.slots,
            file_limit: self.limits.file,
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
        passcode: &str,
    ) -> Result<Result<Entrant, EntryRefusal>, ApiError> {
        let meeting = match self.find(code, visitor).await {
            Ok(meeting) => meeting,
            Err(NotFound::NoSuchMeeting) => return Ok(Err(EntryRefusal::NoSuchMeeting)),
            Err(NotFound::TooManyTries(RetryAfter(retry_after_secs))) => {
                return Ok(Err(EntryRefusal::TooManyTries { retry_after_secs }));
            }
            Err(NotFound::Unavailable) => return Err(ApiError::Unavailable),
        };
        if self.is_blocked(&meeting, viewer, visitor).await? {
            return Ok(Err(EntryRefusal::NoSuchMeeting));
        }
        let name = match self.name(name, viewer) {
            Ok(name) => name,
            Err(problem) => return Ok(Err(EntryRefusal::BadName(problem))),
        };
        let identity = match self.check_door(&meeting, viewer, visitor, passcode).await? {
            Ok(identity) => identity,
            Err(refusal) => return Ok(Err(refusal)),
        };
        Ok(Ok(entrant(meeting, viewer, identity, name)))
    }

    /// Whether a host has put this person out for good. Their own meeting nobody takes from hosts.
    async fn is_blocked(
        &self,
        meeting: &MeetingRow,
        viewer: Option<&ViewerUser>,
        visitor: &Visitor,
    ) -> Result<bool, ApiError> {
        if role_of(meeting, viewer) == Role::Host {
            return Ok(false);
        }
        let blocked = self.db.standings().blocked(&meeting.id).await.map_err(api_unavailable)?;
        let user = viewer.map(|user| Identity::user(&user.id));
        let guest = visitor.guest_key().map(|key| Identity::guest(&key));
        Ok(user.into_iter().chain(guest).any(|identity| blocked.iter().any(|own| own == identity.as_str())))
    }

    /// What the meeting asks of everybody but its host: an account or a device that is known again, a passcode. The answer is
    /// who it is.
    async fn check_door(
        &self,
        meeting: &MeetingRow,
        viewer: Option<&ViewerUser>,
        visitor: &Visitor,
        passcode: &str,
    ) -> Result<Result<Identity, EntryRefusal>, ApiError> {
        let identity = identity_of(viewer, visitor);
        if let (Some(identity), Role::Host) = (&identity, role_of(meeting, viewer)) {
            return Ok(Ok(identity.clone()));
        }
        if viewer.is_none() && self.wants_account(meeting) {
            return Ok(Err(EntryRefusal::NeedsAccount));
        }
        // Without a cookie every try would be somebody new, whom no host has ever denied, blocked or made a viewer.
        let Some(identity) = identity else { return Ok(Err(EntryRefusal::NeedsCookie)) };
        let Some(hash) = meeting.passcode_hash.clone() else { return Ok(Ok(identity)) };
        // Counted before it is known whether it is right: guessing at once from many sockets gains nothing.
        if let Err(RetryAfter(retry_after_secs)) = self.throttles().guess(&meeting.id, visitor, self.clock.now()) {
            return Ok(Err(EntryRefusal::TooManyTries { retry_after_secs }));
        }
        let verdict = self.passwords.verify_passcode(passcode.to_owned(), hash).await;
        if verdict != Ok(Verdict::Wrong) {
            self.throttles().give_back_guess(&meeting.id, visitor);
        }
        match verdict {
            Ok(Verdict::Right | Verdict::Outdated) => Ok(Ok(identity)),
            Ok(Verdict::Wrong) => Ok(Err(EntryRefusal::WrongPasscode)),
            Err(Busy) => Err(ApiError::Unavailable),
        }
    }

    /// Whether guests are kept out, by the host or everywhere.
    fn wants_account(&self, meeting: &MeetingRow) -> bool {
        meeting.settings.sign_in_required || !self.rules.get().guests
    }

    /// The host's own meeting, to be configured.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for anybody else's, whatever the reason.
    pub async fn own(&self, id: &MeetingId, host: &UserId) -> Result<MeetingSetup, ApiError> {
        let meeting = self.db.meetings().by_id(id).await.map_err(api_unavailable)?;
        meeting.filter(|meeting| meeting.host == *host).map(setup).ok_or(ApiError::NotFound)
    }

    /// Anybody's meeting; the caller knows that the person may see it.
    pub(crate) async fn any(&self, id: &MeetingId) -> Result<MeetingSetup, ApiError> {
        let meeting = self.db.meetings().by_id(id).await.map_err(api_unavailable)?;
        meeting.map(setup).ok_or(ApiError::NotFound)
    }

    /// Changes the host's own meeting. The answer is how it is now.
    ///
    /// # Errors
    /// As [`Meetings::own`]; [`ApiError::Invalid`] for the title or the passcode, which may come too soon after others, too.
    pub async fn configure(
        &self,
        id: &MeetingId,
        host: &UserId,
        title: &str,
        settings: MeetingSettings,
        passcode: PasscodeChange,
    ) -> Result<MeetingSetup, ApiError> {
        let own = self.own(id, host).await?;
        let invalid = |field, problem| ApiError::Invalid(FieldError::new(field, problem));
        let title = text::clean_line(title, self.limits.title).map_err(|problem| invalid(Field::Title, problem))?;
        let passcode = passcode.check().map_err(|problem| invalid(Field::Passcode, problem))?;
        // Whatever may refuse comes first: half a form must not be stored while the room goes on as before.
        let has_passcode = match self.hashed(host, passcode).await? {
            HashChange::Keep => {
                self.db.meetings().configure(id, &title, &settings).await.map_err(api_unavailable)?;
                own.has_passcode
            }
            HashChange::To(hash) => {
                let stored = self.db.meetings().configure_with_passcode(id, &title, &settings, hash.as_deref()).await;
                stored.map_err(api_unavailable)?;
                hash.is_some()
            }
        };
        Ok(MeetingSetup { title, settings, has_passcode, ..own })
    }

    /// Gives the host's own meeting another passcode, or none. The answer is whether it has one now.
    ///
    /// # Errors
    /// As [`Meetings::door`] for the code, as [`Meetings::configure`] for the rest.
    pub async fn set_passcode(
        &self,
        code: &MeetingCode,
        host: &UserId,
        passcode: Option<String>,
        visitor: &Visitor,
    ) -> Result<bool, ApiError> {
        let own = self.own(&self.find(code, visitor).await?.id, host).await?;
        let change = passcode.map_or(PasscodeChange::Remove, PasscodeChange::Set);
        let invalid = |problem| ApiError::Invalid(FieldError::new(Field::Passcode, problem));
        match self.hashed(host, change.check().map_err(invalid)?).await? {
            HashChange::Keep => Ok(own.has_passcode),
            HashChange::To(hash) => {
                self.db.meetings().set_passcode(&own.id, hash.as_deref()).await.map_err(api_unavailable)?;
                Ok(hash.is_some())
            }
        }
    }

    /// What is to be stored of a passcode that has been checked: nothing, or a hash, or that there is none.
    ///
    /// # Errors
    /// As [`Meetings::configure`].
    pub(crate) async fn new_passcode(
        &self,
        host: &UserId,
        change: PasscodeChange,
    ) -> Result<Option<Option<String>>, ApiError> {
        Ok(match self.hashed(host, change).await? {
            HashChange::Keep => None,
            HashChange::To(hash) => Some(hash),
        })
    }

    async fn hashed(&self, host: &UserId, change: PasscodeChange) -> Result<HashChange, ApiError> {
        Ok(match change {
            PasscodeChange::Keep => HashChange::Keep,
            PasscodeChange::Remove => HashChange::To(None),
            PasscodeChange::Set(passcode) => HashChange::To(Some(self.hash_passcode(host, passcode).await?)),
        })
    }

    async fn hash_passcode(&self, host: &UserId, passcode: String) -> Result<String, ApiError> {
        self.throttles().new_passcode(host, self.clock.now()).map_err(|wait| too_many(Field::Passcode, wait))?;
        let hash = self.passwords.hash_passcode(passcode).await;
        hash.map_err(|Busy| {
            self.throttles().give_back_passcode(host);
            ApiError::Unavailable
        })
    }

    fn new_meeting(&self, host: &UserId, title: String) -> Result<NewMeeting, ApiError> {
        let codes = (0..CODE_ATTEMPTS).find_map(|_| MeetingCode::from_random(&random::bytes::<32>()));
        Ok(NewMeeting {
            id: MeetingId::new(random::id()),
            code: codes.ok_or(ApiError::Unavailable)?,
            title,
            host: host.clone(),
            settings: MeetingSettings::default(),
            created: self.clock.now(),
        })
    }

    /// Only misses count: a code that leads somewhere is answered whatever others behind the same address mistyped. Whoever
    /// guesses gains nothing by that, for a guess that hits is one in 23^12.
    async fn find(&self, code: &MeetingCode, visitor: &Visitor) -> Result<MeetingRow, NotFound> {
        match self.db.meetings().by_code(code).await {
            Ok(Some(meeting)) => Ok(meeting),
            Ok(None) => {
                let counted = self.throttles().miss(visitor, self.clock.now());
                Err(counted.map_or_else(NotFound::TooManyTries, |()| NotFound::NoSuchMeeting))
            }
            Err(error) => {
                tracing::error!(%error, "a meeting could not be looked up");
                Err(NotFound::Unavailable)
            }
        }
    }

    fn name(&self, typed: &str, viewer: Option<&ViewerUser>) -> Result<String, Problem> {
        match (text::clean_line(typed, self.limits.name), viewer) {
            (Err(Problem::Empty), Some(user)) => Ok(user.name.clone()),
            (name, _) => name,
        }
    }

    fn throttles(&self) -> MutexGuard<'_, Throttles> {
        self.throttles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<NotFound> for ApiError {
    fn from(error: NotFound) -> Self {
        match error {
            NotFound::NoSuchMeeting => ApiError::NotFound,
            NotFound::TooManyTries(wait) => too_many(Field::Code, wait),
            NotFound::Unavailable => ApiError::Unavailable,
        }
    }
}

/// Whose meetings they will be, if the account may have any.
fn may_host(user: &ViewerUser) -> Result<&UserId, ApiError> {
    if user.role.may_create_meetings() { Ok(&user.id) } else { Err(ApiError::Forbidden) }
}

fn too_many(field: Field, RetryAfter(retry_after_secs): RetryAfter) -> ApiError {
    ApiError::Invalid(FieldError::new(field, Problem::TooManyTries { retry_after_secs }))
}

/// The account of whoever is signed in, else the device. The cookie is kept nowhere, only its hash.
pub fn identity_of(viewer: Option<&ViewerUser>, visitor: &Visitor) -> Option<Identity> {
    let device = || visitor.guest_key().map(|key| Identity::guest(&key));
    viewer.map(|user| Identity::user(&user.id)).or_else(device)
}

fn entrant(meeting: MeetingRow, viewer: Option<&ViewerUser>, identity: Identity, name: String) -> Entrant {
    let role = role_of(&meeting, viewer);
    Entrant {
        role,
        user: viewer.map(|user| user.id.clone()),
        identity,
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

fn fresh(meeting: NewMeeting) -> MeetingSummary {
    MeetingSummary { id: meeting.id, code: meeting.code, title: meeting.title, created: meeting.created, live: false }
}

fn setup(row: MeetingRow) -> MeetingSetup {
    MeetingSetup {
        id: row.id,
        code: row.code,
        title: row.title,
        settings: row.settings,
        has_passcode: row.passcode_hash.is_some(),
    }
}

fn summary(row: MeetingRow) -> MeetingSummary {
    MeetingSummary { id: row.id, code: row.code, title: row.title, created: row.created, live: row.live }
}

#[cfg(test)]
mod tests {
    use talkspace_db::NewUser;

    use super::*;

    #[tokio::test]
    async fn a_form_whose_passcode_cannot_be_hashed_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&Db::sqlite_url(&folder.path().join("talkspace.db"))).await.unwrap();
        db.migrate().await.unwrap();
        let clock = Clock::from_fn(|| talkspace_model::Timestamp(1_000_000));
        let rules = Rules::usual(talkspace_model::RegistrationPolicy::Open);
        let host = NewUser {
            id: UserId::new("asha"),
            email: "asha@example.org".parse().unwrap(),
            name: "Asha".into(),
            password_hash: String::new(),
            role: talkspace_model::AccountRole::Organiser,
            created: clock.now(),
        };
        db.users().insert(&host).await.unwrap();
        let meetings = Meetings::new(db, clock, Limits::default(), SlotCounts::default(), Passwords::busy(), rules);
        let viewer = ViewerUser {
            id: host.id.clone(),
            name: host.name.clone(),
            email: host.email.as_str().to_owned(),
            role: host.role,
        };
        let id = meetings.create(&viewer, "Physics").await.unwrap().id;
        let before = meetings.own(&id, &host.id).await.unwrap();
        let settings = MeetingSettings { sign_in_required: true, ..MeetingSettings::default() };
        for _ in 0..7 {
            let passcode = PasscodeChange::Set("blue door".into());
            let refused = meetings.configure(&id, &host.id, "Optics", settings, passcode).await;
            assert_eq!(refused, Err(ApiError::Unavailable), "what was not hashed does not count as a try");
        }
        assert_eq!(meetings.own(&id, &host.id).await, Ok(before));
    }
}

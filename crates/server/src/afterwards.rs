//! After the call: who was there, what was written, and how it was.

use talkspace_db::{Db, FeedbackRow, VisitRow};
use talkspace_ledger::{NamedStay, Stay};
use talkspace_model::{
    ApiError, CallSummary, Field, FieldError, MeetingCode, OccurrenceId, Problem, REMARK_MAX, STARS_MAX, UserId, text,
};
use talkspace_room::{
    Identity,
    policy::{RecordPart, may_read_record},
};
use talkspace_signal::ChatMessage;

use crate::{accounts::api_unavailable, clock::Clock, records::past_of, rooms};

/// Messages that are shown; the record has all.
const MESSAGES: u32 = 500;

/// The service for whoever has left.
#[derive(Debug)]
pub struct Afterwards {
    db: Db,
    clock: Clock,
}

/// The newest run of a meeting that somebody was in, and what they were there.
struct Visit {
    run: OccurrenceId,
    row: VisitRow,
}

impl Afterwards {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    /// # Errors
    /// [`ApiError::NotFound`] for somebody who was not there; [`ApiError::Unavailable`].
    pub async fn summary(
        &self,
        code: &MeetingCode,
        (who, user): (&Identity, Option<&UserId>),
    ) -> Result<CallSummary, ApiError> {
        let visit = self.visit(code, who).await?;
        let stays = self.db.visits().everybody(&visit.run).await.map_err(api_unavailable)?;
        let named = |row: talkspace_db::NamedStayRow| NamedStay {
            identity: row.identity,
            name: row.name,
            stay: Stay { role: row.stay.role, joined: row.stay.joined, left: row.stay.left },
        };
        let people = talkspace_ledger::people(stays.into_iter().map(named).collect(), who.as_str(), self.clock.now());
        let said = self.db.feedback().of_run(&visit.run).await.map_err(api_unavailable)?;
        let stars = said.into_iter().find(|row| row.identity == who.as_str()).map(|row| row.stars);
        let record = match user {
            Some(_) => self.db.meetings().by_code(code).await.map_err(api_unavailable)?,
            None => None,
        };
        let record = record.map(|meeting| format!("/meetings/{}?run={}", meeting.id, visit.run));
        Ok(CallSummary { people, may_read: may_read(&visit.row), stars, record })
    }

    /// The newest messages that this person may read, oldest first.
    ///
    /// # Errors
    /// As [`Afterwards::summary`]; [`ApiError::Forbidden`] when the hosts do not let people read afterwards.
    pub async fn chat(&self, code: &MeetingCode, who: &Identity) -> Result<Vec<ChatMessage>, ApiError> {
        let visit = self.visit(code, who).await?;
        if !may_read(&visit.row) {
            return Err(ApiError::Forbidden);
        }
        let reader = (who.as_str(), steered(&visit.row));
        let rows = self.db.messages().newest(&visit.run, reader, MESSAGES).await.map_err(api_unavailable)?;
        Ok(rows.into_iter().map(|row| rooms::said(row).told_to(who)).collect())
    }

    /// Takes down how somebody says the call was; said again, the last word counts.
    ///
    /// # Errors
    /// As [`Afterwards::summary`]; [`ApiError::Invalid`] for a remark that is too long, [`ApiError::Unreadable`] for stars
    /// that there are not.
    pub async fn rate(
        &self,
        code: &MeetingCode,
        (who, user): (&Identity, Option<&UserId>),
        stars: u32,
        remark: &str,
    ) -> Result<(), ApiError> {
        if !(1..=STARS_MAX).contains(&stars) {
            return Err(ApiError::Unreadable);
        }
        let words = match text::clean_line(remark, REMARK_MAX) {
            Ok(words) => words,
            Err(Problem::Empty) => String::new(),
            Err(problem) => return Err(ApiError::Invalid(FieldError::new(Field::Form, problem))),
        };
        let visit = self.visit(code, who).await?;
        let (identity, given) = (who.as_str().to_owned(), self.clock.now());
        let row = FeedbackRow { occurrence: visit.run, identity, user: user.cloned(), stars, words, given };
        self.db.feedback().put(&row).await.map_err(api_unavailable)
    }

    async fn visit(&self, code: &MeetingCode, who: &Identity) -> Result<Visit, ApiError> {
        let visits = self.db.visits();
        let run = visits.newest_run(code, who.as_str()).await.map_err(api_unavailable)?.ok_or(ApiError::NotFound)?;
        let row = visits.of(&run, who.as_str()).await.map_err(api_unavailable)?.ok_or(ApiError::NotFound)?;
        Ok(Visit { run, row })
    }
}

/// Whether somebody who was in a run may read afterwards what was written in it.
pub(crate) fn may_read(visit: &VisitRow) -> bool {
    may_read_record(RecordPart::Chat, past_of(visit), visit.settings.read_afterwards)
}

pub(crate) fn steered(visit: &VisitRow) -> bool {
    visit.roles.iter().any(|role| role.steers())
}

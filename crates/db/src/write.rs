//! What live rooms write down: facts, in batches, one transaction each.

use std::{fmt, time::Duration};

use sqlx::{Any, Transaction};
use talkspace_model::{
    AttendanceId, LeaveReason, MeetingId, MeetingSettings, MessageId, Note, OccurrenceId, Role, SeatId, Timestamp,
    UserId,
};
use tokio::time::timeout;

use crate::{
    Db, DbError,
    attendances::{self, Opened},
    audit::{self, AuditEntry},
    facts, meetings,
    messages::{self, MessageRow},
    occurrences, standings,
};

/// One fact. Writing a fact a second time changes nothing, so a batch whose fate is unknown may be written again.
#[derive(Clone, PartialEq)]
pub enum Write {
    /// The run begins. Another run of the meeting that is still open ends at the moment it was last seen.
    OccurrenceOpened {
        id: OccurrenceId,
        meeting: MeetingId,
        at: Timestamp,
    },
    AttendanceOpened {
        id: AttendanceId,
        occurrence: OccurrenceId,
        seat: SeatId,
        /// As in [`crate::StandingRow`].
        identity: String,
        user: Option<UserId>,
        name: String,
        role: Role,
        at: Timestamp,
    },
    AttendanceClosed {
        id: AttendanceId,
        at: Timestamp,
        reason: LeaveReason,
    },
    /// The room lives, and these stays with it. At most one write per room every few seconds is enough: after a crash
    /// the stays end at the last of these.
    Seen {
        occurrence: OccurrenceId,
        at: Timestamp,
        attendances: Vec<AttendanceId>,
    },
    /// Somebody goes by another name.
    Renamed {
        id: AttendanceId,
        name: String,
        at: Timestamp,
    },
    /// What somebody did while they stayed. Of two notes of one stay that say the same of the same moment one is kept.
    Noted {
        id: AttendanceId,
        note: Note,
        at: Timestamp,
    },
    /// What hosts have made of somebody in a run.
    Standing {
        occurrence: OccurrenceId,
        identity: String,
        admitted: bool,
        role: Option<Role>,
    },
    /// Somebody may not come into the meeting any more.
    Blocked {
        meeting: MeetingId,
        identity: String,
        name: String,
        at: Timestamp,
    },
    Locked {
        occurrence: OccurrenceId,
        locked: bool,
    },
    Configured {
        meeting: MeetingId,
        title: String,
        settings: MeetingSettings,
    },
    Audited(AuditEntry),
    MessageStored {
        occurrence: OccurrenceId,
        message: MessageRow,
    },
    MessageDeleted {
        occurrence: OccurrenceId,
        id: MessageId,
        at: Timestamp,
    },
    /// `reaction` is a word of the room's own.
    MessageReaction {
        occurrence: OccurrenceId,
        id: MessageId,
        identity: String,
        reaction: &'static str,
        on: bool,
    },
    /// So many people were inside at once.
    Peak {
        occurrence: OccurrenceId,
        people: u32,
    },
    /// Ends the run and every stay in it that is still open.
    OccurrenceEnded {
        occurrence: OccurrenceId,
        at: Timestamp,
    },
}

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is written down, now or before.
    Written,
    /// A message whose id stands for another message already; it is not written and never will be.
    IdTaken,
}

impl Db {
    /// Writes the facts in their order, all or none but for messages whose id is taken; says of each what became of it.
    ///
    /// Waits no longer than `patience` for its turn to write. After that it takes its time: what is being written must not
    /// be given up half-way, for nobody could tell then whether it is.
    ///
    /// # Errors
    /// Nothing was written; [`DbError::may_pass`] says whether trying again later may help.
    pub async fn write(&self, writes: &[Write], patience: Duration) -> Result<Vec<Outcome>, DbError> {
        let mut tx = timeout(patience, self.begin()).await.map_err(|_| DbError::Busy)??;
        let mut outcomes = Vec::with_capacity(writes.len());
        for write in writes {
            outcomes.push(apply(&mut tx, write).await?);
        }
        tx.commit().await?;
        Ok(outcomes)
    }
}

async fn apply(tx: &mut Transaction<'static, Any>, write: &Write) -> Result<Outcome, DbError> {
    match write {
        Write::MessageStored { occurrence, message } => return messages::store(tx, occurrence, message).await,
        Write::MessageDeleted { occurrence, id, at } => messages::delete(tx, occurrence, id, *at).await?,
        Write::MessageReaction { occurrence, id, identity, reaction, on } => {
            messages::react(tx, occurrence, id, (identity, reaction, *on)).await?;
        }
        Write::OccurrenceOpened { id, meeting, at } => occurrences::begin(tx, meeting, id, *at).await?,
        Write::AttendanceOpened { id, occurrence, seat, identity, user, name, role, at } => {
            let user = user.as_ref();
            let stay = Opened { id, occurrence, seat: *seat, identity, user, name, role: *role, at: *at };
            attendances::open(tx, stay).await?;
            occurrences::see(tx, occurrence, *at).await?;
        }
        Write::AttendanceClosed { id, at, reason } => {
            attendances::close(tx, id, *at, *reason).await?;
            occurrences::see_run_of(tx, id, *at).await?;
        }
        Write::Seen { occurrence, at, attendances } => see_all(tx, occurrence, *at, attendances).await?,
        Write::Renamed { id, name, at } => attendances::rename(tx, id, name, *at).await?,
        Write::Noted { id, note, at } => facts::note(tx, id, *at, *note).await?,
        Write::Standing { occurrence, identity, admitted, role } => {
            standings::keep(tx, occurrence, identity, *admitted, *role).await?;
        }
        Write::Blocked { meeting, identity, name, at } => {
            standings::block(tx, meeting, identity, name, *at).await?;
        }
        Write::Locked { occurrence, locked } => standings::lock(tx, occurrence, *locked).await?,
        Write::Configured { meeting, title, settings } => meetings::configure(tx, meeting, title, settings).await?,
        Write::Audited(entry) => audit::append(tx, entry).await?,
        Write::Peak { occurrence, people } => occurrences::raise_peak(tx, occurrence, *people).await?,
        Write::OccurrenceEnded { occurrence, at } => occurrences::end(tx, occurrence, *at).await?,
    }
    Ok(Outcome::Written)
}

async fn see_all(
    tx: &mut Transaction<'static, Any>,
    occurrence: &OccurrenceId,
    at: Timestamp,
    stays: &[AttendanceId],
) -> Result<(), DbError> {
    occurrences::see(tx, occurrence, at).await?;
    for stay in stays {
        attendances::see(tx, stay, at).await?;
    }
    Ok(())
}

/// Kinds and ids only: names and messages are private.
impl fmt::Debug for Write {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Write::OccurrenceOpened { id, .. } => write!(f, "OccurrenceOpened({id})"),
            Write::AttendanceOpened { id, .. } => write!(f, "AttendanceOpened({id})"),
            Write::AttendanceClosed { id, reason, .. } => write!(f, "AttendanceClosed({id}, {})", reason.as_str()),
            Write::Seen { occurrence, attendances, .. } => write!(f, "Seen({occurrence}, {})", attendances.len()),
            Write::Renamed { id, .. } => write!(f, "Renamed({id})"),
            Write::Noted { id, note, .. } => write!(f, "Noted({id}, {note:?})"),
            Write::Standing { occurrence, .. } => write!(f, "Standing({occurrence})"),
            Write::Blocked { meeting, .. } => write!(f, "Blocked({meeting})"),
            Write::Locked { occurrence, locked } => write!(f, "Locked({occurrence}, {locked})"),
            Write::Configured { meeting, .. } => write!(f, "Configured({meeting})"),
            Write::Audited(entry) => write!(f, "Audited({})", entry.action),
            Write::MessageStored { message, .. } => write!(f, "MessageStored({})", message.id),
            Write::MessageDeleted { id, .. } => write!(f, "MessageDeleted({id})"),
            Write::MessageReaction { id, .. } => write!(f, "MessageReaction({id})"),
            Write::Peak { occurrence, people } => write!(f, "Peak({occurrence}, {people})"),
            Write::OccurrenceEnded { occurrence, .. } => write!(f, "OccurrenceEnded({occurrence})"),
        }
    }
}

//! One task that owns one room: it feeds the machine and carries out what the machine wants done.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::extract::ws::Utf8Bytes;
use talkspace_db::{AuditEntry, Db, MessageRow, OccurrenceRow, StandingRow, Write};
use talkspace_model::{
    AttendanceId, FileRefusal, LeaveReason, MediaEvent, MeetingId, MeetingSettings, MessageId, OccurrenceId, Role,
    SeatId, SharedFile, Timestamp, UserId, limits,
};
use talkspace_room::{
    Caller, ConnectionId, Deed, Effect, Fact, Fresh, Identity, Reader, ResumedRun, Room, RoomSetup, Said, Token,
};
use talkspace_sfu::RoomMedia;
use talkspace_signal::{ClientMessage, CloseCode, ServerMessage, to_text};
use tokio::sync::{mpsc, oneshot};

use super::{Outbox, Rooms, chat, writer::Writer};
use crate::{clock, random};

/// Messages read back for a run that goes on; what a snapshot holds at most.
const CHAT_TAIL: u32 = 500;
/// Messages in one answer to somebody who scrolls back.
const CHAT_PAGE: u32 = 200;
/// Seats that may have been given out without being written down: to people who only waited, and in the last moments
/// before a crash. Their numbers are left out, so that none is given out twice.
const SEATS_LOST: u32 = 1000;

/// From the gateway to a room.
#[derive(Debug)]
pub(super) enum Request {
    Connect {
        connection: ConnectionId,
        caller: Caller,
        outbox: Outbox,
    },
    Message {
        connection: ConnectionId,
        message: ClientMessage,
    },
    Gone {
        connection: ConnectionId,
        heard: Timestamp,
    },
    /// Changed on the meeting's own page.
    Configured {
        title: String,
        settings: MeetingSettings,
        by: String,
    },
    /// Somebody wants to put a file on the server.
    MayUpload {
        owner: Identity,
        answer: oneshot::Sender<Result<OccurrenceId, FileRefusal>>,
    },
    /// It is there.
    Uploaded {
        owner: Identity,
        file: SharedFile,
    },
    /// Who somebody is to this run.
    WhoIs {
        who: Identity,
        answer: oneshot::Sender<Here>,
    },
    /// Whoever looks after the server ends the meeting.
    End,
    Stop,
}

/// Somebody seen from a live room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Here {
    pub(crate) occurrence: OccurrenceId,
    /// `None` for somebody who is not inside, else whether they steer.
    pub(crate) steers: Option<bool>,
}

/// What comes back from the media server and from the writer.
///
/// The channel has no bound, for its senders must never wait; what may be in it has one all the same: stored messages
/// are limited by the writer's queue, earlier ones by what a seat may ask for, answers by the offers a seat may have open, and slot and speaker changes by the
/// media server's own hysteresis. The room empties it before it looks at anything else.
#[derive(Debug)]
pub(super) enum Feedback {
    Media(MediaEvent),
    Stored { id: MessageId, stored: bool },
    Earlier { to: ConnectionId, page: Vec<Said>, more: bool },
    Recalled { from: ConnectionId, found: Option<Said>, message: ClientMessage },
}

/// What a room's task begins with.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) meeting: MeetingId,
    pub(super) title: String,
    pub(super) settings: MeetingSettings,
    pub(super) people: Arc<AtomicUsize>,
    pub(super) requests: mpsc::Receiver<Request>,
}

struct Actor {
    room: Room,
    media: RoomMedia,
    outboxes: BTreeMap<ConnectionId, Outbox>,
    stays: OpenStays,
    meeting: MeetingId,
    occurrence: OccurrenceId,
    feedback: mpsc::UnboundedSender<Feedback>,
    db: Db,
    people: Arc<AtomicUsize>,
}

/// Stays that are open in the records. Whatever ends the task, a panic included, closes them.
struct OpenStays {
    ids: BTreeSet<AttendanceId>,
    writer: Writer,
}

impl Drop for OpenStays {
    fn drop(&mut self) {
        for id in std::mem::take(&mut self.ids) {
            self.writer.fact(Write::AttendanceClosed { id, at: clock::now(), reason: LeaveReason::ServerStopped });
        }
    }
}

pub(super) async fn run(rooms: Rooms, mut start: Start) {
    let (sender, mut feedback) = mpsc::unbounded_channel();
    let mut actor = Actor::begin(&rooms, &start, sender).await;
    let mut requests = std::mem::replace(&mut start.requests, mpsc::channel(1).1);
    while !actor.room.is_closed() {
        tokio::select! {
            biased;
            Some(event) = feedback.recv() => actor.hear(event),
            request = requests.recv() => actor.take(request.unwrap_or(Request::Stop)),
            () = sleep_until(actor.room.poll_timeout().map(|(due, _)| due)) => actor.room.handle_timeout(clock::now()),
        }
        actor.carry_out();
    }
}

/// Sleeps for as long as the wall clock says; for ever without a moment.
async fn sleep_until(due: Option<Timestamp>) {
    match due {
        Some(due) => {
            let wait = due.since(clock::now()).0;
            tokio::time::sleep(Duration::from_millis(u64::try_from(wait).unwrap_or(0))).await;
        }
        None => std::future::pending().await,
    }
}

impl Actor {
    async fn begin(rooms: &Rooms, start: &Start, feedback: mpsc::UnboundedSender<Feedback>) -> Self {
        let shared = &rooms.shared;
        let events = feedback.clone();
        // The media server outlives the room by a moment; what it says then interests nobody.
        let media = shared.sfu.open_room(Box::new(move |event| drop(events.send(Feedback::Media(event)))));
        let now = clock::now();
        let (occurrence, resumed) = find_run(rooms, &start.meeting, now).await;
        let setup = RoomSetup {
            title: start.title.clone(),
            settings: start.settings,
            blocked: read_blocked(rooms, &start.meeting).await,
            limits: shared.limits.clone(),
            seat_grace: shared.seat_grace,
            resumed,
        };
        Self {
            room: Room::new(setup, now),
            media,
            outboxes: BTreeMap::new(),
            stays: OpenStays { ids: BTreeSet::new(), writer: shared.writer.clone() },
            meeting: start.meeting.clone(),
            occurrence,
            feedback,
            db: shared.db.clone(),
            people: start.people.clone(),
        }
    }

    fn hear(&mut self, event: Feedback) {
        match event {
            Feedback::Media(event) => self.room.handle_media(event, clock::now()),
            Feedback::Stored { id, stored } => self.room.handle_stored(&id, stored),
            Feedback::Earlier { to, page, more } => self.room.handle_earlier(to, &page, more),
            Feedback::Recalled { from, found, message } => {
                self.room.handle_recalled(from, found, message, clock::now());
            }
        }
    }

    fn take(&mut self, request: Request) {
        match request {
            Request::Connect { connection, caller, outbox } => {
                self.outboxes.insert(connection, outbox);
                let fresh = Fresh { token: Token::new(random::bytes()), attendance: AttendanceId::new(random::id()) };
                self.room.handle_connect(connection, caller, fresh, clock::now());
            }
            Request::Message { connection, message } => {
                self.room.handle_message(connection, message, clock::now());
            }
            Request::Gone { connection, heard } => {
                self.outboxes.remove(&connection);
                self.room.handle_disconnect(connection, heard, clock::now());
            }
            Request::Configured { title, settings, by } => self.room.handle_settings(title, settings, by, clock::now()),
            // Whoever asked may have given up meanwhile.
            Request::MayUpload { owner, answer } => {
                let may = self.room.may_upload(&owner, clock::now());
                let _ = answer.send(may.map(|()| self.occurrence.clone()));
            }
            Request::Uploaded { owner, file } => self.room.handle_upload(owner, file),
            Request::WhoIs { who, answer } => {
                let _ = answer.send(Here { occurrence: self.occurrence.clone(), steers: self.room.steering(&who) });
            }
            Request::End => self.room.handle_end(clock::now()),
            Request::Stop => self.room.handle_stop(clock::now()),
        }
    }

    fn carry_out(&mut self) {
        while let Some(effect) = self.room.poll_effect() {
            match effect {
                Effect::Send { to, message } => self.deliver(&[to], &message),
                Effect::Broadcast { to, message } => self.deliver(&to, &message),
                Effect::Media(command) => self.media.send(command),
                Effect::Record(fact) => self.record(fact),
                Effect::ReadEarlier { to, before, reader } => self.read_earlier(to, before, reader),
                Effect::Recall { id, from, message } => self.recall(id, from, message),
                Effect::Hangup { connection, code } => {
                    if let Some(outbox) = self.outboxes.remove(&connection) {
                        outbox.close(code);
                    }
                }
                Effect::Closed => {}
            }
        }
        self.people.store(self.room.people(), Ordering::Relaxed);
    }

    /// Writes the message once and shares the text. Whoever does not keep up is cut; the seat is kept.
    fn deliver(&mut self, to: &[ConnectionId], message: &ServerMessage) {
        let text = Utf8Bytes::from(to_text(message));
        for connection in to {
            let Some(outbox) = self.outboxes.get(connection) else { continue };
            if outbox.push(text.clone()).is_err() {
                outbox.cut(CloseCode::SlowConsumer);
                self.outboxes.remove(connection);
                let now = clock::now();
                self.room.handle_disconnect(*connection, now, now);
            }
        }
    }

    fn record(&mut self, fact: Fact) {
        let occurrence = self.occurrence.clone();
        let write = match fact {
            Fact::Started { at } => Write::OccurrenceOpened { id: occurrence, meeting: self.meeting.clone(), at },
            Fact::AttendanceOpened { id, seat, identity, user, name, role, at } => {
                self.stays.ids.insert(id.clone());
                let identity = identity.as_str().to_owned();
                Write::AttendanceOpened { id, occurrence, seat, identity, user, name, role, at }
            }
            Fact::AttendancesSeen { ids, at } => Write::Seen { occurrence, at, attendances: ids },
            Fact::AttendanceClosed { id, at, reason } => {
                self.stays.ids.remove(&id);
                Write::AttendanceClosed { id, at, reason }
            }
            Fact::Peak { seats } => Write::Peak { occurrence, people: seats },
            Fact::Ended { at } => Write::OccurrenceEnded { occurrence, at },
            Fact::Renamed { id, name, at } => Write::Renamed { id, name, at },
            Fact::Noted { id, note, at } => Write::Noted { id, note, at },
            Fact::Standing { identity, admitted, role } => {
                Write::Standing { occurrence, identity: identity.as_str().to_owned(), admitted, role }
            }
            Fact::Blocked { identity, user: _, name, at } => {
                Write::Blocked { meeting: self.meeting.clone(), identity: identity.as_str().to_owned(), name, at }
            }
            Fact::Locked { locked } => Write::Locked { occurrence, locked },
            Fact::Configured { title, settings } => {
                Write::Configured { meeting: self.meeting.clone(), title, settings }
            }
            Fact::Done { deed, by, stay, upon, at } => {
                Write::Audited(self.audit(deed, (by, stay.as_ref()), upon.as_ref(), at))
            }
            Fact::MessageDeleted { id, at } => Write::MessageDeleted { occurrence, id, at },
            Fact::MessageReaction { id, identity, reaction, on } => {
                let identity = identity.as_str().to_owned();
                Write::MessageReaction { occurrence, id, identity, reaction: reaction.as_str(), on }
            }
            Fact::Message { said, user } => {
                let message = chat::row(said, user);
                return self.store_message(&message.id.clone(), Write::MessageStored { occurrence, message });
            }
        };
        self.stays.writer.fact(write);
    }

    /// The room goes on meanwhile. A database that cannot be read has no earlier messages for now: asking again may help.
    fn read_earlier(&self, to: ConnectionId, before: MessageId, reader: Reader) {
        let (db, feedback, occurrence) = (self.db.clone(), self.feedback.clone(), self.occurrence.clone());
        tokio::spawn(async move {
            let reader = (reader.identity.as_str(), reader.steers);
            let page = db.messages().before(&occurrence, &before, reader, CHAT_PAGE).await;
            let (rows, failed) = page.map_or_else(
                |error| {
                    tracing::error!(%error, "earlier messages could not be read");
                    (Vec::new(), true)
                },
                |rows| (rows, false),
            );
            let more = failed || rows.len() >= CHAT_PAGE as usize;
            let page = rows.into_iter().map(chat::said).collect();
            // A room that is over needs no answer any more.
            let _ = feedback.send(Feedback::Earlier { to, page, more });
        });
    }

    /// The room goes on meanwhile. What cannot be read counts as not there: the person is told so and may try again.
    fn recall(&self, id: MessageId, from: ConnectionId, message: ClientMessage) {
        let (db, feedback, occurrence) = (self.db.clone(), self.feedback.clone(), self.occurrence.clone());
        tokio::spawn(async move {
            let row = db.messages().by_id(&occurrence, &id).await;
            let found = row.unwrap_or_else(|error| {
                tracing::error!(%error, "an earlier message could not be read");
                None
            });
            let found = found.map(chat::said);
            let _ = feedback.send(Feedback::Recalled { from, found, message });
        });
    }

    fn audit(
        &self,
        deed: Deed,
        (by, stay): (Option<UserId>, Option<&AttendanceId>),
        upon: Option<&AttendanceId>,
        at: Timestamp,
    ) -> AuditEntry {
        let named =
            |name: &str, stay: Option<&AttendanceId>| stay.map(|stay| format!(" {name}={stay}")).unwrap_or_default();
        let (by_stay, upon) = (named("by", stay), named("attendance", upon));
        let detail = format!("meeting={} occurrence={}{by_stay}{upon}", self.meeting, self.occurrence);
        AuditEntry {
            id: random::id(),
            at,
            action: action(deed),
            user: by,
            subject: None,
            address: None,
            detail: Some(detail),
        }
    }

    fn store_message(&mut self, id: &MessageId, write: Write) {
        if self.stays.writer.message(write, id.clone(), self.feedback.clone()).is_err() {
            self.room.handle_stored(id, false);
        }
    }
}

/// The word for a deed in the audit log.
fn action(deed: Deed) -> &'static str {
    match deed {
        Deed::Admit => "meeting.admit",
        Deed::Deny => "meeting.deny",
        Deed::Remove => "meeting.remove",
        Deed::Block => "meeting.block",
        Deed::Role { role: Role::Viewer } => "meeting.role.viewer",
        Deed::Role { role: Role::Participant } => "meeting.role.participant",
        Deed::Role { role: Role::Presenter } => "meeting.role.presenter",
        Deed::Role { role: Role::CoHost } => "meeting.role.co_host",
        Deed::Role { role: Role::Host } => "meeting.role.host",
        Deed::Lock { locked: true } => "meeting.lock",
        Deed::Lock { locked: false } => "meeting.unlock",
        Deed::Configure => "meeting.configure",
        Deed::DeleteMessage => "meeting.delete_message",
    }
}

/// Who may not come in. When that cannot be read the door's own check still holds, which reads it for each who comes.
async fn read_blocked(rooms: &Rooms, meeting: &MeetingId) -> BTreeSet<Identity> {
    match rooms.shared.db.standings().blocked(meeting).await {
        Ok(blocked) => blocked.into_iter().map(Identity::stored).collect(),
        Err(error) => {
            tracing::error!(meeting.id = %meeting, %error, "who is blocked could not be read");
            BTreeSet::new()
        }
    }
}

/// The run that a restart interrupted, or a new one. A database that cannot be read makes a new run: people meet all
/// the same.
async fn find_run(rooms: &Rooms, meeting: &MeetingId, now: Timestamp) -> (OccurrenceId, Option<ResumedRun>) {
    match read_run(rooms, meeting, now).await {
        Ok(Some((row, messages, standings))) => (row.id.clone(), Some(resumed(&row, messages, standings))),
        Ok(None) => (OccurrenceId::new(random::id()), None),
        Err(error) => {
            tracing::error!(meeting.id = %meeting, %error, "the meeting's open run could not be read");
            (OccurrenceId::new(random::id()), None)
        }
    }
}

async fn read_run(
    rooms: &Rooms,
    meeting: &MeetingId,
    now: Timestamp,
) -> Result<Option<(OccurrenceRow, Vec<MessageRow>, Vec<StandingRow>)>, talkspace_db::DbError> {
    let db = &rooms.shared.db;
    let Some(row) = db.occurrences().resume(meeting, now, limits::EMPTY_ROOM_LINGER).await? else { return Ok(None) };
    let messages = db.messages().tail(&row.id, CHAT_TAIL).await?;
    let standings = db.standings().of_run(&row.id).await?;
    Ok(Some((row, messages, standings)))
}

fn resumed(row: &OccurrenceRow, messages: Vec<MessageRow>, standings: Vec<StandingRow>) -> ResumedRun {
    let identity = |row: &StandingRow| Identity::stored(row.identity.clone());
    let admitted = standings.iter().filter(|row| row.admitted).map(identity).collect();
    let grants = standings.iter().filter_map(|row| Some((identity(row), row.role?))).collect();
    ResumedRun {
        started: row.started,
        peak: 0,
        next_seat: SeatId(row.next_seat.0.saturating_add(SEATS_LOST)),
        chat: messages.into_iter().map(chat::said).collect(),
        admitted,
        grants,
        locked: row.locked,
    }
}

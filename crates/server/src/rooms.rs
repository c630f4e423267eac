//! Live rooms: one task for each, a registry to find them, and the writer behind them.

mod actor;
mod chat;
mod outbox;
mod sessions;
mod writer;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use talkspace_db::Db;
use talkspace_model::{
    EntryTicket, FileRefusal, MeetingCode, MeetingId, MeetingSettings, Millis, OccurrenceId, SharedFile, limits::Limits,
};
pub use talkspace_room::Identity;
use talkspace_room::{Caller, ConnectionId};
use talkspace_sfu::Sfu;
use talkspace_signal::ClientMessage;
use tokio::sync::{mpsc, oneshot, watch};

pub(crate) use chat::said;
pub use outbox::{Out, Outbox, Outlet, Stuck, outbox};
pub use sessions::SessionKey;
pub(crate) use sessions::SessionWatch;

use crate::{
    clock,
    tickets::{Entrant, Pass, Tickets},
};
pub(crate) use actor::Here;
use actor::Request;
use sessions::SessionEnds;
use writer::Writer;

/// Requests that may wait for one room. A room handles some ten thousand a second, so this is a blink.
const INBOX: usize = 1024;
/// How long rooms may take to end when the server stops.
const STOP_PATIENCE: Duration = Duration::from_secs(3);

/// All live rooms; clones share them.
#[derive(Clone)]
pub struct Rooms {
    shared: Arc<Shared>,
}

struct Shared {
    db: Db,
    sfu: Sfu,
    limits: Limits,
    seat_grace: Millis,
    tickets: Tickets,
    session_ends: SessionEnds,
    writer: Writer,
    live: Mutex<BTreeMap<MeetingCode, RoomHandle>>,
    /// How many rooms run; for [`Rooms::shutdown`] to wait on.
    running: watch::Sender<usize>,
    stopping: AtomicBool,
    connections: AtomicU64,
}

/// One live room, from outside.
#[derive(Debug, Clone)]
pub struct RoomHandle {
    meeting: MeetingId,
    inbox: mpsc::Sender<Request>,
    people: Arc<AtomicUsize>,
}

/// The room has ended meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

impl Rooms {
    pub fn start(db: Db, sfu: Sfu, limits: Limits, seat_grace: Millis) -> Self {
        let shared = Shared {
            writer: Writer::start(db.clone()),
            db,
            sfu,
            limits,
            seat_grace,
            tickets: Tickets::default(),
            session_ends: SessionEnds::new(),
            live: Mutex::default(),
            running: watch::Sender::new(0),
            stopping: AtomicBool::new(false),
            connections: AtomicU64::new(1),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The right to come in once, soon. Everything about the person must have been checked. It ends with the session with
    /// which it was asked for, and so does the socket that it opens.
    pub fn ticket(&self, entrant: Entrant, session: Option<SessionKey>) -> EntryTicket {
        self.shared.tickets.issue(Pass { entrant, session }, clock::now())
    }

    pub(crate) async fn redeem(&self, ticket: &str) -> Option<Pass> {
        let pass = self.shared.tickets.redeem(ticket, clock::now())?;
        let counts = match &pass.session {
            Some(session) => session.counts(&self.shared.db).await,
            None => true,
        };
        counts.then_some(pass)
    }

    /// Somebody has signed out: everything that was opened with the session leaves. Call it when the session has ended.
    pub fn end_session(&self, session: SessionKey) {
        self.shared.session_ends.tell(session);
    }

    /// Sessions have ended by another program's hand: every socket looks whether its own is among them.
    pub(crate) fn look_for_ended_sessions(&self) {
        self.shared.session_ends.look();
    }

    pub(crate) fn watch_sessions(&self) -> SessionWatch {
        self.shared.session_ends.watch(self.shared.db.clone())
    }

    /// Whether somebody is in a meeting now.
    pub fn is_live(&self, meeting: &MeetingId) -> bool {
        self.live().values().any(|room| room.meeting == *meeting && room.is_peopled())
    }

    /// The meetings that somebody is in now.
    pub fn live_meetings(&self) -> Vec<MeetingId> {
        self.live().values().filter(|room| room.is_peopled()).map(|room| room.meeting.clone()).collect()
    }

    /// How many people are in which meeting now.
    pub fn census(&self) -> BTreeMap<MeetingId, usize> {
        let live = self.live();
        let peopled = live.values().filter(|room| room.is_peopled());
        peopled.map(|room| (room.meeting.clone(), room.people.load(Ordering::Relaxed))).collect()
    }

    /// Ends a meeting for everybody; whether it was going on.
    pub async fn end(&self, meeting: &MeetingId) -> bool {
        let Some(room) = self.of_meeting(meeting).filter(RoomHandle::is_peopled) else { return false };
        room.request(Request::End).await.is_ok()
    }

    /// A meeting was configured on its own page; whoever is in it now shall know. Without a live room nothing happens.
    pub async fn configured(&self, meeting: &MeetingId, title: String, settings: MeetingSettings, by: String) {
        if let Some(room) = self.of_meeting(meeting) {
            // A room that has ended in between begins with the new settings next time.
            let _ = room.request(Request::Configured { title, settings, by }).await;
        }
    }

    /// Ends all rooms, telling everybody to come back, and writes down what is not written yet. The runs stay open in
    /// the database, so that whoever comes back after a restart finds the same meeting.
    pub async fn shutdown(&self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        let rooms: Vec<RoomHandle> = self.live().values().cloned().collect();
        for room in rooms {
            // A room that has ended in between needs no telling.
            let _ = room.inbox.send(Request::Stop).await;
        }
        let mut running = self.shared.running.subscribe();
        if tokio::time::timeout(STOP_PATIENCE, running.wait_for(|running| *running == 0)).await.is_err() {
            tracing::error!("some rooms did not end in time");
        }
        self.shared.writer.stop().await;
    }

    pub fn is_stopping(&self) -> bool {
        self.shared.stopping.load(Ordering::SeqCst)
    }

    /// Whether what happens in rooms waits to be written down because the database does not take it.
    pub(crate) fn is_recording_stuck(&self) -> bool {
        self.shared.writer.is_stuck()
    }

    pub(crate) fn next_connection(&self) -> ConnectionId {
        ConnectionId(self.shared.connections.fetch_add(1, Ordering::Relaxed))
    }

    /// The live room of a code, if there is one.
    pub(crate) fn find(&self, code: &MeetingCode) -> Option<RoomHandle> {
        self.live().get(code).filter(|room| !room.inbox.is_closed()).cloned()
    }

    /// The live room of a meeting, if there is one.
    pub(crate) fn of_meeting(&self, meeting: &MeetingId) -> Option<RoomHandle> {
        self.live().values().find(|room| room.meeting == *meeting && !room.inbox.is_closed()).cloned()
    }

    /// The live room that the person is to enter; begins one when there is none.
    pub(crate) fn enter(&self, entrant: &Entrant) -> RoomHandle {
        let mut live = self.live();
        if let Some(room) = live.get(&entrant.code).filter(|room| !room.inbox.is_closed()) {
            return room.clone();
        }
        let (inbox, requests) = mpsc::channel(INBOX);
        let people = Arc::new(AtomicUsize::new(0));
        let room = RoomHandle { meeting: entrant.meeting_id.clone(), inbox, people: people.clone() };
        live.insert(entrant.code.clone(), room.clone());
        self.shared.running.send_modify(|running| *running += 1);
        let start = actor::Start {
            meeting: entrant.meeting_id.clone(),
            title: entrant.title.clone(),
            settings: entrant.settings,
            people,
            requests,
        };
        tokio::spawn(self.clone().supervise(entrant.code.clone(), room.clone(), start));
        room
    }

    /// Runs a room to its end. A panic in it closes that room only: its sockets close when their outboxes are dropped.
    async fn supervise(self, code: MeetingCode, room: RoomHandle, start: actor::Start) {
        let meeting = start.meeting.clone();
        let outcome = tokio::spawn(actor::run(self.clone(), start)).await;
        if outcome.is_err() {
            tracing::error!(meeting.id = %meeting, "a room failed and was closed");
        }
        let mut live = self.live();
        if live.get(&code).is_some_and(|there| there.inbox.same_channel(&room.inbox)) {
            live.remove(&code);
        }
        drop(live);
        self.shared.running.send_modify(|running| *running -= 1);
    }

    fn live(&self) -> MutexGuard<'_, BTreeMap<MeetingCode, RoomHandle>> {
        self.shared.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RoomHandle {
    fn is_peopled(&self) -> bool {
        self.people.load(Ordering::Relaxed) > 0
    }

    pub(crate) async fn connect(&self, connection: ConnectionId, caller: Caller, outbox: Outbox) -> Result<(), Gone> {
        self.request(Request::Connect { connection, caller, outbox }).await
    }

    pub(crate) async fn message(&self, connection: ConnectionId, message: ClientMessage) -> Result<(), Gone> {
        self.request(Request::Message { connection, message }).await
    }

    /// `heard`: when the last sign of life came.
    pub(crate) async fn gone(&self, connection: ConnectionId, heard: talkspace_model::Timestamp) -> Result<(), Gone> {
        self.request(Request::Gone { connection, heard }).await
    }

    /// Whether somebody may put a file on the server for this run.
    pub(crate) async fn may_upload(&self, owner: Identity) -> Result<OccurrenceId, FileRefusal> {
        let (answer, answered) = oneshot::channel();
        self.request(Request::MayUpload { owner, answer }).await.map_err(|Gone| FileRefusal::NotHere)?;
        answered.await.map_err(|_| FileRefusal::NotHere)?
    }

    pub(crate) async fn uploaded(&self, owner: Identity, file: SharedFile) -> Result<(), Gone> {
        self.request(Request::Uploaded { owner, file }).await
    }

    pub(crate) async fn who_is(&self, who: Identity) -> Result<Here, Gone> {
        let (answer, answered) = oneshot::channel();
        self.request(Request::WhoIs { who, answer }).await?;
        answered.await.map_err(|_| Gone)
    }

    async fn request(&self, request: Request) -> Result<(), Gone> {
        self.inbox.send(request).await.map_err(|_| Gone)
    }
}

impl fmt::Debug for Rooms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rooms").field("live", &self.live().len()).finish_non_exhaustive()
    }
}

//! The first message on a socket: whether both sides speak the same version, and who is there.

use talkspace_model::MeetingSettings;
use talkspace_room::{
    Arrival, Caller, ConnectionId,
    policy::{self, Action, Standing},
};
use talkspace_signal::{ClientMessage, RefusalReason, RequestKind, ServerMessage, VERSION};

use super::socket::Visit;
use crate::{
    rooms::{Gone, Outbox, RoomHandle, Rooms, SessionKey},
    tickets::{Entrant, Pass},
};

/// How often a room that ends just now is asked for anew.
const ENTER_TRIES: usize = 3;

/// A socket that has greeted.
#[derive(Debug)]
pub(super) struct Greeted {
    /// The live room; `None` when there is none and no ticket to begin one.
    pub(super) room: Option<RoomHandle>,
    /// The session that the socket ends with: the ticket's, or the handshake's when there is no ticket.
    pub(super) session: Option<SessionKey>,
}

/// Checks the greeting and announces the connection to its room.
///
/// # Errors
/// What to tell the client before closing.
pub(super) async fn greet(
    visit: &mut Visit,
    message: ClientMessage,
    connection: ConnectionId,
    outbox: &Outbox,
) -> Result<Greeted, ServerMessage> {
    let Visit { rooms, code, known_as, session, .. } = visit;
    let ClientMessage::Hello { version, ticket } = message else {
        return Err(refusal(RequestKind::Hello, RefusalReason::OutOfPlace));
    };
    if version != VERSION {
        return Err(refusal(RequestKind::Hello, RefusalReason::Version));
    }
    match ticket {
        Some(ticket) => {
            let pass = rooms.redeem(&ticket).await.filter(|pass| pass.entrant.code == *code);
            let Pass { entrant, session } = pass.ok_or_else(|| refusal(RequestKind::Hello, RefusalReason::Ticket))?;
            let room = enter(rooms, &entrant, connection, outbox).await;
            Ok(Greeted { room: room.ok(), session })
        }
        None => {
            let caller = Caller { known_as: std::mem::take(known_as), arrival: None };
            let room = rooms.find(code);
            let met = match &room {
                Some(room) => room.connect(connection, caller, outbox.clone()).await.is_ok(),
                None => false,
            };
            Ok(Greeted { room: room.filter(|_| met), session: session.take() })
        }
    }
}

async fn enter(
    rooms: &Rooms,
    entrant: &Entrant,
    connection: ConnectionId,
    outbox: &Outbox,
) -> Result<RoomHandle, Gone> {
    let caller = caller(entrant);
    for _ in 0..ENTER_TRIES {
        let room = rooms.enter(entrant);
        if room.connect(connection, caller.clone(), outbox.clone()).await.is_ok() {
            return Ok(room);
        }
    }
    Err(Gone)
}

fn caller(entrant: &Entrant) -> Caller {
    let arrival = Arrival {
        identity: entrant.identity.clone(),
        name: entrant.name.clone(),
        role: entrant.role,
        user: entrant.user.clone(),
    };
    Caller { known_as: vec![entrant.identity.clone()], arrival: Some(arrival) }
}

pub(super) fn refusal(request: RequestKind, reason: RefusalReason) -> ServerMessage {
    ServerMessage::Refused { request, reason, id: None }
}

/// What somebody hears who greeted without a ticket where no room lives: just what a live room would say, or whoever tries
/// codes would learn which ones are met at.
pub(super) fn no_room(message: &ClientMessage) -> ServerMessage {
    let id = match message {
        ClientMessage::Chat { id, .. } => Some(id.clone()),
        _other => None,
    };
    let (request, reason) = match policy::action_of(message) {
        Some(Action::Resume) => (RequestKind::Resume, RefusalReason::Token),
        Some(Action::Join) => (RequestKind::Join, RefusalReason::Ticket),
        Some(action) => {
            let refused = policy::allow(action, Standing::Outside, &MeetingSettings::default()).err();
            (action.request(), refused.unwrap_or(RefusalReason::OutOfPlace))
        }
        // Pings are answered and leaving is carried out before it comes to this.
        None => (RequestKind::Unreadable, RefusalReason::OutOfPlace),
    };
    ServerMessage::Refused { request, reason, id }
}

//! The first message on a socket: whether both sides speak the same version, and who is there.

use talkspace_model::MeetingCode;
use talkspace_room::{Arrival, Caller, ConnectionId, Identity};
use talkspace_signal::{ClientMessage, RefusalReason, RequestKind, ServerMessage, VERSION};

use crate::{
    random,
    rooms::{Gone, Outbox, RoomHandle, Rooms},
    tickets::Entrant,
};

/// How often a room that ends just now is asked for anew.
const ENTER_TRIES: usize = 3;

/// A socket that has greeted.
#[derive(Debug)]
pub(super) struct Greeted {
    /// The live room; `None` when there is none and no ticket to begin one.
    pub(super) room: Option<RoomHandle>,
}

/// Checks the greeting and announces the connection to its room.
///
/// # Errors
/// What to tell the client before closing.
pub(super) async fn greet(
    rooms: &Rooms,
    code: &MeetingCode,
    known_as: Vec<Identity>,
    message: ClientMessage,
    connection: ConnectionId,
    outbox: &Outbox,
) -> Result<Greeted, ServerMessage> {
    let ClientMessage::Hello { version, ticket } = message else {
        return Err(refusal(RequestKind::Hello, RefusalReason::OutOfPlace));
    };
    if version != VERSION {
        return Err(refusal(RequestKind::Hello, RefusalReason::Version));
    }
    match ticket {
        Some(ticket) => {
            let entrant = rooms.redeem(&ticket).filter(|entrant| entrant.code == *code);
            let entrant = entrant.ok_or_else(|| refusal(RequestKind::Hello, RefusalReason::Ticket))?;
            let room = enter(rooms, &entrant, connection, outbox).await;
            Ok(Greeted { room: room.ok() })
        }
        None => {
            let caller = Caller { known_as, arrival: None };
            let room = rooms.find(code);
            let met = match &room {
                Some(room) => room.connect(connection, caller, outbox.clone()).await.is_ok(),
                None => false,
            };
            Ok(Greeted { room: room.filter(|_| met) })
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
    let identity = match (&entrant.user, &entrant.guest_key) {
        (Some(user), _) => Identity::user(user),
        (None, Some(key)) => Identity::guest(key),
        // Somebody who proves nothing is nobody's return.
        (None, None) => Identity::guest(&random::token()),
    };
    let arrival = Arrival {
        identity: identity.clone(),
        name: entrant.name.clone(),
        role: entrant.role,
        user: entrant.user.clone(),
        must_ask: entrant.must_ask,
    };
    Caller { known_as: vec![identity], arrival: Some(arrival) }
}

pub(super) fn refusal(request: RequestKind, reason: RefusalReason) -> ServerMessage {
    ServerMessage::Refused { request, reason, id: None }
}

/// What somebody hears who greeted without a ticket where no room lives.
pub(super) fn no_room(message: &ClientMessage) -> ServerMessage {
    match message {
        ClientMessage::Ping { n } => ServerMessage::Pong { n: *n },
        ClientMessage::Resume { .. } => refusal(RequestKind::Resume, RefusalReason::Token),
        ClientMessage::Join { .. } => refusal(RequestKind::Join, RefusalReason::Ticket),
        ClientMessage::Hello { .. }
        | ClientMessage::Offer { .. }
        | ClientMessage::Publish { .. }
        | ClientMessage::View { .. }
        | ClientMessage::SlotReady { .. }
        | ClientMessage::Chat { .. }
        | ClientMessage::Hand { .. }
        | ClientMessage::Admit { .. }
        | ClientMessage::AdmitAll
        | ClientMessage::Deny { .. }
        | ClientMessage::Leave
        | ClientMessage::EndForAll => refusal(RequestKind::Unreadable, RefusalReason::OutOfPlace),
    }
}

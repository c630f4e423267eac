//! The WebSocket gateway: `GET /ws/{code}`. It checks who may open a socket at all, reads and writes frames, and keeps
//! whoever floods, stalls or talks nonsense away from the rooms. What messages mean is the room's business.

mod greeting;
mod origin;
mod socket;

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use axum::{
    Router,
    extract::{Path, State, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use talkspace_model::MeetingCode;
use talkspace_room::Identity;

pub use origin::Origins;

use crate::rooms::Rooms;
use socket::Visit;

/// Frames are read up to this size, so that a message somewhat above the limit can be answered with the proper close
/// code; a larger one is not read at all.
const READ_MAX: usize = 2 * talkspace_model::limits::SIGNAL_SDP_MESSAGE_BYTES;

/// Finds out who a browser is by its cookies: the account it is signed in to and the guest it has been, if any.
pub type Identify = Arc<dyn Fn(HeaderMap) -> Pin<Box<dyn Future<Output = Vec<Identity>> + Send>> + Send + Sync>;

/// What the gateway needs; clones share it.
#[derive(Clone)]
pub struct Gateway {
    rooms: Rooms,
    origins: Arc<Origins>,
    identify: Identify,
}

impl Gateway {
    pub fn new(rooms: Rooms, origins: Origins, identify: Identify) -> Self {
        Self { rooms, origins: Arc::new(origins), identify }
    }

    /// The routes, to be merged into the application's.
    pub fn router<S: Clone + Send + Sync + 'static>(self) -> Router<S> {
        Router::new().route("/ws/{code}", get(open)).with_state(self)
    }
}

/// A code that is none gets the same treatment as one that no meeting has: no ticket fits it.
async fn open(
    State(gateway): State<Gateway>,
    Path(code): Path<String>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    if !gateway.origins.allow(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let (Ok(upgrade), Ok(code)) = (upgrade, code.parse::<MeetingCode>()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if gateway.rooms.is_stopping() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let known_as = (gateway.identify)(headers).await;
    let visit = Visit { rooms: gateway.rooms, code, known_as };
    upgrade.max_message_size(READ_MAX).max_frame_size(READ_MAX).on_upgrade(move |socket| visit.run(socket))
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("origins", &self.origins).finish_non_exhaustive()
    }
}

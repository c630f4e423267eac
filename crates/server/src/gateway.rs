//! The WebSocket gateway: `GET /ws/{code}`. It checks who may open a socket at all, reads and writes frames, and keeps
//! whoever floods, stalls or talks nonsense away from the rooms. What messages mean is the room's business.

mod greeting;
mod socket;

use std::{io, net::SocketAddr};

use axum::{
    Router,
    extract::{Path, State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::get,
};
use talkspace_model::{MeetingCode, limits};
use talkspace_room::Identity;
use tokio::net::{TcpListener, TcpSocket};

use crate::{config::Config, http::Visitor, rooms::SessionKey, state::App};
use socket::Visit;

/// Frames are read up to this size, so that a message somewhat above the limit can be answered with the proper close
/// code; a larger one is not read at all.
const READ_MAX: usize = 2 * limits::SIGNAL_SDP_MESSAGE_BYTES;

/// What the kernel may hold for one connection. By default it grows to several megabytes, so that a browser that has
/// stopped reading would be noticed after minutes only; smaller would slow downloads on long paths.
const SEND_BUFFER: u32 = 256 * 1024;
/// Connections that may wait to be accepted: a whole college coming back at once.
const BACKLOG: u32 = 1024;

/// Listens the way sockets need it: small writes leave at once (no Nagle delay, RFC 896), and what is not read is
/// noticed. Connections inherit both from the listener.
///
/// # Errors
/// When the address cannot be bound.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A server that was stopped a moment ago leaves connections behind that would block the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.set_nodelay(true)?;
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

pub fn routes() -> Router<App> {
    Router::new().route("/ws/{code}", get(open))
}

async fn open(
    State(app): State<App>,
    Path(code): Path<String>,
    parts: Parts,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    if !is_own(&parts.headers, &app.config) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if app.rooms.is_stopping() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    // What is no code fits no ticket either; both end the same way for whoever tries codes.
    let Ok(code) = code.parse::<MeetingCode>() else { return StatusCode::NOT_FOUND.into_response() };
    let visitor = app.visitor(&parts);
    // From before the session is looked up, so that its end is not missed.
    let watch = app.rooms.watch_sessions();
    let known_as = identities(&app, &visitor).await;
    let visit = Visit { rooms: app.rooms.clone(), code, known_as, session: SessionKey::of(&visitor), watch };
    upgrade.max_message_size(READ_MAX).max_frame_size(READ_MAX).on_upgrade(move |socket| visit.run(socket))
}

/// Whether the socket is opened by a page of ours. Browsers send the page's origin with every WebSocket handshake
/// (RFC 6455 section 10.2) and no script can change it, so this keeps foreign sites from using a visitor's cookies.
/// Missing, `null` or there twice, it is refused.
fn is_own(headers: &HeaderMap, config: &Config) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let (Some(origin), None) = (origins.next(), origins.next()) else { return false };
    origin.to_str().is_ok_and(|origin| config.allows_origin(origin))
}

/// Who the browser proves to be: the account it is signed in to and the guest it has been.
async fn identities(app: &App, visitor: &Visitor) -> Vec<Identity> {
    let user = match app.accounts.user_of(visitor).await {
        Ok(user) => user,
        Err(error) => {
            tracing::warn!(?error, "a session could not be looked up; its seat cannot be resumed now");
            None
        }
    };
    let user = user.map(|user| Identity::user(&user.id));
    let guest = visitor.guest_key().map(|key| Identity::guest(&key));
    user.into_iter().chain(guest).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn allows(public_url: &str, origins: &[&'static str]) -> bool {
        let config = Config::from_text(&format!("public_url = {public_url:?}")).unwrap();
        let mut headers = HeaderMap::new();
        for origin in origins {
            headers.append(header::ORIGIN, HeaderValue::from_static(origin));
        }
        is_own(&headers, &config)
    }

    #[test]
    fn only_our_own_pages() {
        let ours = "https://meet.example.org";
        assert!(allows(ours, &["https://meet.example.org"]));
        for foreign in [
            "http://meet.example.org",
            "https://meet.example.org.evil.net",
            "https://meet.example.org:444",
            "https://evil.net",
            "http://127.0.0.1:3000",
            "null",
            "",
        ] {
            assert!(!allows(ours, &[foreign]), "{foreign}");
        }
        assert!(!allows(ours, &[]), "missing");
        assert!(!allows(ours, &["https://meet.example.org", "https://meet.example.org"]), "twice");
    }

    #[test]
    fn loopback_goes_by_both_names() {
        let ours = "http://127.0.0.1:3000";
        assert!(allows(ours, &["http://127.0.0.1:3000"]) && allows(ours, &["http://localhost:3000"]));
        assert!(!allows(ours, &["http://localhost:3001"]));
    }
}

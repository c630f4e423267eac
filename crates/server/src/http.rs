//! What every request passes: who asks, cookies, the check against foreign pages, headers, health.

mod cookies;
mod guard;
mod health;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{extract::ConnectInfo, http::request::Parts};

pub use cookies::Cookies;
pub use guard::{refuse_foreign, security_headers};
pub use health::routes as health_routes;

use crate::random;

/// Who asks, as far as the request tells.
#[derive(Clone)]
pub struct Visitor {
    pub address: IpAddr,
    /// The session cookie's token, if any; whether it still counts is [`crate::accounts::Accounts`]' to say.
    pub session: Option<String>,
    /// The guest cookie's token: the same device comes again.
    pub guest: Option<String>,
}

impl Visitor {
    /// Reads address and cookies. The address is the peer's own: no header is trusted to say otherwise.
    pub fn of(parts: &Parts, cookies: Cookies) -> Self {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        Self {
            address: address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            session: cookies.session_of(&parts.headers),
            guest: cookies.guest_of(&parts.headers),
        }
    }

    /// What is kept of the guest's device: the digest of its cookie.
    pub fn guest_key(&self) -> Option<String> {
        self.guest.as_deref().map(random::digest)
    }
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visitor")
            .field("session", &self.session.is_some())
            .field("guest", &self.guest.is_some())
            .finish_non_exhaustive()
    }
}

//! What every request passes: who asks, cookies, the check against foreign pages, headers, health.

mod cookies;
mod devices;
mod guard;
mod health;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};

pub use cookies::Cookies;
pub use devices::Devices;
pub use guard::{refuse_foreign, security_headers};
pub use health::routes as health_routes;

use crate::random;

/// De facto standard of reverse proxies; nginx, Caddy, Apache and Traefik all write it.
const FORWARDED_FOR: &str = "x-forwarded-for";
/// Browsers need about 120 characters.
const DEVICE_MAX: usize = 200;

/// Who asks, as far as the request tells.
#[derive(Clone)]
pub struct Visitor {
    pub address: IpAddr,
    /// The session cookie's token, if any; whether it still counts is [`crate::accounts::Accounts`]' to say.
    pub session: Option<String>,
    /// The guest cookie's token: the same device comes again.
    pub guest: Option<String>,
    /// What the browser calls itself (RFC 9110, section 10.1.5), as much as is kept.
    pub device: String,
}

impl Visitor {
    /// Reads address and cookies. The address is the peer's own, but where the peer is one of the `proxies`.
    pub fn of(parts: &Parts, cookies: Cookies, proxies: &[IpAddr]) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        Self {
            address: behind(peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)), &parts.headers, proxies),
            session: cookies.session_of(&parts.headers),
            guest: cookies.guest_of(&parts.headers),
            device: device_of(&parts.headers),
        }
    }

    /// What is kept of the guest's device: the digest of its cookie.
    pub fn guest_key(&self) -> Option<String> {
        self.guest.as_deref().map(random::digest)
    }
}

fn device_of(headers: &HeaderMap) -> String {
    let told = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    told.chars().take(DEVICE_MAX).collect()
}

/// Who is behind a trusted proxy. Every proxy appends the address it was asked from, so the list is read from the right,
/// past the proxies of our own; what stands further left anybody may have written.
fn behind(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let is_ours = |address: IpAddr| proxies.iter().any(|proxy| proxy.to_canonical() == address.to_canonical());
    let mut address = peer;
    let values = headers.get_all(FORWARDED_FOR).iter().rev();
    for told in values.flat_map(|value| value.to_str().unwrap_or_default().rsplit(',')) {
        if !is_ours(address) {
            break;
        }
        match told.trim().parse() {
            Ok(before) => address = before,
            Err(_) => break,
        }
    }
    address
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visitor")
            .field("session", &self.session.is_some())
            .field("guest", &self.guest.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(peer: &str, forwarded: &[&'static str], proxies: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(value));
        }
        let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        behind(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(seen("198.51.100.9", &["203.0.113.5"], &[]), "198.51.100.9");
        assert_eq!(seen("198.51.100.9", &["203.0.113.5"], &["127.0.0.1"]), "198.51.100.9");
        assert_eq!(seen("127.0.0.1", &["203.0.113.5"], &["127.0.0.1"]), "203.0.113.5");
        assert_eq!(seen("::ffff:127.0.0.1", &["203.0.113.5"], &["127.0.0.1"]), "203.0.113.5");
        assert_eq!(seen("127.0.0.1", &[], &["127.0.0.1"]), "127.0.0.1");
    }

    #[test]
    fn what_visitors_wrote_themselves_stands_on_the_left() {
        let ours = ["127.0.0.1", "10.0.0.2"];
        assert_eq!(seen("127.0.0.1", &["192.0.2.66, 203.0.113.5, 10.0.0.2"], &ours), "203.0.113.5");
        assert_eq!(seen("127.0.0.1", &["192.0.2.66", "203.0.113.5"], &ours), "203.0.113.5");
        assert_eq!(seen("127.0.0.1", &["203.0.113.5, nonsense"], &ours), "127.0.0.1");
    }
}

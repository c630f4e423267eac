//! Which pages may open a socket. Browsers send the page's origin with every WebSocket handshake (RFC 6455 section
//! 10.2) and no script can change it, so this keeps foreign sites from using a visitor's cookies.

use std::net::SocketAddr;

use axum::http::{HeaderMap, header};

/// The exact origins (RFC 6454 section 6.2) from which sockets are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    allowed: Vec<String>,
}

impl Origins {
    /// The origin of `public_url` and, when the server listens on loopback, its loopback names on `listen`'s port.
    pub fn new(public_url: &str, listen: SocketAddr) -> Self {
        let mut allowed: Vec<String> = origin_of(public_url).into_iter().collect();
        if listen.ip().is_loopback() {
            let port = listen.port();
            allowed.push(format!("http://127.0.0.1:{port}"));
            allowed.push(format!("http://localhost:{port}"));
        }
        Self { allowed }
    }

    /// False as well when the header is missing, `null` or there twice.
    pub fn allow(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let (Some(origin), None) = (origins.next(), origins.next()) else { return false };
        self.allowed.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes())
    }
}

/// Scheme, host and port as a browser writes them: lower case, the scheme's own port left out.
fn origin_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let host = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let own_port = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(own_port).unwrap_or(&host);
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn allows(origins: &Origins, values: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::ORIGIN, HeaderValue::from_static(value));
        }
        origins.allow(&headers)
    }

    #[test]
    fn only_the_exact_origins() {
        let origins = Origins::new("https://Meet.example.org:443/room", "0.0.0.0:3000".parse().unwrap());
        assert!(allows(&origins, &["https://meet.example.org"]));
        for foreign in [
            "http://meet.example.org",
            "https://meet.example.org.evil.net",
            "https://meet.example.org:444",
            "https://evil.net",
            "http://127.0.0.1:3000",
            "null",
            "",
        ] {
            assert!(!allows(&origins, &[foreign]), "{foreign}");
        }
    }

    #[test]
    fn a_missing_or_doubled_origin_is_refused() {
        let origins = Origins::new("https://meet.example.org", "127.0.0.1:3000".parse().unwrap());
        assert!(!allows(&origins, &[]));
        assert!(!allows(&origins, &["https://meet.example.org", "https://meet.example.org"]));
    }

    #[test]
    fn loopback_goes_by_both_names() {
        let origins = Origins::new("http://127.0.0.1:3000", "127.0.0.1:3000".parse().unwrap());
        assert!(allows(&origins, &["http://127.0.0.1:3000"]));
        assert!(allows(&origins, &["http://localhost:3000"]));
        assert!(!allows(&origins, &["http://localhost:3001"]));
    }
}

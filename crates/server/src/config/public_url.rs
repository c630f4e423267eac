//! The site's own address.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
};

use axum::http::Uri;
use serde::Deserialize;

/// `https://talk.example`: scheme, host and perhaps a port; the port is left out where it is the scheme's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl {
    https: bool,
    /// Lower case; an IPv6 address in brackets.
    host: String,
    port: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicUrlError;

impl PublicUrl {
    /// Where a listener can be reached when nobody says otherwise: at its own address, or, when it listens on all of
    /// them, at the one that `address` names.
    pub fn of_listener(listen: SocketAddr, address: Option<&IpAddr>) -> Self {
        let everywhere = listen.ip().is_unspecified();
        let fallback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let ip = if everywhere { address.copied().unwrap_or(fallback) } else { listen.ip() };
        Self { https: false, host: bracketed(ip), port: listen.port() }
    }

    /// Name or address, without the port.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn is_https(&self) -> bool {
        self.https
    }

    pub fn is_loopback(&self) -> bool {
        let address = self.host.trim_matches(['[', ']']).parse::<IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }

    /// Whether a page of this origin is ours: the same scheme, host and port; loopback goes by several names.
    pub fn allows_origin(&self, origin: &str) -> bool {
        let Ok(other) = origin.parse::<Self>() else { return false };
        let same_host = self.host == other.host || (self.is_loopback() && other.is_loopback());
        // An origin has no slash at the end; whatever sends one is no browser.
        same_host && self.https == other.https && self.port == other.port && !origin.ends_with('/')
    }

    fn default_port(https: bool) -> u16 {
        if https { 443 } else { 80 }
    }
}

fn bracketed(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, PublicUrlError> {
        let uri: Uri = text.trim().parse().map_err(|_| PublicUrlError)?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            Some(_) | None => return Err(PublicUrlError),
        };
        let authority = uri.authority().ok_or(PublicUrlError)?;
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none() && !text.contains('#');
        if !bare || authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(PublicUrlError);
        }
        let port = authority.port_u16().unwrap_or_else(|| Self::default_port(https));
        Ok(Self { https, host: authority.host().to_lowercase(), port })
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = PublicUrlError;

    fn try_from(text: String) -> Result<Self, PublicUrlError> {
        text.parse()
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.https { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port == Self::default_port(self.https) { Ok(()) } else { write!(f, ":{}", self.port) }
    }
}

impl fmt::Display for PublicUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must look like https://talk.example, without a path")
    }
}

impl std::error::Error for PublicUrlError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, PublicUrlError> {
        text.parse::<PublicUrl>().map(|url| url.to_string())
    }

    #[test]
    fn one_form() {
        assert_eq!(shown("https://Talk.Example/"), Ok("https://talk.example".into()));
        assert_eq!(shown("https://talk.example:443"), Ok("https://talk.example".into()));
        assert_eq!(shown("http://[::1]:3000"), Ok("http://[::1]:3000".into()));
        for bad in ["", "talk.example", "ftp://talk.example", "https://talk.example/path", "https://a@b", "https://"] {
            assert_eq!(shown(bad), Err(PublicUrlError), "{bad}");
        }
    }

    #[test]
    fn origins() {
        let url: PublicUrl = "https://talk.example".parse().unwrap();
        assert!(url.allows_origin("https://talk.example"));
        for foreign in
            ["null", "", "http://talk.example", "https://talk.example:8443", "https://talk.example/", "https://x"]
        {
            assert!(!url.allows_origin(foreign), "{foreign}");
        }
        let loopback: PublicUrl = "http://127.0.0.1:3000".parse().unwrap();
        assert!(loopback.allows_origin("http://localhost:3000"));
        assert!(loopback.allows_origin("http://[::1]:3000"));
        assert!(!loopback.allows_origin("http://localhost:3001"));
        assert!(!loopback.allows_origin("http://192.168.1.5:3000"));
    }

    #[test]
    fn listeners() {
        let of = |listen: &str| PublicUrl::of_listener(listen.parse().unwrap(), Some(&"10.0.0.5".parse().unwrap()));
        assert_eq!(of("127.0.0.1:3000").to_string(), "http://127.0.0.1:3000");
        assert_eq!(of("0.0.0.0:80").to_string(), "http://10.0.0.5");
        assert_eq!(of("[::1]:3000").to_string(), "http://[::1]:3000");
    }
}

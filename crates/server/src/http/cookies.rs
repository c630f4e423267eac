//! Cookies: their names, and reading and setting them.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};
use talkspace_model::Millis;

use crate::accounts::SESSION_LIFETIME;

/// How long a guest's device is known.
const GUEST_LIFETIME: Millis = Millis::from_mins(365 * 24 * 60);
/// Digits of a token; whatever else stands in a cookie is not ours.
const TOKEN_DIGITS: usize = 64;

/// The cookies' names and marks, which depend on how the site is reached.
///
/// Under https they are `Secure` and carry the `__Host-` prefix, so that no neighbouring site can set them; http on
/// loopback can have neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    pub fn new(secure: bool) -> Self {
        Self { secure }
    }

    pub fn session_of(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.session_name())
    }

    pub fn guest_of(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.guest_name())
    }

    /// `Set-Cookie` for a session that has just begun.
    pub fn set_session(self, token: &str) -> HeaderValue {
        self.cookie(self.session_name(), token, SESSION_LIFETIME)
    }

    /// `Set-Cookie` that removes the session.
    pub fn clear_session(self) -> HeaderValue {
        self.cookie(self.session_name(), "", Millis::ZERO)
    }

    /// `Set-Cookie` by which a guest's device is known again. Give it to whoever opens a meeting's page and has none.
    pub fn set_guest(self, token: &str) -> HeaderValue {
        self.cookie(self.guest_name(), token, GUEST_LIFETIME)
    }

    fn session_name(self) -> &'static str {
        if self.secure { "__Host-talkspace" } else { "talkspace" }
    }

    fn guest_name(self) -> &'static str {
        if self.secure { "__Host-talkspace_guest" } else { "talkspace_guest" }
    }

    fn cookie(self, name: &str, value: &str, lifetime: Millis) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let age = lifetime.as_secs();
        let text = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&text).expect("names and tokens are plain ASCII")
    }
}

/// The value of a cookie, if it is one of our tokens.
fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let value = pairs.find_map(|(key, value)| (key == name).then_some(value))?;
    let is_token = value.len() == TOKEN_DIGITS && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_token.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random;

    fn sent(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_str(cookie).unwrap());
        headers
    }

    #[test]
    fn under_https() {
        let cookie = Cookies::new(true).set_session("abc");
        assert_eq!(cookie, "__Host-talkspace=abc; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn on_loopback() {
        assert_eq!(Cookies::new(false).clear_session(), "talkspace=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn found_among_others() {
        let (session, guest) = (random::token(), random::token());
        let headers = sent(&format!("theme=dark; talkspace_guest={guest}; talkspace={session}; x=y=z"));
        let cookies = Cookies::new(false);
        assert_eq!(cookies.session_of(&headers), Some(session.clone()));
        assert_eq!(cookies.guest_of(&headers), Some(guest));
        assert_eq!(Cookies::new(true).session_of(&headers), None, "a plain cookie does not count under https");
    }

    #[test]
    fn what_is_no_token_is_no_cookie() {
        for odd in ["", "talkspace=", "talkspace=short", "talkspace", &format!("talkspace={}", "ж".repeat(32))] {
            let mut headers = HeaderMap::new();
            headers.append(COOKIE, HeaderValue::from_bytes(odd.as_bytes()).unwrap());
            assert_eq!(Cookies::new(false).session_of(&headers), None, "{odd}");
        }
    }
}

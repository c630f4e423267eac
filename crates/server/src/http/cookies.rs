//! Cookies: their names, and reading and setting them.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};
use subtle::ConstantTimeEq as _;
use talkspace_model::Millis;

use crate::{accounts::rules::SESSION_LONGEST, random};

/// How long a guest's device is known.
const GUEST_LIFETIME: Millis = Millis::from_mins(365 * 24 * 60);
/// Digits of a token; whatever else stands in a cookie is not ours.
const TOKEN_DIGITS: usize = 64;

/// The cookies' names and marks, which depend on how the site is reached.
///
/// Under https they are `Secure` and carry the `__Host-` prefix, so that no neighbouring site can set them; http on
/// loopback can have neither.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cookies {
    secure: bool,
    /// Signs the cookies of guests' devices.
    key: [u8; 32],
}

impl Cookies {
    pub fn new(secure: bool, key: [u8; 32]) -> Self {
        Self { secure, key }
    }

    pub fn session_of(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.session_name())
    }

    /// The device's token, if it is one that this server has given out.
    pub fn guest_of(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.guest_name()).filter(|token| self.is_signed(token))
    }

    /// A token for a guest's device: half of it says which, the other half that it is ours. So nobody can make up devices,
    /// and whoever was put out of a meeting has at least to ask for another.
    pub fn guest_token(self, device: &[u8; 16]) -> String {
        let device = random::hex(device);
        let signature = random::signature(&self.key, &device);
        device + &signature
    }

    fn is_signed(self, token: &str) -> bool {
        let Some((device, signature)) = token.split_at_checked(TOKEN_DIGITS / 2) else { return false };
        random::signature(&self.key, device).as_bytes().ct_eq(signature.as_bytes()).into()
    }

    /// `Set-Cookie` for a session that has just begun.
    pub fn set_session(self, token: &str) -> HeaderValue {
        self.cookie(self.session_name(), token, SESSION_LONGEST)
    }

    /// `Set-Cookie` that removes the session.
    pub fn clear_session(self) -> HeaderValue {
        self.cookie(self.session_name(), "", Millis::ZERO)
    }

    /// `Set-Cookie` by which a guest's device is known again. [`super::Devices`] says who gets one.
    pub(super) fn set_new_guest(self) -> HeaderValue {
        self.cookie(self.guest_name(), &self.guest_token(&random::bytes()), GUEST_LIFETIME)
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

impl std::fmt::Debug for Cookies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cookies").field("secure", &self.secure).finish_non_exhaustive()
    }
}

/// The value of a cookie, if it has the form of our tokens.
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

    const KEY: [u8; 32] = [7; 32];

    fn sent(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_str(cookie).unwrap());
        headers
    }

    #[test]
    fn under_https() {
        let cookie = Cookies::new(true, KEY).set_session("abc");
        assert_eq!(cookie, "__Host-talkspace=abc; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn on_loopback() {
        assert_eq!(Cookies::new(false, KEY).clear_session(), "talkspace=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn found_among_others() {
        let cookies = Cookies::new(false, KEY);
        let (session, guest) = (random::token(), cookies.guest_token(&random::bytes()));
        let headers = sent(&format!("theme=dark; talkspace_guest={guest}; talkspace={session}; x=y=z"));
        assert_eq!(cookies.session_of(&headers), Some(session.clone()));
        assert_eq!(cookies.guest_of(&headers), Some(guest));
        assert_eq!(Cookies::new(true, KEY).session_of(&headers), None, "a plain cookie does not count under https");
    }

    #[test]
    fn a_device_that_we_did_not_name_is_none() {
        let cookies = Cookies::new(false, KEY);
        let token = cookies.guest_token(&[1; 16]);
        let mut forged = token.clone().into_bytes();
        forged[0] = if forged[0] == b'0' { b'1' } else { b'0' };
        let other_key = Cookies::new(false, [8; 32]).guest_token(&[1; 16]);
        for bad in [random::token(), String::from_utf8(forged).unwrap(), other_key] {
            assert_eq!(cookies.guest_of(&sent(&format!("talkspace_guest={bad}"))), None, "{bad}");
        }
        assert_eq!(cookies.guest_of(&sent(&format!("talkspace_guest={token}"))), Some(token));
    }

    #[test]
    fn what_is_no_token_is_no_cookie() {
        for odd in ["", "talkspace=", "talkspace=short", "talkspace", &format!("talkspace={}", "ж".repeat(32))] {
            let mut headers = HeaderMap::new();
            headers.append(COOKIE, HeaderValue::from_bytes(odd.as_bytes()).unwrap());
            assert_eq!(Cookies::new(false, KEY).session_of(&headers), None, "{odd}");
        }
    }
}

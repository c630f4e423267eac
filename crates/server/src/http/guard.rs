//! What keeps other sites' pages out.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{config::Config, state::App};

/// Refuses a request that changes something and was made by another site's page.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site` (only on https and loopback) and in `Origin`. A request
/// with neither is not from a browser that could carry somebody else's cookies.
pub async fn refuse_foreign(State(app): State<App>, request: Request, next: Next) -> Response {
    if changes(request.method()) && !is_own(request.headers(), &app.config) {
        tracing::debug!(method = %request.method(), path = request.uri().path(), "refused: from another site");
        return (StatusCode::FORBIDDEN, "This request came from another site.").into_response();
    }
    next.run(request).await
}

/// Adds the headers that hold for every answer; an answer that has one of them keeps its own. The content security
/// policy is the pages' business.
pub async fn security_headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in headers_for(&app.config) {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

fn changes(method: &Method) -> bool {
    ![Method::GET, Method::HEAD, Method::OPTIONS].contains(method)
}

fn is_own(headers: &HeaderMap, config: &Config) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    origin.to_str().is_ok_and(|origin| config.allows_origin(origin))
}

fn headers_for(config: &Config) -> Vec<(HeaderName, HeaderValue)> {
    // `no-referrer` makes browsers send `Origin: null` with forms. Where they do not send Sec-Fetch-Site either, their
    // own forms would look foreign.
    let referrer = if config.is_trustworthy() { "no-referrer" } else { "same-origin" };
    let mut headers = vec![
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, referrer),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ];
    if config.is_https() {
        headers.push((header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"));
    }
    headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect()
}

/// What a call needs, for our own pages only; nothing else, and nothing for frames. Only features that browsers know by
/// name: they complain about others in the console of every page.
const PERMISSIONS: &str = "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), \
                           autoplay=(self), picture-in-picture=(self), screen-wake-lock=(self), \
                           clipboard-write=(self), geolocation=(), payment=(), usb=(), midi=(), serial=(), hid=(), \
                           accelerometer=(), gyroscope=(), magnetometer=()";

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&str, &str)], public_url: &str) -> bool {
        let config = Config::from_text(&format!("public_url = {public_url:?}")).unwrap();
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(HeaderName::try_from(*name).unwrap(), HeaderValue::from_str(value).unwrap());
        }
        is_own(&headers, &config)
    }

    #[test]
    fn what_the_browser_says_counts() {
        let site = "https://talk.example";
        assert!(own(&[("sec-fetch-site", "same-origin"), ("origin", "null")], site));
        assert!(own(&[("origin", "https://talk.example")], site));
        assert!(own(&[], site), "not a browser");
        for foreign in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site"), ("origin", "https://talk.example")],
            &[("origin", "https://evil.example")],
            &[("origin", "http://talk.example")],
            &[("origin", "https://talk.example.evil.example")],
            &[("origin", "null")],
        ] {
            assert!(!own(foreign, site), "{foreign:?}");
        }
    }

    #[test]
    fn only_changes_are_checked() {
        assert!(changes(&Method::POST) && changes(&Method::DELETE) && changes(&Method::PUT));
        assert!(!changes(&Method::GET) && !changes(&Method::HEAD));
    }

    #[test]
    fn headers_follow_the_address() {
        let names = |url: &str| {
            let config = Config::from_text(&format!("public_url = {url:?}")).unwrap();
            headers_for(&config)
                .into_iter()
                .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let https = names("https://talk.example");
        assert!(https.contains("referrer-policy: no-referrer") && https.contains("strict-transport-security"));
        let loopback = names("http://127.0.0.1:3000");
        assert!(loopback.contains("referrer-policy: no-referrer") && !loopback.contains("strict-transport-security"));
        assert!(names("http://192.168.1.5:3000").contains("referrer-policy: same-origin"));
    }
}

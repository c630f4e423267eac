//! The one place that asks the browser for time and randomness.

use js_sys::{Date, Math, Reflect, Uint8Array};
use talkspace_model::{MessageId, Timestamp};

/// Milliseconds since the epoch that never go back: what the call's timers run by. Another clock than [`wall`], which
/// people and time servers set.
pub(super) fn now() -> Timestamp {
    let performance = Reflect::get(&js_sys::global(), &"performance".into()).unwrap_or_default();
    let origin = Reflect::get(&performance, &"timeOrigin".into()).ok().and_then(|origin| origin.as_f64());
    let since = web_sys::window().and_then(|window| window.performance()).map(|performance| performance.now());
    match (origin, since) {
        (Some(origin), Some(since)) => millis(origin + since),
        (Some(_) | None, Some(_) | None) => wall(),
    }
}

/// The browser's idea of the time of day.
pub(super) fn wall() -> Timestamp {
    millis(Date::now())
}

/// Spreads the retries of many clients; need not be secret.
pub(super) fn seed() -> u64 {
    Math::random().to_bits()
}

/// A UUID version 7 (RFC 9562 section 5.7).
pub(super) fn message_id() -> MessageId {
    let mut bytes = random_bytes();
    let now = wall().0.to_be_bytes();
    bytes[..6].copy_from_slice(&now[2..]);
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let groups = [&hex[..4], &hex[4..6], &hex[6..8], &hex[8..10], &hex[10..]];
    MessageId::new(groups.map(<[String]>::concat).join("-"))
}

/// `crypto.getRandomValues`, which unlike `crypto.randomUUID` is there on pages without TLS too.
fn random_bytes() -> [u8; 16] {
    let array = Uint8Array::new_with_length(16);
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).unwrap_or_default();
    let fill = Reflect::get(&crypto, &"getRandomValues".into()).unwrap_or_default();
    let filled = wasm_bindgen::JsCast::dyn_ref::<js_sys::Function>(&fill)
        .is_some_and(|fill| fill.call1(&crypto, &array).is_ok());
    let mut bytes = [0; 16];
    array.copy_to(&mut bytes);
    if !filled {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        bytes.fill_with(|| (Math::random() * 256.0) as u8);
    }
    bytes
}

fn millis(value: f64) -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of this era fit many times over")]
    Timestamp(value as i64)
}

//! A throw-away connection that finds out how media reaches the server: by UDP, by TCP only, or not at all.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RtcPeerConnection, RtcPeerConnectionState};

use crate::{
    PeerError, js,
    lines::add_listening_line,
    peer::{apply_answer, make, make_offer},
};

/// How often it is looked how far the connection is, in milliseconds.
const STEP: i32 = 100;
/// Looks until the connection counts as impossible: 8 s. Lower would call a slow mobile network blocked; higher keeps
/// people waiting for a sentence that does not come any better.
const CONNECT_STEPS: u32 = 80;
/// Looks for a better way than TCP after TCP has connected: 2.5 s. UDP is tried at the same time, and a pair that works
/// takes over within a round trip or two.
const SETTLE_STEPS: u32 = 25;

/// What carries the media.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    Udp,
    Tcp,
}

/// The way that media takes to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub route: Route,
    /// In milliseconds; `None` where the browser does not tell.
    pub round_trip: Option<u32>,
}

/// A connection of one silent line. Clones share it; it ends with [`Self::run`] or [`Self::close`].
#[derive(Debug, Clone)]
pub struct Probe {
    connection: RtcPeerConnection,
}

impl Probe {
    /// # Errors
    /// When the browser has no WebRTC.
    pub fn new() -> Result<Self, PeerError> {
        let connection = make()?;
        add_listening_line(&connection)?;
        Ok(Self { connection })
    }

    /// # Errors
    /// When the browser refuses.
    pub async fn offer(&self) -> Result<String, PeerError> {
        make_offer(&self.connection).await
    }

    /// Takes the server's answer and waits until it is known how the server is reached; `None` when it is not.
    ///
    /// # Errors
    /// When the browser refuses the answer.
    pub async fn run(&self, answer: &str) -> Result<Option<Reached>, PeerError> {
        apply_answer(&self.connection, answer).await?;
        let reached = if self.connects().await { self.settle().await } else { None };
        self.close();
        Ok(reached)
    }

    /// Whoever waits in [`Self::run`] is told that nothing was reached.
    pub fn close(&self) {
        self.connection.close();
    }

    async fn connects(&self) -> bool {
        for _ in 0..CONNECT_STEPS {
            match self.connection.connection_state() {
                RtcPeerConnectionState::Connected => return true,
                RtcPeerConnectionState::Failed | RtcPeerConnectionState::Closed => return false,
                _ => sleep(STEP).await,
            }
        }
        false
    }

    async fn settle(&self) -> Option<Reached> {
        let mut found = None;
        for _ in 0..SETTLE_STEPS {
            let report = JsFuture::from(self.connection.get_stats()).await.ok()?;
            found = reached(&report).or(found);
            if found.is_some_and(|found| found.route == Route::Udp && found.round_trip.is_some()) {
                return found;
            }
            sleep(STEP).await;
        }
        found
    }
}

/// Reads the pair in use out of a stats report.
fn reached(report: &JsValue) -> Option<Reached> {
    let entries = entries(report);
    let text = |entry: &JsValue, key: &str| js::get(entry, key).as_string().unwrap_or_default();
    let transport = entries.iter().find(|entry| text(entry, "type") == "transport");
    let chosen = transport.map(|transport| text(transport, "selectedCandidatePairId")).unwrap_or_default();
    // Firefox has no such id and marks the pair itself.
    let in_use = |entry: &&JsValue| match chosen.as_str() {
        "" => text(entry, "type") == "candidate-pair" && js::get(entry, "selected").is_truthy(),
        chosen => text(entry, "id") == chosen,
    };
    let pair = entries.iter().find(in_use)?;
    let remote = text(pair, "remoteCandidateId");
    let remote = entries.iter().find(|entry| text(entry, "id") == remote)?;
    let route = if text(remote, "protocol") == "tcp" { Route::Tcp } else { Route::Udp };
    Some(Reached { route, round_trip: js::get(pair, "currentRoundTripTime").as_f64().map(whole_milliseconds) })
}

fn entries(report: &JsValue) -> Vec<JsValue> {
    let Ok(values) = js::call(report, "values", &[]) else { return Vec::new() };
    Array::from(&values).to_vec()
}

/// Less than one is one: nobody believes in none.
fn whole_milliseconds(seconds: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to an hour")]
    let milliseconds = (seconds * 1000.0).clamp(1.0, 3_600_000.0) as u32;
    milliseconds
}

async fn sleep(milliseconds: i32) {
    let wait = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let resolve = resolve.unchecked_ref();
            // Refused only outside a window.
            drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, milliseconds));
        }
    });
    drop(JsFuture::from(wait).await);
}

#[cfg(test)]
mod tests {
    use super::whole_milliseconds;

    #[test]
    fn round_trips_are_whole_and_never_none() {
        assert_eq!([0.0, 0.0004, 0.0249, 1.5, f64::MAX].map(whole_milliseconds), [1, 1, 24, 1500, 3_600_000]);
    }
}

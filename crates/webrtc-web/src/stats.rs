//! Whether anything still comes in, and how well.

use wasm_bindgen::JsValue;

use crate::js;

/// Counters that grow while the path from the server works: media, and the answers to ICE's connectivity checks.
const COUNTERS: [(&str, &str); 3] =
    [("transport", "packetsReceived"), ("candidate-pair", "responsesReceived"), ("inbound-rtp", "packetsReceived")];

/// What the browser has counted on the connection so far; sums over all its streams.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Counters {
    /// Grows while anything comes in from the server.
    pub inbound: f64,
    /// Seconds, on the pair of candidates in use.
    pub round_trip: Option<f64>,
    pub sent: f64,
    /// By the server's reports.
    pub sent_lost: f64,
    pub received: f64,
    pub received_lost: f64,
    /// The browser encodes less than it should because the processor does not keep up.
    pub strained: bool,
}

/// Reads a stats report.
pub(crate) fn counters(report: &JsValue) -> Counters {
    let mut counters = Counters::default();
    let Ok(values) = js::call(report, "values", &[]) else { return counters };
    let Ok(Some(entries)) = js_sys::try_iter(&values) else { return counters };
    for entry in entries.flatten() {
        counters.inbound += counted(&entry);
        counters.add(&entry);
    }
    counters
}

impl Counters {
    fn add(&mut self, entry: &JsValue) {
        let number = |name| js::get(entry, name).as_f64().unwrap_or(0.0);
        match js::get(entry, "type").as_string().unwrap_or_default().as_str() {
            "outbound-rtp" => {
                self.sent += number("packetsSent");
                self.strained |= js::get(entry, "qualityLimitationReason").as_string().as_deref() == Some("cpu");
            }
            "remote-inbound-rtp" => self.sent_lost += number("packetsLost"),
            "inbound-rtp" => {
                self.received += number("packetsReceived");
                self.received_lost += number("packetsLost");
            }
            // One transport, so one nominated pair; the others were only tried.
            "candidate-pair" if js::get(entry, "nominated").is_truthy() => {
                self.round_trip = js::get(entry, "currentRoundTripTime").as_f64();
            }
            _ => {}
        }
    }
}

fn counted(entry: &JsValue) -> f64 {
    let kind = js::get(entry, "type").as_string().unwrap_or_default();
    let counter = COUNTERS.iter().find(|(named, _)| *named == kind);
    counter.and_then(|(_, counter)| js::get(entry, counter).as_f64()).unwrap_or(0.0)
}

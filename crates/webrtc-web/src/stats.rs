//! Whether anything still comes in.

use wasm_bindgen::JsValue;

use crate::js;

/// Counters that grow while the path from the server works: media, and the answers to ICE's connectivity checks.
const COUNTERS: [(&str, &str); 3] =
    [("transport", "packetsReceived"), ("candidate-pair", "responsesReceived"), ("inbound-rtp", "packetsReceived")];

/// The sum of all of them in a stats report.
pub(crate) fn inbound(report: &JsValue) -> u64 {
    let Ok(values) = js::call(report, "values", &[]) else { return 0 };
    let Ok(Some(entries)) = js_sys::try_iter(&values) else { return 0 };
    let total: f64 = entries.flatten().map(|entry| counted(&entry)).sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of counters, rounded down")]
    let total = total as u64;
    total
}

fn counted(entry: &JsValue) -> f64 {
    let kind = js::get(entry, "type").as_string().unwrap_or_default();
    let counter = COUNTERS.iter().find(|(named, _)| *named == kind);
    counter.and_then(|(_, counter)| js::get(entry, counter).as_f64()).unwrap_or(0.0)
}

//! Whose picture an element shows, by the label the server puts on every packet.
//!
//! The server writes the seat's number into the contributing source (CSRC, RFC 3550 section 5.1) of what it forwards.
//! `getContributingSources` tells for each source the RTP timestamp of its last frame, and `requestVideoFrameCallback`
//! the RTP timestamp of the frame on the page: it is the seat's if it is newer than the last frame of everybody else.

use std::{cell::RefCell, fmt, rc::Rc};

use js_sys::Array;
use talkspace_model::SeatId;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlVideoElement, RtcRtpReceiver};

use crate::{handles::Interval, js};

/// Where frames do not call back (older browsers, hidden pages), this often in milliseconds is looked instead.
const POLL: i32 = 100;
/// So many looks in a row must agree, for a look does not tell which frame is on the page.
const AGREEING_LOOKS: u32 = 2;
const HAVE_CURRENT_DATA: f64 = 2.0;

type FrameCallback = Closure<dyn FnMut(JsValue, JsValue)>;

/// Waits for the first frame of a seat until dropped.
pub struct FrameWatch {
    shared: Rc<Shared>,
}

struct Shared {
    receiver: RtcRtpReceiver,
    seat: SeatId,
    element: HtmlVideoElement,
    seen: RefCell<Option<Box<dyn FnOnce()>>>,
    callback: RefCell<Option<FrameCallback>>,
    request: RefCell<Option<JsValue>>,
    poll: RefCell<Option<Interval>>,
}

/// What the browser tells about one contributing source.
#[derive(Debug, Clone, Copy)]
struct Source {
    seat: u32,
    /// Of its last frame.
    rtp_timestamp: Option<u32>,
    /// When its last frame was delivered, in milliseconds.
    at: f64,
}

impl FrameWatch {
    pub(crate) fn new(
        receiver: RtcRtpReceiver,
        seat: SeatId,
        element: HtmlVideoElement,
        seen: impl FnOnce() + 'static,
    ) -> Self {
        let shared = Rc::new(Shared {
            receiver,
            seat,
            element,
            seen: RefCell::new(Some(Box::new(seen))),
            callback: RefCell::new(None),
            request: RefCell::new(None),
            poll: RefCell::new(None),
        });
        Shared::listen(&shared);
        Shared::poll(&shared);
        Self { shared }
    }
}

impl Shared {
    fn listen(self: &Rc<Self>) {
        if !js::has_method(&self.element, "requestVideoFrameCallback") {
            return;
        }
        let weak = Rc::downgrade(self);
        let callback = FrameCallback::new(move |_: JsValue, frame: JsValue| {
            if let Some(shared) = weak.upgrade() {
                shared.frame(&frame);
            }
        });
        self.callback.replace(Some(callback));
        self.request_frame();
    }

    fn request_frame(&self) {
        let request = self.callback.borrow().as_ref().and_then(|callback| {
            js::call(&self.element, "requestVideoFrameCallback", &[callback.as_ref().clone()]).ok()
        });
        self.request.replace(request);
    }

    fn frame(&self, frame: &JsValue) {
        let presented = js::get(frame, "rtpTimestamp").as_f64();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an unsigned 32-bit number")]
        let presented = presented.map(|timestamp| timestamp as u32);
        if is_of(self.seat.0, presented, &sources(&self.receiver)) {
            self.found();
        } else {
            self.request_frame();
        }
    }

    fn poll(self: &Rc<Self>) {
        let (weak, mut agreeing) = (Rc::downgrade(self), 0);
        let interval = Interval::new(POLL, move || {
            let Some(shared) = weak.upgrade() else { return };
            let ready = js::get(&shared.element, "readyState").as_f64().unwrap_or(0.0) >= HAVE_CURRENT_DATA;
            let agrees = ready && is_newest(shared.seat.0, &sources(&shared.receiver));
            agreeing = if agrees { agreeing + 1 } else { 0 };
            if agreeing >= AGREEING_LOOKS {
                shared.found();
            }
        });
        self.poll.replace(Some(interval));
    }

    fn found(&self) {
        if let Some(seen) = self.seen.take() {
            seen();
        }
    }
}

impl Drop for FrameWatch {
    fn drop(&mut self) {
        self.shared.seen.take();
        if let Some(request) = self.shared.request.take() {
            drop(js::call(&self.shared.element, "cancelVideoFrameCallback", &[request]));
        }
    }
}

impl fmt::Debug for FrameWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FrameWatch({})", self.shared.seat)
    }
}

fn sources(receiver: &RtcRtpReceiver) -> Vec<Source> {
    let listed = js::call(receiver, "getContributingSources", &[]).unwrap_or(JsValue::UNDEFINED);
    if !Array::is_array(&listed) {
        return Vec::new();
    }
    listed.unchecked_into::<Array>().iter().filter_map(|entry| source(&entry)).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "unsigned 32-bit numbers")]
fn source(entry: &JsValue) -> Option<Source> {
    Some(Source {
        seat: js::get(entry, "source").as_f64()? as u32,
        rtp_timestamp: js::get(entry, "rtpTimestamp").as_f64().map(|timestamp| timestamp as u32),
        at: js::get(entry, "timestamp").as_f64().unwrap_or(0.0),
    })
}

/// Whether a presented frame is the seat's. Timestamps wrap at 32 bits and are compared by their distance.
fn is_of(seat: u32, presented: Option<u32>, sources: &[Source]) -> bool {
    let Some(presented) = presented else { return is_newest(seat, sources) };
    let newer = |source: &Source| match source.rtp_timestamp {
        Some(last) => presented.wrapping_sub(last).cast_signed() > 0,
        None => false,
    };
    let (own, others): (Vec<&Source>, Vec<&Source>) = sources.iter().partition(|source| source.seat == seat);
    !own.is_empty() && others.into_iter().all(newer)
}

/// Whether the seat's frame was the last that was delivered.
fn is_newest(seat: u32, sources: &[Source]) -> bool {
    let own = sources.iter().filter(|source| source.seat == seat).map(|source| source.at).reduce(f64::max);
    own.is_some_and(|own| sources.iter().all(|source| source.seat == seat || source.at < own))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(seat: u32, rtp_timestamp: u32, at: f64) -> Source {
        Source { seat, rtp_timestamp: Some(rtp_timestamp), at }
    }

    #[test]
    fn a_frame_is_the_seat_s_when_it_is_newer_than_everybody_else_s() {
        let sources = [source(2, 90_000, 1.0), source(3, 96_000, 2.0)];
        assert!(is_of(3, Some(93_000), &sources));
        assert!(!is_of(3, Some(90_000), &sources), "the last frame of seat 2");
        assert!(!is_of(2, Some(96_000), &sources));
        assert!(!is_of(4, Some(99_000), &sources), "nothing of seat 4 has come");
        assert!(is_of(3, None, &sources));
    }

    #[test]
    fn timestamps_wrap() {
        let sources = [source(2, u32::MAX - 10, 1.0), source(3, 2_990, 2.0)];
        assert!(is_of(3, Some(2_990), &sources));
        assert!(!is_of(3, Some(u32::MAX - 10), &sources));
    }
}

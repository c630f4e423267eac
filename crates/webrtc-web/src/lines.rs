//! The media lines of the offer (DESIGN section 5): four that send, then the receive slots, in this order always.

use js_sys::{Array, Reflect};
use talkspace_model::SlotCounts;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RtcPeerConnection, RtcRtpTransceiver};

use crate::{PeerError, js};

/// Simulcast layers of the camera: RTP stream id, divisor of the picture's size, highest bits per second. The rates are
/// where VP8 stops looking better at 320x180, 640x360 and 1280x720.
const LAYERS: [(&str, f64, f64); 3] = [("q", 4.0, 150_000.0), ("h", 2.0, 500_000.0), ("f", 1.0, 1_700_000.0)];
/// Until it is known what is shared.
const SCREEN_BITRATE: f64 = 2_500_000.0;

/// Header extensions the media server reads; all others only lengthen the offer and every packet.
const EXTENSIONS: [&str; 6] = [
    "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    "urn:ietf:params:rtp-hdrext:sdes:mid",
    "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
    "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
    "urn:3gpp:video-orientation",
];

/// The transceivers of a peer connection.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) microphone: RtcRtpTransceiver,
    pub(crate) camera: RtcRtpTransceiver,
    pub(crate) screen: RtcRtpTransceiver,
    pub(crate) screen_audio: RtcRtpTransceiver,
    /// Voices, then the sound of each screen slot.
    pub(crate) audio: Vec<RtcRtpTransceiver>,
    pub(crate) video: Vec<RtcRtpTransceiver>,
    pub(crate) screens: Vec<RtcRtpTransceiver>,
}

impl Lines {
    pub(crate) fn add(connection: &RtcPeerConnection, slots: SlotCounts) -> Result<Self, PeerError> {
        let audio = Kind::new("audio", &["audio/opus"]);
        let video = Kind::new("video", &["video/vp8", "video/rtx"]);
        let sends = |kind: &Kind, encodings: JsValue| kind.add(connection, "sendonly", encodings);
        let receives = |kind: &Kind, count: u8| -> Result<Vec<_>, PeerError> {
            (0..count).map(|_| kind.add(connection, "recvonly", JsValue::UNDEFINED)).collect()
        };
        Ok(Self {
            microphone: sends(&audio, JsValue::UNDEFINED)?,
            camera: sends(&video, simulcast())?,
            screen: sends(&video, single(SCREEN_BITRATE))?,
            screen_audio: sends(&audio, JsValue::UNDEFINED)?,
            audio: receives(&audio, slots.audio + slots.screen)?,
            video: receives(&video, slots.video)?,
            screens: receives(&video, slots.screen)?,
        })
    }
}

/// The one line of a connection that is only made to see whether it comes about: the smallest that is an offer at all.
pub(crate) fn add_listening_line(connection: &RtcPeerConnection) -> Result<(), PeerError> {
    Kind::new("audio", &["audio/opus"]).add(connection, "recvonly", JsValue::UNDEFINED).map(drop)
}

/// Audio or video, with the codecs to offer.
struct Kind {
    name: &'static str,
    codecs: Array,
}

impl Kind {
    fn new(name: &'static str, wanted: &[&str]) -> Self {
        Self { name, codecs: codecs(name, wanted) }
    }

    fn add(
        &self,
        connection: &RtcPeerConnection,
        direction: &str,
        encodings: JsValue,
    ) -> Result<RtcRtpTransceiver, PeerError> {
        let mut init = vec![("direction", JsValue::from(direction))];
        if !encodings.is_undefined() {
            init.push(("sendEncodings", encodings));
        }
        let added = js::call(connection, "addTransceiver", &[self.name.into(), js::object(&init)]);
        let transceiver = added.map_err(|error| PeerError(js::error_text(&error)))?;
        self.prefer_codecs(&transceiver);
        keep_extensions(&transceiver);
        Ok(transceiver.unchecked_into())
    }

    /// Where the browser cannot choose, it offers all it has and the server picks the same.
    fn prefer_codecs(&self, transceiver: &JsValue) {
        if self.codecs.length() > 0 {
            drop(js::call(transceiver, "setCodecPreferences", &[self.codecs.clone().into()]));
        }
    }
}

/// What the browser can do of the wanted codecs, in the order wanted.
fn codecs(kind: &str, wanted: &[&str]) -> Array {
    let receiver = js::get(&js_sys::global(), "RTCRtpReceiver");
    let capabilities = js::call(&receiver, "getCapabilities", &[kind.into()]).unwrap_or(JsValue::UNDEFINED);
    let known = js::get(&capabilities, "codecs");
    let known = if Array::is_array(&known) { Array::from(&known) } else { Array::new() };
    let name = |codec: &JsValue| js::get(codec, "mimeType").as_string().unwrap_or_default().to_lowercase();
    wanted.iter().flat_map(|wanted| known.iter().filter(move |codec| name(codec) == *wanted)).collect()
}

/// Leaves out the header extensions that nobody reads, where the browser lets a page choose.
fn keep_extensions(transceiver: &JsValue) {
    let Ok(offered) = js::call(transceiver, "getHeaderExtensionsToNegotiate", &[]) else { return };
    if !Array::is_array(&offered) {
        return;
    }
    let extensions = Array::from(&offered);
    for extension in extensions.iter() {
        let uri = js::get(&extension, "uri").as_string().unwrap_or_default();
        if !EXTENSIONS.contains(&uri.as_str()) {
            drop(Reflect::set(&extension, &"direction".into(), &"stopped".into()));
        }
    }
    drop(js::call(transceiver, "setHeaderExtensionsToNegotiate", &[extensions.into()]));
}

fn simulcast() -> JsValue {
    let layer = |(rid, divisor, bitrate): (&str, f64, f64)| {
        js::object(&[("rid", rid.into()), ("scaleResolutionDownBy", divisor.into()), ("maxBitrate", bitrate.into())])
    };
    LAYERS.into_iter().map(layer).collect::<Array>().into()
}

fn single(bitrate: f64) -> JsValue {
    Array::of1(&js::object(&[("maxBitrate", bitrate.into())])).into()
}

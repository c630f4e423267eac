//! Sharing the screen.

use talkspace_model::ScreenContent;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MediaStream;

use crate::{
    LocalTrack, MediaError,
    devices::{media_devices, media_error, take_track},
    js,
};

/// The largest picture taken. Without a word on it browsers take the size of the page's own screen, which is less than that of
/// a larger second one. Higher is more than VP8 encodes on a laptop; lower blurs small letters.
const LARGEST: (f64, f64) = (2560.0, 1440.0);
/// Pictures a second of what moves.
const MOTION_FRAMES: f64 = 30.0;
/// The same of text. Higher takes bits from each picture, so that letters sharpen later after scrolling; lower makes the
/// scrolling itself jerk.
const TEXT_FRAMES: f64 = 8.0;
/// Bits per second that 1920x1080 of text takes while somebody scrolls, and of a video.
const TEXT_BITRATE: f64 = 2_500_000.0;
const MOTION_BITRATE: f64 = 4_000_000.0;

/// A shared screen, window or tab; dropping it ends the share.
#[derive(Debug)]
pub struct ScreenShare {
    pub picture: LocalTrack,
    /// Where the person shares the sound too.
    pub sound: Option<LocalTrack>,
}

impl ScreenShare {
    /// A monitor with everything that is on it, rather than one window or tab.
    pub fn is_whole_screen(&self) -> bool {
        self.picture.setting("displaySurface").as_string().as_deref() == Some("monitor")
    }

    /// Has the browser take pictures for this content from now on; the share goes on meanwhile.
    pub fn suit(&self, content: ScreenContent) {
        self.picture.hint(hint(content));
        let limit = request_of(frames(content));
        let Ok(applied) = js::call(self.picture.track(), "applyConstraints", &[limit]) else { return };
        spawn_local(async move {
            // A source that cannot change its pace keeps it; the encoder has a limit of its own.
            drop(JsFuture::from(js_sys::Promise::<JsValue>::unchecked_from_js(applied)).await);
        });
    }
}

/// Lets the person choose what to share. Must be called from a click.
///
/// # Errors
/// `Denied` when the person thought better of it; otherwise as for devices.
pub async fn share_screen(content: ScreenContent) -> Result<ScreenShare, MediaError> {
    let devices = media_devices()?;
    let promise = js::call(&devices, "getDisplayMedia", &[request()]).map_err(|error| media_error(&error))?;
    let stream = JsFuture::from(js_sys::Promise::<JsValue>::unchecked_from_js(promise)).await;
    let stream: MediaStream = stream.map_err(|error| media_error(&error))?.unchecked_into();
    let picture = take_track(&stream, "video").ok_or(MediaError::Failed)?;
    let share = ScreenShare { picture, sound: take_track(&stream, "audio") };
    share.suit(content);
    Ok(share)
}

/// What is asked for. The pace is that of motion whatever is shared: a browser goes below it later, but not above.
fn request() -> JsValue {
    // An echo canceller would take the shared sound itself for an echo, because this browser plays it too; the call's own
    // sound is left out by name instead. The other two are for voices.
    let sound = js::object(&[
        ("suppressLocalAudioPlayback", false.into()),
        ("restrictOwnAudio", true.into()),
        ("echoCancellation", false.into()),
        ("noiseSuppression", false.into()),
        ("autoGainControl", false.into()),
    ]);
    js::object(&[
        ("video", request_of(MOTION_FRAMES)),
        ("audio", sound),
        ("systemAudio", "include".into()),
        ("surfaceSwitching", "include".into()),
        // The page of the call itself would show itself in itself.
        ("selfBrowserSurface", "exclude".into()),
    ])
}

fn request_of(frames: f64) -> JsValue {
    let most = |value: f64| js::object(&[("max", value.into())]);
    js::object(&[("width", most(LARGEST.0)), ("height", most(LARGEST.1)), ("frameRate", most(frames))])
}

fn hint(content: ScreenContent) -> &'static str {
    match content {
        ScreenContent::Text => "text",
        ScreenContent::Motion => "motion",
    }
}

pub(crate) fn frames(content: ScreenContent) -> f64 {
    match content {
        ScreenContent::Text => TEXT_FRAMES,
        ScreenContent::Motion => MOTION_FRAMES,
    }
}

pub(crate) fn bitrate(content: ScreenContent) -> f64 {
    match content {
        ScreenContent::Text => TEXT_BITRATE,
        ScreenContent::Motion => MOTION_BITRATE,
    }
}

/// What the encoder gives up last.
pub(crate) fn kept(content: ScreenContent) -> &'static str {
    match content {
        ScreenContent::Text => "maintain-resolution",
        ScreenContent::Motion => "maintain-framerate",
    }
}

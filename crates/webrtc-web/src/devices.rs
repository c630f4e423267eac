//! Cameras, microphones and loudspeakers.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaDeviceKind, MediaDevices, MediaStream, MediaStreamTrack};

use crate::{LocalTrack, MediaError, handles::Listener, js};

/// What is asked of a camera: enough for three simulcast layers of a 720p picture.
const CAMERA_WIDTH: f64 = 1280.0;
const CAMERA_HEIGHT: f64 = 720.0;
const CAMERA_FRAMES: f64 = 30.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceKind {
    Camera,
    Microphone,
    Speaker,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceInfo {
    pub kind: DeviceKind,
    /// Empty until permission is given.
    pub id: String,
    /// Empty until permission is given.
    pub label: String,
}

/// Calls back when devices are plugged in or out, until dropped.
#[derive(Debug)]
pub struct DeviceChanges {
    _listener: Listener,
}

impl DeviceChanges {
    /// `None` where the browser has no media devices.
    pub fn listen(mut changed: impl FnMut() + 'static) -> Option<Self> {
        let devices = media_devices().ok()?;
        Some(Self { _listener: Listener::new(devices, "devicechange", move |_: JsValue| changed()) })
    }
}

/// All devices there are; none where the browser does not tell.
pub async fn list_devices() -> Vec<DeviceInfo> {
    let Ok(devices) = media_devices() else { return Vec::new() };
    let Ok(listing) = devices.enumerate_devices() else { return Vec::new() };
    let Ok(found) = JsFuture::from(listing).await else { return Vec::new() };
    js_sys::Array::from(&found).iter().filter_map(|device| describe(&device.unchecked_into())).collect()
}

/// Opens a camera, the named one if it is there.
///
/// # Errors
/// When there is none, or it may not or cannot be used.
pub async fn open_camera(device: Option<&str>) -> Result<LocalTrack, MediaError> {
    let wanted = [("width", CAMERA_WIDTH), ("height", CAMERA_HEIGHT), ("frameRate", CAMERA_FRAMES)];
    let wanted = wanted.map(|(name, value)| (name, ideal(&value.into())));
    let track = open("video", &wanted, device).await?;
    track.hint("motion");
    Ok(track)
}

/// Opens a microphone, the named one if it is there, with the browser's echo cancellation, noise suppression and gain
/// control.
///
/// # Errors
/// When there is none, or it may not or cannot be used.
pub async fn open_microphone(device: Option<&str>) -> Result<LocalTrack, MediaError> {
    let on = ["echoCancellation", "noiseSuppression", "autoGainControl"].map(|name| (name, JsValue::TRUE));
    let wanted = [on.as_slice(), &[("channelCount", ideal(&1.0.into()))]].concat();
    open("audio", &wanted, device).await
}

pub(crate) fn media_devices() -> Result<MediaDevices, MediaError> {
    let navigator = web_sys::window().ok_or(MediaError::Unsupported)?.navigator();
    let devices = js::get(&navigator, "mediaDevices");
    if devices.is_undefined() || devices.is_null() {
        return Err(MediaError::Unsupported);
    }
    Ok(devices.unchecked_into())
}

/// The first track of the kind in a stream, and the others stopped.
pub(crate) fn take_track(stream: &MediaStream, kind: &str) -> Option<LocalTrack> {
    let tracks: Vec<MediaStreamTrack> = stream.get_tracks().iter().map(JsCast::unchecked_into).collect();
    let track = tracks.into_iter().find(|track| track.kind() == kind)?;
    LocalTrack::new(track)
}

/// What went wrong, by the names of the Media Capture specification.
pub(crate) fn media_error(error: &JsValue) -> MediaError {
    match js::error_name(error).as_str() {
        "NotAllowedError" | "SecurityError" => MediaError::Denied,
        "NotFoundError" | "OverconstrainedError" => MediaError::Missing,
        "NotReadableError" | "AbortError" => MediaError::Busy,
        "TypeError" => MediaError::Unsupported,
        _ => MediaError::Failed,
    }
}

/// The named device, else any: one asked for only as an ideal would lose against another whose picture is larger.
async fn open(kind: &str, wanted: &[(&str, JsValue)], device: Option<&str>) -> Result<LocalTrack, MediaError> {
    if let Some(device) = device.filter(|device| !device.is_empty()) {
        let exact = ("deviceId", js::object(&[("exact", device.into())]));
        match get_user_media(kind, &js::object(&[wanted, &[exact]].concat())).await {
            Err(MediaError::Missing) => {}
            opened => return opened,
        }
    }
    get_user_media(kind, &js::object(wanted)).await
}

async fn get_user_media(kind: &str, constraints: &JsValue) -> Result<LocalTrack, MediaError> {
    let devices = media_devices()?;
    let request = js::object(&[(kind, constraints.clone())]);
    let promise = js::call(&devices, "getUserMedia", &[request]).map_err(|error| media_error(&error))?;
    let stream = JsFuture::from(js_sys::Promise::<JsValue>::unchecked_from_js(promise)).await;
    let stream: MediaStream = stream.map_err(|error| media_error(&error))?.unchecked_into();
    take_track(&stream, kind).ok_or(MediaError::Failed)
}

fn ideal(value: &JsValue) -> JsValue {
    js::object(&[("ideal", value.clone())])
}

fn describe(device: &web_sys::MediaDeviceInfo) -> Option<DeviceInfo> {
    let kind = match device.kind() {
        MediaDeviceKind::Videoinput => DeviceKind::Camera,
        MediaDeviceKind::Audioinput => DeviceKind::Microphone,
        MediaDeviceKind::Audiooutput => DeviceKind::Speaker,
        _ => return None,
    };
    Some(DeviceInfo { kind, id: device.device_id(), label: device.label() })
}

//! Sharing the screen.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MediaStream;

use crate::{
    LocalTrack, MediaError,
    devices::{media_devices, media_error, take_track},
    js,
};

/// A shared screen, window or tab; dropping it ends the share.
#[derive(Debug)]
pub struct ScreenShare {
    pub picture: LocalTrack,
    /// Where the person shares the sound too.
    pub sound: Option<LocalTrack>,
}

/// Lets the person choose what to share. Must be called from a click.
///
/// # Errors
/// `Denied` when the person thought better of it; otherwise as for devices.
pub async fn share_screen() -> Result<ScreenShare, MediaError> {
    let devices = media_devices()?;
    let picture = js::object(&[("frameRate", js::object(&[("max", 30.0.into())]))]);
    // Without these the sound of the call itself would be sent back into it.
    let sound = js::object(&[("suppressLocalAudioPlayback", false.into()), ("echoCancellation", true.into())]);
    let request = js::object(&[("video", picture), ("audio", sound), ("selfBrowserSurface", "exclude".into())]);
    let promise = js::call(&devices, "getDisplayMedia", &[request]).map_err(|error| media_error(&error))?;
    let stream = JsFuture::from(js_sys::Promise::<JsValue>::unchecked_from_js(promise)).await;
    let stream: MediaStream = stream.map_err(|error| media_error(&error))?.unchecked_into();
    let picture = take_track(&stream, "video").ok_or(MediaError::Failed)?;
    picture.hint("detail");
    Ok(ScreenShare { picture, sound: take_track(&stream, "audio") })
}

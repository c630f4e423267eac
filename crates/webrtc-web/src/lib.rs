//! Devices, tracks and the peer connection in the browser, as plain Rust types.
//!
//! The only crate that names `web-sys`'s RTC and media types. Whatever it gives out owns what it holds of the browser:
//! dropping it stops tracks, removes listeners, clears timers and closes connections. Nothing is leaked with `forget`.

mod devices;
mod display;
mod frames;
mod handles;
mod js;
mod level;
mod lines;
mod peer;
mod permission;
mod probe;
mod sound;
mod speakers;
mod stats;
mod tones;
mod track;
mod tuning;

pub use devices::{DeviceChanges, DeviceInfo, DeviceKind, list_devices, open_camera, open_microphone};
pub use display::{ScreenShare, share_screen};
pub use frames::FrameWatch;
pub use handles::{Interval, Listener, Timeout};
pub use level::LevelMeter;
pub use peer::{PeerConnection, PeerConnectionState, SendLine};
pub use permission::watch_permission;
pub use probe::{Probe, Reached, Route};
pub use sound::{Echo, Playing, Recorder, Recording, play_chime, play_recording};
pub use stats::Counters;
pub use tones::{Tone, play_tones};
pub use track::LocalTrack;

/// Why a device or the screen cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    #[error("permission was denied")]
    Denied,
    #[error("there is no such device")]
    Missing,
    #[error("another program holds the device")]
    Busy,
    #[error("the page is not a secure context or the browser has no media devices")]
    Unsupported,
    #[error("the device failed")]
    Failed,
}

/// The browser refused a step of the peer connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the peer connection refused: {0}")]
pub struct PeerError(pub(crate) String);

//! Devices as the page shows them: which there are, which are used, what is wrong with them, and how their tests stand.

use reactive_stores::Store;

/// What somebody is seen or heard with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gear {
    Camera,
    Microphone,
}

#[derive(Debug, Clone, Default, PartialEq, Store)]
pub struct Devices {
    pub cameras: Vec<Device>,
    pub microphones: Vec<Device>,
    pub speakers: Vec<Device>,
    pub camera: Option<String>,
    pub microphone: Option<String>,
    pub speaker: Option<String>,
    pub camera_problem: Option<DeviceProblem>,
    pub microphone_problem: Option<DeviceProblem>,
    /// Microphone level, 0 to 100; for the pre-join page.
    pub level: u8,
    /// What happened to a device in the call, until dismissed or overtaken.
    pub note: Option<DeviceNote>,
    pub sound_check: SoundCheck,
    pub network_check: NetworkCheck,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    /// Empty until permission is given.
    pub label: String,
}

/// Why a camera or microphone cannot be used. None of these prevents joining.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceProblem {
    Denied,
    Missing,
    Busy,
    /// The page is not a secure context or the browser has no media devices.
    Unsupported,
    Failed,
}

impl DeviceProblem {
    /// The locale key of the sentence that says what to do; it takes `what` and `browser`.
    pub fn key(self) -> &'static str {
        match self {
            DeviceProblem::Denied => "device-denied",
            DeviceProblem::Missing => "device-missing",
            DeviceProblem::Busy => "device-busy",
            DeviceProblem::Unsupported => "device-unsupported",
            DeviceProblem::Failed => "device-failed",
        }
    }
}

/// Something about a device that the person in the call has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceNote {
    Problem(Gear, DeviceProblem),
    /// A device was lost and another, of this name, has taken its place.
    Replaced(Gear, String),
    /// A device was lost, and there is no other: what it sent is off now.
    Gone(Gear),
    /// Somebody speaks whom nobody can hear.
    SpeakingMuted,
}

/// The test of loudspeaker and microphone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SoundCheck {
    #[default]
    Idle,
    Chiming,
    Chimed,
    /// The loudspeaker cannot be tested in this browser.
    NoChime,
    /// The microphone is being opened.
    Opening,
    Recording,
    Playing,
    Played,
    /// The recording holds no sound.
    Silent,
    /// This browser cannot record.
    NoRecorder,
    Microphone(DeviceProblem),
}

/// The test of the way to the media server. Round trips in milliseconds, where the browser tells them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NetworkCheck {
    #[default]
    Idle,
    Running,
    Udp {
        round_trip: Option<u32>,
    },
    Tcp {
        round_trip: Option<u32>,
    },
    /// Pages come through and media does not; the media port to open.
    Blocked {
        port: u16,
    },
    /// Too many test now.
    Busy,
    /// Not even the page's own server answers.
    Offline,
    /// The browser cannot make calls.
    NoCalls,
}

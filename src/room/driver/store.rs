//! What outlives a reload: the seat's token in this tab, the choice of devices in this browser.

use serde::{Deserialize, Serialize};
use talkspace_model::{MediaSource, MeetingCode, PublishState, ScreenContent};
use web_sys::Storage;

const DEVICES: &str = "talkspace.devices";

/// The devices chosen last, and whether one joined with them on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    pub(super) camera: Option<String>,
    pub(super) microphone: Option<String>,
    pub(super) speaker: Option<String>,
    pub(super) camera_on: bool,
    pub(super) microphone_on: bool,
    pub(super) screen: ScreenContent,
    pub(super) saver: bool,
}

impl Default for Chosen {
    fn default() -> Self {
        Self {
            camera: None,
            microphone: None,
            speaker: None,
            camera_on: true,
            microphone_on: true,
            screen: ScreenContent::Text,
            saver: false,
        }
    }
}

/// A call that may be continued.
#[derive(Serialize, Deserialize)]
struct KeptCall {
    token: String,
    name: String,
    publish: PublishState,
}

/// Reads and writes the browser's storage; where it is forbidden or full, nothing is kept.
pub(super) struct Kept {
    key: String,
    name: String,
    token: Option<String>,
}

impl Kept {
    pub(super) fn new(code: &MeetingCode) -> Self {
        Self { key: format!("talkspace.call.{code}"), name: String::new(), token: None }
    }

    /// Under which name the person joins, for the next [`Self::keep`].
    pub(super) fn set_name(&mut self, name: String) {
        self.name = name;
    }

    /// Token, name and what was sent. A shared screen ends with the page and is not taken up again.
    pub(super) fn call(&mut self) -> Option<(String, String, PublishState)> {
        let text = session()?.get_item(&self.key).ok()??;
        let KeptCall { token, name, publish } = serde_json::from_str(&text).ok()?;
        self.name.clone_from(&name);
        self.token = Some(token.clone());
        Some((token, name, publish.with(MediaSource::Screen, false)))
    }

    pub(super) fn keep(&mut self, token: String, publish: PublishState) {
        self.token = Some(token);
        self.keep_publish(publish);
    }

    /// Keeps what is sent up to date, while there is a call to continue.
    pub(super) fn keep_publish(&self, publish: PublishState) {
        let (Some(storage), Some(token)) = (session(), self.token.clone()) else { return };
        let call = KeptCall { token, name: self.name.clone(), publish };
        write(&storage, &self.key, &call);
    }

    pub(super) fn forget(&mut self) {
        self.token = None;
        if let Some(storage) = session() {
            drop(storage.remove_item(&self.key));
        }
    }

    pub(super) fn devices(&self) -> Chosen {
        let text = local().and_then(|storage| storage.get_item(DEVICES).ok().flatten());
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    pub(super) fn keep_devices(&self, chosen: &Chosen) {
        if let Some(storage) = local() {
            write(&storage, DEVICES, chosen);
        }
    }
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn write(storage: &Storage, key: &str, value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(value) {
        drop(storage.set_item(key, &text));
    }
}

//! What the person should know, in sentences of the locale files.

use talkspace_call::{Input, Notice as Say, Phase};
use talkspace_model::{EntryRefusal, MediaSource, Role, Switch};
use talkspace_signal::{RefusalReason, RequestKind, RoleCause, RoomSettings, StopCause};

use super::{Machine, mirror::put};
use crate::room::{
    rights::{Own, hindrance_now},
    state::{Notice, RoomStateStoreFields},
};

impl Machine {
    pub(super) fn say(&mut self, say: Say) {
        match say {
            Say::Entry(refusal) => self.refuse_entry(refusal),
            Say::Unreachable => self.notice("call-unreachable"),
            Say::NoPeerConnection => self.notice("call-no-webrtc"),
            // Nobody needs to hear that a fifth heart in a second was too many.
            Say::Refused { request: RequestKind::React, reason: RefusalReason::TooFast } => {}
            Say::Refused { reason: RefusalReason::NoSuchMessage, .. } => self.notice("room-refused-no-message"),
            Say::Refused { .. } => self.notice("call-refused"),
            Say::Renamed { name } => self.notice_of("room-renamed", name),
            Say::Forgotten => self.notice("call-forgotten"),
            Say::Stopped { source, cause } => self.tell_stopped(source, cause),
            Say::AskedToUnmute { by } => put(self.state.asked_by(), Some(by)),
            Say::Spotlit { on: true } => self.notice("room-you-are-spotlit"),
            Say::Spotlit { on: false } => self.notice("room-you-are-not-spotlit"),
            Say::HandLowered { by } => self.notice_of("room-said-hand-lowered", by),
            Say::RoleChanged { role, cause } => self.tell_role(role, cause),
            Say::SettingsChanged { before, after, by } => self.tell_settings(&before, &after, by),
        }
        if self.call.phase() == Phase::Prejoin {
            self.post.input(Input::Prepare);
        }
    }

    fn refuse_entry(&self, refusal: EntryRefusal) {
        put(self.state.entry_error(), Some(refusal));
    }

    pub(super) fn notice(&self, key: &'static str) {
        put(self.state.notice(), Some(Notice { key, name: None }));
    }

    fn notice_of(&self, key: &'static str, name: String) {
        put(self.state.notice(), Some(Notice { key, name: Some(name) }));
    }

    fn tell_stopped(&self, source: MediaSource, cause: StopCause) {
        match (source, cause) {
            (MediaSource::Microphone, StopCause::Host { by }) if self.may_unmute() => {
                self.notice_of("room-stopped-microphone", by);
            }
            (MediaSource::Microphone, StopCause::Host { by }) => self.notice_of("room-stopped-microphone-hand", by),
            (MediaSource::Camera, StopCause::Host { by }) => self.notice_of("room-stopped-camera", by),
            (MediaSource::Screen, StopCause::Host { by }) => self.notice_of("room-stopped-screen", by),
            (MediaSource::Microphone, StopCause::Entry) if self.may_unmute() => self.notice("room-muted-on-entry"),
            (MediaSource::Microphone, StopCause::Entry) => self.notice("room-muted-on-entry-hand"),
            (MediaSource::Microphone, StopCause::Rule) => self.notice("room-rule-microphone"),
            (MediaSource::Camera, StopCause::Entry | StopCause::Rule) => self.notice("room-rule-camera"),
            (MediaSource::Screen, StopCause::Entry | StopCause::Rule) => self.notice("room-rule-screen"),
        }
    }

    /// Whether the microphone button would do it.
    fn may_unmute(&self) -> bool {
        hindrance_now(self.state, Own::Microphone).is_none()
    }

    fn tell_role(&self, role: Role, cause: RoleCause) {
        match cause {
            RoleCause::HostsAway => self.notice("room-role-acting"),
            RoleCause::HostsBack => self.notice("room-role-acting-over"),
            RoleCause::Host { by } => self.notice_of(role_notice(role), by),
        }
    }

    /// What others have changed; who did it themselves sees it in the panel.
    fn tell_settings(&self, before: &RoomSettings, after: &RoomSettings, by: String) {
        let me = self.call.me().and_then(|me| self.call.roster().get(me)).map(|seat| seat.info.name.clone());
        if me.as_ref() != Some(&by) {
            self.notice_of(settings_notice(before, after), by);
        }
    }
}

fn role_notice(role: Role) -> &'static str {
    match role {
        Role::Viewer => "room-role-viewer",
        Role::Participant => "room-role-participant",
        Role::Presenter => "room-role-presenter",
        Role::CoHost => "room-role-co-host",
        Role::Host => "room-role-host",
    }
}

/// The sentence about what has changed; about more than one change at once there is one for all.
fn settings_notice(before: &RoomSettings, after: &RoomSettings) -> &'static str {
    let switched: Vec<Switch> =
        Switch::all().filter(|switch| before.settings.is_on(*switch) != after.settings.is_on(*switch)).collect();
    match switched.as_slice() {
        [] if before.locked != after.locked => {
            if after.locked {
                "room-did-lock"
            } else {
                "room-did-unlock"
            }
        }
        [] if before.title != after.title => "room-did-title",
        [switch] => switch_notice(*switch, after.settings.is_on(*switch)),
        _ => "room-did-settings",
    }
}

fn switch_notice(switch: Switch, on: bool) -> &'static str {
    match (switch, on) {
        (Switch::Share, true) => "room-did-share-on",
        (Switch::Share, false) => "room-did-share-off",
        (Switch::Chat, true) => "room-did-chat-on",
        (Switch::Chat, false) => "room-did-chat-off",
        (Switch::ChatPrivately, true) => "room-did-chat-privately-on",
        (Switch::ChatPrivately, false) => "room-did-chat-privately-off",
        (Switch::Files, true) => "room-did-files-on",
        (Switch::Files, false) => "room-did-files-off",
        (Switch::Unmute, true) => "room-did-unmute-on",
        (Switch::Unmute, false) => "room-did-unmute-off",
        (Switch::Rename, true) => "room-did-rename-on",
        (Switch::Rename, false) => "room-did-rename-off",
        (Switch::React, true) => "room-did-react-on",
        (Switch::React, false) => "room-did-react-off",
        (Switch::MuteOnEntry | Switch::Sounds | Switch::ReadAfterwards, _) => "room-did-settings",
    }
}

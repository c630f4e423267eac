//! What hosts decide about a meeting, before it and during it.

use serde::{Deserialize, Serialize};

/// Who has to be admitted by a host.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingRoom {
    Nobody,
    #[default]
    Guests,
    Everyone,
}

impl WaitingRoom {
    pub const ALL: [WaitingRoom; 3] = [WaitingRoom::Nobody, WaitingRoom::Guests, WaitingRoom::Everyone];

    /// The word used in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            WaitingRoom::Nobody => "nobody",
            WaitingRoom::Guests => "guests",
            WaitingRoom::Everyone => "everyone",
        }
    }
}

/// What can be switched for a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// May share the screen.
    Share,
    /// May write to everybody.
    Chat,
    /// May write to single people; to hosts everybody always may.
    ChatPrivately,
    /// May share files in the chat.
    Files,
    /// May turn the own microphone on.
    Unmute,
    /// May change the own name.
    Rename,
    /// May send reactions.
    React,
    /// Whoever comes in is muted.
    MuteOnEntry,
    /// A sound tells that somebody has come or gone.
    Sounds,
    /// Who was there may read the chat and its files after the call.
    ReadAfterwards,
}

impl Switch {
    /// What binds viewers and participants; presenters and above are free of it.
    pub const RIGHTS: [Switch; 7] = [
        Switch::Share,
        Switch::Chat,
        Switch::ChatPrivately,
        Switch::Files,
        Switch::Unmute,
        Switch::Rename,
        Switch::React,
    ];

    /// What happens when somebody comes or goes.
    pub const COMING_AND_GOING: [Switch; 3] = [Switch::MuteOnEntry, Switch::Sounds, Switch::ReadAfterwards];

    pub fn all() -> impl Iterator<Item = Switch> {
        Self::RIGHTS.into_iter().chain(Self::COMING_AND_GOING)
    }

    /// The word used in forms and locale keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Switch::Share => "share",
            Switch::Chat => "chat",
            Switch::ChatPrivately => "chat_privately",
            Switch::Files => "files",
            Switch::Unmute => "unmute",
            Switch::Rename => "rename",
            Switch::React => "react",
            Switch::MuteOnEntry => "mute_on_entry",
            Switch::Sounds => "sounds",
            Switch::ReadAfterwards => "read_afterwards",
        }
    }
}

/// The most that each person is sent in a meeting, in megabytes (of 1,000,000 bytes) an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct DataLimit(u32);

impl DataLimit {
    /// Lower: the voices alone take more. Higher limits nothing.
    const RANGE: std::ops::RangeInclusive<u32> = 50..=20_000;

    /// What forms offer: sound and a small picture, up to a grid of sharp ones.
    pub const CHOICES: [DataLimit; 6] =
        [DataLimit(50), DataLimit(100), DataLimit(200), DataLimit(400), DataLimit(800), DataLimit(1600)];

    pub fn megabytes(self) -> u32 {
        self.0
    }

    pub fn bytes_per_second(self) -> u64 {
        u64::from(self.0) * 1_000_000 / 3600
    }
}

impl TryFrom<u32> for DataLimit {
    type Error = &'static str;

    fn try_from(megabytes: u32) -> Result<Self, Self::Error> {
        if Self::RANGE.contains(&megabytes) { Ok(Self(megabytes)) } else { Err("not a limit that can be kept") }
    }
}

impl From<DataLimit> for u32 {
    fn from(limit: DataLimit) -> u32 {
        limit.0
    }
}

/// What hosts decide about a meeting. Stored as JSON; unknown fields of a newer version are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingSettings {
    pub waiting_room: WaitingRoom,
    /// Guests do not come in at all.
    pub sign_in_required: bool,
    pub share: bool,
    pub chat: bool,
    pub chat_privately: bool,
    pub files: bool,
    pub unmute: bool,
    pub rename: bool,
    pub react: bool,
    pub mute_on_entry: bool,
    pub sounds: bool,
    pub read_afterwards: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_limit: Option<DataLimit>,
}

impl Default for MeetingSettings {
    fn default() -> Self {
        Template::Discussion.settings()
    }
}

impl MeetingSettings {
    pub fn is_on(&self, switch: Switch) -> bool {
        match switch {
            Switch::Share => self.share,
            Switch::Chat => self.chat,
            Switch::ChatPrivately => self.chat_privately,
            Switch::Files => self.files,
            Switch::Unmute => self.unmute,
            Switch::Rename => self.rename,
            Switch::React => self.react,
            Switch::MuteOnEntry => self.mute_on_entry,
            Switch::Sounds => self.sounds,
            Switch::ReadAfterwards => self.read_afterwards,
        }
    }

    pub fn set(&mut self, switch: Switch, on: bool) {
        let field = match switch {
            Switch::Share => &mut self.share,
            Switch::Chat => &mut self.chat,
            Switch::ChatPrivately => &mut self.chat_privately,
            Switch::Files => &mut self.files,
            Switch::Unmute => &mut self.unmute,
            Switch::Rename => &mut self.rename,
            Switch::React => &mut self.react,
            Switch::MuteOnEntry => &mut self.mute_on_entry,
            Switch::Sounds => &mut self.sounds,
            Switch::ReadAfterwards => &mut self.read_afterwards,
        };
        *field = on;
    }

    /// Whether somebody without special rights has to be admitted.
    pub fn asks(&self, signed_in: bool) -> bool {
        match self.waiting_room {
            WaitingRoom::Nobody => false,
            WaitingRoom::Guests => !signed_in,
            WaitingRoom::Everyone => true,
        }
    }
}

/// Settings that go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Everybody may do everything; guests ask to be let in.
    Discussion,
    /// One speaks, many listen: muted on entry, unmuted and shared by those who present.
    Lecture,
    /// One after the other: everybody waits to be called in.
    OfficeHours,
}

impl Template {
    pub const ALL: [Template; 3] = [Template::Discussion, Template::Lecture, Template::OfficeHours];

    /// The word used in forms and locale keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Template::Discussion => "discussion",
            Template::Lecture => "lecture",
            Template::OfficeHours => "office_hours",
        }
    }

    pub fn settings(self) -> MeetingSettings {
        let discussion = MeetingSettings {
            waiting_room: WaitingRoom::Guests,
            sign_in_required: false,
            share: true,
            chat: true,
            chat_privately: true,
            files: true,
            unmute: true,
            rename: true,
            react: true,
            mute_on_entry: false,
            sounds: false,
            read_afterwards: true,
            data_limit: None,
        };
        match self {
            Template::Discussion => discussion,
            Template::Lecture => MeetingSettings {
                share: false,
                chat_privately: false,
                files: false,
                unmute: false,
                rename: false,
                mute_on_entry: true,
                ..discussion
            },
            Template::OfficeHours => {
                MeetingSettings { waiting_room: WaitingRoom::Everyone, sounds: true, ..discussion }
            }
        }
    }
}

/// One change of a meeting's settings, so that two hosts who change different things do not undo each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SettingsChange {
    Title { title: String },
    WaitingRoom { waiting_room: WaitingRoom },
    SignInRequired { on: bool },
    Switch { switch: Switch, on: bool },
    Template { template: Template },
    DataLimit { data_limit: Option<DataLimit> },
}

impl SettingsChange {
    /// The settings after the change; the title is not among them.
    pub fn apply(&self, settings: MeetingSettings) -> MeetingSettings {
        match self {
            SettingsChange::Title { .. } => settings,
            SettingsChange::WaitingRoom { waiting_room } => MeetingSettings { waiting_room: *waiting_room, ..settings },
            SettingsChange::SignInRequired { on } => MeetingSettings { sign_in_required: *on, ..settings },
            SettingsChange::Switch { switch, on } => {
                let mut settings = settings;
                settings.set(*switch, *on);
                settings
            }
            // What the network can carry is no matter of how people meet.
            SettingsChange::Template { template } => {
                MeetingSettings { data_limit: settings.data_limit, ..template.settings() }
            }
            SettingsChange::DataLimit { data_limit } => MeetingSettings { data_limit: *data_limit, ..settings },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_switch_is_a_field_of_its_own() {
        for switch in Switch::all() {
            let before = MeetingSettings::default();
            let on = !before.is_on(switch);
            let after = SettingsChange::Switch { switch, on }.apply(before);
            for other in Switch::all() {
                assert_eq!(after.is_on(other) != before.is_on(other), other == switch, "{switch:?} and {other:?}");
            }
        }
    }

    #[test]
    fn settings_of_older_and_newer_versions_are_read() {
        let old: MeetingSettings = serde_json::from_str(r#"{"waiting_room":"everyone","later":1}"#).unwrap();
        assert_eq!(old, MeetingSettings { waiting_room: WaitingRoom::Everyone, ..MeetingSettings::default() });
    }

    #[test]
    fn a_template_leaves_the_data_limit_as_it_is() {
        let data_limit = Some(DataLimit::CHOICES[1]);
        let limited = SettingsChange::DataLimit { data_limit }.apply(MeetingSettings::default());
        let lecture = SettingsChange::Template { template: Template::Lecture }.apply(limited);
        assert_eq!(lecture, MeetingSettings { data_limit, ..Template::Lecture.settings() });
        assert!(DataLimit::try_from(49).is_err() && DataLimit::try_from(20_001).is_err());
    }
}

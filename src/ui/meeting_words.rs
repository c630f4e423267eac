//! The locale keys of what a meeting's settings are called, on its page and in the room alike.

use talkspace_model::{Switch, Template, WaitingRoom};

/// A name and the line that explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    pub name: &'static str,
    pub hint: &'static str,
}

pub fn switch_words(switch: Switch) -> Words {
    let (name, hint) = match switch {
        Switch::Share => ("room-switch-share", "room-switch-share-hint"),
        Switch::Chat => ("room-switch-chat", "room-switch-chat-hint"),
        Switch::ChatPrivately => ("room-switch-chat-privately", "room-switch-chat-privately-hint"),
        Switch::Files => ("room-switch-files", "room-switch-files-hint"),
        Switch::Unmute => ("room-switch-unmute", "room-switch-unmute-hint"),
        Switch::Rename => ("room-switch-rename", "room-switch-rename-hint"),
        Switch::React => ("room-switch-react", "room-switch-react-hint"),
        Switch::MuteOnEntry => ("room-switch-mute-on-entry", "room-switch-mute-on-entry-hint"),
        Switch::Sounds => ("room-switch-sounds", "room-switch-sounds-hint"),
        Switch::ReadAfterwards => ("room-switch-read-afterwards", "room-switch-read-afterwards-hint"),
    };
    Words { name, hint }
}

pub fn template_words(template: Template) -> Words {
    let (name, hint) = match template {
        Template::Discussion => ("room-template-discussion", "room-template-discussion-hint"),
        Template::Lecture => ("room-template-lecture", "room-template-lecture-hint"),
        Template::OfficeHours => ("room-template-office-hours", "room-template-office-hours-hint"),
    };
    Words { name, hint }
}

pub fn waiting_room_word(waiting_room: WaitingRoom) -> &'static str {
    match waiting_room {
        WaitingRoom::Nobody => "room-waiting-room-nobody",
        WaitingRoom::Guests => "room-waiting-room-guests",
        WaitingRoom::Everyone => "room-waiting-room-everyone",
    }
}

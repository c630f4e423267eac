//! Who may do what: every rule in one place. `docs/ROLES.md` is written from [`grant`].

use talkspace_model::{MediaSource, MeetingSettings, PublishState, Role, Switch};
use talkspace_signal::{Audience, ClientMessage, RefusalReason, RequestKind, WaitReason};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    Hello,
    Join,
    Resume,
    Offer,
    Publish,
    View,
    SlotReady,
    Quality,
    /// Writing to everybody.
    Chat,
    /// Writing to one person who does not steer.
    ChatPrivately,
    /// Writing to those who steer, or to one of them.
    ChatHosts,
    /// Sending a file; asked with each of those.
    ShareFile,
    /// Taking an own message back.
    DeleteMessage,
    /// Taking somebody else's message back.
    DeleteOther,
    /// Reading what was written earlier.
    Earlier,
    Hand,
    React,
    /// The own name; somebody else's is [`Action::RenameOther`].
    Rename,
    /// Sending something; asked with each [`Action::Publish`].
    Send(MediaSource),
    Admit,
    Deny,
    TellWaiting,
    Stop,
    MuteAll,
    AskUnmute,
    /// Drawing on a screen that somebody shares and lets others draw on.
    Mark,
    Spotlight,
    LowerHand,
    RenameOther,
    /// For now; whoever is removed may knock again.
    Remove,
    /// Removing for good.
    Block,
    SetRole,
    Lock,
    Configure,
    HandOver,
    EndForAll,
}

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    Always,
    /// While the room's switch is on.
    If(Switch),
    Never,
}

/// The table: what each role may do inside the room. Everything that acts upon a person needs [`Role::reaches`] as well.
pub fn grant(action: Action, role: Role) -> Grant {
    match action {
        Action::Offer
        | Action::Publish
        | Action::View
        | Action::SlotReady
        | Action::Quality
        | Action::ChatHosts
        | Action::DeleteMessage
        | Action::Earlier
        | Action::Hand => Grant::Always,
        Action::Send(MediaSource::Camera) | Action::Mark => from(Role::Participant, role),
        Action::Send(MediaSource::Microphone) => switched(Role::Participant, Switch::Unmute, role),
        Action::Send(MediaSource::Screen) => switched(Role::Participant, Switch::Share, role),
        Action::Chat => switched(Role::Viewer, Switch::Chat, role),
        Action::ChatPrivately => switched(Role::Viewer, Switch::ChatPrivately, role),
        Action::ShareFile => switched(Role::Viewer, Switch::Files, role),
        Action::React => switched(Role::Viewer, Switch::React, role),
        Action::Rename => switched(Role::Viewer, Switch::Rename, role),
        Action::Admit
        | Action::Deny
        | Action::TellWaiting
        | Action::Stop
        | Action::MuteAll
        | Action::AskUnmute
        | Action::Spotlight
        | Action::LowerHand
        | Action::DeleteOther
        | Action::RenameOther
        | Action::Remove
        | Action::Block
        | Action::SetRole
        | Action::Lock
        | Action::Configure => from(Role::CoHost, role),
        Action::HandOver | Action::EndForAll => from(Role::Host, role),
        // Asked in front of the room, never inside.
        Action::Hello | Action::Join | Action::Resume => Grant::Never,
    }
}

fn from(least: Role, role: Role) -> Grant {
    if role >= least { Grant::Always } else { Grant::Never }
}

/// Below presenters the switch decides.
fn switched(least: Role, switch: Switch, role: Role) -> Grant {
    if role >= Role::Presenter {
        Grant::Always
    } else if role >= least {
        Grant::If(switch)
    } else {
        Grant::Never
    }
}

/// What the table says with the room's switches as they are.
pub fn may(action: Action, role: Role, settings: &MeetingSettings) -> bool {
    match grant(action, role) {
        Grant::Always => true,
        Grant::If(switch) => settings.is_on(switch),
        Grant::Never => false,
    }
}

/// What an acting co-host may do of what co-hosts may: what presenters may, and what keeps the meeting going, with nothing
/// that outlasts their time.
pub fn may_acting(action: Action) -> bool {
    let steers = matches!(
        action,
        Action::Admit
            | Action::Deny
            | Action::TellWaiting
            | Action::Stop
            | Action::MuteAll
            | Action::AskUnmute
            | Action::LowerHand
            | Action::Remove
            | Action::Lock
    );
    steers || grant(action, Role::Presenter) == Grant::Always
}

/// What of `wanted` may be sent. A microphone that is on stays on when unmuting is switched off: that keeps people from
/// turning theirs on, and does not mute. `asked`: a host has asked this person to unmute.
pub fn sendable(
    role: Role,
    settings: &MeetingSettings,
    before: PublishState,
    asked: bool,
    wanted: PublishState,
) -> PublishState {
    let speaks = role >= Role::Participant && (before.microphone || asked);
    let allowed = |source| match source {
        MediaSource::Microphone => speaks || may(Action::Send(source), role, settings),
        MediaSource::Camera | MediaSource::Screen => may(Action::Send(source), role, settings),
    };
    MediaSource::ALL.into_iter().fold(wanted, |sent, source| sent.with(source, sent.is_on(source) && allowed(source)))
}

/// Whether somebody may give another person this role: nobody raises anybody to their own height but the host, who hands
/// the highest over by another way.
pub fn may_set_role(own: Role, other: Role, to: Role) -> bool {
    own.reaches(other) && to < own && other != Role::Host
}

/// What somebody is in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A connection without a place.
    Outside,
    Waiting,
    /// Let in; the media server has not answered yet.
    Connecting,
    Seated(Role),
    /// Co-host only for as long as no other host or co-host is there.
    Acting,
}

/// What is not allowed here cannot happen in the room, whatever a client sends.
///
/// # Errors
/// The reason to tell the sender.
pub fn allow(action: Action, standing: Standing, settings: &MeetingSettings) -> Result<(), RefusalReason> {
    match (action, standing) {
        (Action::Join | Action::Resume, Standing::Outside) => Ok(()),
        // Somebody who mutes while waiting must come in muted.
        (Action::Publish, Standing::Waiting | Standing::Connecting) => Ok(()),
        (Action::Hello | Action::Join | Action::Resume, _) => Err(RefusalReason::OutOfPlace),
        (_, Standing::Outside | Standing::Waiting | Standing::Connecting) => Err(RefusalReason::OutOfPlace),
        (action, Standing::Seated(role)) if may(action, role, settings) => Ok(()),
        (action, Standing::Acting) if may(action, Role::CoHost, settings) && may_acting(action) => Ok(()),
        (_, Standing::Seated(_) | Standing::Acting) => Err(RefusalReason::NotAllowed),
    }
}

/// Whether somebody may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Enter,
    Wait(WaitReason),
}

/// How the door stands for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// A host has entered in this run.
    pub begun: bool,
    pub locked: bool,
    /// This person must be admitted and was not yet.
    pub asks: bool,
}

pub fn entry(role: Role, door: Door) -> Entry {
    if role.steers() {
        Entry::Enter
    } else if !door.begun {
        Entry::Wait(WaitReason::HostNotHere)
    } else if door.locked {
        Entry::Wait(WaitReason::Locked)
    } else if door.asks {
        Entry::Wait(WaitReason::Knocking)
    } else {
        Entry::Enter
    }
}

/// Whether there is room: those who steer always get in, or a full room could not be steered any more.
pub fn has_room(role: Role, taken: usize, seats: usize) -> bool {
    role.steers() || taken < seats
}

/// Whether a message can change who may come in, or who steers.
pub fn moves_people(message: &ClientMessage) -> bool {
    match message {
        ClientMessage::Hello { .. }
        | ClientMessage::Join { .. }
        | ClientMessage::Resume { .. }
        | ClientMessage::SetRole { .. }
        | ClientMessage::HandOver { .. }
        | ClientMessage::Remove { .. }
        | ClientMessage::Lock { .. }
        | ClientMessage::Configure { .. }
        | ClientMessage::Admit { .. }
        | ClientMessage::AdmitAll
        | ClientMessage::Deny { .. }
        | ClientMessage::Leave
        | ClientMessage::EndForAll => true,
        ClientMessage::Offer { .. }
        | ClientMessage::Publish { .. }
        | ClientMessage::View { .. }
        | ClientMessage::SlotReady { .. }
        | ClientMessage::Chat { .. }
        | ClientMessage::DeleteMessage { .. }
        | ClientMessage::ReactTo { .. }
        | ClientMessage::Earlier { .. }
        | ClientMessage::Hand { .. }
        | ClientMessage::React { .. }
        | ClientMessage::Quality { .. }
        | ClientMessage::Rename { .. }
        | ClientMessage::Stop { .. }
        | ClientMessage::MuteAll { .. }
        | ClientMessage::AskUnmute { .. }
        | ClientMessage::Mark { .. }
        | ClientMessage::Spotlight { .. }
        | ClientMessage::LowerHand { .. }
        | ClientMessage::LowerAllHands
        | ClientMessage::TellWaiting { .. }
        | ClientMessage::Ping { .. } => false,
    }
}

/// What a message asks for; `None` for what is never refused.
pub fn action_of(message: &ClientMessage) -> Option<Action> {
    match message {
        ClientMessage::Hello { .. } => Some(Action::Hello),
        ClientMessage::Join { .. } => Some(Action::Join),
        ClientMessage::Resume { .. } => Some(Action::Resume),
        ClientMessage::Offer { .. } => Some(Action::Offer),
        ClientMessage::Publish { .. } => Some(Action::Publish),
        ClientMessage::View { .. } => Some(Action::View),
        ClientMessage::SlotReady { .. } => Some(Action::SlotReady),
        // Who steers the room finds out; writing to them takes less.
        ClientMessage::Chat { to, .. } => Some(match to {
            Audience::Everyone => Action::Chat,
            Audience::Hosts => Action::ChatHosts,
            Audience::Person(_) => Action::ChatPrivately,
        }),
        // Whose message it is the room finds out.
        ClientMessage::DeleteMessage { .. } => Some(Action::DeleteMessage),
        ClientMessage::Earlier { .. } => Some(Action::Earlier),
        ClientMessage::Hand { .. } => Some(Action::Hand),
        ClientMessage::React { .. } | ClientMessage::ReactTo { .. } => Some(Action::React),
        ClientMessage::Quality { .. } => Some(Action::Quality),
        // Whose name it is the room finds out; nobody but those who steer needs more than the switch.
        ClientMessage::Rename { .. } => Some(Action::Rename),
        ClientMessage::SetRole { .. } => Some(Action::SetRole),
        ClientMessage::HandOver { .. } => Some(Action::HandOver),
        ClientMessage::Stop { .. } => Some(Action::Stop),
        ClientMessage::MuteAll { .. } => Some(Action::MuteAll),
        ClientMessage::AskUnmute { .. } => Some(Action::AskUnmute),
        ClientMessage::Mark { .. } => Some(Action::Mark),
        ClientMessage::Spotlight { .. } => Some(Action::Spotlight),
        ClientMessage::LowerHand { .. } | ClientMessage::LowerAllHands => Some(Action::LowerHand),
        ClientMessage::Remove { block, .. } => Some(if *block { Action::Block } else { Action::Remove }),
        ClientMessage::Lock { .. } => Some(Action::Lock),
        ClientMessage::Configure { .. } => Some(Action::Configure),
        ClientMessage::TellWaiting { .. } => Some(Action::TellWaiting),
        ClientMessage::Admit { .. } | ClientMessage::AdmitAll => Some(Action::Admit),
        ClientMessage::Deny { .. } => Some(Action::Deny),
        ClientMessage::EndForAll => Some(Action::EndForAll),
        ClientMessage::Leave | ClientMessage::Ping { .. } => None,
    }
}

impl Action {
    /// The word under which a refusal names the action.
    pub fn request(self) -> RequestKind {
        match self {
            Action::Hello => RequestKind::Hello,
            Action::Join => RequestKind::Join,
            Action::Resume => RequestKind::Resume,
            Action::Offer => RequestKind::Offer,
            Action::Publish | Action::Send(_) => RequestKind::Publish,
            Action::View => RequestKind::View,
            Action::SlotReady => RequestKind::SlotReady,
            Action::Quality => RequestKind::Quality,
            Action::Chat | Action::ChatPrivately | Action::ChatHosts | Action::ShareFile => RequestKind::Chat,
            Action::DeleteMessage | Action::DeleteOther => RequestKind::DeleteMessage,
            Action::Earlier => RequestKind::Earlier,
            Action::Hand => RequestKind::Hand,
            Action::React => RequestKind::React,
            Action::Rename | Action::RenameOther => RequestKind::Rename,
            Action::Admit => RequestKind::Admit,
            Action::Deny => RequestKind::Deny,
            Action::TellWaiting => RequestKind::TellWaiting,
            Action::Stop => RequestKind::Stop,
            Action::MuteAll => RequestKind::MuteAll,
            Action::AskUnmute => RequestKind::AskUnmute,
            Action::Mark => RequestKind::Mark,
            Action::Spotlight => RequestKind::Spotlight,
            Action::LowerHand => RequestKind::LowerHand,
            Action::Remove | Action::Block => RequestKind::Remove,
            Action::SetRole => RequestKind::SetRole,
            Action::Lock => RequestKind::Lock,
            Action::Configure => RequestKind::Configure,
            Action::HandOver => RequestKind::HandOver,
            Action::EndForAll => RequestKind::EndForAll,
        }
    }
}

/// A part of a run's record, which is read during the meeting or afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordPart {
    /// The own line of the attendance.
    OwnLine,
    /// Who came and went, and the times of it.
    Timeline,
    /// Everybody's attendance, over all runs that one may read, and its export.
    Everybody,
    /// What was written to everybody, with its files.
    Chat,
    /// What was written to the hosts.
    HostChat,
    /// What was written to one person: asked of the two whom it is between.
    OwnPrivateChat,
    /// The same, asked of anybody else.
    PrivateChat,
    /// What people said of the call.
    Feedback,
}

/// What somebody is to a run of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Was not there, and it is not their meeting.
    Stranger,
    /// Was there; `sent_away` when a host removed them.
    Attended { sent_away: bool },
    /// Was there and steered it, or it is their meeting.
    Steered,
}

/// What of a record somebody may read. The one switch is [`MeetingSettings::read_afterwards`].
pub fn may_read_record(part: RecordPart, past: Past, read_afterwards: bool) -> bool {
    match (part, past) {
        (_, Past::Stranger) | (RecordPart::PrivateChat, _) => false,
        (_, Past::Steered) => true,
        (RecordPart::OwnLine | RecordPart::Timeline, Past::Attended { .. }) => true,
        (RecordPart::Chat | RecordPart::OwnPrivateChat, Past::Attended { sent_away }) => read_afterwards && !sent_away,
        (RecordPart::Everybody | RecordPart::HostChat | RecordPart::Feedback, Past::Attended { .. }) => false,
    }
}

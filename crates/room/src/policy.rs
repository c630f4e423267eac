//! Who may do what: every rule in one place.

use talkspace_model::Role;
use talkspace_signal::{ClientMessage, RefusalReason, RequestKind, WaitReason};

use crate::Arrival;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Hello,
    Join,
    Resume,
    Offer,
    Publish,
    View,
    SlotReady,
    Chat,
    Hand,
    Admit,
    Deny,
    EndForAll,
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
}

/// The table. What is not allowed here cannot happen in the room, whatever a client sends.
///
/// # Errors
/// The reason to tell the sender.
pub fn allow(action: Action, standing: Standing) -> Result<(), RefusalReason> {
    use Action::{Admit, Chat, Deny, EndForAll, Hand, Hello, Join, Offer, Publish, Resume, SlotReady, View};
    use Standing::{Connecting, Outside, Seated, Waiting};
    match (action, standing) {
        (Join | Resume, Outside) => Ok(()),
        // Somebody who mutes while waiting must come in muted.
        (Publish, Waiting | Connecting | Seated(_)) => Ok(()),
        (Offer | View | SlotReady | Chat | Hand, Seated(_)) => Ok(()),
        (Admit | Deny, Seated(role)) if role.steers() => Ok(()),
        (EndForAll, Seated(Role::Host)) => Ok(()),
        (Admit | Deny | EndForAll, Seated(_)) => Err(RefusalReason::NotAllowed),
        (Hello, _) | (Join | Resume, Waiting | Connecting | Seated(_)) => Err(RefusalReason::OutOfPlace),
        (Publish, Outside) => Err(RefusalReason::OutOfPlace),
        (Offer | View | SlotReady | Chat | Hand | Admit | Deny | EndForAll, Outside | Waiting | Connecting) => {
            Err(RefusalReason::OutOfPlace)
        }
    }
}

/// Whether somebody may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Enter,
    Wait(WaitReason),
}

/// `begun`: a host has entered in this run. `admitted`: a host let this person in before.
pub fn entry(arrival: &Arrival, begun: bool, admitted: bool) -> Entry {
    if arrival.role.steers() {
        Entry::Enter
    } else if !begun {
        Entry::Wait(WaitReason::HostNotHere)
    } else if arrival.must_ask && !admitted {
        Entry::Wait(WaitReason::Knocking)
    } else {
        Entry::Enter
    }
}

/// Whether there is room: those who steer always get in, or a full room could not be steered any more.
pub fn has_room(role: Role, taken: usize, seats: usize) -> bool {
    role.steers() || taken < seats
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
        ClientMessage::Chat { .. } => Some(Action::Chat),
        ClientMessage::Hand { .. } => Some(Action::Hand),
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
            Action::Publish => RequestKind::Publish,
            Action::View => RequestKind::View,
            Action::SlotReady => RequestKind::SlotReady,
            Action::Chat => RequestKind::Chat,
            Action::Hand => RequestKind::Hand,
            Action::Admit => RequestKind::Admit,
            Action::Deny => RequestKind::Deny,
            Action::EndForAll => RequestKind::EndForAll,
        }
    }
}

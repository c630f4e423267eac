//! What the page offers somebody: a mirror of the server's table (`crates/room/src/policy.rs`), so that nothing is
//! offered which would be refused. Whatever the page shows, the server decides.

use leptos::prelude::*;
use talkspace_model::{MediaSource, MeetingSettings, PublishState, Role, SeatId, Switch};
use talkspace_signal::ClientMessage;

use super::{
    frame::room,
    state::{Action, Person, Room, RoomState, RoomStateStoreFields},
};

/// What somebody does for themselves and may be kept from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    Microphone,
    Camera,
    Screen,
    Chat,
    ChatPrivately,
    Files,
    React,
    Rename,
}

/// What decides what I may do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rights {
    pub role: Role,
    /// A co-host for the time being only.
    pub acting: bool,
    pub settings: MeetingSettings,
    pub publish: PublishState,
    /// A host has asked me to unmute.
    pub asked: bool,
}

impl Rights {
    /// The locale key of the reason why I may not; `None` when I may. Whatever is on may always be turned off.
    pub(super) fn hindrance(&self, own: Own) -> Option<&'static str> {
        let (least, switch, reason) = match own {
            Own::Microphone if self.publish.microphone => return None,
            Own::Microphone if self.asked && self.role >= Role::Participant => return None,
            Own::Camera if self.publish.camera => return None,
            Own::Screen if self.publish.screen => return None,
            Own::Camera => (Role::Participant, None, "room-may-not-camera"),
            Own::Microphone => (Role::Participant, Some(Switch::Unmute), "room-may-not-unmute"),
            Own::Screen => (Role::Participant, Some(Switch::Share), "room-may-not-share"),
            Own::Chat => (Role::Viewer, Some(Switch::Chat), "room-may-not-chat"),
            Own::ChatPrivately => (Role::Viewer, Some(Switch::ChatPrivately), "room-may-not-chat-privately"),
            Own::Files => (Role::Viewer, Some(Switch::Files), "room-may-not-files"),
            Own::React => (Role::Viewer, Some(Switch::React), "room-react-off"),
            Own::Rename => (Role::Viewer, Some(Switch::Rename), "room-may-not-rename"),
        };
        let switched_on = switch.is_none_or(|switch| self.settings.is_on(switch));
        if self.role < least {
            Some("room-may-not-viewer")
        } else if switched_on || self.role >= Role::Presenter {
            None
        } else {
            Some(reason)
        }
    }
}

/// My own rights, once I am in.
fn rights(state: reactive_stores::Store<RoomState>) -> Option<Rights> {
    let (role, acting) =
        state.people().with(|people| people.iter().find(|person| person.me).map(|me| (me.role, me.acting)))?;
    let settings = state.settings().with(|settings| settings.as_ref().map(|room| room.settings))?;
    let asked = state.asked_by().with(Option::is_some);
    Some(Rights { role, acting, settings, publish: state.publish().get(), asked })
}

/// Why I may not do something, by locale key, for a control that is shown disabled with its reason.
pub(super) fn hindrance(own: Own) -> Memo<Option<&'static str>> {
    let state = room().state;
    Memo::new(move |_| rights(state).and_then(|rights| rights.hindrance(own)))
}

/// The same as it is at this moment.
pub(super) fn hindrance_now(state: reactive_stores::Store<RoomState>, own: Own) -> Option<&'static str> {
    untrack(|| rights(state)).and_then(|rights| rights.hindrance(own))
}

/// Whether I may change the meeting's settings.
pub(super) fn may_configure() -> Memo<bool> {
    let state = room().state;
    Memo::new(move |_| rights(state).is_some_and(|mine| mine.role.steers() && !mine.acting))
}

/// Whether I may take a message back, `mine` or somebody else's.
pub(super) fn may_take_back(mine: bool) -> Memo<bool> {
    let configure = may_configure();
    Memo::new(move |_| mine || configure.get())
}

/// What I am, once I am in.
pub(super) fn my_role() -> Memo<Option<Role>> {
    let state = room().state;
    Memo::new(move |_| state.people().with(|people| people.iter().find(|person| person.me).map(|me| me.role)))
}

/// Turns something of my own on or off; what I may not turn on is explained instead.
pub(super) fn turn(room: Room, source: MediaSource, on: bool) {
    let (own, action) = match source {
        MediaSource::Microphone => (Own::Microphone, Action::SetMicrophone(on)),
        MediaSource::Camera => (Own::Camera, Action::SetCamera(on)),
        MediaSource::Screen => (Own::Screen, Action::SetScreen(on)),
    };
    match hindrance_now(room.state, own).filter(|_| on) {
        Some(reason) => room.dispatch(Action::Explain(reason)),
        None => room.dispatch(action),
    }
}

/// What can be done with somebody in the list of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Write,
    Mute,
    AskUnmute,
    CameraOff,
    StopSharing,
    LowerHand,
    Spotlight,
    EndSpotlight,
    MuteOthers,
    SetRole(Role),
    Rename,
    HandOver,
    Remove,
    Block,
}

/// What I, being `role`, may do with this person, in the order of the menu.
pub(super) fn deeds(mine: &Rights, person: &Person) -> Vec<Deed> {
    if person.me {
        let rename = mine.hindrance(Own::Rename).is_none().then_some(Deed::Rename);
        return spotlight(mine, person).into_iter().chain(rename).collect();
    }
    let reached = mine.role.reaches(person.role);
    // Nothing that outlasts an acting co-host's time.
    let lasting = !mine.acting;
    let lights = spotlight(mine, person);
    let sends = person.publish;
    let speaks = person.role >= Role::Participant;
    let offers = [
        (Deed::Mute, reached && sends.microphone),
        (Deed::AskUnmute, reached && speaks && !sends.microphone),
        (Deed::CameraOff, reached && sends.camera),
        (Deed::StopSharing, reached && sends.screen),
        (Deed::LowerHand, reached && person.hand.is_some()),
        (Deed::Spotlight, lights == Some(Deed::Spotlight)),
        (Deed::EndSpotlight, lights == Some(Deed::EndSpotlight)),
        (Deed::Write, person.role.steers() || mine.hindrance(Own::ChatPrivately).is_none()),
        (Deed::MuteOthers, mine.role.steers()),
        (Deed::SetRole(Role::CoHost), lasting && may_set(mine.role, person.role, Role::CoHost)),
        (Deed::SetRole(Role::Presenter), lasting && may_set(mine.role, person.role, Role::Presenter)),
        (Deed::SetRole(Role::Participant), lasting && may_set(mine.role, person.role, Role::Participant)),
        (Deed::SetRole(Role::Viewer), lasting && may_set(mine.role, person.role, Role::Viewer)),
        (Deed::Rename, lasting && reached),
        (Deed::HandOver, mine.role == Role::Host && person.role != Role::Host),
        (Deed::Remove, reached),
        (Deed::Block, lasting && reached),
    ];
    offers.into_iter().filter_map(|(deed, offered)| offered.then_some(deed)).collect()
}

/// Takes nothing from whoever it falls on, so it reaches everybody.
fn spotlight(mine: &Rights, person: &Person) -> Option<Deed> {
    let deed = if person.spotlight { Deed::EndSpotlight } else { Deed::Spotlight };
    (mine.role.steers() && !mine.acting).then_some(deed)
}

/// A co-host goes back to being a participant first: three ways down would be two too many.
fn may_set(mine: Role, theirs: Role, to: Role) -> bool {
    let told = theirs != Role::CoHost || to == Role::Participant;
    mine.reaches(theirs) && theirs != Role::Host && to < mine && to != theirs && told
}

/// My rights and what I may do with one person, for as long as both are here.
pub(super) fn deeds_with(seat: SeatId) -> Memo<Vec<Deed>> {
    let state = room().state;
    Memo::new(move |_| {
        let Some(mine) = rights(state) else { return Vec::new() };
        state.people().with(|people| {
            people.iter().find(|person| person.seat == seat).map(|person| deeds(&mine, person)).unwrap_or_default()
        })
    })
}

/// What is asked of the server for it; `None` for what asks the person more first.
pub(super) fn request(deed: Deed, seat: SeatId) -> Option<ClientMessage> {
    let stop = |source| ClientMessage::Stop { seat, source };
    match deed {
        Deed::Mute => Some(stop(MediaSource::Microphone)),
        Deed::CameraOff => Some(stop(MediaSource::Camera)),
        Deed::StopSharing => Some(stop(MediaSource::Screen)),
        Deed::AskUnmute => Some(ClientMessage::AskUnmute { seat }),
        Deed::LowerHand => Some(ClientMessage::LowerHand { seat }),
        Deed::Spotlight => Some(ClientMessage::Spotlight { seat: Some(seat) }),
        Deed::EndSpotlight => Some(ClientMessage::Spotlight { seat: None }),
        Deed::MuteOthers => Some(ClientMessage::MuteAll { except: vec![seat] }),
        Deed::SetRole(role) => Some(ClientMessage::SetRole { seat, role }),
        Deed::Write | Deed::Rename | Deed::HandOver | Deed::Remove | Deed::Block => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use talkspace_model::{Template, Timestamp};
    use talkspace_room::policy;

    fn rights(role: Role, template: Template) -> Rights {
        Rights { role, acting: false, settings: template.settings(), publish: PublishState::default(), asked: false }
    }

    fn person(role: Role) -> Person {
        Person {
            publish: PublishState { microphone: true, camera: true, screen: true, paused: false, drawing: false },
            hand: Some(Timestamp(5)),
            ..Person::example(7, "Ravi", role)
        }
    }

    #[test]
    fn switches_bind_whoever_is_less_than_a_presenter() {
        let lecture = |role| rights(role, Template::Lecture);
        assert_eq!(lecture(Role::Participant).hindrance(Own::Microphone), Some("room-may-not-unmute"));
        assert_eq!(lecture(Role::Participant).hindrance(Own::Screen), Some("room-may-not-share"));
        assert_eq!(lecture(Role::Participant).hindrance(Own::Rename), Some("room-may-not-rename"));
        assert_eq!(lecture(Role::Participant).hindrance(Own::Camera), None);
        assert_eq!(lecture(Role::Viewer).hindrance(Own::Camera), Some("room-may-not-viewer"));
        for own in [
            Own::Microphone,
            Own::Camera,
            Own::Screen,
            Own::Chat,
            Own::ChatPrivately,
            Own::Files,
            Own::React,
            Own::Rename,
        ] {
            assert_eq!(lecture(Role::Presenter).hindrance(own), None, "{own:?}");
            assert_eq!(rights(Role::Participant, Template::Discussion).hindrance(own), None, "{own:?}");
        }
    }

    #[test]
    fn what_is_on_can_be_turned_off_and_who_is_asked_may_speak() {
        let mut mine = rights(Role::Participant, Template::Lecture);
        mine.publish.microphone = true;
        assert_eq!(mine.hindrance(Own::Microphone), None);
        mine.publish.microphone = false;
        mine.asked = true;
        assert_eq!(mine.hindrance(Own::Microphone), None);
        mine.role = Role::Viewer;
        assert_eq!(mine.hindrance(Own::Microphone), Some("room-may-not-viewer"));
    }

    /// The page's mirror and the server's table, cell by cell and with every setting of the switches.
    #[test]
    fn the_page_says_what_the_server_does() {
        use talkspace_room::policy::Action;
        let pairs = [
            (Own::Microphone, Action::Send(MediaSource::Microphone)),
            (Own::Camera, Action::Send(MediaSource::Camera)),
            (Own::Screen, Action::Send(MediaSource::Screen)),
            (Own::Chat, Action::Chat),
            (Own::ChatPrivately, Action::ChatPrivately),
            (Own::Files, Action::ShareFile),
            (Own::React, Action::React),
            (Own::Rename, Action::Rename),
        ];
        for choice in 0..1_u32 << Switch::RIGHTS.len() {
            let mut settings = MeetingSettings::default();
            for (bit, switch) in Switch::RIGHTS.into_iter().enumerate() {
                settings.set(switch, choice >> bit & 1 == 1);
            }
            for role in Role::ALL {
                let mine = Rights { role, acting: false, settings, publish: PublishState::default(), asked: false };
                for (own, action) in pairs {
                    let may = policy::may(action, role, &settings);
                    assert_eq!(mine.hindrance(own).is_none(), may, "{role:?} {own:?} {settings:?}");
                }
            }
        }
        for (mine, theirs, to) in roles_thrice() {
            let offered = may_set(mine, theirs, to);
            assert!(!offered || policy::may_set_role(mine, theirs, to), "{mine:?} makes a {theirs:?} a {to:?}");
        }
    }

    fn roles_thrice() -> impl Iterator<Item = (Role, Role, Role)> {
        let pairs = Role::ALL.into_iter().flat_map(|one| Role::ALL.map(|two| (one, two)));
        pairs.flat_map(|(one, two)| Role::ALL.map(|three| (one, two, three)))
    }

    #[test]
    fn nobody_is_offered_what_the_server_refuses() {
        for mine in Role::ALL {
            for theirs in Role::ALL {
                let offered = deeds(&rights(mine, Template::Discussion), &person(theirs));
                let reached = mine.reaches(theirs);
                for deed in &offered {
                    let allowed = match deed {
                        // The template lets everybody write to each other.
                        Deed::Write => true,
                        Deed::MuteOthers | Deed::Spotlight | Deed::EndSpotlight => mine.steers(),
                        Deed::HandOver => mine == Role::Host && theirs != Role::Host,
                        Deed::SetRole(to) => reached && *to < mine && theirs != Role::Host,
                        Deed::AskUnmute => reached && theirs >= Role::Participant,
                        Deed::Mute
                        | Deed::CameraOff
                        | Deed::StopSharing
                        | Deed::LowerHand
                        | Deed::Rename
                        | Deed::Remove
                        | Deed::Block => reached,
                    };
                    assert!(allowed, "{mine:?} is offered {deed:?} on {theirs:?}");
                }
                assert_eq!(offered.contains(&Deed::Remove), reached, "{mine:?} on {theirs:?}");
            }
        }
    }

    #[test]
    fn an_acting_co_host_is_offered_nothing_that_lasts() {
        let mine = Rights { acting: true, ..rights(Role::CoHost, Template::Discussion) };
        let offered = deeds(&mine, &person(Role::Participant));
        for (deed, action) in [
            (Deed::Rename, policy::Action::RenameOther),
            (Deed::Block, policy::Action::Block),
            (Deed::SetRole(Role::Presenter), policy::Action::SetRole),
            (Deed::Spotlight, policy::Action::Spotlight),
            (Deed::Remove, policy::Action::Remove),
            (Deed::Mute, policy::Action::Stop),
            (Deed::HandOver, policy::Action::HandOver),
        ] {
            assert_eq!(offered.contains(&deed), policy::may_acting(action), "{deed:?}");
        }
    }

    #[test]
    fn the_menu_follows_what_the_person_sends() {
        let mut ravi = person(Role::Participant);
        let host = rights(Role::Host, Template::Discussion);
        assert!(deeds(&host, &ravi).contains(&Deed::Mute));
        assert!(!deeds(&host, &ravi).contains(&Deed::AskUnmute));
        (ravi.publish, ravi.hand) = (PublishState::default(), None);
        let quiet = deeds(&host, &ravi);
        assert!(quiet.contains(&Deed::AskUnmute));
        assert!(![Deed::Mute, Deed::CameraOff, Deed::StopSharing, Deed::LowerHand].iter().any(|d| quiet.contains(d)));
    }
}

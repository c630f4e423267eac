//! What only the page itself knows: which panel is open, how the stage is laid out, what has been read.

use leptos::prelude::*;
use talkspace_model::{MeetingDoor, MessageId, SeatId, Timestamp};

use super::{
    browser,
    cast::{Hidden, LayoutMode, TileKey},
    chat::{Recipient, Tray},
    marks::Tool,
    state::{Room, RoomState, RoomStateStoreFields},
};

/// The panel at the side; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    People,
    Chat,
    Settings,
    Details,
}

/// A small menu above the control bar; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Menu {
    React,
    Layout,
    More,
    Leave,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub door: StoredValue<MeetingDoor>,
    /// The name as typed so far.
    pub name: RwSignal<String>,
    /// The browser has taken over the page: actions are heard.
    pub ready: RwSignal<bool>,
    pub panel: RwSignal<Option<Panel>>,
    pub menu: RwSignal<Option<Menu>>,
    pub keys_shown: RwSignal<bool>,
    pub layout: RwSignal<LayoutMode>,
    pub pinned: RwSignal<Option<TileKey>>,
    /// Who has no small tile.
    pub hidden: RwSignal<Hidden>,
    /// Whose picture a small window of its own would show.
    pub window: RwSignal<Option<TileKey>>,
    /// What is in hand for drawing, and on whose screen.
    pub tool: RwSignal<Option<(SeatId, Tool)>>,
    /// Which page of the small tiles is looked at, counted from 0.
    pub page: RwSignal<usize>,
    /// What is typed into the chat and not sent; outlives the panel.
    pub draft: RwSignal<String>,
    /// Whom it is for.
    pub to: RwSignal<Recipient>,
    /// The line to those who wait, not sent yet; outlives the panel too.
    pub to_waiting: RwSignal<String>,
    /// The message that what is typed answers.
    pub reply: RwSignal<Option<MessageId>>,
    /// Files to go with it.
    pub tray: Tray,
    /// The last message that has been on the screen.
    pub read: RwSignal<Option<MessageId>>,
    /// When this person was let in (before any reload of the page), and when the stay was over, by this browser's clock.
    pub entered: RwSignal<Option<Timestamp>>,
    pub left: RwSignal<Option<Timestamp>>,
}

impl Frame {
    pub(super) fn new(door: MeetingDoor) -> Self {
        Self {
            name: RwSignal::new(door.name.clone().unwrap_or_default()),
            door: StoredValue::new(door),
            ready: RwSignal::new(false),
            panel: RwSignal::new(None),
            menu: RwSignal::new(None),
            keys_shown: RwSignal::new(false),
            layout: RwSignal::new(LayoutMode::Grid),
            pinned: RwSignal::new(None),
            hidden: RwSignal::new(Hidden::default()),
            window: RwSignal::new(None),
            tool: RwSignal::new(None),
            page: RwSignal::new(0),
            draft: RwSignal::new(String::new()),
            to: RwSignal::new(Recipient::Everyone),
            to_waiting: RwSignal::new(String::new()),
            reply: RwSignal::new(None),
            tray: Tray::new(),
            read: RwSignal::new(None),
            entered: RwSignal::new(None),
            left: RwSignal::new(None),
        }
    }

    pub(super) fn toggle_panel(&self, panel: Panel) {
        self.menu.set(None);
        self.panel.update(|open| *open = (*open != Some(panel)).then_some(panel));
    }

    /// Closes the panel and gives the keyboard back to the button that opens it.
    pub(super) fn close_panel(&self) {
        if let Some(panel) = self.panel.get_untracked() {
            self.panel.set(None);
            // On a phone some panels open from the menu, and their own buttons are not to be seen.
            let _ = browser::focus(panel.button_id()) || browser::focus(Menu::More.button_id());
        }
    }

    pub(super) fn toggle_menu(&self, menu: Menu) {
        self.menu.update(|open| *open = (*open != Some(menu)).then_some(menu));
    }

    pub(super) fn close_menu(&self) {
        if let Some(menu) = self.menu.get_untracked() {
            self.menu.set(None);
            browser::focus(menu.button_id());
        }
    }
}

impl Panel {
    pub(super) fn button_id(self) -> &'static str {
        match self {
            Panel::People => "open-people",
            Panel::Chat => "open-chat",
            Panel::Settings => "open-settings",
            Panel::Details => "open-details",
        }
    }

    /// The locale key of its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Panel::People => "room-people",
            Panel::Chat => "room-chat",
            Panel::Settings => "room-settings",
            Panel::Details => "room-details",
        }
    }
}

impl Menu {
    pub(super) fn button_id(self) -> &'static str {
        match self {
            Menu::React => "open-react",
            Menu::Layout => "open-layout",
            Menu::More => "open-more",
            Menu::Leave => "open-leave",
        }
    }
}

/// The call, for any component below the room page.
pub(super) fn room() -> Room {
    expect_context::<Room>()
}

pub(super) fn frame() -> Frame {
    expect_context::<Frame>()
}

/// Whether I may admit and end.
pub(super) fn i_steer() -> Memo<bool> {
    let room = room();
    Memo::new(move |_| room.state.people().with(|people| people.iter().any(|person| person.me && person.role.steers())))
}

/// Messages of others that came since the chat was last open.
pub(super) fn unread() -> Memo<usize> {
    let (room, frame) = (room(), frame());
    Memo::new(move |_| {
        frame.read.with(|read| {
            room.state.chat().with(|lines| {
                let unread = lines.iter().rev().take_while(|line| Some(&line.id) != read.as_ref());
                unread.filter(|line| !line.me).count()
            })
        })
    })
}

/// A value of the state that keeps still while the rest of the state moves.
pub(super) fn watch<T: Clone + PartialEq + Send + Sync + 'static>(
    read: impl Fn(reactive_stores::Store<RoomState>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let state = room().state;
    Memo::new(move |_| read(state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::state::{Person, PersonStoreFields};
    use reactive_stores::Store;
    use talkspace_model::Role;

    /// The components watch the list of people; the driver writes one field of one person.
    #[test]
    fn a_change_to_one_person_reaches_whoever_watches_the_list() {
        let owner = Owner::new();
        owner.set();
        let person = Person { me: true, ..Person::example(1, "Asha", Role::Participant) };
        let state = Store::new(RoomState { people: vec![person], ..RoomState::default() });
        let speaking = Memo::new(move |_| state.people().with(|people| people.iter().any(|person| person.speaking)));
        assert!(!speaking.get_untracked());
        // As the driver does it: a field is read before it is written, which is when the store learns the list's keys.
        let field = state.people().at_key(SeatId(1)).speaking();
        assert!(!field.get_untracked());
        field.set(true);
        assert!(speaking.get_untracked());
    }
}

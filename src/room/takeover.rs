//! How the room comes from the server to the browser: the server writes the page before joining, so that it is there at
//! once, and the browser's program draws the same in its place. What was typed or pressed meanwhile is carried over.
//! Hydration would do the same for 26 KB more in the download (Brotli).

use leptos::prelude::*;
#[cfg(feature = "ssr")]
use talkspace_model::MeetingDoor;

/// The element that holds the room.
const PLACE: &str = "meeting";

/// The room as the server writes it, with what its twin in the browser has to know.
#[cfg(feature = "ssr")]
#[component]
pub fn MeetingPlace(door: MeetingDoor, invitation: String) -> impl IntoView {
    let told = serde_json::to_string(&door).unwrap_or_default();
    let link = invitation.clone();
    view! {
        <div id=PLACE data-door=told data-invitation=invitation>
            <super::RoomPage door invitation=link />
        </div>
    }
}

/// Somebody submitted the form before the program was there.
#[derive(Debug, Clone, Copy)]
struct PressedEarly(StoredValue<bool>);

/// Whether the form was submitted before the program was there; true once.
pub(super) fn pressed_early() -> bool {
    use_context::<PressedEarly>()
        .and_then(|PressedEarly(pressed)| pressed.try_update_value(std::mem::take))
        .unwrap_or_default()
}

#[cfg(feature = "hydrate")]
pub use browser::take_over;

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        mount::mount_to,
        prelude::*,
        wasm_bindgen::JsCast as _,
        web_sys::{Element, HtmlElement, HtmlInputElement},
    };

    use super::{PLACE, PressedEarly};
    use crate::room::RoomPage;

    /// Draws the room over the server's copy, if this page is a meeting's.
    pub fn take_over() {
        let Some(place) = document().get_element_by_id(PLACE).and_then(|place| place.dyn_into::<HtmlElement>().ok())
        else {
            return;
        };
        let told = |name: &str| place.get_attribute(name).unwrap_or_default();
        let Ok(door) = serde_json::from_str(&told("data-door")) else { return };
        let invitation = told("data-invitation");
        let past = Past::of(&place);
        let pressed = past.pressed;
        place.replace_children_with_node_0();
        let page = move || {
            provide_context(PressedEarly(StoredValue::new(pressed)));
            view! { <RoomPage door invitation /> }
        };
        // The room stays as long as the page does.
        mount_to(place, page).forget();
        past.carry_over();
    }

    /// What happened to the server's copy before the program was there.
    struct Past {
        /// Text by the identity of its field.
        typed: Vec<(String, String)>,
        focused: Option<String>,
        pressed: bool,
    }

    impl Past {
        fn of(place: &Element) -> Self {
            let fields = place.query_selector_all("input[id]").ok();
            let field = |index| fields.as_ref()?.get(index)?.dyn_into::<HtmlInputElement>().ok();
            let count = fields.as_ref().map_or(0, leptos::web_sys::NodeList::length);
            let typed = (0..count).filter_map(field).map(|field| (field.id(), field.value())).collect();
            let focused = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
            // Nobody ever types into this field, so only a submit makes it count as submitted.
            let pressed = place.query_selector(".pressed-early:is(:user-valid, :user-invalid)");
            Self { typed, focused, pressed: pressed.is_ok_and(|found| found.is_some()) }
        }

        fn carry_over(self) {
            for (id, text) in self.typed {
                if let Some(field) = input(&id) {
                    field.set_value(&text);
                }
            }
            if let Some(id) = self.focused {
                crate::room::browser::focus(&id);
            }
        }
    }

    fn input(id: &str) -> Option<HtmlInputElement> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }
}

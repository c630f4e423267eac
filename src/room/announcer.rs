//! One polite live region: who came, who left, who wrote while the chat was closed.

use std::collections::BTreeMap;

use leptos::prelude::*;
use talkspace_model::SeatId;

use super::{
    frame::{Panel, frame, room},
    state::{Phase, RoomStateStoreFields},
};
use crate::{args, i18n::tr};

/// Seats and the names in them.
type Roster = BTreeMap<SeatId, String>;

#[component]
pub(super) fn Announcer() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let said = RwSignal::new(String::new());
    let roster = Memo::new(move |_| {
        let others = |people: &Vec<super::state::Person>| -> Roster {
            people.iter().filter(|person| !person.me).map(|person| (person.seat, person.name.clone())).collect()
        };
        let inside = room.state.phase().get() == Phase::Joined;
        inside.then(|| room.state.people().with(others))
    });
    Effect::new(move |before: Option<Option<Roster>>| {
        let now = roster.get();
        if let (Some(Some(before)), Some(now)) = (&before, &now) {
            let sentences = changes(before, now);
            if !sentences.is_empty() {
                said.set(sentences);
            }
        }
        // While reconnecting the list stands still; compare with it afterwards.
        now.or(before.flatten())
    });
    Effect::new(move |before: Option<usize>| {
        let count = room.state.chat().with(Vec::len);
        let closed = frame.panel.get_untracked() != Some(Panel::Chat);
        if before.is_some_and(|before| before < count) && closed && frame.entered.get_untracked().is_some() {
            let last =
                room.state.chat().with_untracked(|lines| lines.last().filter(|line| !line.me).map(|l| l.name.clone()));
            if let Some(name) = last {
                said.set(tr("room-said-wrote", args!["name" => name]));
            }
        }
        count
    });
    view! { <div class="visually-hidden" role="status" aria-live="polite">{said}</div> }
}

/// What changed, in sentences; nothing when nobody came or went.
fn changes(before: &Roster, now: &Roster) -> String {
    let came = missing(now, before);
    let went = missing(before, now);
    let joined = sentence("room-said-joined", &came);
    let left = sentence("room-said-left", &went);
    [joined, left].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The names in `these` whose seats are not in `those`.
fn missing<'a>(these: &'a Roster, those: &Roster) -> Vec<&'a str> {
    these.iter().filter(|(seat, _)| !those.contains_key(seat)).map(|(_, name)| name.as_str()).collect()
}

fn sentence(key: &str, names: &[&str]) -> Option<String> {
    let (first, others) = names.split_first()?;
    Some(tr(key, args!["name" => *first, "others" => others.len()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roster(names: &[(u32, &str)]) -> Roster {
        names.iter().map(|(seat, name)| (SeatId(*seat), (*name).to_owned())).collect()
    }

    #[test]
    fn only_changes_are_said() {
        let before = roster(&[(1, "Asha"), (2, "Ravi")]);
        let now = roster(&[(2, "Ravi"), (3, "Meera"), (4, "Tom")]);
        assert_eq!(missing(&now, &before), ["Meera", "Tom"]);
        assert_eq!(missing(&before, &now), ["Asha"]);
        assert_eq!(changes(&now, &now), "");
        assert_ne!(changes(&before, &now), "");
    }
}

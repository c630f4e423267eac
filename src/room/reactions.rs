//! Reactions: sent with one press, float over the stage for a moment with their senders' names.

use leptos::prelude::*;
use talkspace_signal::{ClientMessage, Reaction};

use super::{
    frame::{Menu, frame, room, watch},
    rights::{Own, hindrance},
    state::{Action, RoomStateStoreFields, ShownReaction},
};
use crate::{
    args,
    i18n::{t, tr},
};

/// The menu above the control bar. It stays open: who claps, claps more than once.
#[component]
pub(super) fn ReactMenu() -> impl IntoView {
    let frame = frame();
    move || {
        (frame.menu.get() == Some(Menu::React)).then(|| {
            view! {
                <div class="menu-sheet react-sheet" role="group" aria-label=t("room-react")>
                    <ReactRow />
                </div>
            }
        })
    }
}

/// All reactions in a row.
#[component]
pub(super) fn ReactRow() -> impl IntoView {
    let room = room();
    let button = move |reaction: Reaction| {
        let react = move |_| room.dispatch(Action::Ask(ClientMessage::React { reaction }));
        let name = name_of(reaction);
        view! {
            <button type="button" class="react-button" aria-label=name.clone() title=name on:click=react>
                {glyph(reaction)}
            </button>
        }
    };
    view! { <div class="react-row">{Reaction::ALL.into_iter().map(button).collect_view()}</div> }.into_any()
}

/// Whether hosts let this person react.
pub(super) fn may_react() -> Memo<bool> {
    let hindrance = hindrance(Own::React);
    Memo::new(move |_| hindrance.with(Option::is_none))
}

/// What floats over the stage. Whoever listens is told by the live region.
#[component]
pub(super) fn Reactions() -> impl IntoView {
    let shown = watch(|state| state.reactions().get());
    view! {
        <div class="reactions" aria-hidden="true">
            <For each=move || shown.get() key=|shown| shown.number let:shown>
                <Floating shown=shown />
            </For>
        </div>
    }
}

#[component]
fn Floating(shown: ShownReaction) -> impl IntoView {
    let person = room()
        .state
        .people()
        .with_untracked(|people| people.iter().find(|p| p.seat == shown.seat).map(|p| (p.me, p.name.clone())));
    let (me, name) = person.unwrap_or_default();
    let shown_name = if me { t("room-you") } else { name.clone() };
    view! {
        <div
            class="reaction"
            data-reaction=word(shown.reaction)
            data-name=name
            style:left=across(shown.number).to_string() + "%"
        >
            <span class="reaction-glyph">{glyph(shown.reaction)}</span>
            <span class="reaction-name">{shown_name}</span>
        </div>
    }
}

/// How far from the left one floats, in percent: each somewhere else than the last few, on no pattern one would notice.
fn across(number: u32) -> u32 {
    8 + number.wrapping_mul(31) % 73
}

/// The word for locale texts and `data-reaction`.
pub(super) fn word(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::ThumbsUp => "thumbs-up",
        Reaction::Clap => "clap",
        Reaction::Heart => "heart",
        Reaction::Laugh => "laugh",
        Reaction::Surprise => "surprise",
        Reaction::Celebrate => "celebrate",
    }
}

/// The reaction in the person's language.
pub(crate) fn name_of(reaction: Reaction) -> String {
    tr("room-reaction", args!["reaction" => word(reaction)])
}

pub(crate) fn glyph(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::ThumbsUp => "👍",
        Reaction::Clap => "👏",
        Reaction::Heart => "❤️",
        Reaction::Laugh => "😂",
        Reaction::Surprise => "😮",
        Reaction::Celebrate => "🎉",
    }
}

#[cfg(test)]
mod tests {
    use super::across;

    #[test]
    fn reactions_of_a_moment_do_not_cover_each_other() {
        let places: Vec<u32> = (1..=6).map(across).collect();
        for (nth, place) in places.iter().enumerate() {
            assert!((8..=80).contains(place));
            assert!(places[..nth].iter().all(|other| other.abs_diff(*place) >= 7), "{places:?}");
        }
    }
}

//! One polite live region: who came, left, raised a hand, shares, reacted, or wrote while the chat was closed. And the
//! sounds of coming and going, where hosts have turned them on.

use std::time::Duration;

use leptos::prelude::*;
use talkspace_signal::Addressee;

use super::{
    frame::{Frame, Panel, frame, room},
    news::{News, Roster, Told, changes, reactions, roster},
    reactions::word,
    state::{Action, Phase, Room, RoomStateStoreFields, Sound},
};
use crate::{args, i18n::tr};

/// How long changes are gathered before they are told. Longer: what is told is old. Shorter: a class that comes in is
/// read out name by name.
const GATHER: Duration = Duration::from_secs(1);

/// What has been told so far.
#[derive(Debug, Clone, Default)]
struct Heard {
    people: Roster,
    reaction: u32,
    lines: usize,
}

#[component]
pub(super) fn Announcer() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let said = RwSignal::new(String::new());
    let heard = StoredValue::new(None::<Heard>);
    let waiting = StoredValue::new(false);
    let now = look(room);
    Effect::new(move |_| {
        // While reconnecting the list stands still; it is compared afterwards.
        let Some(now) = now.get() else { return };
        if heard.with_value(Option::is_none) {
            return heard.set_value(Some(now));
        }
        if !waiting.get_value() {
            waiting.set_value(true);
            // The announcer lives as long as the page, and so does this timer.
            set_timeout(
                move || {
                    waiting.set_value(false);
                    tell(room, frame, heard, said);
                },
                GATHER,
            );
        }
    });
    view! { <div class="visually-hidden" role="status" aria-live="polite" data-said>{said}</div> }
}

/// The room at this moment; `None` while this person is not in it.
fn look(room: Room) -> Memo<Option<Heard>> {
    Memo::new_with_compare(
        move |_| {
            (room.state.phase().get() == Phase::Joined).then(|| Heard {
                people: room.state.people().with(|people| roster(people)),
                reaction: room.state.reactions().with(|shown| shown.last().map_or(0, |last| last.number)),
                lines: room.state.chat().with(Vec::len),
            })
        },
        |before, now| match (before.and_then(Option::as_ref), now.and_then(Option::as_ref)) {
            (Some(before), Some(now)) => {
                before.people != now.people || before.reaction != now.reaction || before.lines != now.lines
            }
            (None, None) => before.is_none() != now.is_none(),
            (Some(_), None) | (None, Some(_)) => true,
        },
    )
}

fn tell(room: Room, frame: Frame, heard: StoredValue<Option<Heard>>, said: RwSignal<String>) {
    if room.state.phase().get_untracked() != Phase::Joined {
        return;
    }
    let Some(before) = heard.get_value() else { return };
    let now = room.state.people().with_untracked(|people| roster(people));
    let news = changes(&before.people, &now);
    let (reacted, last) = room.state.reactions().with_untracked(|shown| {
        let last = shown.last().map_or(before.reaction, |last| last.number);
        (reactions(shown, before.reaction, &now), last)
    });
    let lines = room.state.chat().with_untracked(Vec::len);
    sound(room, &news);
    let sentences = news.iter().chain(&reacted).map(sentence).chain(wrote(room, frame, before.lines));
    let words = sentences.collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        // A live region keeps silent about words that are there already.
        let again = said.with_untracked(|said| *said == words);
        said.set(if again { words + "\u{a0}" } else { words });
    }
    heard.set_value(Some(Heard { people: now, reaction: last, lines }));
}

/// Somebody wrote, and the chat is not open.
fn wrote(room: Room, frame: Frame, before: usize) -> Option<String> {
    if frame.panel.get_untracked() == Some(Panel::Chat) {
        return None;
    }
    room.state.chat().with_untracked(|lines| {
        let last = lines.iter().skip(before).rfind(|line| !line.me)?;
        let privately = matches!(last.to, Addressee::Person { .. });
        let key = if privately { "room-said-wrote-privately" } else { "room-said-wrote" };
        Some(tr(key, args!["name" => last.name.as_str()]))
    })
}

fn sound(room: Room, news: &[Told<'_>]) {
    let on =
        room.state.settings().with_untracked(|settings| settings.as_ref().is_some_and(|room| room.settings.sounds));
    let of = |(news, _): &Told<'_>| match news {
        News::Joined => Some(Sound::Entry),
        News::Left => Some(Sound::Leave),
        News::RaisedHand
        | News::LoweredHand
        | News::Shares
        | News::StoppedSharing
        | News::Spotlit
        | News::Became(_)
        | News::Reacted(_) => None,
    };
    if let Some(sound) = news.iter().find_map(of).filter(|_| on) {
        room.dispatch(Action::Play(sound));
    }
}

fn sentence((news, names): &Told<'_>) -> String {
    let (name, others) = names.split_first().map_or(("", 0), |(first, others)| (*first, others.len()));
    let who = tr("room-said-who", args!["name" => name, "others" => others]);
    let key = match news {
        News::Joined => "room-said-joined",
        News::Left => "room-said-left",
        News::RaisedHand => "room-said-hand-raised",
        News::LoweredHand => "room-said-hand-down",
        News::Shares => "room-said-shares",
        News::StoppedSharing => "room-said-stopped-sharing",
        News::Spotlit => "room-said-spotlight",
        News::Became(role) => return tr("room-said-role", args!["role" => role.as_str(), "who" => who]),
        News::Reacted(reaction) => {
            return tr("room-said-reacted", args!["reaction" => word(*reaction), "who" => who]);
        }
    };
    tr(key, args!["who" => who, "name" => name, "others" => others])
}

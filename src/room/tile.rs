//! One person's picture, or one shared screen.

use leptos::{html, prelude::*};

use super::{
    cast::TileKey,
    data::{HeldBack, is_held_back},
    frame::{frame, room},
    hands,
    layout::Rect,
    marks::Marks,
    quality::QualitySign,
    stage::{length, translate},
    state::{Action, Person, Picture, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Avatar, Icon, Sign},
};

#[component]
pub(super) fn Tile(key: TileKey, place: Memo<Rect>) -> impl IntoView {
    let person = person_of(key);
    let is =
        move |test: fn(&Person) -> bool| Memo::new(move |_| person.with(|person| person.as_ref().is_some_and(test)));
    let name = Memo::new(move |_| person.with(|person| person.as_ref().map(|p| p.name.clone()).unwrap_or_default()));
    let me = is(|person| person.me);
    let screen = key.picture == Picture::Screen;
    let live = is(if screen { |p| p.publish.screen && p.screen_live } else { |p| p.publish.camera && p.camera_live });
    let held = is_held_back(key);
    let held_back = Memo::new(move |_| held.get() && live.get());
    let microphone = is(|person| person.publish.microphone);
    let camera = is(|person| person.publish.camera);
    let speaking = is(|person| person.speaking);
    let paused = is(|person| person.publish.paused);
    let spotlit = is(|person| person.spotlight);
    let lit = Memo::new(move |_| spotlit.get() && !screen);
    let hand = hands::place_of(move || (!screen).then_some(key.seat));
    let quality = Memo::new(move |_| {
        // Somebody whose connection is gone has a sign of their own.
        let told = |person: &Person| !person.away && !screen;
        person.with(|person| {
            person.as_ref().filter(|person| told(person)).map(|person| person.quality).unwrap_or_default()
        })
    });
    let drawing = is(|person| person.publish.screen && person.publish.drawing);
    // Nobody draws on a picture that is not there.
    let marked = Memo::new(move |_| drawing.get() && !held_back.get());
    let shape = RwSignal::new(None);
    let speaks_here = move || !screen && speaking.get();
    view! {
        <div
            class="tile"
            data-tile
            data-name=name
            data-seat=key.seat.to_string()
            data-mic=move || on_off(microphone.get())
            data-camera=move || on_off(camera.get())
            data-screen=screen
            data-speaking=speaks_here
            data-live=move || live.get() && !held_back.get()
            data-paused=move || screen && paused.get()
            data-me=me
            data-spotlight=lit
            data-hand=move || Some(hand.get()).filter(|place| *place > 0)
            style:transform=move || translate(place.get())
            style:width=move || length(place.get().width)
            style:height=move || length(place.get().height)
        >
            <Video key=key mirrored=Signal::derive(move || me.get() && !screen) shape=shape />
            {move || {
                (!live.get() || held_back.get())
                    .then(|| match screen {
                        true => view! { <NoScreen me=me paused=paused drawing=drawing held_back=held_back /> }.into_any(),
                        false => view! { <div class="tile-nobody"><Avatar name=name.get() /></div> }.into_any(),
                    })
            }}
            {move || {
                (screen && live.get() && paused.get())
                    .then(|| view! { <p class="tile-paused"><Icon sign=Sign::Pause /><span>{t("room-screen-paused")}</span></p> })
            }}
            {move || (held_back.get() && !screen).then(|| view! { <HeldBack /> })}
            {screen.then(|| view! { <Marks seat=key.seat me=me allowed=marked place=place shape=shape_of(me, shape) /> })}
            <Label name=name me=me microphone=microphone speaking=Signal::derive(speaks_here) lit=lit screen=screen />
            <Badges hand=hand away=is(|person| person.away) />
            <QualitySign quality=quality name=name me=me />
            <PinButton key=key />
        </div>
    }
    .into_any()
}

/// The person of the tile; keeps still while only others change.
fn person_of(key: TileKey) -> Memo<Option<Person>> {
    let state = room().state;
    Memo::new(move |_| state.people().with(|people| people.iter().find(|person| person.seat == key.seat).cloned()))
}

/// Of the picture, or else of what I share, or else of most screens.
fn shape_of(me: Memo<bool>, shown: RwSignal<Option<f64>>) -> Signal<f64> {
    let state = room().state;
    let own = move || state.screen_shape().get().filter(|_| me.get());
    Signal::derive(move || shown.get().or_else(own).unwrap_or(16.0 / 9.0))
}

fn on_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// The element the driver puts the picture on. It stays on the page while the picture is away, so that the picture can
/// come back without a new element; always muted, for sound is played elsewhere.
#[component]
fn Video(key: TileKey, mirrored: Signal<bool>, shape: RwSignal<Option<f64>>) -> impl IntoView {
    let room = room();
    let video = NodeRef::<html::Video>::new();
    let (seat, picture) = (Some(key.seat), key.picture);
    Effect::new(move |_| {
        if let Some(element) = video.get() {
            room.dispatch(Action::Attach { seat, picture, element });
        }
    });
    on_cleanup(move || room.dispatch(Action::Detach { seat, picture }));
    let measure = move || {
        let sizes =
            video.get_untracked().map(|video| (f64::from(video.video_width()), f64::from(video.video_height())));
        shape.set(sizes.filter(|(_, height)| *height > 0.0).map(|(width, height)| width / height));
    };
    view! {
        <video
            node_ref=video
            class="tile-video"
            class:mirrored=mirrored
            autoplay
            playsinline
            muted
            prop:muted=true
            aria-hidden="true"
            tabindex="-1"
            on:loadedmetadata=move |_| measure()
            on:resize=move |_| measure()
        ></video>
    }
}

/// Instead of a shared screen: why it is not to be seen.
#[component]
fn NoScreen(me: Memo<bool>, paused: Memo<bool>, drawing: Memo<bool>, held_back: Memo<bool>) -> impl IntoView {
    let words = move || match (me.get(), paused.get()) {
        (true, _) if drawing.get() => "room-screen-own-marks",
        (true, _) => "room-screen-own",
        (false, true) => "room-screen-paused",
        (false, false) if held_back.get() => "data-screen-off",
        (false, false) => "room-screen-coming",
    };
    view! {
        <div class="tile-nobody">
            <Icon sign=Sign::Screen />
            <span>{move || t(words())}</span>
        </div>
    }
    .into_any()
}

/// Name and microphone at the lower edge.
#[component]
fn Label(
    name: Memo<String>,
    me: Memo<bool>,
    microphone: Memo<bool>,
    speaking: Signal<bool>,
    lit: Memo<bool>,
    screen: bool,
) -> impl IntoView {
    let words = move || match (screen, me.get()) {
        (true, true) => t("room-your-screen"),
        (true, false) => tr("room-screen-of", args!["name" => name.get()]),
        (false, true) => t("room-you"),
        (false, false) => name.get(),
    };
    let sign = move || {
        if screen {
            return None;
        }
        match (microphone.get(), speaking.get()) {
            (false, _) => Some((Sign::MicrophoneOff, "room-is-muted", "muted")),
            (true, true) => Some((Sign::Speaker, "room-is-speaking", "speaking")),
            (true, false) => None,
        }
    };
    view! {
        <div class="tile-label">
            {move || sign().map(sign_view)}
            {move || lit.get().then(|| sign_view((Sign::Star, "room-in-spotlight", "spotlight")))}
            <span class="tile-name">{words}</span>
        </div>
    }
    .into_any()
}

fn sign_view((sign, words, kind): (Sign, &'static str, &'static str)) -> impl IntoView {
    view! {
        <span class="tile-sign" data-kind=kind>
            <Icon sign=sign />
            <span class="visually-hidden">{t(words)}</span>
        </span>
    }
}

/// A raised hand with its place in the queue; a lost connection.
#[component]
fn Badges(hand: Memo<usize>, away: Memo<bool>) -> impl IntoView {
    view! {
        {move || {
            (hand.get() > 0)
                .then(|| {
                    view! {
                        <span class="tile-hand">
                            <Icon sign=Sign::Hand />
                            <span aria-hidden="true">{hand.get()}</span>
                            <span class="visually-hidden">
                                {tr("room-hand-place-of", args!["place" => hand.get()])}
                            </span>
                        </span>
                    }
                })
        }}
        {move || {
            away.get()
                .then(|| {
                    view! {
                        <span class="tile-away">
                            <Icon sign=Sign::WifiOff />
                            <span class="tile-away-words">{t("room-is-away")}</span>
                        </span>
                    }
                })
        }}
    }
    .into_any()
}

#[component]
fn PinButton(key: TileKey) -> impl IntoView {
    let pinned = frame().pinned;
    let on = Memo::new(move |_| pinned.get() == Some(key));
    let name = move || t(if on.get() { "room-unpin" } else { "room-pin" });
    view! {
        <button
            type="button"
            class="tile-pin"
            aria-label=name
            title=name
            aria-pressed=move || if on.get() { "true" } else { "false" }
            on:click=move |_| pinned.set((!on.get_untracked()).then_some(key))
        >
            <Icon sign=Sign::Pin />
        </button>
    }
    .into_any()
}

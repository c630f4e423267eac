//! The room itself: header, stage, panel and controls.

use leptos::{html, prelude::*};
use talkspace_model::SeatId;

use super::{
    browser::{self, SizeWatch},
    cast::{self, Cast, TileKey, Wish},
    controls::ControlBar,
    devices::DeviceToast,
    frame::{Frame, frame, room},
    header::{AskToast, ConnectionBanner, Header, NoticeToast},
    keys::{KeyHelp, listen_to_keys},
    knocks::KnockToast,
    layout::{self, Arrangement, Feature, Rect, Size},
    pager::Pager,
    panels::SidePanel,
    prejoin::Invitation,
    quality::{OwnQuality, Strained},
    reactions::Reactions,
    share::ShareBar,
    sight::{self, Placed},
    state::{Picture, Room, RoomStateStoreFields},
    tile::Tile,
};
use crate::i18n::t;

#[component]
pub(super) fn Call() -> impl IntoView {
    let frame = frame();
    listen_to_keys();
    view! {
        <div
            class="call"
            data-panel=move || frame.panel.get().map(|_| "open")
            on:mousedown=|event| browser::keep_focus(&event)
        >
            <Header />
            <ShareBar />
            <div class="call-middle">
                <Stage />
                <SidePanel />
            </div>
            <ControlBar />
            <KeyHelp />
        </div>
    }
    .into_any()
}

/// What is on the stage at present, and where.
#[derive(Debug, Clone, Default, PartialEq)]
struct Scene {
    tiles: Vec<Placed>,
    /// How many of them are large; they come first.
    featured: usize,
    page: usize,
    pages: usize,
    order: Vec<TileKey>,
}

#[component]
fn Stage() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let stage = NodeRef::<html::Main>::new();
    let size = watch_size(stage);
    let scene = arrange(room, frame, size);
    sight::report(room, Memo::new(move |_| scene.with(|scene| scene.tiles.clone())));
    offer_window(frame, scene);
    let keys = Memo::new(move |_| scene.with(|scene| scene.tiles.iter().map(|(key, _)| *key).collect::<Vec<_>>()));
    view! {
        <main node_ref=stage class="stage" id="stage" aria-label=t("room-stage")>
            <For each=move || keys.get() key=|key| *key let:key>
                <Tile key=key place=place_of(scene, key) />
            </For>
            <Pager pages=Memo::new(move |_| scene.with(|scene| (scene.page, scene.pages))) />
            <Alone />
            <Reactions />
            <div class="stage-notes">
                <ConnectionBanner />
                <NoticeToast />
                <DeviceToast />
                <AskToast />
                <OwnQuality />
                <Strained />
                <KnockToast />
            </div>
        </main>
    }
    .into_any()
}

/// The stage's size in CSS pixels, as long as the component lives.
fn watch_size(stage: NodeRef<html::Main>) -> RwSignal<Size> {
    let size = RwSignal::new(Size::default());
    let watch = StoredValue::new_local(None::<SizeWatch>);
    Effect::new(move |_| {
        if let Some(element) = stage.get() {
            watch.set_value(SizeWatch::new(&element, move |now| size.set(now)));
        }
    });
    size
}

fn arrange(room: Room, frame: Frame, size: RwSignal<Size>) -> Memo<Scene> {
    let speaker = last_speaker(room);
    Memo::new(move |before: Option<&Scene>| {
        let stage = size.get();
        let wish = Wish { mode: frame.layout.get(), pinned: frame.pinned.get(), speaker: speaker.get() };
        let (hidden, page) = (frame.hidden.get(), frame.page.get());
        if stage.width < 1.0 {
            return Scene::default();
        }
        let previous = before.map(|scene| scene.order.as_slice()).unwrap_or_default();
        room.state.people().with(|people| {
            let featured = cast::featured(people, wish);
            let feature = feature_of(&featured);
            let places = |stage| layout::capacity(stage, feature, featured.len());
            let places = (places(stage), places(layout::above_pager(stage)));
            place(stage, feature, cast::cast(previous, people, featured, hidden, page, places))
        })
    })
}

fn feature_of(featured: &[TileKey]) -> Feature {
    match featured.first() {
        Some(TileKey { picture: Picture::Screen, .. }) => Feature::Screen,
        Some(TileKey { picture: Picture::Camera, .. }) | None => Feature::Camera,
    }
}

fn place(stage: Size, feature: Feature, cast: Cast) -> Scene {
    let Cast { featured, others, page, pages, order } = cast;
    let stage = if pages > 1 { layout::above_pager(stage) } else { stage };
    let Arrangement { featured: large, others: small } = layout::arrange(stage, feature, featured.len(), others.len());
    let count = featured.len();
    let tiles = featured.into_iter().zip(large).chain(others.into_iter().zip(small)).collect();
    Scene { tiles, featured: count, page, pages, order }
}

/// Who of the others spoke last; keeps still while nobody speaks.
fn last_speaker(room: Room) -> Memo<Option<SeatId>> {
    Memo::new(move |before: Option<&Option<SeatId>>| {
        let before = before.copied().flatten();
        room.state.people().with(|people| {
            let mut speaking = people.iter().filter(|person| person.speaking && !person.me).map(|person| person.seat);
            let first = speaking.clone().next();
            if speaking.any(|seat| Some(seat) == before) { before } else { first.or(before) }
        })
    })
}

/// Where one tile is; keeps still while only others move.
fn place_of(scene: Memo<Scene>, key: TileKey) -> Memo<Rect> {
    Memo::new(move |before: Option<&Rect>| {
        let found = scene.with(|scene| scene.tiles.iter().find(|(tile, _)| *tile == key).map(|(_, rect)| *rect));
        found.or(before.copied()).unwrap_or_default()
    })
}

/// Notes which picture a small window of its own would show: what is large, else who speaks, else the first.
fn offer_window(frame: Frame, scene: Memo<Scene>) {
    let room = room();
    Effect::new(move |_| {
        let speaks = |key: &TileKey| {
            room.state.people().with(|people| people.iter().any(|person| person.seat == key.seat && person.speaking))
        };
        let found = scene.with(|scene| {
            let keys = scene.tiles.iter().map(|(key, _)| *key);
            let large = keys.clone().take(scene.featured).next();
            large.or_else(|| keys.clone().find(speaks)).or_else(|| keys.clone().next())
        });
        frame.window.set(found);
    });
}

/// What to do while nobody else is here.
#[component]
fn Alone() -> impl IntoView {
    let room = room();
    let alone = Memo::new(move |_| room.state.people().with(|people| people.len() == 1));
    let dismissed = RwSignal::new(false);
    let shown = move || alone.get() && !dismissed.get();
    view! {
        {move || {
            shown()
                .then(|| {
                    view! {
                        <section class="alone" aria-label=t("room-alone")>
                            <h2>{t("room-alone")}</h2>
                            <p>{t("room-alone-next")}</p>
                            <Invitation />
                            <button
                                type="button"
                                class="alone-close"
                                aria-label=t("room-close")
                                on:click=move |_| dismissed.set(true)
                            >
                                <crate::ui::Icon sign=crate::ui::Sign::Close />
                            </button>
                        </section>
                    }
                })
        }}
    }
    .into_any()
}

pub(super) fn translate(rect: Rect) -> String {
    "translate(".to_owned() + &length(rect.x) + "," + &length(rect.y) + ")"
}

/// A whole number of CSS pixels. (Written through an integer: formatting doubles would cost the download 10 KB.)
pub(super) fn length(pixels: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a stage is far smaller than an i32 of pixels")]
    let whole = pixels.round() as i32;
    whole.to_string() + "px"
}

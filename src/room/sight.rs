//! What is really in sight: nothing in a hidden tab, no tile behind a panel. The server sends only that.

use leptos::{ev, prelude::*};
use talkspace_model::{SeatId, TileView, View};

use super::{
    browser,
    cast::TileKey,
    frame::frame,
    layout::Rect,
    state::{Action, Picture, Room, RoomStateStoreFields},
};

/// A tile and where it is on the stage.
pub(super) type Placed = (TileKey, Rect);

/// Less of a tile than this, in CSS pixels, is no picture any more: its edge beside a panel.
const SLIVER: f64 = 24.0;

/// To whoever saves data no picture is taller than this, in device pixels: the smallest layer.
const THUMBNAIL: u16 = 180;

/// What of the page can be seen at present.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sight {
    /// The tab is in the background.
    hidden: bool,
    /// The picture that has a window of its own, which is seen whatever the tab does.
    window: Option<TileKey>,
    /// How much of the stage is above the panel that covers the rest, in CSS pixels; `None` without such a panel.
    above_panel: Option<f64>,
}

/// Tells the driver which pictures are in sight and how tall, in device pixels. `tiles` are those on the stage.
pub(super) fn report(room: Room, tiles: Memo<Vec<Placed>>) {
    let sight = watch_sight();
    let view = Memo::new(move |_| {
        let (me, ratio) = (room.state.me().get(), browser::pixel_ratio());
        let mut view = tiles.with(|tiles| view_of(tiles, sight.get(), me, ratio));
        if room.state.saver().get() {
            view.tiles.iter_mut().for_each(|tile| tile.height = tile.height.min(THUMBNAIL));
        }
        view
    });
    Effect::new(move |_| {
        let view = view.get();
        // Before the stage is measured nothing is known about it, which is not the same as nothing shown.
        if sight.get().hidden || tiles.with_untracked(|tiles| !tiles.is_empty()) {
            room.dispatch(Action::Show(view));
        }
    });
}

fn view_of(tiles: &[Placed], sight: Sight, me: Option<SeatId>, ratio: f64) -> View {
    let seen = |(key, rect): &&Placed| Some(key.seat) != me && sight.sees(*key, *rect);
    let of = |picture| move |(key, _): &&Placed| key.picture == picture;
    let seen = || tiles.iter().filter(seen);
    let cameras = seen().filter(of(Picture::Camera));
    View {
        tiles: cameras.map(|(key, rect)| TileView { seat: key.seat, height: pixels(rect.height * ratio) }).collect(),
        screens: Some(seen().filter(of(Picture::Screen)).map(|(key, _)| key.seat).collect()),
    }
}

impl Sight {
    fn sees(self, key: TileKey, rect: Rect) -> bool {
        let covered = self.above_panel.is_some_and(|edge| edge - rect.y < SLIVER);
        self.window == Some(key) || !self.hidden && !covered
    }
}

fn watch_sight() -> Memo<Sight> {
    let frame = frame();
    let hidden = RwSignal::new(false);
    let window = RwSignal::new(None);
    let above_panel = RwSignal::new(None);
    Effect::new(move |_| {
        hidden.set(browser::is_hidden());
        let turned = window_event_listener(ev::visibilitychange, move |_| hidden.set(browser::is_hidden()));
        let moved = ["enterpictureinpicture", "leavepictureinpicture"]
            .map(|name| window_event_listener_untyped(name, move |_| window.set(browser::tile_in_window())));
        let sized = window_event_listener(ev::resize, move |_| above_panel.set(browser::stage_above_panel()));
        on_cleanup(move || {
            turned.remove();
            sized.remove();
            moved.into_iter().for_each(WindowListenerHandle::remove);
        });
    });
    Effect::new(move |_| {
        frame.panel.track();
        // The panel is on the page with the next frame.
        request_animation_frame(move || above_panel.set(browser::stage_above_panel()));
    });
    Memo::new(move |_| Sight { hidden: hidden.get(), window: window.get(), above_panel: above_panel.get() })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of u16")]
fn pixels(height: f64) -> u16 {
    height.round().clamp(0.0, f64::from(u16::MAX)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Sight = Sight { hidden: false, window: None, above_panel: None };

    fn stage() -> Vec<Placed> {
        let rect = |y| Rect { x: 0.0, y, width: 160.0, height: 90.0 };
        vec![
            (TileKey::screen(SeatId(4)), rect(0.0)),
            (TileKey::camera(SeatId(2)), rect(100.0)),
            (TileKey::camera(SeatId(1)), rect(200.0)),
            (TileKey::camera(SeatId(3)), rect(300.0)),
        ]
    }

    fn seen(sight: Sight) -> (Vec<u32>, Vec<u32>) {
        let view = view_of(&stage(), sight, Some(SeatId(1)), 2.0);
        assert!(view.tiles.iter().all(|tile| tile.height == 180), "device pixels");
        let screens = view.screens.unwrap_or_default();
        (view.tiles.iter().map(|tile| tile.seat.0).collect(), screens.iter().map(|seat| seat.0).collect())
    }

    #[test]
    fn everything_on_the_stage_but_oneself_is_seen() {
        assert_eq!(seen(OPEN), (vec![2, 3], vec![4]));
    }

    #[test]
    fn of_a_hidden_tab_only_the_window_of_its_own_is_seen() {
        assert_eq!(seen(Sight { hidden: true, ..OPEN }), (vec![], vec![]));
        let window = Some(TileKey::camera(SeatId(3)));
        assert_eq!(seen(Sight { hidden: true, window, ..OPEN }), (vec![3], vec![]));
    }

    #[test]
    fn what_is_behind_a_panel_is_not_seen() {
        assert_eq!(seen(Sight { above_panel: Some(150.0), ..OPEN }), (vec![2], vec![4]));
        assert_eq!(seen(Sight { above_panel: Some(0.0), ..OPEN }), (vec![], vec![]));
    }
}

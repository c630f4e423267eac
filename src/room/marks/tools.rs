//! Drawing on somebody's screen: the tools, and the picture as a pad that they work on.

use std::time::Duration;

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
    web_sys::HtmlElement,
};
use talkspace_model::SeatId;
use talkspace_signal::{Mark, PIECE_POINTS, Spot};

use super::{Tool, overlay::units};
use crate::{
    i18n::t,
    room::{
        browser,
        controls::pressed,
        frame::{frame, room},
        state::{Action, Room},
    },
    ui::{Icon, Sign},
};

/// How often what was drawn meanwhile is sent. Longer would be seen as lag; shorter costs a message each time, of which the
/// server takes 25 a second.
const PIECE: Duration = Duration::from_millis(50);
/// How far an arrow key moves the pointer, in 1/10,000 of the picture; with Shift.
const STEP: i32 = 150;
const STRIDE: i32 = 800;

const TOOLS: [(Tool, &str, Sign); 3] = [
    (Tool::Pen, "room-mark-pen", Sign::Pen),
    (Tool::Arrow, "room-mark-arrow", Sign::ArrowMark),
    (Tool::Pointer, "room-mark-pointer", Sign::Pointer),
];

/// The tools for the screen of `seat`.
#[component]
pub(super) fn Tools(seat: SeatId) -> impl IntoView {
    let (room, frame) = (room(), frame());
    let at = StoredValue::new(Spot::new(Spot::EDGE / 2, Spot::EDGE / 2));
    let keys = move |event: KeyboardEvent| {
        if frame.tool.get_untracked() == Some((seat, Tool::Pointer))
            && let Some(to) = moved(at.get_value(), &event)
        {
            event.prevent_default();
            at.set_value(to);
            room.dispatch(Action::Mark { seat, mark: Mark::Pointer { at: to } });
        }
    };
    let button = move |(tool, name, sign): (Tool, &'static str, Sign)| {
        let on = Memo::new(move |_| frame.tool.get() == Some((seat, tool)));
        let flip = move |_| {
            frame.tool.set((!on.get_untracked()).then_some((seat, tool)));
            // The arrow keys are heard here.
            browser::focus(id_of(tool));
        };
        view! {
            <button
                type="button"
                id=id_of(tool)
                class="mark-tool"
                aria-label=t(name)
                title=t(name)
                aria-pressed=move || pressed(on.get())
                on:click=flip
            >
                <Icon sign=sign />
            </button>
        }
    };
    view! {
        <div class="mark-tools" role="toolbar" aria-label=t("room-mark-tools") on:keydown=keys>
            {TOOLS.map(button).into_iter().collect_view()}
        </div>
    }
}

fn id_of(tool: Tool) -> &'static str {
    match tool {
        Tool::Pen => "mark-pen",
        Tool::Arrow => "mark-arrow",
        Tool::Pointer => "mark-pointer",
    }
}

/// Where an arrow key leads.
fn moved(at: Spot, event: &KeyboardEvent) -> Option<Spot> {
    let step = if event.shift_key() { STRIDE } else { STEP };
    let (dx, dy) = match event.key().as_str() {
        "ArrowLeft" => (-step, 0),
        "ArrowRight" => (step, 0),
        "ArrowUp" => (0, -step),
        "ArrowDown" => (0, step),
        _ => return None,
    };
    let along = |from: u16, by: i32| units(f64::from(i32::from(from) + by));
    Some(Spot::new(along(at.x(), dx), along(at.y(), dy)))
}

/// What is drawn at this moment and not sent yet, as a mark to be seen here already.
pub(super) fn draft_of(tool: Tool, points: &[Spot]) -> Mark {
    match (tool, points) {
        (Tool::Arrow, [from, .., to]) => Mark::Arrow { from: *from, to: *to },
        (Tool::Pen | Tool::Arrow | Tool::Pointer, points) => {
            let drawn = if tool == Tool::Pen { points.to_vec() } else { Vec::new() };
            Mark::Pen { stroke: 0, points: drawn }
        }
    }
}

/// Over the picture while a tool is in hand. `draft` holds the points that are not sent yet.
#[component]
pub(super) fn Pad(seat: SeatId, tool: Tool, draft: RwSignal<Vec<Spot>>) -> impl IntoView {
    let hand = Hand { room: room(), seat, tool, draft, stroke: StoredValue::new(None) };
    // Fails in no browser; without it a stroke is sent when it is done.
    let ticks = set_interval_with_handle(move || hand.tick(), PIECE).ok();
    on_cleanup(move || {
        if let Some(ticks) = ticks {
            ticks.clear();
        }
        drop(draft.try_set(Vec::new()));
    });
    view! {
        <div
            class="marks-pad"
            data-tool=kind(tool)
            on:pointerdown=move |event| hand.down(&event)
            on:pointermove=move |event| hand.moves(spot(&event))
            on:pointerup=move |_| hand.up()
            on:pointercancel=move |_| hand.up()
        ></div>
    }
}

fn kind(tool: Tool) -> &'static str {
    match tool {
        Tool::Pen => "pen",
        Tool::Arrow => "arrow",
        Tool::Pointer => "pointer",
    }
}

/// The mouse, pen or finger on the pad.
#[derive(Clone, Copy)]
struct Hand {
    room: Room,
    seat: SeatId,
    tool: Tool,
    draft: RwSignal<Vec<Spot>>,
    /// While a button is down, the number of what is drawn: the moment at which it was begun.
    stroke: StoredValue<Option<u32>>,
}

impl Hand {
    fn down(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        // Refused for a pointer that is gone already; then nothing more comes of it.
        let _ = event_target::<HtmlElement>(event).set_pointer_capture(event.pointer_id());
        self.stroke.set_value(u32::try_from(browser::now().0 & i64::from(u32::MAX)).ok());
        self.draft.set(vec![spot(event)]);
    }

    fn moves(self, at: Spot) {
        let drawing = self.stroke.get_value().is_some();
        match self.tool {
            Tool::Pointer => self.draft.set(vec![at]),
            Tool::Pen if drawing => {
                self.draft.update(|points| points.push(at));
                if self.draft.with_untracked(Vec::len) == PIECE_POINTS {
                    self.send_piece();
                }
            }
            Tool::Arrow if drawing => self.draft.update(|points| {
                points.truncate(1);
                points.push(at);
            }),
            Tool::Pen | Tool::Arrow => {}
        }
    }

    fn up(self) {
        let points = self.draft.get_untracked();
        match (self.tool, points.as_slice()) {
            (Tool::Pen, [_, ..]) => self.send_piece(),
            (Tool::Arrow, [from, .., to]) => self.send(Mark::Arrow { from: *from, to: *to }),
            (Tool::Pen | Tool::Arrow | Tool::Pointer, _) => {}
        }
        self.stroke.set_value(None);
        self.draft.set(Vec::new());
    }

    fn tick(self) {
        let points = self.draft.get_untracked();
        match (self.tool, points.as_slice()) {
            (Tool::Pen, [_, _, ..]) => self.send_piece(),
            (Tool::Pointer, [.., at]) => {
                self.send(Mark::Pointer { at: *at });
                self.draft.set(Vec::new());
            }
            (Tool::Pen | Tool::Arrow | Tool::Pointer, _) => {}
        }
    }

    /// The next piece begins where this one ends.
    fn send_piece(self) {
        let (Some(stroke), points) = (self.stroke.get_value(), self.draft.get_untracked()) else { return };
        self.draft.set(points.last().copied().into_iter().collect());
        self.send(Mark::Pen { stroke, points });
    }

    fn send(self, mark: Mark) {
        self.room.dispatch(Action::Mark { seat: self.seat, mark });
    }
}

/// Where on the pad something happened; beside it counts as on its edge.
fn spot(event: &PointerEvent) -> Spot {
    let pad = event_target::<HtmlElement>(event);
    let part = |offset: i32, length: i32| units(f64::from(offset) / f64::from(length.max(1)) * f64::from(Spot::EDGE));
    Spot::new(part(event.offset_x(), pad.offset_width()), part(event.offset_y(), pad.offset_height()))
}

//! The marks over a shared screen, exactly where its picture lies on the tile.

use leptos::prelude::*;
use talkspace_model::{Role, SeatId};
use talkspace_signal::{Mark, Spot};

use super::{
    Trace, contained,
    tools::{Pad, Tools, draft_of},
};
use crate::room::{
    frame::{frame, room},
    layout::{Rect, Size},
    rights::my_role,
    stage::{length, translate},
    state::{Person, RoomStateStoreFields},
};

/// So many colours there are for people; the style sheet has them.
const INKS: u32 = 8;
/// Length of an arrow's head in units of 1/10,000 of the picture's height, and how wide it opens.
const HEAD: f64 = 420.0;
const HEAD_OPENS: f64 = 0.45;
/// Right of this a name stands on the left of its mark, for on the right it would leave the picture.
const NAME_TURNS: u16 = 8_200;

/// Over the screen of `seat`, whose picture has this shape (width over height).
#[component]
pub(in crate::room) fn Marks(
    seat: SeatId,
    me: Memo<bool>,
    allowed: Memo<bool>,
    place: Memo<Rect>,
    shape: Signal<f64>,
) -> impl IntoView {
    let (room, frame) = (room(), frame());
    let lies = Memo::new(move |_| {
        let Rect { width, height, .. } = place.get();
        contained(Size { width, height }, shape.get())
    });
    let mine = room.state.me();
    let numbers = Memo::new(move |_| {
        room.state.marks().with(|marks| marks.on(seat).map(|trace| trace.number).collect::<Vec<_>>())
    });
    let role = my_role();
    let offered = Memo::new(move |_| allowed.get() && !me.get() && role.get() >= Some(Role::Participant));
    put_tools_away(seat, offered);
    let tool =
        Memo::new(move |_| frame.tool.get().filter(|(on, _)| *on == seat && offered.get()).map(|(_, tool)| tool));
    let draft = RwSignal::new(Vec::<Spot>::new());
    view! {
        <div
            class="marks"
            data-marks
            data-own=me
            data-allowed=allowed
            style:transform=move || translate(lies.get())
            style:width=move || length(lies.get().width)
            style:height=move || length(lies.get().height)
        >
            <svg viewBox="0 0 10000 10000" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <For each=move || numbers.get() key=|number| *number let:number>
                    <Line number=number shape=shape />
                </For>
                <path
                    class="mark-line"
                    data-ink=move || mine.get().map(ink)
                    d=move || tool.get().map(|tool| line(&draft.with(|points| draft_of(tool, points)), shape.get()))
                />
            </svg>
            {move || tool.get().map(|tool| view! { <Pad seat=seat tool=tool draft=draft /> })}
            <For each=move || numbers.get() key=|number| *number let:number>
                <End number=number />
            </For>
        </div>
        {move || offered.get().then(|| view! { <Tools seat=seat /> })}
    }
}

/// A tool does not outlive what it is for.
fn put_tools_away(seat: SeatId, offered: Memo<bool>) {
    let tool = frame().tool;
    let away = move || {
        if tool.try_get_untracked().flatten().is_some_and(|(on, _)| on == seat) {
            tool.set(None);
        }
    };
    Effect::new(move |_| {
        if !offered.get() {
            away();
        }
    });
    on_cleanup(away);
}

fn trace_of(number: u32) -> Memo<Option<Trace>> {
    let state = room().state;
    Memo::new(move |_| state.marks().with(|marks| marks.find(number).cloned()))
}

#[component]
fn Line(number: u32, shape: Signal<f64>) -> impl IntoView {
    let trace = trace_of(number);
    view! {
        <path
            class="mark-line"
            data-ink=move || trace.with(|trace| trace.as_ref().map(|trace| ink(trace.from)))
            data-fading=move || trace.with(|trace| trace.as_ref().is_some_and(|trace| trace.fading))
            d=move || trace.with(|trace| trace.as_ref().map(|trace| line(&trace.mark, shape.get())))
        />
    }
}

/// The end of a mark: the dot of a pointer, and the name of whoever made it.
#[component]
fn End(number: u32) -> impl IntoView {
    let state = room().state;
    let trace = trace_of(number);
    let end = Memo::new(move |_| trace.with(|trace| trace.as_ref().map_or(Spot::new(0, 0), Trace::end)));
    let name = Memo::new(move |_| {
        let bears = |trace: &&Trace| state.marks().with(|marks| marks.bears_name(trace));
        let from = trace.with(|trace| trace.as_ref().filter(bears).map(Trace::from));
        let of = |people: &Vec<Person>| {
            people.iter().find(|person| Some(person.seat) == from && !person.me).map(|person| person.name.clone())
        };
        state.people().with(of)
    });
    let kind = move || trace.with(|trace| trace.as_ref().map(|trace| kind(&trace.mark)));
    view! {
        <div
            class="mark-end"
            data-mark=kind
            data-from=move || name.get()
            data-ink=move || trace.with(|trace| trace.as_ref().map(|trace| ink(trace.from)))
            data-fading=move || trace.with(|trace| trace.as_ref().is_some_and(|trace| trace.fading))
            data-turned=move || NAME_TURNS < end.get().x()
            style:left=move || percent(end.get().x())
            style:top=move || percent(end.get().y())
        >
            {move || name.get().map(|name| view! { <span class="mark-name">{name}</span> })}
        </div>
    }
}

fn kind(mark: &Mark) -> &'static str {
    match mark {
        Mark::Pen { .. } => "pen",
        Mark::Arrow { .. } => "arrow",
        Mark::Pointer { .. } => "pointer",
    }
}

fn ink(seat: SeatId) -> String {
    (seat.0 % INKS).to_string()
}

/// The outline of a mark on a canvas of 10,000 by 10,000. A pointer has none.
fn line(mark: &Mark, shape: f64) -> String {
    match mark {
        Mark::Pen { points, .. } => stroke(points),
        Mark::Arrow { from, to } => arrow(*from, *to, shape),
        Mark::Pointer { .. } => String::new(),
    }
}

/// A single point is a line of no length, which round ends make a dot.
fn stroke(points: &[Spot]) -> String {
    let Some(first) = points.first() else { return String::new() };
    let rest = if points.len() == 1 { points } else { &points[1..] };
    rest.iter().fold(to("M", *first), |path, point| path + &to("L", *point))
}

/// The head opens evenly on the picture, so it is worked out there and not on the stretched canvas.
fn arrow(from: Spot, tip: Spot, shape: f64) -> String {
    let (dx, dy) = ((f64::from(tip.x()) - f64::from(from.x())) * shape, f64::from(tip.y()) - f64::from(from.y()));
    let angle = dy.atan2(dx);
    let barb = |turn: f64| {
        let (x, y) = (HEAD * (angle + turn).cos() / shape, HEAD * (angle + turn).sin());
        Spot::new(units(f64::from(tip.x()) - x), units(f64::from(tip.y()) - y))
    };
    let shaft = to("M", from) + &to("L", tip);
    shaft + &to("M", barb(HEAD_OPENS)) + &to("L", tip) + &to("L", barb(-HEAD_OPENS))
}

fn to(command: &str, spot: Spot) -> String {
    command.to_owned() + &spot.x().to_string() + " " + &spot.y().to_string()
}

/// Within the picture.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of u16")]
pub(super) fn units(value: f64) -> u16 {
    value.round().clamp(0.0, f64::from(Spot::EDGE)) as u16
}

/// Of 10,000. (Without doubles, whose printing costs the download 10 KB.)
fn percent(units: u16) -> String {
    let (whole, part) = (units / 100, units % 100);
    whole.to_string() + if part < 10 { ".0" } else { "." } + &part.to_string() + "%"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_goes_through_its_points_and_one_point_is_a_dot() {
        let spots = [Spot::new(1, 2), Spot::new(30, 40), Spot::new(5, 6)];
        assert_eq!(stroke(&spots), "M1 2L30 40L5 6");
        assert_eq!(stroke(&spots[..1]), "M1 2L1 2");
        assert_eq!(stroke(&[]), "");
    }

    #[test]
    fn an_arrow_ends_in_a_head_that_opens_evenly() {
        // To the right on a picture twice as wide as high: the barbs are as far above as below.
        assert_eq!(
            arrow(Spot::new(0, 5_000), Spot::new(9_000, 5_000), 2.0),
            "M0 5000L9000 5000M8811 4817L9000 5000L8811 5183"
        );
    }

    #[test]
    fn hundredths_are_written_out() {
        assert_eq!([0, 5, 50, 1_234, 10_000].map(percent), ["0.00%", "0.05%", "0.50%", "12.34%", "100.00%"]);
    }
}

//! Marks on a shared screen: what is to be seen of them, and for how long.

#![cfg_attr(not(any(feature = "hydrate", test)), allow(dead_code, reason = "only a browser hears of marks"))]

mod overlay;
mod tools;

use talkspace_model::{SeatId, Timestamp};
use talkspace_signal::{Mark, Spot};

pub(super) use self::overlay::Marks;
use super::layout::{Rect, Size};

/// How long a stroke or an arrow stays after it was drawn, in milliseconds. Longer: old marks stand on what has been
/// scrolled to since. Shorter: who looked away has missed it.
const LASTS: i64 = 6_000;
/// The same for a pointer that stands still.
const POINTS: i64 = 1_000;
/// How long before its end a mark begins to fade; the style's transition takes as long.
const FADES: i64 = 700;
/// Most marks on the page, and most points of a stroke: a guard against whoever draws without end.
const TRACES_MAX: usize = 200;
const STROKE_MAX: usize = 1_500;

/// What a person does with the mouse on somebody's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Pen,
    Arrow,
    Pointer,
}

/// A mark as it is to be seen at present.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Tells it from all others on this page.
    number: u32,
    from: SeatId,
    /// Whose screen it is on.
    seat: SeatId,
    /// A stroke with all its pieces.
    mark: Mark,
    changed: Timestamp,
    fading: bool,
}

/// Everything that is drawn at present, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traces {
    list: Vec<Trace>,
    count: u32,
}

impl Traces {
    pub(super) fn add(&mut self, from: SeatId, seat: SeatId, mark: Mark, now: Timestamp) {
        let same = |trace: &&mut Trace| trace.from == from && trace.seat == seat && continues(&trace.mark, &mark);
        match self.list.iter_mut().find(same) {
            Some(trace) => trace.go_on(mark, now),
            None => self.begin(Trace { number: self.count, from, seat, mark, changed: now, fading: false }),
        }
    }

    /// Whether time changes anything; so that nobody is woken for nothing.
    pub(super) fn are_due(&self, now: Timestamp) -> bool {
        self.list.iter().any(|trace| trace.is_over(now) || trace.fades(now) != trace.fading)
    }

    pub(super) fn age(&mut self, now: Timestamp) {
        self.list.retain(|trace| !trace.is_over(now));
        for trace in &mut self.list {
            trace.fading = trace.fades(now);
        }
    }

    pub(super) fn find(&self, number: u32) -> Option<&Trace> {
        self.list.iter().find(|trace| trace.number == number)
    }

    /// The last mark of whoever made it, on that screen: there their name stands, once.
    pub(super) fn bears_name(&self, trace: &Trace) -> bool {
        let newest = self.on(trace.seat).filter(|other| other.from == trace.from).max_by_key(|other| other.changed);
        newest.is_some_and(|newest| newest.number == trace.number)
    }

    pub(super) fn on(&self, seat: SeatId) -> impl Iterator<Item = &Trace> {
        self.list.iter().filter(move |trace| trace.seat == seat)
    }

    fn begin(&mut self, trace: Trace) {
        self.count += 1;
        if self.list.len() == TRACES_MAX {
            self.list.remove(0);
        }
        self.list.push(trace);
    }
}

impl Trace {
    pub(super) fn from(&self) -> SeatId {
        self.from
    }

    /// Where the name of whoever made it stands.
    fn end(&self) -> Spot {
        match &self.mark {
            Mark::Pen { points, .. } => points.last().copied().unwrap_or(Spot::new(0, 0)),
            Mark::Arrow { to, .. } => *to,
            Mark::Pointer { at } => *at,
        }
    }

    fn go_on(&mut self, mark: Mark, now: Timestamp) {
        (self.changed, self.fading) = (now, false);
        match (&mut self.mark, mark) {
            (Mark::Pen { points, .. }, Mark::Pen { points: more, .. }) => {
                points.extend(more);
                points.drain(..points.len().saturating_sub(STROKE_MAX));
            }
            (Mark::Pen { .. } | Mark::Arrow { .. } | Mark::Pointer { .. }, mark) => self.mark = mark,
        }
    }

    fn is_over(&self, now: Timestamp) -> bool {
        now.since(self.changed).0 >= self.lasts()
    }

    fn fades(&self, now: Timestamp) -> bool {
        now.since(self.changed).0 >= self.lasts() - FADES
    }

    fn lasts(&self) -> i64 {
        match self.mark {
            Mark::Pen { .. } | Mark::Arrow { .. } => LASTS,
            Mark::Pointer { .. } => POINTS,
        }
    }
}

/// Whether the second goes on with the first instead of standing beside it.
fn continues(before: &Mark, mark: &Mark) -> bool {
    match (before, mark) {
        (Mark::Pen { stroke: before, .. }, Mark::Pen { stroke, .. }) => before == stroke,
        (Mark::Pointer { .. }, Mark::Pointer { .. }) => true,
        (Mark::Pen { .. } | Mark::Arrow { .. } | Mark::Pointer { .. }, _) => false,
    }
}

/// Where a picture of this shape (width over height) lies on its tile: whole, in the middle, between bars.
fn contained(tile: Size, shape: f64) -> Rect {
    let width = tile.width.min(tile.height * shape);
    let height = tile.height.min(tile.width / shape);
    Rect { x: (tile.width - width) / 2.0, y: (tile.height - height) / 2.0, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASHA: SeatId = SeatId(1);
    const RAVI: SeatId = SeatId(2);

    fn pen(stroke: u32, points: &[u16]) -> Mark {
        Mark::Pen { stroke, points: points.iter().map(|at| Spot::new(*at, *at)).collect() }
    }

    fn pointer(at: u16) -> Mark {
        Mark::Pointer { at: Spot::new(at, at) }
    }

    fn marks(traces: &Traces) -> Vec<Mark> {
        traces.on(RAVI).map(|trace| trace.mark.clone()).collect()
    }

    #[test]
    fn pieces_make_a_stroke_and_a_pointer_moves() {
        let mut traces = Traces::default();
        traces.add(ASHA, RAVI, pen(1, &[1, 2]), Timestamp(0));
        traces.add(ASHA, RAVI, pointer(5), Timestamp(0));
        traces.add(ASHA, RAVI, pen(1, &[2, 3]), Timestamp(50));
        traces.add(ASHA, RAVI, pointer(6), Timestamp(50));
        // Another stroke, and the same number of somebody else.
        traces.add(ASHA, RAVI, pen(2, &[7]), Timestamp(60));
        traces.add(RAVI, RAVI, pen(1, &[8]), Timestamp(60));
        assert_eq!(marks(&traces), [pen(1, &[1, 2, 2, 3]), pointer(6), pen(2, &[7]), pen(1, &[8])]);
        assert_eq!(traces.on(ASHA).count(), 0);
    }

    #[test]
    fn a_name_stands_at_the_mark_that_was_made_last() {
        let mut traces = Traces::default();
        traces.add(ASHA, RAVI, pointer(5), Timestamp(0));
        traces.add(ASHA, RAVI, pen(1, &[1]), Timestamp(10));
        traces.add(RAVI, RAVI, pen(1, &[1]), Timestamp(20));
        let named = |traces: &Traces| traces.on(RAVI).map(|trace| traces.bears_name(trace)).collect::<Vec<_>>();
        assert_eq!(named(&traces), [false, true, true]);
        traces.add(ASHA, RAVI, pointer(6), Timestamp(30));
        assert_eq!(named(&traces), [true, false, true]);
    }

    #[test]
    fn everything_fades_a_pointer_soon_and_a_stroke_after_its_last_piece() {
        let mut traces = Traces::default();
        traces.add(ASHA, RAVI, pen(1, &[1]), Timestamp(0));
        traces.add(ASHA, RAVI, pointer(5), Timestamp(0));
        traces.add(ASHA, RAVI, pen(1, &[2]), Timestamp(500));
        assert!(!traces.are_due(Timestamp(299)));
        traces.age(Timestamp(300));
        assert_eq!(traces.on(RAVI).map(|trace| trace.fading).collect::<Vec<_>>(), [false, true]);
        assert!(!traces.are_due(Timestamp(999)));
        traces.age(Timestamp(1_000));
        assert_eq!(marks(&traces), [pen(1, &[1, 2])]);
        traces.age(Timestamp(6_499));
        assert_eq!(marks(&traces).len(), 1);
        traces.age(Timestamp(6_500));
        assert_eq!(traces.list, []);
    }

    #[test]
    fn whoever_draws_without_end_fills_no_memory() {
        let mut traces = Traces::default();
        for _ in 0..100 {
            traces.add(ASHA, RAVI, pen(1, &[3; 64]), Timestamp(0));
        }
        assert!(
            marks(&traces).iter().all(|mark| matches!(mark, Mark::Pen { points, .. } if points.len() == STROKE_MAX))
        );
        for stroke in 0..1_000 {
            traces.add(ASHA, RAVI, pen(stroke, &[3]), Timestamp(0));
        }
        assert_eq!(marks(&traces).len(), TRACES_MAX);
    }

    #[test]
    fn a_picture_lies_whole_between_bars() {
        let tile = Size { width: 800.0, height: 600.0 };
        assert_eq!(contained(tile, 16.0 / 9.0), Rect { x: 0.0, y: 75.0, width: 800.0, height: 450.0 });
        assert_eq!(contained(tile, 0.5), Rect { x: 250.0, y: 0.0, width: 300.0, height: 600.0 });
    }
}

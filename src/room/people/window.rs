//! Which rows of a long list are on the page: the visible ones and a few around them.

use std::ops::Range;

/// Rows kept beyond each edge. Fewer: a fast scroll shows blank rows, and Tab finds no next row. More: each change costs
/// more work.
const SPARE: usize = 6;

/// Where a list is scrolled to, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scroll {
    /// How far the top of what is seen lies below the top of the list; negative while something above it is seen too.
    pub(super) top: i32,
    /// The height of what is seen.
    pub(super) height: i32,
    /// The height of one row.
    pub(super) row: i32,
}

/// The rows of `count` to draw. Before anything is measured, the first few: enough to measure by.
pub(super) fn window(count: usize, scroll: Scroll) -> Range<usize> {
    let Scroll { top, height, row } = scroll;
    if row <= 0 {
        return 0..count.min(SPARE);
    }
    let first = rows(top.div_euclid(row)).min(count);
    // The row that the lower edge cuts counts.
    let last = rows((top + height).div_euclid(row) + 1).min(count);
    first.saturating_sub(SPARE)..(last + SPARE).min(count)
}

fn rows(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: i32 = 56;

    fn at(top: i32, height: i32) -> Range<usize> {
        window(500, Scroll { top, height, row: ROW })
    }

    #[test]
    fn five_hundred_people_cost_as_many_rows_as_are_seen() {
        assert_eq!(at(0, 560), 0..17);
        assert_eq!(at(100 * ROW, 560), 94..117);
        assert_eq!(at(490 * ROW, 560), 484..500);
        for top in 0..500 * ROW {
            let rows = at(top, 560);
            assert!(rows.len() <= 10 + 1 + 2 * SPARE, "{rows:?} at {top}");
        }
    }

    #[test]
    fn every_row_that_is_seen_is_drawn() {
        for top in -300..500 * ROW {
            let drawn = at(top, 560);
            for seen in [top, top + 559] {
                let row = seen.div_euclid(ROW);
                let is_row = (0..500).contains(&row);
                assert!(!is_row || drawn.contains(&rows(row)), "row {row} at {top}: {drawn:?}");
            }
        }
    }

    #[test]
    fn short_and_empty_and_unmeasured_lists() {
        assert_eq!(window(3, Scroll { top: 0, height: 560, row: ROW }), 0..3);
        assert_eq!(window(0, Scroll { top: 0, height: 560, row: ROW }), 0..0);
        assert_eq!(window(500, Scroll::default()), 0..SPARE);
        // The list has become shorter than where it was scrolled to.
        assert_eq!(window(3, Scroll { top: 9000, height: 560, row: ROW }), 0..3);
        // Somewhat above the list: nothing of it is seen yet.
        assert_eq!(window(500, Scroll { top: -900, height: 560, row: ROW }), 0..SPARE);
    }
}

//! Where the tiles go: a pure function from the stage's size and the number of tiles to rectangles.
//!
//! The grid tries every number of columns and keeps the one with the largest tiles. Tiles of one group have one size;
//! their shape may vary between bounds (a camera's 16:9 down to 5:4, taller on an upright phone), because a slightly
//! cropped picture that is large is worth more than an exact one between black bars.

/// Space between tiles, in CSS pixels.
pub const GAP: f64 = 10.0;
/// Most tiles in the grid. More would need more video slots than an offer has and make faces too small to read.
pub const GRID_MAX: usize = 16;
/// Smallest useful tile: below this a name does not fit any more.
pub const MIN_WIDTH: f64 = 104.0;
pub const MIN_HEIGHT: f64 = 62.0;

/// The widest a camera's tile becomes: what cameras deliver.
const WIDEST: f64 = 16.0 / 9.0;
/// The narrowest on a lying stage.
const NARROWEST: f64 = 5.0 / 4.0;
/// The narrowest on an upright stage (a phone): portrait, as the phone's own camera delivers it.
const NARROWEST_UPRIGHT: f64 = 3.0 / 4.0;
/// The same when there is only one tile, which may then fill the phone.
const NARROWEST_ALONE: f64 = 9.0 / 16.0;
/// Share of a lying stage's width for the strip of the others. More shrinks the screen being read, less the faces.
const STRIP_SHARE: f64 = 0.2;
const STRIP_WIDTH: (f64, f64) = (132.0, 300.0);
/// Share of an upright stage's height for the featured person.
const FEATURED_SHARE: f64 = 0.62;
/// The same for a shared screen: mostly wide, so on a phone it can leave more to many others.
const SCREEN_SHARE: f64 = 0.48;

/// What the buttons that turn pages take of the stage's height.
pub const PAGER: f64 = 52.0;

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// In CSS pixels from the stage's top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// What the large tiles hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// A person: shaped like a camera's picture.
    Camera,
    /// A shared screen: takes all the room there is, whatever its shape.
    Screen,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrangement {
    pub featured: Vec<Rect>,
    pub others: Vec<Rect>,
}

/// What is left of the stage above the buttons that turn pages.
pub fn above_pager(stage: Size) -> Size {
    Size { height: (stage.height - PAGER).max(0.0), ..stage }
}

/// How many of `others` tiles beside `featured` large ones fit on the stage.
pub fn capacity(stage: Size, feature: Feature, featured: usize) -> usize {
    let (_, strip) = regions(stage, feature, featured, GRID_MAX);
    let fits = |n: &usize| {
        let tile = best_grid(strip.size(), *n, bounds(strip.size(), *n)).tile;
        tile.width >= MIN_WIDTH && tile.height >= MIN_HEIGHT
    };
    (1..=GRID_MAX).rev().find(fits).unwrap_or(1)
}

/// Places `featured` large tiles and `others` equal ones. At most [`capacity`] others keep their minimum size.
pub fn arrange(stage: Size, feature: Feature, featured: usize, others: usize) -> Arrangement {
    let (large, strip) = regions(stage, feature, featured, others);
    let of_cameras = |region: Rect, count| best_grid(region.size(), count, bounds(region.size(), count));
    let of_featured = match feature {
        Feature::Camera => of_cameras(large, featured),
        Feature::Screen => grid_of_screens(large.size(), featured),
    };
    Arrangement {
        featured: place(large, featured, of_featured),
        others: place(strip, others, of_cameras(strip, others)),
    }
}

impl Rect {
    fn size(self) -> Size {
        Size { width: self.width, height: self.height }
    }
}

/// The part of the stage for the large tiles and the part for the others.
fn regions(stage: Size, feature: Feature, featured: usize, others: usize) -> (Rect, Rect) {
    let all = Rect { x: 0.0, y: 0.0, width: stage.width, height: stage.height };
    if featured == 0 {
        return (Rect::default(), all);
    }
    if others == 0 {
        return (all, Rect::default());
    }
    if stage.width > stage.height { beside(stage, others) } else { below(stage, feature, others) }
}

/// The strip is no wider than its tiles turn out: what they leave goes to the large ones.
fn beside(stage: Size, others: usize) -> (Rect, Rect) {
    let width = (stage.width * STRIP_SHARE).clamp(STRIP_WIDTH.0, STRIP_WIDTH.1).floor();
    let widest = Size { width, height: stage.height };
    let Grid { columns, tile } = best_grid(widest, others, bounds(widest, others));
    let strip = span(tile.width, columns).clamp(0.0, width);
    let large = stage.width - strip - GAP;
    (
        Rect { x: 0.0, y: 0.0, width: large, height: stage.height },
        Rect { x: large + GAP, y: 0.0, width: strip, height: stage.height },
    )
}

fn below(stage: Size, feature: Feature, others: usize) -> (Rect, Rect) {
    let share = match (feature, others) {
        (Feature::Camera, _) | (Feature::Screen, 0..=2) => FEATURED_SHARE,
        (Feature::Screen, _) => SCREEN_SHARE,
    };
    let large = (stage.height * share).floor();
    (
        Rect { x: 0.0, y: 0.0, width: stage.width, height: large },
        Rect { x: 0.0, y: large + GAP, width: stage.width, height: stage.height - large - GAP },
    )
}

/// Narrowest and widest shape (width over height) of a tile.
fn bounds(region: Size, count: usize) -> (f64, f64) {
    let narrowest = match (region.width > region.height, count) {
        (true, _) => NARROWEST,
        (false, 0 | 1) => NARROWEST_ALONE,
        (false, _) => NARROWEST_UPRIGHT,
    };
    (narrowest, WIDEST)
}

#[derive(Debug, Clone, Copy)]
struct Grid {
    columns: usize,
    tile: Size,
}

fn best_grid(region: Size, count: usize, shape: (f64, f64)) -> Grid {
    let mut best = Grid { columns: 1, tile: Size::default() };
    for columns in 1..=count {
        let tile = tile_size(region, columns, count.div_ceil(columns), shape);
        if tile.width * tile.height > best.tile.width * best.tile.height {
            best = Grid { columns, tile };
        }
    }
    best
}

/// Screens are mostly wide: what counts is how large such a picture becomes. The tile takes the whole cell, whatever its
/// shape.
fn grid_of_screens(region: Size, count: usize) -> Grid {
    let Grid { columns, .. } = best_grid(region, count, (WIDEST, WIDEST));
    Grid { columns, tile: tile_size(region, columns, count.div_ceil(columns), (0.0, f64::INFINITY)) }
}

/// The largest tile of an allowed shape in a cell; whole pixels, so that edges are sharp.
fn tile_size(region: Size, columns: usize, rows: usize, (narrowest, widest): (f64, f64)) -> Size {
    let width = cell(region.width, columns);
    let height = cell(region.height, rows);
    let width_bound = width.min(height * widest);
    let height_bound = if narrowest > 0.0 { height.min(width_bound / narrowest) } else { height };
    Size { width: width_bound.floor().max(0.0), height: height_bound.floor().max(0.0) }
}

fn cell(length: f64, count: usize) -> f64 {
    let count = as_f64(count);
    (length - (count - 1.0) * GAP) / count
}

/// Rows centred in the region, the last one too when it is not full.
fn place(region: Rect, count: usize, Grid { columns, tile }: Grid) -> Vec<Rect> {
    let rows = count.div_ceil(columns);
    let top = region.y + (region.height - span(tile.height, rows)) / 2.0;
    let nth = |index: usize| {
        let row = index / columns;
        let in_row = columns.min(count - row * columns);
        let left = region.x + (region.width - span(tile.width, in_row)) / 2.0;
        Rect {
            x: (left + as_f64(index % columns) * (tile.width + GAP)).floor(),
            y: (top + as_f64(row) * (tile.height + GAP)).floor(),
            width: tile.width,
            height: tile.height,
        }
    };
    (0..count).map(nth).collect()
}

/// Length of `count` tiles with the gaps between them.
fn span(length: f64, count: usize) -> f64 {
    as_f64(count) * (length + GAP) - GAP
}

fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests;

use super::*;

/// Stages as they really are: window sizes less header and controls, with and without a panel.
const STAGES: [(f64, f64); 14] = [
    (366.0, 690.0),
    (336.0, 520.0),
    (406.0, 760.0),
    (744.0, 880.0),
    (1000.0, 620.0),
    (1416.0, 768.0),
    (1076.0, 768.0),
    (1256.0, 588.0),
    (916.0, 588.0),
    (1896.0, 948.0),
    (1556.0, 948.0),
    (1000.0, 1000.0),
    (800.0, 700.0),
    (820.0, 260.0),
];

fn size((width, height): (f64, f64)) -> Size {
    Size { width, height }
}

fn grid_of(stage: Size, count: usize) -> Vec<Rect> {
    arrange(stage, Feature::Camera, 0, count).others
}

fn inside(rect: &Rect, stage: Size) -> bool {
    rect.x >= 0.0
        && rect.y >= 0.0
        && rect.x + rect.width <= stage.width + 0.01
        && rect.y + rect.height <= stage.height + 0.01
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn check(stage: Size, rects: &[Rect], what: &str) {
    for (index, rect) in rects.iter().enumerate() {
        assert!(inside(rect, stage), "{what}: {rect:?} is outside {stage:?}");
        for other in &rects[index + 1..] {
            assert!(!overlap(rect, other), "{what}: {rect:?} and {other:?} overlap");
        }
    }
}

fn used(stage: Size, rects: &[Rect]) -> f64 {
    rects.iter().map(|rect| rect.width * rect.height).sum::<f64>() / (stage.width * stage.height)
}

#[test]
fn a_grid_never_overlaps_and_stays_inside() {
    for width in (320..1930).step_by(46) {
        for height in (240..1100).step_by(38) {
            let stage = size((f64::from(width), f64::from(height)));
            for count in 1..=GRID_MAX {
                let rects = grid_of(stage, count);
                assert_eq!(rects.len(), count);
                check(stage, &rects, "grid");
                assert!(rects.iter().all(|rect| (rect.width, rect.height) == (rects[0].width, rects[0].height)));
            }
        }
    }
}

#[test]
fn a_grid_uses_the_space() {
    for stage in STAGES.map(size) {
        for count in 1..=GRID_MAX {
            let share = used(stage, &grid_of(stage, count));
            let wanted = if stage.width > 2.5 * stage.height { 0.5 } else { 0.6 };
            assert!(share >= wanted, "{count} tiles on {stage:?} use {share:.2}");
        }
    }
}

#[test]
fn shapes_stay_within_bounds() {
    for stage in STAGES.map(size) {
        for count in 1..=GRID_MAX {
            let tile = grid_of(stage, count)[0];
            let shape = tile.width / tile.height;
            let narrowest = if stage.width > stage.height { NARROWEST } else { NARROWEST_ALONE };
            assert!((narrowest - 0.03..=WIDEST + 0.03).contains(&shape), "{count} on {stage:?}: {tile:?}");
        }
    }
}

#[test]
fn sixteen_people_fit_a_phone_and_a_desktop() {
    for stage in [(366.0, 690.0), (1416.0, 768.0), (1896.0, 948.0)].map(size) {
        assert_eq!(capacity(stage, Feature::Camera, 0), GRID_MAX, "{stage:?}");
    }
}

#[test]
fn capacity_keeps_the_minimum_size() {
    for stage in STAGES.map(size) {
        for featured in [0, 1, 2] {
            let count = capacity(stage, Feature::Screen, featured);
            for rect in arrange(stage, Feature::Screen, featured, count).others {
                assert!(rect.width >= MIN_WIDTH && rect.height >= MIN_HEIGHT, "{count} on {stage:?}: {rect:?}");
            }
        }
    }
}

#[test]
fn a_featured_tile_is_the_largest_and_touches_nobody() {
    for stage in STAGES.map(size) {
        for feature in [Feature::Camera, Feature::Screen] {
            for featured in 1..=2 {
                for others in 0..=capacity(stage, feature, featured) {
                    let placed = arrange(stage, feature, featured, others);
                    let all: Vec<Rect> = placed.featured.iter().chain(&placed.others).copied().collect();
                    assert_eq!(all.len(), featured + others);
                    check(stage, &all, "featured");
                    if featured == 1 && others > 0 {
                        let (large, small) = (placed.featured[0], placed.others[0]);
                        assert!(large.width * large.height > 1.3 * small.width * small.height, "{stage:?} {others}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_shared_screen_alone_fills_the_stage() {
    let stage = size((1416.0, 768.0));
    let placed = arrange(stage, Feature::Screen, 1, 0);
    assert_eq!(placed.featured, [Rect { x: 0.0, y: 0.0, width: 1416.0, height: 768.0 }]);
}

#[test]
fn two_shared_screens_on_a_phone_stand_one_above_the_other() {
    for (stage, others) in [((366.0, 690.0), 1), ((366.0, 690.0), 5), ((336.0, 520.0), 3)] {
        let screens = arrange(size(stage), Feature::Screen, 2, others).featured;
        assert!(screens[1].y > screens[0].y && screens[0].width > 300.0, "{stage:?}: {screens:?}");
    }
    let desktop = arrange(size((1416.0, 768.0)), Feature::Screen, 2, 0).featured;
    assert!((desktop[0].y - desktop[1].y).abs() < 1.0, "{desktop:?}");
}

#[test]
fn nobody_needs_no_place_and_no_stage_no_panic() {
    assert_eq!(arrange(size((1000.0, 700.0)), Feature::Camera, 0, 0), Arrangement::default());
    assert_eq!(arrange(Size::default(), Feature::Camera, 1, 3).others.len(), 3);
    assert_eq!(capacity(Size::default(), Feature::Camera, 0), 1);
}

#[test]
fn known_grids() {
    let columns = |count, stage| {
        let rects = grid_of(size(stage), count);
        rects.iter().filter(|rect| (rect.y - rects[0].y).abs() < 1.0).count()
    };
    let desktop = (1416.0, 768.0);
    let phone = (366.0, 690.0);
    assert_eq!([1, 2, 3, 4, 5, 9, 12, 16].map(|n| columns(n, desktop)), [1, 2, 2, 2, 3, 3, 4, 4]);
    assert_eq!([1, 2, 3, 4, 6, 9].map(|n| columns(n, phone)), [1, 1, 1, 1, 2, 2]);
}

//! The run at a glance: a row for each person. The browser adds a slider; see `crates/record-web/src/scrub.rs`.

use leptos::prelude::*;
use talkspace_ledger::{Span, StripRow};
use talkspace_model::{Millis, Timestamp};
use talkspace_server::records::Strip;

use crate::{
    args,
    i18n::{t, tr},
    ui::{Moment, MomentStyle},
};

/// Rows that are shown at once. More would push everything beneath out of sight.
const ROWS: usize = 12;
/// Presses of an arrow key from one end of the slider to the other, at most.
const STEPS: i64 = 240;
/// The steps of the slider that people think in, in seconds.
const NICE: [i64; 8] = [1, 5, 10, 30, 60, 120, 300, 600];
/// Names that are told of a moment.
const NAMED: usize = 12;

/// What the rows are measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Axis {
    from: Timestamp,
    length: Millis,
    step: Millis,
}

impl Axis {
    /// A whole number of steps, so that the slider reaches its end.
    fn of(strip: &Strip) -> Self {
        let seconds = (strip.to.since(strip.from).0 + 999) / 1000;
        let step = NICE.into_iter().find(|step| seconds / step <= STEPS).unwrap_or((seconds / STEPS).max(1));
        let steps = ((seconds + step - 1) / step).max(1);
        Self { from: strip.from, length: Millis::from_secs(steps * step), step: Millis::from_secs(step) }
    }

    fn seconds(self) -> i64 {
        self.length.as_secs()
    }

    /// A part of the length, as SVG has it.
    fn percent(self, span: Millis) -> String {
        let of_10_000 = (i128::from(span.0.max(0)) * 10_000 / i128::from(self.length.0)).min(10_000);
        format!("{}.{:02}%", of_10_000 / 100, of_10_000 % 100)
    }

    fn at(self, moment: Timestamp) -> String {
        self.percent(moment.since(self.from))
    }

    fn quarter(self, number: i64) -> Timestamp {
        self.from + Millis(self.length.0 * number / 4)
    }
}

#[component]
pub fn StripView(strip: Strip) -> impl IntoView {
    let axis = Axis::of(&strip);
    // Of a meeting that is over, the end tells only that nobody is left.
    let begins = if strip.inside().next().is_some() { axis.seconds() } else { 0 };
    let mut first = strip.rows;
    let rest = first.split_off(first.len().min(ROWS));
    let rows = |rows: Vec<StripRow>| rows.into_iter().map(|row| view! { <Row axis row /> }).collect_view();
    let more = rest.len();
    let rest = (more > 0).then(|| {
        view! {
            <details>
                <summary>{tr("record-strip-more-rows", args!["count" => more])}</summary>
                <ul class="strip-rows" data-part="strip-rest">{rows(rest)}</ul>
            </details>
        }
    });
    view! {
        <div class="strip" role="group" aria-label=t("record-strip")>
            <Legend />
            <div class="strip-row strip-ticks" data-part="ticks">
                <span></span>
                <p>
                    {(0..=4)
                        .map(|number| view! { <Moment at=axis.quarter(number) style=MomentStyle::Time /> })
                        .collect_view()}
                </p>
            </div>
            <Scrub axis begins />
            <ul class="strip-rows" data-part="strip">{rows(first)}</ul>
            {rest}
        </div>
    }
}

/// Shown only where scripts run; it begins so many seconds from the left.
#[component]
fn Scrub(axis: Axis, begins: i64) -> impl IntoView {
    let end = axis.seconds();
    let here = args!["time" => "%time%", "count" => "%count%", "names" => "%names%"];
    let more = tr("record-strip-and-more", args!["names" => "%names%", "count" => "%count%"]);
    view! {
        <div class="strip-row strip-scrub">
            <label for="moment">{t("record-strip-moment")}</label>
            <input
                type="range"
                id="moment"
                min="0"
                max=end
                step=axis.step.as_secs()
                value=begins
                data-from=axis.from.0
                data-there=tr("record-strip-at", here)
                data-nobody=tr("record-strip-nobody", args!["time" => "%time%"])
                data-more=more
                data-named=NAMED
            />
        </div>
        <p class="strip-told" data-strip-told aria-live="off"></p>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let entry = |of: &'static str, key: &'static str| {
        view! {
            <li>
                <svg class="strip-sign" viewBox="0 0 28 28" aria-hidden="true">
                    {sign(of)}
                </svg>
                {t(key)}
            </li>
        }
    };
    view! {
        <ul class="strip-legend">
            {entry("there", "record-strip-there")} {entry("share", "record-strip-share")}
            {entry("hand", "record-strip-hand")} {entry("message", "record-strip-message")}
        </ul>
    }
}

fn sign(of: &'static str) -> AnyView {
    let middle = || "50%".to_owned();
    match of {
        "there" => bar("there", "0%".to_owned(), "100%".to_owned()),
        "share" => bar("share", "0%".to_owned(), "100%".to_owned()),
        "hand" => hand(middle()),
        _message => message(middle()),
    }
}

#[component]
fn Row(axis: Axis, row: StripRow) -> impl IntoView {
    let seconds = |at: Timestamp| at.since(axis.from).0.max(0) / 1000;
    let spans: Vec<String> =
        row.there.iter().map(|span| format!("{}-{}", seconds(span.from), seconds(span.to))).collect();
    let bars = |of: &'static str, spans: Vec<Span>| {
        let one = move |span: Span| bar(of, axis.at(span.from), axis.percent(span.to.since(span.from)));
        spans.into_iter().map(one).collect_view()
    };
    let grid = |number: i64| {
        let x = axis.at(axis.quarter(number));
        view! { <line class="strip-grid" x1=x.clone() x2=x y1="0" y2="28" /> }
    };
    view! {
        <li class="strip-row" data-spans=spans.join(" ") data-name=row.name.clone()>
            <span class="strip-name">{row.name.clone()}</span>
            <svg class="strip-track" width="100%" height="28" aria-hidden="true">
                {(0..=4).map(grid).collect_view()}
                {bars("there", row.there)}
                {bars("share", row.shares)}
                {row.messages.into_iter().map(|at| message(axis.at(at))).collect_view()}
                {row.hands.into_iter().map(|at| hand(axis.at(at))).collect_view()}
                <line class="strip-head" y1="0" y2="28" />
            </svg>
        </li>
    }
}

/// Presence is the broad bar, a share the thin one in it.
fn bar(of: &'static str, x: String, width: String) -> AnyView {
    let (y, height) = if of == "there" { ("7", "14") } else { ("16", "5") };
    view! { <rect class=format!("strip-{of}") x=x width=width y=y height=height rx="2" /> }.into_any()
}

fn hand(x: String) -> AnyView {
    view! { <circle class="strip-hand" cx=x cy="7" r="4" /> }.into_any()
}

fn message(x: String) -> AnyView {
    view! { <line class="strip-message" x1=x.clone() x2=x y1="19" y2="27" /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(seconds: i64) -> Axis {
        let from = Timestamp(1000);
        Axis::of(&Strip { from, to: from + Millis::from_secs(seconds), rows: Vec::new() })
    }

    #[test]
    fn the_slider_reaches_the_end_in_not_too_many_steps() {
        for seconds in [0, 1, 59, 240, 241, 3599, 3 * 3600, 26 * 3600, 30 * 86_400] {
            let axis = axis(seconds);
            let (length, step) = (axis.seconds(), axis.step.as_secs());
            assert!(length >= seconds.max(1) && length - seconds <= step, "{seconds}: {axis:?}");
            assert!(length % step == 0 && length / step <= STEPS + 1, "{seconds}: {axis:?}");
        }
    }

    #[test]
    fn places_are_parts_of_the_length() {
        let axis = axis(240);
        assert_eq!(axis.at(Timestamp(1000)), "0.00%");
        assert_eq!(axis.at(axis.quarter(1)), "25.00%");
        assert_eq!(axis.at(Timestamp(0)), "0.00%", "before the beginning is the beginning");
        assert_eq!(axis.at(Timestamp(1_000_000_000)), "100.00%");
    }
}

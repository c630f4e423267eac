//! Moments and spans for people.

use leptos::prelude::*;
use talkspace_model::{Millis, Timestamp};
use wasm_bindgen::JsValue;

use crate::{
    args,
    i18n::{language, t, tr},
};

/// How much of a moment is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentStyle {
    /// `Sun, 22 Nov 2026`
    Date,
    /// `10:05`
    Time,
    /// `Sun, 22 Nov, 10:05`
    DateTime,
}

impl MomentStyle {
    fn as_str(self) -> &'static str {
        match self {
            MomentStyle::Date => "date",
            MomentStyle::Time => "time",
            MomentStyle::DateTime => "date-time",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        [MomentStyle::Date, MomentStyle::Time, MomentStyle::DateTime].into_iter().find(|style| style.as_str() == name)
    }
}

/// A moment in the person's own time zone and language. The server knows neither, so it writes the moment in
/// universal time, which a page without WASM keeps; [`super::enhance`] rewrites it in the browser.
#[component]
pub fn Moment(
    at: Timestamp,
    style: MomentStyle,
    /// A moment just named; on another day than that one, the day is told too.
    #[prop(optional)]
    after: Option<Timestamp>,
) -> impl IntoView {
    view! {
        <time datetime=iso(at) data-style=style.as_str() data-after=after.map(iso)>
            {universal(at, style)}
        </time>
    }
}

/// The moment as `Intl` writes it. Browser only.
pub fn local(at: Timestamp, style: MomentStyle) -> String {
    local_text(&date(at), style)
}

/// The same for a date of the browser's.
pub(super) fn local_text(date: &js_sys::Date, style: MomentStyle) -> String {
    let options = js_sys::Object::new();
    let set = |name: &str, value: &str| {
        // Setting a plain object's property cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &JsValue::from_str(value));
    };
    match style {
        MomentStyle::Date | MomentStyle::DateTime => {
            set("weekday", "short");
            set("day", "numeric");
            set("month", "short");
        }
        MomentStyle::Time => {}
    }
    match style {
        MomentStyle::Date => set("year", "numeric"),
        MomentStyle::Time | MomentStyle::DateTime => {
            set("hour", "2-digit");
            set("minute", "2-digit");
        }
    }
    date.to_locale_string(&intl_locale(), &options).into()
}

/// Whether both are on one day of the person's calendar.
pub(super) fn same_day(one: &js_sys::Date, other: &js_sys::Date) -> bool {
    one.to_date_string() == other.to_date_string()
}

/// The same for two moments. Browser only.
pub fn on_one_day(one: Timestamp, other: Timestamp) -> bool {
    same_day(&date(one), &date(other))
}

/// The hour of the day, 0 to 23, on this browser's clock and in its time zone. Browser only.
pub fn local_hour() -> u32 {
    js_sys::Date::new_0().get_hours()
}

/// A span in words: `1 h 05 min`, `12 min`, `less than a minute`.
pub fn span(span: Millis) -> String {
    let minutes = span.as_secs().max(0) / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => t("span-short"),
        (0, minutes) => tr("span-minutes", args!["minutes" => minutes]),
        (hours, minutes) => tr("span-hours", args!["hours" => hours, "minutes" => minutes]),
    }
}

/// How long to wait, rounded up, in words: `20 seconds`, `3 minutes`.
pub fn wait(seconds: u32) -> String {
    if seconds < 60 {
        tr("wait-seconds", args!["count" => seconds.max(1)])
    } else {
        tr("wait-minutes", args!["count" => seconds.div_ceil(60)])
    }
}

/// The page's language as this person has it (`en-IN` writes 5 pm otherwise than `en-US`), with Latin digits, which is
/// what the rest of the page counts with.
fn intl_locale() -> String {
    let page = language();
    let preferred = window().navigator().languages();
    let own = preferred.iter().filter_map(|tag| tag.as_string()).find(|tag| tag.split('-').next() == Some(&page));
    // A tag with extensions of its own takes no more of them.
    let tag = own.filter(|tag| !tag.contains("-u-")).unwrap_or(page);
    format!("{tag}-u-nu-latn")
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of this era are far below 2^53")]
fn date(at: Timestamp) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(at.0 as f64))
}

/// `2026-11-22 10:05:00`
#[cfg(feature = "ssr")]
pub fn stamp(at: Timestamp) -> String {
    let ((year, month, day), (hour, minute, second)) = (civil(at), clock(at));
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// RFC 3339, for `datetime`.
fn iso(at: Timestamp) -> String {
    let (year, month, day) = civil(at);
    let (hour, minute, second) = clock(at);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

fn universal(at: Timestamp, style: MomentStyle) -> String {
    let (year, month, day) = civil(at);
    let (hour, minute, _) = clock(at);
    match style {
        MomentStyle::Date => format!("{year:04}-{month:02}-{day:02}"),
        MomentStyle::Time => format!("{hour:02}:{minute:02} UTC"),
        MomentStyle::DateTime => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC"),
    }
}

fn clock(at: Timestamp) -> (i64, i64, i64) {
    let seconds = at.0.div_euclid(1000).rem_euclid(86_400);
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Year, month and day of the proleptic Gregorian calendar: Howard Hinnant's `civil_from_days`.
fn civil(at: Timestamp) -> (i64, i64, i64) {
    let days = at.0.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_in_universal_time() {
        assert_eq!(iso(Timestamp(0)), "1970-01-01T00:00:00Z");
        assert_eq!(iso(Timestamp(951_827_696_000)), "2000-02-29T12:34:56Z");
        assert_eq!(iso(Timestamp(1_795_341_900_500)), "2026-11-22T10:05:00Z");
        assert_eq!(iso(Timestamp(-1)), "1969-12-31T23:59:59Z");
        assert_eq!(universal(Timestamp(1_795_341_900_500), MomentStyle::Time), "10:05 UTC");
    }
}

//! The slider of the record's strip: at each of its places it tells the moment and who was there, and brings what happened
//! then into sight in the list beneath.

use js_sys::Date;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::{
    moments::to_the_second,
    page::{all, document, on, one},
};

pub(crate) fn listen() {
    let Some(slider) = slider() else { return };
    // Setting an attribute cannot fail.
    let _ =
        document().and_then(|document| document.document_element()).map(|root| root.set_attribute("data-scripts", ""));
    on(&slider, "input", |_| {
        show();
        follow();
    });
    show();
}

/// What the slider's place means, told anew.
pub(crate) fn show() {
    let Some(slider) = slider() else { return };
    let seconds = slider.value_as_number();
    let words = told(&slider, seconds);
    // Setting attributes cannot fail, here and below.
    let _ = slider.set_attribute("aria-valuetext", &words);
    if let Some(place) = one("[data-strip-told]") {
        place.set_text_content(Some(&words));
    }
    let place = format!("{:.2}%", seconds / number(&slider, "max").max(1.0) * 100.0);
    for head in all(".strip-head") {
        let _ = head.set_attribute("x1", &place);
        let _ = head.set_attribute("x2", &place);
    }
    mark_entry(moment(&slider, seconds));
}

/// A slider that stood at the end stays there when the run has grown longer.
pub(crate) fn grow(max: &str, step: &str) {
    let Some(slider) = slider() else { return };
    let at_end = slider.value_as_number() >= number(&slider, "max");
    slider.set_max(max);
    slider.set_step(step);
    if at_end {
        slider.set_value(max);
    }
    show();
}

fn slider() -> Option<HtmlInputElement> {
    one("#moment")?.dyn_into().ok()
}

fn number(element: &Element, attribute: &str) -> f64 {
    element.get_attribute(attribute).and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// In milliseconds of this era.
fn moment(slider: &Element, seconds: f64) -> f64 {
    number(slider, "data-from") + seconds * 1000.0
}

fn told(slider: &Element, seconds: f64) -> String {
    let form = |name: &str| slider.get_attribute(name).unwrap_or_default();
    let time = to_the_second(&Date::new(&JsValue::from_f64(moment(slider, seconds))));
    let there: Vec<String> = all("[data-spans]")
        .into_iter()
        .filter(|row| is_there(&row.get_attribute("data-spans").unwrap_or_default(), seconds))
        .filter_map(|row| row.get_attribute("data-name"))
        .collect();
    if there.is_empty() {
        return form("data-nobody").replace("%time%", &time);
    }
    let most = form("data-named").parse().unwrap_or(there.len());
    let named = there.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    let names = match there.len().saturating_sub(most) {
        0 => named,
        others => form("data-more").replace("%count%", &others.to_string()).replace("%names%", &named),
    };
    let words = form("data-there").replace("%time%", &time).replace("%count%", &there.len().to_string());
    // Last, for a name may hold anything.
    words.replace("%names%", &names)
}

/// `0-20 35-40`, in seconds; both ends belong to it.
fn is_there(spans: &str, seconds: f64) -> bool {
    spans.split(' ').filter_map(|span| span.split_once('-')).any(|(from, to)| {
        let of = |text: &str| text.parse::<f64>().ok();
        of(from).is_some_and(|from| from <= seconds) && of(to).is_some_and(|to| seconds <= to)
    })
}

/// The last thing that had happened by then.
fn mark_entry(at: f64) {
    let entries = all("[data-timeline] > [data-at]");
    let second = |entry: &Element| (number(entry, "data-at") / 1000.0).floor();
    let current = entries.iter().rposition(|entry| second(entry) <= at / 1000.0);
    for (index, entry) in entries.iter().enumerate() {
        if Some(index) == current {
            let _ = entry.set_attribute("aria-current", "time");
        } else {
            let _ = entry.remove_attribute("aria-current");
        }
    }
}

/// Within the list's own frame: the page itself stays where it is.
fn follow() {
    let entry = one("[data-timeline] > [aria-current]").zip(one("[data-timeline-frame]"));
    if let Some((entry, frame)) = entry {
        let (inside, around): (Element, Element) = (entry.into(), frame.clone().into());
        let (inside, around) = (inside.get_bounding_client_rect(), around.get_bounding_client_rect());
        let above = inside.top() - around.top() - (around.height() - inside.height()) / 2.0;
        scroll(&frame, above);
    }
}

fn scroll(frame: &HtmlElement, by: f64) {
    frame.scroll_by_with_x_and_y(0.0, by);
}

#[cfg(test)]
mod tests {
    use super::is_there;

    #[test]
    fn ends_belong_to_a_span() {
        for (seconds, there) in [(0.0, true), (20.0, true), (21.0, false), (35.0, true), (41.0, false)] {
            assert_eq!(is_there("0-20 35-40", seconds), there, "{seconds}");
        }
        assert!(!is_there("", 0.0) && !is_there("x-y", 0.0));
    }
}

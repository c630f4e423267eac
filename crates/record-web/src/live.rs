//! While a meeting goes on its record refreshes itself: the page is fetched again, and what has changed in its parts is
//! put in their place. Whatever is typed, chosen, scrolled to or focused stays.

use js_sys::{Date, Function, Promise};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, DomParser, Element, HtmlElement, Response, SupportedType};

use crate::{
    moments::{localize, to_the_second},
    page::{all, document, one},
    scrub,
};

/// Shorter asks the server more often; longer shows a raised hand later.
const EVERY_MS: i32 = 5_000;

/// What became of one refreshing.
enum Outcome {
    Refreshed,
    /// The meeting has ended.
    Over,
    Lost,
}

pub(crate) fn listen() {
    let Some(live) = one("[data-live]") else { return };
    refreshed(&live);
    spawn_local(async move {
        let address = live.get_attribute("data-live").unwrap_or_default();
        loop {
            pause().await;
            // Nobody looks: nothing is asked.
            if document().is_none_or(|document| document.hidden()) {
                continue;
            }
            match refresh(&address).await {
                Outcome::Refreshed => refreshed(&live),
                Outcome::Lost => tell(&live, "data-lost"),
                Outcome::Over => {
                    over(&live);
                    return;
                }
            }
        }
    });
}

async fn pause() {
    let promise = Promise::new(&mut |done: Function, _| {
        if let Some(window) = web_sys::window() {
            // A plain timer cannot be refused.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, EVERY_MS);
        }
    });
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
}

async fn refresh(address: &str) -> Outcome {
    let Some(fresh) = fetch(address).await else { return Outcome::Lost };
    // Another page: somebody has signed out meanwhile, or may not see it any more.
    if fresh.query_selector("[data-attendance]").ok().flatten().is_none() {
        return Outcome::Lost;
    }
    for part in all("[data-part]") {
        let name = part.get_attribute("data-part").unwrap_or_default();
        if let Ok(Some(now)) = fresh.query_selector(&format!("[data-part=\"{name}\"]")) {
            bring(&part, &now);
        }
    }
    let slider = fresh.query_selector("#moment").ok().flatten();
    let limits = slider.and_then(|slider| slider.get_attribute("max").zip(slider.get_attribute("step")));
    if let Some((max, step)) = limits {
        scrub::grow(&max, &step);
    }
    let goes_on = fresh.query_selector("[data-live]").is_ok_and(|live| live.is_some());
    if goes_on { Outcome::Refreshed } else { Outcome::Over }
}

async fn fetch(address: &str) -> Option<Document> {
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() || answer.redirected() {
        return None;
    }
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
}

/// The same server writes both, with everything that people have typed as text.
fn bring(part: &Element, now: &Element) {
    localize(now);
    let (old, new) = (part.inner_html(), now.inner_html());
    if plain(&old) == plain(&new) {
        return;
    }
    let focused = document().and_then(|document| document.active_element()).filter(|at| part.contains(Some(at)));
    part.set_inner_html(&new);
    let again = focused.map(|at| at.id()).filter(|id| !id.is_empty()).and_then(|id| document()?.get_element_by_id(&id));
    if let Some(again) = again.and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
        // `focus` fails on detached documents only.
        let _ = again.focus();
    }
}

/// Without what the slider has added.
fn plain(html: &str) -> String {
    html.replace(" aria-current=\"time\"", "")
}

fn refreshed(live: &HtmlElement) {
    if let Some(form) = told(live).and_then(|place| place.get_attribute("data-refreshed")) {
        say(live, &form.replace("%time%", &to_the_second(&Date::new_0())));
    }
}

fn over(live: &HtmlElement) {
    if let Ok(Some(pill)) = live.query_selector(".pill") {
        pill.remove();
    }
    tell(live, "data-over");
    // Said aloud too: until here this was how many are inside.
    if let Some(status) = one("[data-part=inside]") {
        status.set_text_content(live.get_attribute("data-over").as_deref());
    }
}

fn tell(live: &HtmlElement, attribute: &str) {
    say(live, &live.get_attribute(attribute).unwrap_or_default());
}

/// The time changes all the while, so it is no status: nobody wants it read out.
fn say(live: &HtmlElement, words: &str) {
    if let Some(place) = told(live) {
        place.set_text_content(Some(words));
    }
}

fn told(live: &HtmlElement) -> Option<Element> {
    live.query_selector("[data-refreshed]").ok().flatten()
}

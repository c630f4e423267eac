//! `/verify`: looks through a file that somebody picks or drops. Nothing leaves the browser.

use js_sys::{Date, Uint8Array};
use talkspace_ledger::{Changed, Contents, Verdict, verify};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File, HtmlInputElement};

use crate::page::{all, document, on, one};

/// No record is longer; reading more would only keep the browser busy.
const BYTES_MAX: f64 = 64.0 * 1024.0 * 1024.0;

pub(crate) fn listen() {
    let (Some(input), Some(drop)) = (one("#verify-file"), one("[data-drop]")) else { return };
    on(&input, "change", |event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        check(input.and_then(|input| input.files()?.get(0)));
    });
    on(&drop, "dragover", |event| event.prevent_default());
    on(&drop, "drop", |event| {
        event.prevent_default();
        let dropped = event.dyn_into::<DragEvent>().ok().and_then(|event| event.data_transfer()?.files()?.get(0));
        check(dropped);
    });
}

fn check(file: Option<File>) {
    let Some(file) = file else { return };
    say("checking");
    tell(&[("file", file.name())]);
    spawn_local(async move {
        let verdict = match read(&file).await {
            Some(bytes) => verify(&bytes),
            None => Verdict::NotARecord,
        };
        show(verdict, file.name());
    });
}

/// `None` for what cannot be read: a folder, or a file that is gone.
async fn read(file: &File) -> Option<Vec<u8>> {
    if file.size() > BYTES_MAX {
        return None;
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn show(verdict: Verdict, name: String) {
    let mut details = vec![("file", name)];
    let word = match verdict {
        Verdict::NotARecord => "none",
        Verdict::Changed(Changed::Somewhere) => "changed",
        Verdict::Changed(Changed::Attendance) => "people",
        Verdict::Changed(Changed::Fact(number)) => {
            number_fact(number);
            "fact"
        }
        Verdict::Genuine { key, contents } => {
            let key = key.to_string();
            let own = one("#verify").and_then(|page| page.get_attribute("data-key")) == Some(key.clone());
            details.extend(contents_of(contents));
            details.push(("key", key));
            if own { "own" } else { "other" }
        }
    };
    tell(&details);
    say(word);
}

fn contents_of(contents: Contents) -> Vec<(&'static str, String)> {
    match contents {
        Contents::Table { rows } => vec![("rows", rows.to_string())],
        Contents::Record { title, started, people, facts } => vec![
            ("meeting", title),
            ("began", local(started.0)),
            ("people", people.to_string()),
            ("facts", facts.to_string()),
        ],
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of this era are far below 2^53")]
fn local(millis: i64) -> String {
    let language = document().and_then(|document| document.document_element()?.get_attribute("lang"));
    let date = Date::new(&JsValue::from_f64(millis as f64));
    date.to_locale_string(&language.unwrap_or_else(|| "en".to_owned()), &JsValue::UNDEFINED).into()
}

/// One of the sentences that the page holds; the others are hidden.
fn say(word: &str) {
    for verdict in all("[data-verdict]") {
        let shown = verdict.get_attribute("data-verdict").as_deref() == Some(word);
        // Setting an attribute cannot fail.
        let _ = verdict.toggle_attribute_with_force("hidden", !shown);
    }
}

fn tell(details: &[(&str, String)]) {
    for row in all("[data-detail]") {
        let own = row.get_attribute("data-detail");
        let told = details.iter().find(|(name, _)| own.as_deref() == Some(name));
        // As above; whatever a file says is set as text.
        let _ = row.toggle_attribute_with_force("hidden", told.is_none());
        if let (Some((_, text)), Ok(Some(value))) = (told, row.query_selector("dd")) {
            value.set_text_content(Some(text));
        }
    }
}

/// The sentence is kept as the server wrote it, so that a second file is told with its own numbers.
fn number_fact(number: u32) {
    let Some(words) = one("[data-verdict=fact] p") else { return };
    let form = words.get_attribute("data-form").unwrap_or_else(|| words.text_content().unwrap_or_default());
    let told = form.replace("%before%", &number.saturating_sub(1).to_string()).replace("%number%", &number.to_string());
    let _ = words.set_attribute("data-form", &form);
    words.set_text_content(Some(&told));
}

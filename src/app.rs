//! The app: its frame, its routes, and what the server tells every page about itself.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    StaticSegment,
    components::{Route, Router, Routes},
    path,
};
use serde::{Deserialize, Serialize};
use talkspace_model::{FormState, RegistrationPolicy, Viewer};

use crate::{
    i18n::{Language, Words},
    pages,
};

/// What the server knows about a page beforehand, and hands to the page's twin in the browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PageData {
    pub viewer: Viewer,
    pub languages: Vec<Language>,
    /// The site's address as people type it, without a slash at the end; invitations begin with it.
    pub public_url: String,
    /// There is no administrator yet.
    pub setup_open: bool,
    /// The form that was refused a moment ago, with the path of its page.
    pub refused: Option<(String, FormState)>,
}

impl Default for PageData {
    fn default() -> Self {
        let viewer = Viewer { user: None, registration: RegistrationPolicy::Open };
        Self { viewer, languages: Vec::new(), public_url: String::new(), setup_open: false, refused: None }
    }
}

/// Addresses of the front end's files, for the page's head.
#[derive(Debug, Clone, Default)]
pub struct FrontEnd {
    pub js: String,
    pub wasm: String,
    pub css: String,
    /// The text of the page's language.
    pub words: String,
    /// The English text, when the page's language does not say everything yet.
    pub english: Option<String>,
}

/// The document around the app. Rendered by the server only.
pub fn document() -> impl IntoView {
    let front = use_context::<FrontEnd>().unwrap_or_default();
    let words = use_context::<Words>();
    let language = words.as_ref().map_or("en", Words::language).to_owned();
    let direction = words.as_ref().map_or_else(|| "ltr".to_owned(), Words::direction);
    view! {
        <!DOCTYPE html>
        <html lang=language.clone() dir=direction>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
                <link rel="stylesheet" href=front.css.clone() />
                <Loader front language=language.clone() />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Fetches program and words side by side and starts the browser's half.
#[component]
fn Loader(front: FrontEnd, language: String) -> impl IntoView {
    let FrontEnd { js, wasm, words, english, .. } = front;
    let english = english.map_or_else(|| "undefined".to_owned(), |address| format!("text({address:?})"));
    let script = format!(
        "import start,{{hydrate}} from {js:?};\
         const text=address=>fetch(address).then(answer=>answer.text());\
         const words=[text({words:?}),{english}];\
         await start({{module_or_path:{wasm:?}}});hydrate({language:?},...await Promise.all(words));"
    );
    view! {
        <link rel="modulepreload" href=js.clone() />
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <link rel="preload" href=words r#as="fetch" r#type="text/plain" crossorigin="anonymous" />
        <script type="module" nonce=leptos::nonce::use_nonce()>
            {script}
        </script>
    }
}

/// The page's hold on what the server told it.
#[derive(Debug, Clone, Copy)]
struct Told {
    data: StoredValue<PageData>,
}

/// Who looks at the page.
pub fn use_viewer() -> Viewer {
    told(|data| data.viewer.clone())
}

/// The languages to choose from.
pub fn use_languages() -> Vec<Language> {
    told(|data| data.languages.clone())
}

/// Whether the first administrator is still to be made.
pub fn setup_open() -> bool {
    told(|data| data.setup_open)
}

/// The invitation link of a meeting.
pub fn invitation(code: &talkspace_model::MeetingCode) -> String {
    told(|data| format!("{}/m/{code}", data.public_url))
}

/// The refused form that belongs to the page at `path`; empty on a fresh page. The first look takes it, so that it
/// does not appear again when the person goes elsewhere and comes back.
pub fn use_form(path: &str) -> FormState {
    let Some(Told { data }) = use_context::<Told>() else { return FormState::default() };
    data.try_update_value(|data| data.refused.take_if(|(of, _)| of == path))
        .flatten()
        .map(|(_, form)| form)
        .unwrap_or_default()
}

/// Answers the request that is being rendered with this status; in the browser there is nothing to answer.
pub fn answer_with(status: u16) {
    #[cfg(feature = "ssr")]
    if let (Some(options), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), axum::http::StatusCode::from_u16(status))
    {
        options.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

fn told<T>(read: impl FnOnce(&PageData) -> T) -> T {
    match use_context::<Told>() {
        Some(Told { data }) => data.with_value(read),
        None => read(&PageData::default()),
    }
}

/// All pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let data = SharedValue::new(|| use_context::<PageData>().unwrap_or_default()).into_inner();
    provide_context(Told { data: StoredValue::new(data) });
    view! {
        <Router>
            <Routes fallback=pages::NotFound>
                <Route path=StaticSegment("") view=pages::Landing />
                <Route path=path!("/register") view=pages::Register />
                <Route path=path!("/login") view=pages::Login />
                <Route path=path!("/setup") view=pages::Setup />
                <Route path=path!("/join") view=pages::Join />
                <Route path=path!("/home") view=pages::Home />
                <Route path=path!("/history") view=pages::History />
                <Route path=path!("/m/:code") view=pages::Meeting />
            </Routes>
        </Router>
    }
}

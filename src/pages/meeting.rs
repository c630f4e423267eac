use leptos::prelude::*;

#[component]
pub fn Meeting() -> impl IntoView {
    view! { <p></p> }
}

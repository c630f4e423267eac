use leptos::prelude::*;

#[component]
pub fn Join() -> impl IntoView {
    view! { <p></p> }
}

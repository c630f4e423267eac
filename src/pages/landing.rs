use leptos::prelude::*;

#[component]
pub fn Landing() -> impl IntoView {
    view! { <p></p> }
}

use leptos::prelude::*;

#[component]
pub fn Message() -> impl IntoView {
    view! { <p></p> }
}
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <p></p> }
}

use leptos::prelude::*;

#[component]
pub fn Login() -> impl IntoView {
    view! { <p></p> }
}
#[component]
pub fn Register() -> impl IntoView {
    view! { <p></p> }
}
#[component]
pub fn Setup() -> impl IntoView {
    view! { <p></p> }
}

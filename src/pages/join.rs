//! The box that takes a code or a link, and the page it leads to when the text in it is neither.

use leptos::prelude::*;
use talkspace_model::{Field, FormState};

use super::{Page, PageWidth};
use crate::{
    i18n::t,
    ui::{FormNotice, Icon, Sign, field::error_text},
};

/// Code or link in, meeting out: `POST /join`.
#[component]
pub fn JoinForm(form: FormState) -> impl IntoView {
    let error = form.errors.iter().find(|error| error.field == Field::Code).map(error_text);
    let wrong = error.is_some();
    let value = form.values.get(Field::Code.as_str()).cloned();
    view! {
        <form class="join-form" method="post" action="/join" novalidate>
            <div class="join-box">
                <label class="visually-hidden" for="code">{t("meeting-code")}</label>
                <input
                    class="input"
                    id="code"
                    name=Field::Code.as_str()
                    value=value
                    placeholder=t("meeting-code-placeholder")
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="go"
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=wrong.then_some("code-error")
                    autofocus=wrong
                />
                <button class="button primary">{t("join")}</button>
            </div>
            {error.map(|error| view! { <JoinError error /> })}
        </form>
    }
}

#[component]
fn JoinError(error: String) -> impl IntoView {
    view! {
        <p class="field-error" id="code-error">
            <Icon sign=Sign::Alert />
            <span>{error}</span>
        </p>
    }
}

/// `/join`: the box alone.
#[component]
pub fn Join(form: FormState) -> impl IntoView {
    view! {
        <Page width=PageWidth::Narrow>
            <section class="card form-card">
                <h1>{t("join-title")}</h1>
                <p class="muted">{t("join-lead")}</p>
                <FormNotice form=form.clone() />
                <JoinForm form />
            </section>
        </Page>
    }
}

//! Fields of the longer forms: a choice, a few lines of text.

use leptos::prelude::*;
use talkspace_model::{Field, FormState};

use crate::{
    app::escaped,
    ui::{
        Icon, Sign,
        field::{described_by, error_of},
    },
};

/// A choice among several; `choices` are the words of the form and of the person.
#[component]
pub fn SelectField(
    /// The name in the form.
    name: &'static str,
    #[prop(into)] label: String,
    form: FormState,
    choices: Vec<(String, String)>,
    /// Beside which errors stand here.
    #[prop(optional)]
    field: Option<Field>,
    #[prop(optional, into)] hint: Option<String>,
    /// The browser may choose its own time zone.
    #[prop(optional)]
    own_zone: bool,
) -> impl IntoView {
    let error = field.and_then(|field| error_of(&form, field));
    let chosen = form.values.get(name).cloned().unwrap_or_default();
    let option = move |(value, words): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    };
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = described_by(hint.as_ref().map(|_| hint_id.as_str()), error.as_ref().map(|_| error_id.as_str()));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select
                class="input"
                id=name
                name=name
                data-zone=own_zone.then_some("own")
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            >
                {choices.into_iter().map(option).collect_view()}
            </select>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {error.map(|error| view! { <FieldProblem id=error_id error /> })}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    field: Field,
    #[prop(into)] label: String,
    form: FormState,
    rows: u32,
    #[prop(into)] hint: String,
) -> impl IntoView {
    let name = field.as_str();
    let error = error_of(&form, field);
    let value = form.values.get(name).cloned().unwrap_or_default();
    let first = form.errors.first().is_some_and(|first| first.field == field);
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = described_by(Some(&hint_id), error.as_ref().map(|_| error_id.as_str()));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            // The parser leaves out a line break that comes first; the renderer would end text with a mark of its own.
            <textarea
                class="input"
                id=name
                name=name
                rows=rows
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                autofocus=first
                inner_html=escaped(&format!("\n{value}"))
            ></textarea>
            <p class="field-hint" id=hint_id>{hint}</p>
            {error.map(|error| view! { <FieldProblem id=error_id error /> })}
        </div>
    }
}

/// What is wrong with a field.
#[component]
pub fn FieldProblem(id: String, error: String) -> impl IntoView {
    view! {
        <p class="field-error" id=id>
            <Icon sign=Sign::Alert />
            <span>{error}</span>
        </p>
    }
}

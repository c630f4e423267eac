//! The form over the history. It asks by GET, so what is chosen stands in the address and can be kept.

use leptos::prelude::*;
use talkspace_ledger::Part;
use talkspace_model::Field;
use talkspace_server::history::{Asked, SHOW, WEEK_CHOICES, WEEKS};

use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign, TextField},
};

#[component]
pub fn FilterForm(asked: Asked) -> impl IntoView {
    let Asked { filter, weeks, form, .. } = asked;
    let parts = Part::ALL.map(|part| (part.as_str(), t(part_word(part)), filter.part == part));
    let spans =
        WEEK_CHOICES.map(|count| (count.to_string(), tr("history-weeks", args!["count" => count]), weeks == count));
    view! {
        <search class="card history-filter">
            <form method="get" action="/history" novalidate>
                <TextField field=Field::Search label=t("history-search") form=form.clone() kind="search" required=false />
                <Choice name=SHOW label=t("history-show") options=parts.map(|(word, text, on)| (word.to_owned(), text, on)).to_vec() />
                <TextField field=Field::From label=t("history-from") form=form.clone() kind="date" required=false />
                <TextField field=Field::To label=t("history-to") form=form.clone() kind="date" required=false />
                <TextField field=Field::Minutes label=t("history-minutes") form kind="number" required=false />
                <Choice name=WEEKS label=t("history-span") options=spans.to_vec() />
                <div class="history-filter-ways">
                    <button class="button primary">
                        <Icon sign=Sign::Search />
                        <span>{t("history-apply")}</span>
                    </button>
                    <a class="button quiet" href="/history">
                        {t("history-clear")}
                    </a>
                </div>
            </form>
        </search>
    }
}

fn part_word(part: Part) -> &'static str {
    match part {
        Part::All => "history-show-all",
        Part::Hosted => "history-show-hosted",
        Part::Attended => "history-show-attended",
    }
}

/// Value, text, and whether it is chosen.
type Chosen = (String, String, bool);

#[component]
fn Choice(name: &'static str, label: String, options: Vec<Chosen>) -> impl IntoView {
    let option = |(value, text, on): Chosen| view! { <option value=value selected=on>{text}</option> };
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select class="input" id=name name=name>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

//! `/admin/users/import`: accounts for a class list, with what would become of each row before anything is done.

use leptos::prelude::*;
use talkspace_model::{AccountRole, Field, FormState};
use talkspace_server::accounts::import::{Becomes, Listed, ROWS_MOST};

use super::{
    IMPORT, MAKING, USERS,
    users::{ROLE, role_words},
};
use crate::{
    args,
    i18n::{t, tr},
    pages::fields::SelectField,
    ui::{
        CopyButton, FormNotice, Icon, Sign,
        field::{described_by, error_of, error_text},
    },
};

/// The tick that sends letters.
pub const LETTERS: &str = "letters";
/// Among a form's values: how many accounts were made, and the table of their links, which is shown once.
pub const MADE: &str = "made";
pub const LINKS: &str = "links";

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Import {
    pub form: FormState,
    /// What would become of the list's rows.
    pub rows: Option<Vec<Listed>>,
    /// Letters are sent; otherwise they are files.
    pub mails: bool,
}

#[component]
pub fn ImportPage(import: Import) -> impl IntoView {
    let Import { form, rows, mails } = import;
    let made = form.values.get(MADE).cloned();
    match (made, rows) {
        (Some(made), _) => {
            let links = form.values.get(LINKS).cloned().unwrap_or_default();
            view! { <Done made links /> }.into_any()
        }
        (None, Some(rows)) => view! { <Report form rows mails /> }.into_any(),
        (None, None) => view! { <Choose form /> }.into_any(),
    }
}

/// The file, and what its people may do.
#[component]
fn Choose(form: FormState) -> impl IntoView {
    let name = Field::List.as_str();
    let error = error_of(&form, Field::List);
    let described = described_by(Some("list-hint"), error.as_ref().map(|_| "list-error"));
    let mut chosen = form.clone();
    chosen.values.entry(ROLE.to_owned()).or_insert_with(|| AccountRole::Member.as_str().to_owned());
    view! {
        <form class="card settings-card stack" method="post" action=IMPORT enctype="multipart/form-data" novalidate>
            <FormNotice form />
            <p class="muted">{t("import-lead")}</p>
            <div class="field">
                <label for=name>{t("import-file")}</label>
                <input
                    class="input"
                    id=name
                    name=name
                    type="file"
                    accept=".csv,.txt,.tsv,text/csv,text/plain"
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                />
                <p class="field-hint" id="list-hint">{tr("import-file-hint", args!["max" => ROWS_MOST])}</p>
                {error
                    .map(|error| {
                        view! {
                            <p class="field-error" id="list-error">
                                <Icon sign=Sign::Alert />
                                <span>{error}</span>
                            </p>
                        }
                    })}
            </div>
            <SelectField name=ROLE label=t("admin-role") form=chosen choices=roles() />
            <div class="settings-ways">
                <button class="button primary">{t("import-look")}</button>
                <a class="button quiet" href=USERS>
                    {t("admin-back-to-users")}
                </a>
            </div>
        </form>
    }
}

fn roles() -> Vec<(String, String)> {
    // Administrators are made one by one.
    let roles = AccountRole::ALL.into_iter().filter(|role| !role.may_administer());
    roles.map(|role| (role.as_str().to_owned(), role_words(role))).collect()
}

/// Row by row, before anything is done.
#[component]
fn Report(form: FormState, rows: Vec<Listed>, mails: bool) -> impl IntoView {
    let new = rows.iter().filter(|row| row.is_new()).count();
    let value = |name: &str| form.values.get(name).cloned().unwrap_or_default();
    let make = (new > 0).then(|| {
        view! {
            <form class="card settings-card stack" method="post" action=MAKING>
                <input type="hidden" name=Field::List.as_str() value=value(Field::List.as_str()) />
                <input type="hidden" name=ROLE value=value(ROLE) />
                <div class="field">
                    <label class="choice">
                        <input type="checkbox" name=LETTERS value="on" checked=mails aria-describedby="letters-hint" />
                        <span>{t("import-letters")}</span>
                    </label>
                    <p class="field-hint" id="letters-hint">
                        {t(if mails { "import-letters-hint" } else { "import-no-mail" })}
                    </p>
                </div>
                <div class="settings-ways">
                    <button class="button primary">{tr("import-make", args!["count" => new])}</button>
                    <a class="button quiet" href=IMPORT>
                        {t("import-other")}
                    </a>
                </div>
            </form>
        }
    });
    let none = (new == 0).then(|| {
        view! {
            <p>
                <a class="button quiet" href=IMPORT>
                    {t("import-other")}
                </a>
            </p>
        }
    });
    view! {
        <p role="status">{tr("import-found", args!["rows" => rows.len(), "new" => new])}</p>
        {make}
        <div class="table-scroll" role="region" aria-label=t("import") tabindex="0">
            <table class="record-table">
                <thead>
                    <tr>
                        <th scope="col">{t("import-line")}</th>
                        <th scope="col">{t("name")}</th>
                        <th scope="col">{t("email")}</th>
                        <th scope="col">{t("import-becomes")}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Line row /> }).collect_view()}</tbody>
            </table>
        </div>
        {none}
    }
}

#[component]
fn Line(row: Listed) -> impl IntoView {
    let (kind, word) = match &row.becomes {
        Becomes::New => ("new", t("import-new")),
        Becomes::Known => ("known", t("import-known")),
        Becomes::Twice => ("twice", t("import-twice")),
        Becomes::Wrong(error) => ("wrong", error_text(error)),
    };
    view! {
        <tr data-becomes=kind>
            <td>{row.line}</td>
            <td>{row.name}</td>
            <td>{row.email}</td>
            <td class="in-words">{word}</td>
        </tr>
    }
}

/// They are made; the links are shown this once.
#[component]
fn Done(made: String, links: String) -> impl IntoView {
    let count: u32 = made.parse().unwrap_or_default();
    let way = if links.is_empty() {
        view! { <p>{t("import-letters-sent")}</p> }.into_any()
    } else {
        let shown = links.clone();
        view! {
            <section class="card made" aria-labelledby="links-title">
                <div class="made-text">
                    <h2 id="links-title">{t("import-links")}</h2>
                    <p class="muted">{t("import-links-lead")}</p>
                </div>
                <pre class="made-link" data-password-links tabindex="0">{shown}</pre>
                <div class="made-ways">
                    <CopyButton text=links label=t("import-links-copy") />
                </div>
            </section>
        }
        .into_any()
    };
    view! {
        <p class="notice good" role="status">{tr("import-made", args!["count" => count])}</p>
        {way}
        <p>
            <a href=USERS>{t("admin-back-to-users")}</a>
        </p>
    }
}

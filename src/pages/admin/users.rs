//! `/admin/users…`: who has an account, and what becomes of one.

use leptos::prelude::*;
use talkspace_model::{AccountRole, Field, FormState, Problem};
use talkspace_server::console::{DirectoryFilter, DirectoryPlace, DirectoryRow};

use super::{IMPORT, NEW_USER, USERS};
use crate::{
    args,
    i18n::{t, tr},
    pages::{fields::SelectField, percent_encode},
    ui::{CopyButton, FormNotice, Icon, Moment, MomentStyle, Sign, TextField},
};

/// The names of the list's parameters.
pub const WORDS: &str = "q";
pub const ROLE: &str = "role";
pub const STATE: &str = "state";
pub const AFTER: &str = "after";
pub const AFTER_ID: &str = "id";
/// The values of [`STATE`].
pub const ACTIVE: &str = "active";
pub const DISABLED: &str = "disabled";
/// Among a form's values, the link that was just made.
pub const LINK: &str = "link";

/// A page of the list.
#[derive(Debug, Clone)]
pub struct UserList {
    pub filter: DirectoryFilter,
    pub rows: Vec<DirectoryRow>,
    /// How many the filter leaves in all.
    pub count: u32,
    /// Where the next page begins.
    pub next: Option<DirectoryPlace>,
    /// Not the first page.
    pub later: bool,
    /// What was just done to somebody who is not in it any more.
    pub done: Option<&'static str>,
}

/// One account.
#[derive(Debug, Clone)]
pub struct Account {
    pub row: DirectoryRow,
    /// It is the one who looks.
    pub own: bool,
    /// What was just done to it.
    pub done: Option<&'static str>,
    pub form: FormState,
}

/// What can be done to an account; the words are the last part of the form's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Role,
    Disable,
    Enable,
    NewPassword,
    SignOut,
    Link,
    NoSecondFactor,
    Delete,
}

impl Deed {
    pub const ALL: [Deed; 8] = [
        Deed::Role,
        Deed::Disable,
        Deed::Enable,
        Deed::NewPassword,
        Deed::SignOut,
        Deed::Link,
        Deed::NoSecondFactor,
        Deed::Delete,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Deed::Role => "role",
            Deed::Disable => "disable",
            Deed::Enable => "enable",
            Deed::NewPassword => "new-password",
            Deed::SignOut => "sign-out",
            Deed::Link => "link",
            Deed::NoSecondFactor => "no-second-factor",
            Deed::Delete => "delete",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == word)
    }

    fn words(self) -> &'static str {
        match self {
            Deed::Role => "admin-role-save",
            Deed::Disable => "admin-disable",
            Deed::Enable => "admin-enable",
            Deed::NewPassword => "admin-new-password",
            Deed::SignOut => "admin-sign-out",
            Deed::Link => "admin-link",
            Deed::NoSecondFactor => "second-factor-remove",
            Deed::Delete => "admin-delete",
        }
    }

    fn lead(self) -> &'static str {
        match self {
            Deed::Role => "admin-role-lead",
            Deed::Disable => "admin-disable-lead",
            Deed::Enable => "admin-enable-lead",
            Deed::NewPassword => "admin-new-password-lead",
            Deed::SignOut => "admin-sign-out-lead",
            Deed::Link => "admin-link-lead",
            Deed::NoSecondFactor => "admin-no-second-factor-lead",
            Deed::Delete => "admin-delete-lead",
        }
    }

    /// What is said when it is done.
    pub fn done(self) -> &'static str {
        match self {
            Deed::Role => "admin-done-role",
            Deed::Disable => "admin-done-disable",
            Deed::Enable => "admin-done-enable",
            Deed::NewPassword => "admin-done-new-password",
            Deed::SignOut => "admin-done-sign-out",
            Deed::Link => "admin-done-link",
            Deed::NoSecondFactor => "admin-done-no-second-factor",
            Deed::Delete => "admin-done-delete",
        }
    }
}

/// The address of an account's page.
pub fn path(id: &talkspace_model::UserId) -> String {
    format!("{USERS}/{id}")
}

#[component]
pub fn Users(list: UserList) -> impl IntoView {
    let UserList { filter, rows, count, next, later, done } = list;
    let more = next.map(|place| {
        let to = format!("{}&{AFTER}={}&{AFTER_ID}={}", address(&filter), percent_encode(&place.sought), place.id);
        view! { <a class="button quiet" href=to rel="next">{t("admin-next")}</a> }
    });
    let first = later.then(|| view! { <a class="button quiet" href=address(&filter)>{t("admin-first")}</a> });
    let found = match rows.is_empty() {
        true => view! { <p class="card empty muted">{t("admin-nobody")}</p> }.into_any(),
        false => {
            let rows = rows.into_iter().map(|row| view! { <Line row /> }).collect_view();
            view! { <ul class="card rows people-rows">{rows}</ul> }.into_any()
        }
    };
    view! {
        {done.map(|done| view! { <p class="notice good" role="status">{t(done)}</p> })}
        <div class="console-tools">
            <Filter filter />
            <div class="settings-ways">
                <a class="button quiet" href=IMPORT>
                    {t("import")}
                </a>
                <a class="button primary" href=NEW_USER>
                    <Icon sign=Sign::Plus />
                    {t("admin-new-user")}
                </a>
            </div>
        </div>
        <p class="muted" role="status">{tr("admin-people", args!["count" => count])}</p>
        {found}
        <nav class="console-pages" aria-label=t("admin-pages")>{first} {more}</nav>
    }
}

fn address(filter: &DirectoryFilter) -> String {
    let state = match filter.disabled {
        None => "",
        Some(true) => DISABLED,
        Some(false) => ACTIVE,
    };
    let role = filter.role.map_or("", AccountRole::as_str);
    format!("{USERS}?{WORDS}={}&{ROLE}={role}&{STATE}={state}", percent_encode(&filter.words))
}

#[component]
fn Filter(filter: DirectoryFilter) -> impl IntoView {
    let roles = AccountRole::ALL.map(|role| (role.as_str(), role_words(role), filter.role == Some(role)));
    let states = [
        (ACTIVE, t("admin-state-active"), filter.disabled == Some(false)),
        (DISABLED, t("admin-state-disabled"), filter.disabled == Some(true)),
    ];
    let option = |(value, words, selected): (&'static str, String, bool)| {
        view! { <option value=value selected=selected>{words}</option> }
    };
    view! {
        <form class="console-filter" method="get" action=USERS role="search">
            <input
                class="input"
                type="search"
                name=WORDS
                value=filter.words
                aria-label=t("admin-search")
                placeholder=t("admin-search")
            />
            <select class="input" name=ROLE aria-label=t("admin-role")>
                <option value="">{t("admin-any-role")}</option>
                {roles.map(option).collect_view()}
            </select>
            <select class="input" name=STATE aria-label=t("admin-state")>
                <option value="">{t("admin-any-state")}</option>
                {states.map(option).collect_view()}
            </select>
            <button class="button quiet">
                <Icon sign=Sign::Search />
                {t("admin-find")}
            </button>
        </form>
    }
}

pub fn role_words(role: AccountRole) -> String {
    tr("account-role", args!["role" => role.as_str()])
}

#[component]
fn Line(row: DirectoryRow) -> impl IntoView {
    let to = path(&row.id);
    let seen = match row.seen {
        Some(seen) => view! { {t("admin-seen")} " " <Moment at=seen style=MomentStyle::Date /> }.into_any(),
        None => t("admin-never-seen").into_any(),
    };
    view! {
        <li class="row" data-account=row.email.clone()>
            <div class="row-what">
                <h2 class="row-title">
                    <a href=to>{row.name.clone()}</a>
                </h2>
                <p class="muted row-details">
                    <span class="row-detail">{row.email.clone()}</span>
                    <span class="row-detail">{seen}</span>
                </p>
            </div>
            <p class="row-marks">
                <Marks row=row.clone() />
            </p>
        </li>
    }
}

/// Role and state.
#[component]
fn Marks(row: DirectoryRow) -> impl IntoView {
    let state = match (row.disabled, row.has_password) {
        (Some(_), _) => Some(t("admin-state-disabled")),
        (None, false) => Some(t("admin-state-invited")),
        (None, true) => row.password_due.then(|| t("admin-state-due")),
    };
    view! {
        <span class="pill" data-account-role=row.role.as_str()>{role_words(row.role)}</span>
        {row.second_factor.then(|| view! { " " <span class="pill">{t("second-factor")}</span> })}
        {state.map(|state| view! { " " <span class="pill warn" data-state>{state}</span> })}
    }
}

/// `/admin/users/new`
#[component]
pub fn NewUser(form: FormState) -> impl IntoView {
    let roles = AccountRole::ALL.map(|role| (role.as_str().to_owned(), role_words(role))).to_vec();
    view! {
        <form class="card settings-card stack" method="post" action=NEW_USER novalidate>
            <FormNotice form=form.clone() />
            <p class="muted">{t("admin-new-user-lead")}</p>
            <TextField field=Field::Name label=t("name") form=form.clone() />
            <TextField field=Field::Email label=t("email") form=form.clone() kind="email" />
            <SelectField name=ROLE label=t("admin-role") form choices=roles />
            <div class="settings-ways">
                <button class="button primary">{t("create-account")}</button>
                <a class="button quiet" href=USERS>{t("schedule-back")}</a>
            </div>
        </form>
    }
}

/// `/admin/users/{id}`
#[component]
pub fn User(account: Account) -> impl IntoView {
    let Account { row, own, done, form } = account;
    let link = form.values.get(LINK).cloned();
    let again = if row.disabled.is_some() { Deed::Enable } else { Deed::Disable };
    let no_second_factor = row.second_factor.then_some(Deed::NoSecondFactor);
    let deeds = [Deed::Link, Deed::NewPassword].into_iter().chain(no_second_factor);
    let deeds = deeds.chain([Deed::SignOut]).chain((!own).then_some(again));
    let to = path(&row.id);
    let deed = {
        let to = to.clone();
        move |deed: Deed| view! { <Act to=to.clone() deed /> }
    };
    let roles = AccountRole::ALL.map(|role| (role.as_str().to_owned(), role_words(role))).to_vec();
    let delete = (!own).then(|| view! { <Delete to=to.clone() /> });
    let chosen = FormState { values: [(ROLE.to_owned(), row.role.as_str().to_owned())].into(), ..FormState::default() };
    view! {
        {done.map(|done| view! { <p class="notice good" role="status">{t(done)}</p> })}
        <FormNotice form />
        {link
            .map(|link| {
                let lead = tr("admin-link-made-lead", args!["email" => row.email.as_str()]);
                view! { <NewLink link lead /> }
            })}
        <section class="card settings-card" aria-label=t("admin-account")>
            <dl class="made-facts">
                <dt>{t("email")}</dt>
                <dd>{row.email.clone()}</dd>
                <dt>{t("admin-since")}</dt>
                <dd>
                    <Moment at=row.created style=MomentStyle::Date />
                </dd>
                <dt>{t("admin-state")}</dt>
                <dd>
                    <Marks row=row.clone() />
                </dd>
            </dl>
        </section>
        <form class="card settings-card stack" method="post" action=format!("{to}/{}", Deed::Role.as_str())>
            <SelectField name=ROLE label=t("admin-role") form=chosen choices=roles hint=t(Deed::Role.lead()) />
            <div class="settings-ways">
                <button class="button primary">{t(Deed::Role.words())}</button>
            </div>
        </form>
        <section class="card rows" aria-label=t("admin-deeds")>
            {deeds.map(deed).collect_view()} {delete}
        </section>
        <p>
            <a href=USERS>{t("admin-back-to-users")}</a>
        </p>
    }
}

/// To a page of its own, because it cannot be undone.
#[component]
fn Delete(to: String) -> impl IntoView {
    view! {
        <div class="row deed">
            <p class="muted" id="delete-lead">{t(Deed::Delete.lead())}</p>
            <a class="button danger" href=format!("{to}/{}", Deed::Delete.as_str()) aria-describedby="delete-lead">
                {t(Deed::Delete.words())}
            </a>
        </div>
    }
}

/// `/admin/users/{id}/delete`: what comes of it, before it is done.
#[component]
pub fn DeleteUser(account: Account) -> impl IntoView {
    let Account { row, form, .. } = account;
    let account = path(&row.id);
    let act = format!("{account}/{}", Deed::Delete.as_str());
    let consequences = [
        "admin-delete-signed-out",
        "admin-delete-person",
        "admin-delete-messages",
        "admin-delete-hosted",
        "admin-delete-attendance",
    ];
    view! {
        <form class="card settings-card stack" method="post" action=act>
            <FormNotice form />
            <p>{tr("admin-delete-sure", args!["name" => row.name.as_str(), "email" => row.email.as_str()])}</p>
            <h2>{t("delete-account-then")}</h2>
            <ul class="profile-list">
                {consequences.map(|what| view! { <li>{t(what)}</li> }).collect_view()}
            </ul>
            <div class="settings-ways">
                <button class="button danger">{t(Deed::Delete.words())}</button>
                <a class="button quiet" href=account>{t("admin-delete-keep")}</a>
            </div>
        </form>
    }
}

#[component]
fn Act(to: String, deed: Deed) -> impl IntoView {
    let (name, lead) = (deed.as_str(), format!("{}-lead", deed.as_str()));
    let kind = if deed == Deed::Disable { "button danger" } else { "button quiet" };
    view! {
        <form class="row deed" method="post" action=format!("{to}/{name}")>
            <p class="muted" id=lead.clone()>{t(deed.lead())}</p>
            <button class=kind aria-describedby=lead>{t(deed.words())}</button>
        </form>
    }
}

/// It is shown this once.
#[component]
pub(super) fn NewLink(link: String, lead: String) -> impl IntoView {
    view! {
        <section class="card made" aria-labelledby="link-title">
            <div class="made-text">
                <h2 id="link-title">{t("admin-link-made")}</h2>
                <p class="muted">{lead}</p>
            </div>
            <p class="made-link" data-password-link>{link.clone()}</p>
            <div class="made-ways">
                <CopyButton text=link label=t("copy-link") />
            </div>
        </section>
    }
}

/// The words for what was refused about an account as a whole.
pub fn problem_of(why: talkspace_server::accounts::NotDecided) -> Problem {
    use talkspace_server::accounts::NotDecided;
    match why {
        NotDecided::LastAdministrator => Problem::LastAdministrator,
        NotDecided::NoSuchAccount | NotDecided::Own | NotDecided::Unavailable => Problem::Unavailable,
    }
}

//! `/admin/invitations…`: who may open an account by invitation.

use leptos::prelude::*;
use talkspace_model::{AccountRole, Field, FormState};
use talkspace_server::accounts::{
    AccountInvitationRow,
    invite::{DAYS_LEAST, DAYS_MOST, DAYS_USUAL, LETTERS_MOST, PEOPLE_MOST, PEOPLE_USUAL},
};

use super::{
    INVITATIONS, INVITE, INVITE_LINK,
    users::{NewLink, ROLE, role_words},
};
use crate::{
    args,
    i18n::{t, tr},
    pages::fields::{SelectField, TextArea},
    ui::{FormNotice, Icon, Moment, MomentStyle, Sign, TextField},
};

/// Parameters of the list's address: how many letters went, and how many people had an account already.
pub const SENT: &str = "sent";
pub const KNOWN: &str = "known";

/// The list.
#[derive(Debug, Clone)]
pub struct InvitationList {
    pub rows: Vec<AccountInvitationRow>,
    /// Nobody may open an account at present, invited or not.
    pub closed: bool,
    /// Letters are sent; otherwise they are files.
    pub mails: bool,
    /// How many were just invited, and how many had an account already.
    pub sent: Option<(u32, u32)>,
}

/// The address at which an invitation is withdrawn.
fn withdrawal(id: &str) -> String {
    format!("{INVITATIONS}/{id}/withdraw")
}

#[component]
pub fn Invitations(list: InvitationList) -> impl IntoView {
    let InvitationList { rows, closed, mails, sent } = list;
    let sent = sent.map(|(sent, known)| {
        let known = (known > 0).then(|| tr("invitations-known", args!["count" => known]));
        view! { <p class="notice good" role="status">{tr("invitations-sent", args!["count" => sent])} " " {known}</p> }
    });
    let found = match rows.is_empty() {
        true => view! { <p class="card empty muted">{t("invitations-none")}</p> }.into_any(),
        false => {
            let rows = rows.into_iter().map(|row| view! { <Line row /> }).collect_view();
            view! { <ul class="card rows people-rows">{rows}</ul> }.into_any()
        }
    };
    view! {
        {sent}
        {closed.then(|| view! { <p class="notice" role="status">{t("invitations-closed")}</p> })}
        {(!mails).then(|| view! { <p class="notice" role="status">{t("invitations-no-mail")}</p> })}
        <div class="console-tools">
            <p class="muted">{t("invitations-lead")}</p>
            <div class="settings-ways">
                <a class="button primary" href=INVITE>
                    <Icon sign=Sign::Plus />
                    {t("invite-by-mail")}
                </a>
                <a class="button quiet" href=INVITE_LINK>
                    {t("invite-by-link")}
                </a>
            </div>
        </div>
        {found}
    }
}

#[component]
fn Line(row: AccountInvitationRow) -> impl IntoView {
    let who = match &row.email {
        Some(email) => email.as_str().to_owned(),
        None => tr("invitation-for", args!["count" => row.uses_left]),
    };
    let named = tr("invitation-withdraw-named", args!["who" => who.as_str()]);
    view! {
        <li class="row" data-invitation=row.id.clone()>
            <div class="row-what">
                <h2 class="row-title">{who}</h2>
                <p class="muted row-details">
                    <span class="row-detail">
                        {t("invitation-until")} " " <Moment at=row.expires style=MomentStyle::DateTime />
                    </span>
                </p>
            </div>
            <div class="row-marks">
                <span class="pill">{role_words(row.role)}</span>
                <form method="post" action=withdrawal(&row.id)>
                    <button class="button quiet" aria-label=named>{t("invitation-withdraw")}</button>
                </form>
            </div>
        </li>
    }
}

/// `/admin/invitations/new`: a letter to each address.
#[component]
pub fn Invite(form: FormState) -> impl IntoView {
    let form = with_usual(form);
    view! {
        <form class="card settings-card stack" method="post" action=INVITE novalidate>
            <FormNotice form=form.clone() />
            <TextArea
                field=Field::Invitees
                label=t("invite-addresses")
                form=form.clone()
                rows=6
                hint=tr("invite-addresses-hint", args!["max" => LETTERS_MOST])
            />
            <Terms form roles=AccountRole::ALL.to_vec() />
            <Ways words=t("invite-send") />
        </form>
    }
}

/// `/admin/invitations/link`: one link for so many people, shown once.
#[component]
pub fn InviteLink(form: FormState) -> impl IntoView {
    let form = with_usual(form);
    let link = form.values.get(super::users::LINK).cloned();
    let link = link.map(|link| view! { <NewLink link lead=t("invite-link-made") /> });
    // A link that is handed round makes nobody an administrator.
    let roles = AccountRole::ALL.into_iter().filter(|role| !role.may_administer()).collect();
    view! {
        {link}
        <form class="card settings-card stack" method="post" action=INVITE_LINK novalidate>
            <FormNotice form=form.clone() />
            <TextField
                field=Field::People
                label=t("invite-people")
                form=form.clone()
                kind="number"
                hint=tr("invite-range", args!["least" => 1, "most" => PEOPLE_MOST])
            />
            <Terms form roles />
            <Ways words=t("invite-make") />
        </form>
    }
}

/// Role and lifetime.
#[component]
fn Terms(form: FormState, roles: Vec<AccountRole>) -> impl IntoView {
    let roles = roles.into_iter().map(|role| (role.as_str().to_owned(), role_words(role))).collect();
    view! {
        <SelectField name=ROLE label=t("admin-role") form=form.clone() choices=roles />
        <TextField
            field=Field::ValidDays
            label=t("invite-days")
            form
            kind="number"
            hint=tr("invite-range", args!["least" => DAYS_LEAST, "most" => DAYS_MOST])
        />
    }
}

#[component]
fn Ways(words: String) -> impl IntoView {
    view! {
        <div class="settings-ways">
            <button class="button primary">{words}</button>
            <a class="button quiet" href=INVITATIONS>
                {t("invitations-back")}
            </a>
        </div>
    }
}

/// What stands in the fields while nobody has typed into them.
fn with_usual(mut form: FormState) -> FormState {
    let usual = [
        (ROLE, AccountRole::default().as_str().to_owned()),
        (Field::ValidDays.as_str(), DAYS_USUAL.to_string()),
        (Field::People.as_str(), PEOPLE_USUAL.to_string()),
    ];
    for (name, value) in usual {
        form.values.entry(name.to_owned()).or_insert(value);
    }
    form
}

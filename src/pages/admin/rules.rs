//! `/admin/settings`: who may open an account, and what holds for all of them.

use leptos::prelude::*;
use talkspace_model::{AccountRole, Field, FormState, RegistrationPolicy};
use talkspace_server::accounts::rules::{AccountRules, DOMAINS_MAX, SESSION_LEAST, SESSION_MOST};

use super::{SETTINGS, users::role_words};
use crate::{
    args,
    i18n::{t, tr},
    pages::fields::{SelectField, TextArea},
    ui::{FormNotice, TextField},
};

/// The names of the form's choices.
pub const REGISTRATION: &str = "registration";
pub const GUESTS: &str = "guests";
pub const NEW_ROLE: &str = "new_role";
pub const SECOND_FACTOR: &str = Field::SecondFactor.as_str();

/// The fields as they are while nobody has typed into them.
pub fn values_of(rules: &AccountRules) -> FormState {
    let mut form = FormState::default();
    let mut put = |name: &str, value: String| form.values.insert(name.to_owned(), value);
    put(REGISTRATION, rules.registration.as_str().to_owned());
    put(NEW_ROLE, rules.new_role.as_str().to_owned());
    put(Field::Domains.as_str(), rules.domains.join("\n"));
    put(Field::SessionDays.as_str(), rules.session_days.to_string());
    put(SECOND_FACTOR, rules.second_factor.map_or("", AccountRole::as_str).to_owned());
    if rules.guests {
        put(GUESTS, "on".to_owned());
    }
    form
}

#[component]
pub fn Rules(form: FormState, saved: bool) -> impl IntoView {
    let policy = |policy: RegistrationPolicy| {
        (policy.as_str().to_owned(), tr("registration-policy", args!["policy" => policy.as_str()]))
    };
    // Opening an account makes nobody an administrator.
    let roles = AccountRole::ALL.into_iter().filter(|role| !role.may_administer());
    let roles = roles.map(|role| (role.as_str().to_owned(), role_words(role))).collect();
    let demand =
        |role: AccountRole| (role.as_str().to_owned(), tr("rules-second-factor-of", args!["role" => role.as_str()]));
    let nobody = (String::new(), t("rules-second-factor-nobody"));
    let demands = std::iter::once(nobody).chain(AccountRole::ALL.into_iter().rev().map(demand)).collect();
    let guests = form.values.contains_key(GUESTS);
    view! {
        {saved.then(|| view! { <p class="notice good" role="status">{t("rules-saved")}</p> })}
        <FormNotice form=form.clone() />
        <form class="card settings-card stack" method="post" action=SETTINGS novalidate>
            <SelectField
                name=REGISTRATION
                label=t("rules-registration")
                form=form.clone()
                choices=RegistrationPolicy::ALL.map(policy).to_vec()
                hint=t("rules-registration-hint")
            />
            <TextArea
                field=Field::Domains
                label=t("rules-domains")
                form=form.clone()
                rows=3
                hint=tr("rules-domains-hint", args!["max" => DOMAINS_MAX])
            />
            <SelectField name=NEW_ROLE label=t("rules-new-role") form=form.clone() choices=roles hint=t("rules-new-role-hint") />
            <div class="field">
                <label class="choice">
                    <input type="checkbox" name=GUESTS value="on" checked=guests aria-describedby="guests-hint" />
                    <span>{t("rules-guests")}</span>
                </label>
                <p class="field-hint" id="guests-hint">{t("rules-guests-hint")}</p>
            </div>
            <SelectField
                name=SECOND_FACTOR
                field=Field::SecondFactor
                label=t("rules-second-factor")
                form=form.clone()
                choices=demands
                hint=t("rules-second-factor-hint")
            />
            <TextField
                field=Field::SessionDays
                label=t("rules-session-days")
                form
                kind="number"
                hint=tr("rules-session-days-hint", args!["least" => SESSION_LEAST, "most" => SESSION_MOST])
            />
            <div class="settings-ways">
                <button class="button primary">{t("room-save")}</button>
            </div>
        </form>
    }
}

//! Fields of plain HTML forms: label, input, hint, and what the server found wrong, tied together for everybody.

use leptos::prelude::*;
use talkspace_model::{Field, FieldError, FormState, Problem};

use super::{Icon, Sign};
use crate::{
    args,
    i18n::{t, tr},
    ui::time,
};

/// One text field. Its `name` is the field's; value and error come from `form`, what was refused a moment ago.
#[component]
pub fn TextField(
    field: Field,
    #[prop(into)] label: String,
    form: FormState,
    /// `text`, `email`, `password`, `search`, `date` or `number`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The `autocomplete` token (HTML, section 4.10.18.7.1).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What to write there, said before somebody errs.
    #[prop(optional, into)]
    hint: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(default = true)] required: bool,
    /// It can be read and not changed.
    #[prop(optional)]
    fixed: bool,
) -> impl IntoView {
    let name = field.as_str();
    let error = error_of(&form, field);
    let first = form.errors.first().is_some_and(|first| first.field == field);
    let value = form.values.get(name).cloned();
    let hint_id = format!("{name}-hint");
    let error_id = format!("{name}-error");
    let described = described_by(hint.as_ref().map(|_| hint_id.as_str()), error.as_ref().map(|_| error_id.as_str()));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                autocapitalize=(kind != "text" || field == Field::Code).then_some("none")
                spellcheck="false"
                placeholder=placeholder
                readonly=fixed
                aria-required=required.then_some("true")
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                autofocus=first
            />
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {error
                .map(|error| {
                    view! {
                        <p class="field-error" id=error_id>
                            <Icon sign=Sign::Alert />
                            <span>{error}</span>
                        </p>
                    }
                })}
        </div>
    }
}

/// What is wrong with the form as a whole, or with the link that led to it.
#[component]
pub fn FormNotice(form: FormState) -> impl IntoView {
    let error = error_of(&form, Field::Form).or_else(|| error_of(&form, Field::SetupToken));
    error.map(|error| {
        view! {
            <p class="notice bad" role="alert">
                <Icon sign=Sign::Alert />
                <span>{error}</span>
            </p>
        }
    })
}

pub(crate) fn described_by(hint: Option<&str>, error: Option<&str>) -> Option<String> {
    let ids: Vec<&str> = [error, hint].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

pub(crate) fn error_of(form: &FormState, field: Field) -> Option<String> {
    form.errors.iter().find(|error| error.field == field).map(error_text)
}

/// The sentence for an error: what is wrong and what to do.
pub fn error_text(error: &FieldError) -> String {
    match &error.problem {
        Problem::Empty => tr("error-empty", args!["field" => error.field.as_str()]),
        Problem::TooShort { min } => tr("error-too-short", args!["min" => *min]),
        Problem::TooLong { max } => tr("error-too-long", args!["max" => *max]),
        Problem::NotAnEmail => t("error-not-an-email"),
        Problem::EmailTaken => t("error-email-taken"),
        Problem::SameEmail => t("error-same-email"),
        Problem::WrongOneTimeCode => t("error-wrong-one-time-code"),
        Problem::NotUtf8 => t("error-not-utf8"),
        Problem::NoAddressColumn => t("error-no-address-column"),
        Problem::SignInAgain => t("error-sign-in-again"),
        Problem::SecondFactorFirst => t("error-second-factor-first"),
        Problem::SecondFactorDemanded => t("error-second-factor-demanded"),
        Problem::Guessable => t("error-guessable"),
        Problem::WrongCredentials => t("error-wrong-credentials"),
        Problem::AccountDisabled => t("error-account-disabled"),
        Problem::WrongDomain { domains } => tr("error-wrong-domain", args!["domains" => domains.as_str()]),
        Problem::NotDomains { first } => tr("error-not-domains", args!["domain" => first.as_str()]),
        Problem::WrongLink => t("error-wrong-link"),
        Problem::LastAdministrator => t("error-last-administrator"),
        Problem::TooManyTries { retry_after_secs } => {
            tr("error-too-many-tries", args!["wait" => time::wait(*retry_after_secs)])
        }
        Problem::NotACode => t("error-not-a-code"),
        Problem::NoSuchMeeting => t("error-no-such-meeting"),
        Problem::WrongPasscode => t("error-wrong-passcode"),
        Problem::RegistrationClosed => t("error-registration-closed"),
        Problem::WrongSetupToken => t("error-wrong-setup-token"),
        Problem::WrongPassword => t("error-wrong-password"),
        Problem::NotAChoice => tr("error-not-a-choice", args!["field" => error.field.as_str()]),
        Problem::OutOfRange { least, most } => tr("error-out-of-range", args!["least" => *least, "most" => *most]),
        Problem::Over => t("error-over"),
        Problem::NoDates => t("error-no-dates"),
        Problem::NotAddresses { first } => tr("error-not-addresses", args!["address" => first.as_str()]),
        Problem::TooMany { most } => tr("error-too-many", args!["most" => *most]),
        Problem::NotADate => t("error-not-a-date"),
        Problem::EndsBeforeItBegins => t("error-ends-before-it-begins"),
        Problem::NotANumber { max } => tr("error-not-a-number", args!["max" => *max]),
        Problem::Unavailable => t("error-unavailable"),
    }
}

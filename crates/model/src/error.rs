//! Errors that reach a person. Words for them live in the locale files, nowhere else.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// A field of a form; its name in the form and in the locale keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Email,
    Password,
    /// Beside [`Field::Password`], which is the one that counts so far.
    NewPassword,
    Code,
    Passcode,
    Title,
    Date,
    StartsAt,
    Zone,
    Duration,
    Repeats,
    Days,
    Ends,
    Until,
    Times,
    Invitees,
    Description,
    SetupToken,
    /// Of a telephone, or for when it is lost.
    OneTimeCode,
    /// A table with people.
    List,
    /// For how many days an invitation counts.
    ValidDays,
    /// For how many people.
    People,
    /// From which role on it is demanded.
    SecondFactor,
    Domains,
    SessionDays,
    /// The first day that is meant.
    From,
    /// The last day that is meant.
    To,
    Minutes,
    Search,
    /// The form as a whole: nothing beside a single field would be true.
    Form,
}

impl Field {
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Email => "email",
            Field::Password => "password",
            Field::NewPassword => "new_password",
            Field::Code => "code",
            Field::Passcode => "passcode",
            Field::Title => "title",
            Field::Date => "date",
            Field::StartsAt => "starts_at",
            Field::Zone => "zone",
            Field::Duration => "duration",
            Field::Repeats => "repeats",
            Field::Days => "days",
            Field::Ends => "ends",
            Field::Until => "until",
            Field::Times => "times",
            Field::Invitees => "invitees",
            Field::Description => "description",
            Field::SetupToken => "setup_token",
            Field::OneTimeCode => "one_time_code",
            Field::List => "list",
            Field::ValidDays => "valid_days",
            Field::People => "people",
            Field::SecondFactor => "second_factor",
            Field::Domains => "domains",
            Field::SessionDays => "session_days",
            Field::From => "from",
            Field::To => "to",
            Field::Minutes => "minutes",
            Field::Search => "search",
            Field::Form => "form",
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Problem {
    Empty,
    TooShort {
        min: usize,
    },
    TooLong {
        max: usize,
    },
    NotAnEmail,
    EmailTaken,
    /// The account has this address already.
    SameEmail,
    /// On a list of common passwords, or made of the person's own name or address.
    Guessable,
    /// One answer for an unknown account and for a wrong password.
    WrongCredentials,
    /// Neither the telephone's code of now nor a recovery code, or one that was used before.
    WrongOneTimeCode,
    /// The file is in some other encoding, or no text at all.
    NotUtf8,
    /// No column of a table holds addresses.
    NoAddressColumn,
    /// The password was given too long ago.
    SignInAgain,
    /// Whoever demands it of others has one.
    SecondFactorFirst,
    /// This server demands it of the account.
    SecondFactorDemanded,
    /// The administrator has closed this account. Only told to whoever knows its password.
    AccountDisabled,
    /// Accounts are for addresses of other domains.
    WrongDomain {
        domains: String,
    },
    /// The first of several mail domains that is none.
    NotDomains {
        first: String,
    },
    /// A link that is spent, too old, or mistyped.
    WrongLink,
    /// Without this account nobody could look after the server.
    LastAdministrator,
    TooManyTries {
        retry_after_secs: u32,
    },
    NotACode,
    /// One answer for no such meeting, ended, and not yours to know.
    NoSuchMeeting,
    WrongPasscode,
    RegistrationClosed,
    WrongSetupToken,
    /// Of somebody who is signed in and is asked once more.
    WrongPassword,
    /// Not a day, a time, a zone or one of the choices.
    NotAChoice,
    OutOfRange {
        least: u32,
        most: u32,
    },
    /// What is planned would be over already.
    Over,
    /// The series has no date at all, or none that takes place.
    NoDates,
    /// The first of several addresses that is none.
    NotAddresses {
        first: String,
    },
    TooMany {
        most: usize,
    },
    NotADate,
    /// The last day lies before the first.
    EndsBeforeItBegins,
    NotANumber {
        max: u32,
    },
    /// The server is too busy or failed; nothing was changed.
    Unavailable,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: Field,
    pub problem: Problem,
}

impl FieldError {
    pub fn new(field: Field, problem: Problem) -> Self {
        Self { field, problem }
    }
}

/// What a form shows again after it was refused: what was typed (never a password) and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    pub values: BTreeMap<String, String>,
    pub errors: Vec<FieldError>,
}

/// Why a server function refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ApiError {
    NotSignedIn,
    Forbidden,
    NotFound,
    Invalid(FieldError),
    /// What was sent is no request of ours.
    Unreadable,
    Unavailable,
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ApiError::NotSignedIn => f.write_str("not signed in"),
            ApiError::Forbidden => f.write_str("forbidden"),
            ApiError::NotFound => f.write_str("not found"),
            ApiError::Invalid(error) => write!(f, "invalid {}", error.field.as_str()),
            ApiError::Unreadable => f.write_str("unreadable"),
            ApiError::Unavailable => f.write_str("unavailable"),
        }
    }
}

impl std::error::Error for ApiError {}

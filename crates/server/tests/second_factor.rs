//! Signing in with a password and a code, over a real database.

mod support;

use support::{Stage, visitor};
use talkspace_db::{AccountChange, AuditFilter};
use talkspace_model::{AccountRole, Field, FieldError, Millis, Problem, RegistrationPolicy, Timestamp, limits::Limits};
use talkspace_server::{
    accounts::{
        Accounts, Credentials, Owner, RECOVERY_CODES, Registration, SecondFactor, SecondHalf, SignIn, SignedIn,
        rules::AccountRules,
    },
    http::Visitor,
};
use totp_rs::Totp;

const PASSWORD: &str = "monsoon-kettle-27";
const HALF_A_MINUTE: Millis = Millis::from_secs(30);

async fn accounts(stage: &Stage) -> Accounts {
    Accounts::start(stage.db.clone(), stage.clock(), RegistrationPolicy::Open, Limits::default()).await.expect("starts")
}

async fn asha(accounts: &Accounts) -> SignedIn {
    let form = Registration { name: "Asha Rao".into(), email: "asha@example.org".into(), password: PASSWORD.into() };
    begun(accounts.register(form, &visitor(1)).await).expect("registers")
}

fn begun(result: Result<SignIn, Vec<FieldError>>) -> Result<SignedIn, Vec<FieldError>> {
    result.map(|sign_in| sign_in.begun().expect("nothing else is asked for"))
}

fn with_session(token: &str) -> Visitor {
    Visitor { session: Some(token.into()), ..visitor(1) }
}

/// What the password alone leads to.
async fn password(accounts: &Accounts) -> SignIn {
    let form = Credentials { email: "asha@example.org".into(), password: PASSWORD.into() };
    accounts.sign_in(form, &visitor(1)).await.expect("the password is right")
}

async fn half(accounts: &Accounts) -> String {
    match password(accounts).await {
        SignIn::SecondFactor(token) => token,
        SignIn::Begun(_) | SignIn::NewPassword(_) => panic!("a second factor is asked for"),
    }
}

/// What the telephone shows that has read the link.
fn code(link: &str, at: Timestamp) -> String {
    let seconds = u64::try_from(at.0 / 1000).expect("is after 1970");
    Totp::from_url(link).expect("is a link").generate(seconds).to_string()
}

async fn owner(stage: &Stage) -> Owner {
    let email = "asha@example.org".parse().expect("is an address");
    stage.db.users().by_email(&email).await.expect("reads").expect("is there")
}

async fn link_of(stage: &Stage, accounts: &Accounts) -> String {
    let owner = owner(stage).await;
    match accounts.second_factor(&owner.id, &owner.email).await.expect("reads") {
        SecondFactor::Begun(offer) => offer.link,
        other => panic!("{other:?}"),
    }
}

/// Sets it up on the profile; gives back the link that the telephone has read, and the recovery codes.
async fn set_up(stage: &Stage, accounts: &Accounts) -> (String, Vec<String>) {
    let id = owner(stage).await.id;
    accounts.begin_second_factor(&id, PASSWORD.into(), &visitor(1)).await.expect("begins");
    let link = link_of(stage, accounts).await;
    let codes = accounts.confirm_second_factor(&id, &code(&link, stage.clock().now()), &visitor(1)).await;
    (link, codes.expect("is confirmed"))
}

fn problem(errors: Vec<FieldError>) -> (Field, Problem) {
    let [error]: [FieldError; 1] = errors.try_into().expect("is one");
    (error.field, error.problem)
}

#[tokio::test]
async fn a_code_is_asked_for_and_counts_once() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let id = asha(&accounts).await.user.id;
    accounts.begin_second_factor(&id, PASSWORD.into(), &visitor(1)).await.expect("begins");
    assert!(matches!(password(&accounts).await, SignIn::Begun(_)), "it does not count before a first code");
    let wrong = accounts.confirm_second_factor(&id, "000 000", &visitor(1)).await.expect_err("is wrong");
    assert_eq!(problem(wrong), (Field::OneTimeCode, Problem::WrongOneTimeCode));
    let (link, codes) = set_up(&stage, &accounts).await;
    assert!(link.starts_with("otpauth://totp/TalkSpace"), "{link}");
    assert_eq!(codes.len(), RECOVERY_CODES);

    let used = code(&link, stage.clock().now());
    let again = accounts.finish_sign_in(&half(&accounts).await, &used, &visitor(1)).await.expect_err("was taken");
    assert_eq!(problem(again), (Field::OneTimeCode, Problem::WrongOneTimeCode));
    stage.pass(HALF_A_MINUTE);
    let token = half(&accounts).await;
    assert_eq!(accounts.second_half(&token).await.expect("reads"), Some(SecondHalf::Code));
    let fresh = code(&link, stage.clock().now());
    let finished = accounts.finish_sign_in(&token, &fresh, &visitor(1)).await.expect("is in");
    assert_eq!((finished.signed_in.user.id, finished.recovery_codes), (id.clone(), None));
    let spent = accounts.finish_sign_in(&token, &fresh, &visitor(1)).await.expect_err("is spent");
    assert_eq!(problem(spent), (Field::Form, Problem::SignInAgain));
    let log = stage.db.audit().actions_of(&id).await.expect("reads");
    let last = ["account.second_factor_on", "account.second_factor_failed", "account.sign_in"];
    assert_eq!(log[log.len() - 3..], last);
}

#[tokio::test]
async fn the_password_counts_for_ten_minutes() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    asha(&accounts).await;
    let (link, _) = set_up(&stage, &accounts).await;
    let token = half(&accounts).await;
    stage.pass(Millis::from_mins(10));
    assert_eq!(accounts.second_half(&token).await.expect("reads"), None);
    let late = accounts.finish_sign_in(&token, &code(&link, stage.clock().now()), &visitor(1)).await;
    assert_eq!(problem(late.expect_err("is too late")), (Field::Form, Problem::SignInAgain));
    assert_eq!(accounts.second_half("nonsense").await.expect("reads"), None);
}

#[tokio::test]
async fn a_recovery_code_lets_in_once() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let id = asha(&accounts).await.user.id;
    let (_, codes) = set_up(&stage, &accounts).await;
    let typed = codes[0].replace('-', " ").to_uppercase();
    accounts.finish_sign_in(&half(&accounts).await, &typed, &visitor(1)).await.expect("is in");
    let second = accounts.finish_sign_in(&half(&accounts).await, &codes[0], &visitor(1)).await;
    assert_eq!(problem(second.expect_err("was used")).1, Problem::WrongOneTimeCode);
    let owner = owner(&stage).await;
    let left = accounts.second_factor(&id, &owner.email).await.expect("reads");
    assert_eq!(left, SecondFactor::On { codes_left: 9 });

    let wrong = accounts.new_recovery_codes(&id, "not the password".into(), &visitor(1)).await;
    assert_eq!(problem(wrong.expect_err("is refused")), (Field::Password, Problem::WrongPassword));
    let others = accounts.new_recovery_codes(&id, PASSWORD.into(), &visitor(1)).await.expect("are made");
    let old = accounts.finish_sign_in(&half(&accounts).await, &codes[1], &visitor(1)).await;
    assert_eq!(problem(old.expect_err("counts no more")).1, Problem::WrongOneTimeCode);
    accounts.finish_sign_in(&half(&accounts).await, &others[1], &visitor(1)).await.expect("is in");
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    asha(&accounts).await;
    let (link, _) = set_up(&stage, &accounts).await;
    let mut refused = 0;
    for _ in 0..20 {
        // A new sign-in for each try is no way around it.
        let wrong = accounts.finish_sign_in(&half(&accounts).await, "123456", &visitor(2)).await.expect_err("is wrong");
        refused += usize::from(matches!(problem(wrong).1, Problem::TooManyTries { .. }));
    }
    assert!(refused >= 15, "{refused}");
    stage.pass(Millis::from_mins(2));
    let right = code(&link, stage.clock().now());
    accounts.finish_sign_in(&half(&accounts).await, &right, &visitor(1)).await.expect("is in");
}

#[tokio::test]
async fn a_new_password_by_link_is_not_enough() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let id = asha(&accounts).await.user.id;
    let (_, codes) = set_up(&stage, &accounts).await;
    let token = accounts.link_for(&id, None).await.expect("is made");
    let chosen = accounts.choose_password(&token, "lantern-orchard-55".into(), &visitor(1)).await.expect("is chosen");
    let SignIn::SecondFactor(token) = chosen.sign_in else { panic!("a code is asked for") };
    accounts.finish_sign_in(&token, &codes[0], &visitor(1)).await.expect("is in");
}

#[tokio::test]
async fn whoever_lost_everything_asks_the_administrator() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let id = asha(&accounts).await.user.id;
    set_up(&stage, &accounts).await;
    accounts.remove_second_factor_for(&id, None).await.expect("is removed");
    assert!(matches!(password(&accounts).await, SignIn::Begun(_)));
    let filter = AuditFilter { action: "account.second_factor_off".into(), ..AuditFilter::default() };
    assert_eq!(stage.db.audit().page(&filter, None, 9).await.expect("reads").len(), 1);
}

#[tokio::test]
async fn who_is_demanded_one_sets_it_up_while_signing_in() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let own = asha(&accounts).await;
    accounts.decide(&own.user.id, AccountChange::Role(AccountRole::Administrator), None).await.expect("is decided");
    let form = Registration { name: "Ravi".into(), email: "ravi@example.org".into(), password: PASSWORD.into() };
    let ravi = begun(accounts.register(form, &visitor(2)).await).expect("registers");
    let rules = AccountRules { second_factor: Some(AccountRole::Administrator), ..accounts.rules().get() };
    let by = accounts.user_of(&with_session(&own.token)).await.expect("reads").expect("is in");
    let refused = accounts.set_rules(rules.clone(), (&by, &visitor(1))).await.expect_err("would be locked out");
    assert_eq!(problem(refused), (Field::SecondFactor, Problem::SecondFactorFirst));
    assert_eq!(accounts.rules().get().second_factor, None);
    set_up(&stage, &accounts).await;
    accounts.set_rules(rules, (&by, &visitor(1))).await.expect("is decided");
    assert!(accounts.user_of(&with_session(&own.token)).await.expect("reads").is_some(), "who has one stays");
    assert!(accounts.user_of(&with_session(&ravi.token)).await.expect("reads").is_some(), "organisers are not meant");

    let everybody = AccountRules { second_factor: Some(AccountRole::Member), ..accounts.rules().get() };
    accounts.set_rules(everybody, (&by, &visitor(1))).await.expect("is decided");
    assert!(accounts.user_of(&with_session(&ravi.token)).await.expect("reads").is_none());
    let form = Credentials { email: "ravi@example.org".into(), password: PASSWORD.into() };
    let SignIn::SecondFactor(token) = accounts.sign_in(form, &visitor(2)).await.expect("is right") else {
        panic!("it is demanded")
    };
    let Some(SecondHalf::SetUp(offer)) = accounts.second_half(&token).await.expect("reads") else {
        panic!("it is set up now")
    };
    let first = code(&offer.link, stage.clock().now());
    let finished = accounts.finish_sign_in(&token, &first, &visitor(2)).await.expect("is in");
    assert_eq!(finished.recovery_codes.map(|codes| codes.len()), Some(RECOVERY_CODES));
    let kept = accounts.remove_second_factor(&finished.signed_in.user.id, PASSWORD.into(), &visitor(2)).await;
    assert_eq!(problem(kept.expect_err("is demanded")), (Field::Form, Problem::SecondFactorDemanded));
}

//! Accounts over a real database.

mod support;

use std::time::Duration;

use support::{Stage, visitor};
use talkspace_db::{AccountChange, NewUser};
use talkspace_model::{
    AccountRole, Field, FieldError, Millis, Problem, RegistrationPolicy, UserId, ViewerUser, limits::Limits,
};
use talkspace_server::{
    accounts::{Accounts, Credentials, NewAccount, NotDecided, Registration, SignIn, SignedIn, rules::AccountRules},
    http::Visitor,
    random,
};

const PASSWORD: &str = "monsoon-kettle-27";

async fn accounts(stage: &Stage) -> Accounts {
    start(stage, RegistrationPolicy::Open).await
}

async fn start(stage: &Stage, policy: RegistrationPolicy) -> Accounts {
    Accounts::start(stage.db.clone(), stage.clock(), policy, Limits::default()).await.expect("starts")
}

fn with_session(token: &str) -> Visitor {
    Visitor { session: Some(token.into()), ..visitor(1) }
}

fn registration(name: &str, email: &str, password: &str) -> Registration {
    Registration { name: name.into(), email: email.into(), password: password.into() }
}

fn asha() -> Registration {
    registration("Asha Rao", "asha@example.org", PASSWORD)
}

async fn sign_in(accounts: &Accounts, password: &str, visitor: &Visitor) -> Result<SignedIn, Vec<FieldError>> {
    let form = Credentials { email: " Asha@Example.org".into(), password: password.into() };
    begun(accounts.sign_in(form, visitor).await)
}

fn begun(result: Result<SignIn, Vec<FieldError>>) -> Result<SignedIn, Vec<FieldError>> {
    result.map(|sign_in| sign_in.begun().expect("nothing else is asked for"))
}

async fn user_of(accounts: &Accounts, token: &str) -> Option<ViewerUser> {
    accounts.user_of(&with_session(token)).await.expect("the database answers")
}

fn problem(result: Result<SignedIn, Vec<FieldError>>) -> (Field, Problem) {
    let mut errors = result.expect_err("is refused");
    assert_eq!(errors.len(), 1, "{errors:?}");
    let error = errors.remove(0);
    (error.field, error.problem)
}

#[tokio::test]
async fn register_sign_out_sign_in() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let first = begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    assert_eq!((first.user.name.as_str(), first.user.email.as_str()), ("Asha Rao", "asha@example.org"));
    assert_eq!(first.user.role, AccountRole::Organiser);
    assert_eq!(user_of(&accounts, &first.token).await, Some(first.user.clone()));

    accounts.sign_out(&with_session(&first.token)).await.expect("signs out");
    assert_eq!(user_of(&accounts, &first.token).await, None);

    let second = sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in");
    assert_ne!(second.token, first.token);
    assert_eq!(user_of(&accounts, &second.token).await, Some(first.user.clone()));
    let log = stage.db.audit().actions_of(&first.user.id).await.expect("reads");
    assert_eq!(log, ["account.register", "account.sign_in", "account.sign_out", "account.sign_in"]);
}

#[tokio::test]
async fn nobody_is_signed_in_by_a_made_up_token() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let token = begun(accounts.register(asha(), &visitor(1)).await).expect("registers").token;
    assert_eq!(user_of(&accounts, &"0".repeat(64)).await, None);
    // What is stored does not sign in: only what it is the digest of does.
    assert_eq!(user_of(&accounts, &talkspace_server::random::digest(&token)).await, None);
    assert_eq!(accounts.viewer_of(&visitor(1)).await.expect("answers").user, None);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let first = begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    let second = sign_in(&accounts, PASSWORD, &with_session(&first.token)).await.expect("signs in");
    assert_eq!(user_of(&accounts, &first.token).await, None);
    assert!(user_of(&accounts, &second.token).await.is_some());
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let refused =
        begun(accounts.register(registration("  ", "asha", "short"), &visitor(1)).await).expect_err("is refused");
    let expected = [
        FieldError::new(Field::Name, Problem::Empty),
        FieldError::new(Field::Email, Problem::NotAnEmail),
        FieldError::new(Field::Password, Problem::TooShort { min: 10 }),
    ];
    assert_eq!(refused, expected);
}

#[tokio::test]
async fn refused_registrations() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    let again = registration("Another", " ASHA@example.org ", PASSWORD);
    assert_eq!(problem(begun(accounts.register(again, &visitor(1)).await)), (Field::Email, Problem::EmailTaken));

    let common = registration("Ravi", "ravi@example.org", "password123");
    assert_eq!(problem(begun(accounts.register(common, &visitor(1)).await)), (Field::Password, Problem::Guessable));
    let own = registration("Ravindra Deshpande", "ravi@example.org", "deshpande.123");
    assert_eq!(problem(begun(accounts.register(own, &visitor(1)).await)), (Field::Password, Problem::Guessable));
    let long = registration(&"x".repeat(65), "ravi@example.org", PASSWORD);
    assert_eq!(problem(begun(accounts.register(long, &visitor(1)).await)), (Field::Name, Problem::TooLong { max: 64 }));
}

#[tokio::test]
async fn closed_means_closed() {
    let stage = Stage::set().await;
    for policy in [RegistrationPolicy::Closed, RegistrationPolicy::Invite] {
        let accounts = start(&stage, policy).await;
        let refused = begun(accounts.register(asha(), &visitor(1)).await);
        assert_eq!(problem(refused), (Field::Form, Problem::RegistrationClosed));
        assert_eq!(accounts.viewer_of(&visitor(1)).await.expect("answers").registration, policy);
    }
}

/// One answer for an unknown account and for a wrong password; both go through the hash.
#[tokio::test]
async fn unknown_and_wrong_look_the_same() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let user = begun(accounts.register(asha(), &visitor(1)).await).expect("registers").user;
    let wrong = problem(sign_in(&accounts, "not the password", &visitor(1)).await);
    let form = Credentials { email: "nobody@example.org".into(), password: "not the password".into() };
    let unknown = problem(begun(accounts.sign_in(form, &visitor(1)).await));
    assert_eq!(wrong, (Field::Form, Problem::WrongCredentials));
    assert_eq!(wrong, unknown);
    let log = stage.db.audit().actions_of(&user.id).await.expect("reads");
    assert_eq!(log.last().map(String::as_str), Some("account.sign_in_failed"));
}

#[tokio::test]
async fn sessions_end_by_idling_and_by_age() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let idle = begun(accounts.register(asha(), &visitor(1)).await).expect("registers").token;
    stage.pass(Millis::from_mins(14 * 24 * 60 + 1));
    assert_eq!(user_of(&accounts, &idle).await, None);

    let used = sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in").token;
    for _ in 0..8 {
        stage.pass(Millis::from_mins(11 * 24 * 60));
        assert!(user_of(&accounts, &used).await.is_some());
        touched(&stage, &accounts, &used).await;
    }
    stage.pass(Millis::from_mins(2 * 24 * 60));
    assert_eq!(user_of(&accounts, &used).await, None, "90 days are over");
}

/// Waits until it is written down that the session was used now; nobody who looks at a page waits for that.
async fn touched(stage: &Stage, accounts: &Accounts, token: &str) {
    let now = stage.clock().now();
    let digest = random::digest(token);
    while stage.db.sessions().find(&digest).await.expect("reads").expect("is there").0.last_used != now {
        tokio::time::sleep(Duration::from_millis(1)).await;
        // While one look is being written down the next one is not.
        user_of(accounts, token).await;
    }
}

/// Another program holds the database: whoever is signed in stays so, without waiting, and whoever is not is told so.
#[tokio::test]
async fn a_locked_database_knows_everybody() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let over = begun(accounts.register(asha(), &visitor(1)).await).expect("registers").token;
    stage.pass(Millis::from_mins(15 * 24 * 60));
    let used = sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in").token;
    stage.pass(Millis::from_mins(11));
    let lock = stage.lock().await;
    let looks = async {
        for _ in 0..20 {
            assert!(user_of(&accounts, &used).await.is_some());
            assert_eq!(user_of(&accounts, &over).await, None);
        }
    };
    tokio::time::timeout(Duration::from_secs(2), looks).await.expect("nobody waits for the lock");
    lock.release().await;
    touched(&stage, &accounts, &used).await;
}

#[tokio::test]
async fn sweeping_removes_what_nobody_can_use() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    stage.pass(Millis::from_mins(10 * 24 * 60));
    let young = sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in").token;
    stage.pass(Millis::from_mins(5 * 24 * 60));
    assert_eq!(accounts.sweep().await.expect("sweeps"), 1);
    assert!(user_of(&accounts, &young).await.is_some());
}

/// Guessing gets slower and slower, from however many addresses; the person is let in after seconds at most.
#[tokio::test]
async fn guessing_one_account() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    let mut refused = None;
    for host in 0..40 {
        if let (_, Problem::TooManyTries { retry_after_secs }) =
            problem(sign_in(&accounts, "not the password", &visitor(host)).await)
        {
            refused = Some((host, retry_after_secs));
            break;
        }
    }
    assert_eq!(refused, Some((5, 1)));
    assert!(matches!(problem(sign_in(&accounts, PASSWORD, &visitor(9)).await), (_, Problem::TooManyTries { .. })));
    stage.pass(Millis::from_secs(1));
    assert!(sign_in(&accounts, PASSWORD, &visitor(9)).await.is_ok());
    let wrong = problem(sign_in(&accounts, "not the password", &visitor(9)).await);
    assert_eq!(wrong.1, Problem::WrongCredentials, "the right password cleared the count");
}

/// From where the owner has signed in before, strangers who guess elsewhere do not matter.
#[tokio::test]
async fn guessing_does_not_lock_the_owner_out() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in");
    for _ in 0..20 {
        let _ = sign_in(&accounts, "not the password", &visitor(66)).await;
    }
    assert!(matches!(problem(sign_in(&accounts, PASSWORD, &visitor(66)).await), (_, Problem::TooManyTries { .. })));
    assert!(sign_in(&accounts, PASSWORD, &visitor(1)).await.is_ok());
    let mut judged = 0;
    for _ in 0..20 {
        judged += u32::from(
            problem(sign_in(&accounts, "not the password", &visitor(1)).await).1 == Problem::WrongCredentials,
        );
    }
    assert_eq!(judged, 5, "guessing is slow from there, too");
}

/// A try counts until it has succeeded, so a class that signs in at one moment must fit below the first delay.
#[tokio::test]
async fn a_class_behind_one_address_signs_in_at_once() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let student = |n: u32| format!("student{n}@example.org");
    for n in 0..60 {
        let opened = begun(accounts.register(registration("Asha Rao", &student(n), PASSWORD), &visitor(1)).await);
        opened.expect("registers");
    }
    let sign_in = async |n| {
        let form = Credentials { email: student(n), password: PASSWORD.into() };
        accounts.sign_in(form, &visitor(1)).await.is_ok()
    };
    assert!(futures_util::future::join_all((0..60).map(sign_in)).await.into_iter().all(|signed_in| signed_in));
}

#[tokio::test]
async fn one_address_opens_so_many_accounts() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    // A taken address counts as well: otherwise they could be tried out.
    let mut answers = Vec::new();
    for _ in 0..100 {
        answers.push(problem(begun(accounts.register(asha(), &visitor(1)).await)).1);
    }
    assert_eq!(answers.iter().filter(|problem| **problem == Problem::EmailTaken).count(), 99);
    assert_eq!(answers.last(), Some(&Problem::TooManyTries { retry_after_secs: 10 }));
    assert_eq!(problem(begun(accounts.register(asha(), &visitor(2)).await)).1, Problem::EmailTaken);
}

#[tokio::test]
async fn the_first_administrator_once() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let token = accounts.setup_token().expect("there is no administrator yet");
    let wrong = accounts.set_up("0000", asha(), &visitor(1)).await;
    assert_eq!(problem(wrong), (Field::SetupToken, Problem::WrongSetupToken));
    let bad = accounts.set_up(&token, registration("Asha", "asha@example.org", "short"), &visitor(1)).await;
    assert_eq!(problem(bad).0, Field::Password, "a mistake in the form does not use the token up");

    let admin = accounts.set_up(&token, asha(), &visitor(1)).await.expect("sets up");
    assert!(admin.user.role.may_administer());
    assert!(user_of(&accounts, &admin.token).await.expect("is signed in").role.may_administer());
    assert_eq!(accounts.setup_token(), None);
    let again = accounts.set_up(&token, registration("Ravi", "ravi@example.org", PASSWORD), &visitor(1)).await;
    assert_eq!(problem(again), (Field::SetupToken, Problem::WrongSetupToken));
    assert_eq!(start(&stage, RegistrationPolicy::Open).await.setup_token(), None, "nor after a restart");
}

#[tokio::test]
async fn two_at_once_with_the_setup_token() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let token = accounts.setup_token().expect("there is no administrator yet");
    let (asha_at, ravi_at) = (visitor(1), visitor(2));
    let ravi = registration("Ravi", "ravi@example.org", PASSWORD);
    let (one, two) = tokio::join!(accounts.set_up(&token, asha(), &asha_at), accounts.set_up(&token, ravi, &ravi_at));
    assert!(one.is_ok() != two.is_ok());
}

/// A hash with weaker parameters than today's is replaced when its owner signs in.
#[tokio::test]
async fn old_hashes_are_renewed() {
    // Argon2id, m=8192, t=1, p=1 of PASSWORD.
    let old = old_hash();
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let id = UserId::new("asha");
    let user = NewUser {
        id: id.clone(),
        email: "asha@example.org".parse().expect("an address"),
        name: "Asha".into(),
        password_hash: old.clone(),
        role: AccountRole::Organiser,
        created: stage.clock().now(),
    };
    stage.db.users().insert(&user).await.expect("inserts");
    sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in");
    let stored = stage.db.users().by_id(&id).await.expect("reads").expect("is there").password_hash;
    assert!(stored.contains("m=19456,t=2,p=1"), "{stored}");
    sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in with the new hash");
}

fn old_hash() -> String {
    use argon2::{Algorithm, Argon2, Params, Version, password_hash::PasswordHasher as _};
    let params = Params::new(8192, 1, 1, None).expect("within bounds");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_with_salt(PASSWORD.as_bytes(), &[7; 16]).expect("hashes").to_string()
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let old = begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    let email = accounts.forgot(" ASHA@example.org", &visitor(2)).expect("is an address");
    let nobody = accounts.forgot("ravi@example.org", &visitor(2)).expect("is an address");
    assert!(accounts.forgotten(&nobody, &visitor(2)).await.expect("reads").is_none());
    let (owner, first) = accounts.forgotten(&email, &visitor(2)).await.expect("reads").expect("has an account");
    assert_eq!(owner.id, old.user.id);
    let (_, token) = accounts.forgotten(&email, &visitor(2)).await.expect("reads").expect("has an account");
    assert!(accounts.owner_of_link(&first).await.expect("reads").is_none(), "the newer link takes its place");

    let wrong = accounts.choose_password(&token, "asha rao".into(), &visitor(2)).await;
    assert_eq!(wrong.expect_err("is refused")[0].field, Field::Password);
    let chosen = accounts.choose_password(&token, "lantern orchard 55".into(), &visitor(2)).await.expect("is chosen");
    assert_eq!(chosen.ended.len(), 1, "the session with the old password");
    assert_eq!(user_of(&accounts, &old.token).await, None);
    let SignIn::Begun(begun) = chosen.sign_in else { panic!("is in") };
    assert_eq!(user_of(&accounts, &begun.token).await.map(|user| user.id), Some(owner.id));
    let again = accounts.choose_password(&token, "another orchard 56".into(), &visitor(2)).await;
    assert_eq!(again.expect_err("is spent")[0].problem, Problem::WrongLink);
    assert_eq!(problem(sign_in(&accounts, PASSWORD, &visitor(1)).await).1, Problem::WrongCredentials);
    sign_in(&accounts, "lantern orchard 55", &visitor(1)).await.expect("signs in");

    // A third letter goes, a fourth does not: nobody is flooded.
    assert!(accounts.forgotten(&email, &visitor(3)).await.expect("reads").is_some());
    assert!(accounts.forgotten(&email, &visitor(4)).await.expect("reads").is_none());
    stage.pass(Millis::from_mins(20));
    let (_, late) = accounts.forgotten(&email, &visitor(4)).await.expect("reads").expect("a while later");
    stage.pass(Millis::from_mins(120));
    assert!(accounts.owner_of_link(&late).await.expect("reads").is_none(), "too late");
}

#[tokio::test]
async fn who_is_disabled_is_out_and_stays_out() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let asha = begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    let ended = accounts.decide(&asha.user.id, AccountChange::Disabled(Some(stage.clock().now())), None).await;
    assert_eq!(ended.expect("is done").len(), 1);
    assert_eq!(user_of(&accounts, &asha.token).await, None);
    assert_eq!(problem(sign_in(&accounts, PASSWORD, &visitor(1)).await).1, Problem::AccountDisabled);
    let wrong = problem(sign_in(&accounts, "not the password", &visitor(1)).await).1;
    assert_eq!(wrong, Problem::WrongCredentials, "only who knows the password is told");
    let email = accounts.forgot("asha@example.org", &visitor(1)).expect("is an address");
    assert!(accounts.forgotten(&email, &visitor(1)).await.expect("reads").is_none());
    let given = accounts.link_for(&asha.user.id, None).await.expect("is made");
    assert!(accounts.owner_of_link(&given).await.expect("reads").is_none(), "no link lets in");

    accounts.decide(&asha.user.id, AccountChange::Disabled(None), None).await.expect("is done");
    sign_in(&accounts, PASSWORD, &visitor(1)).await.expect("signs in");
}

#[tokio::test]
async fn a_new_password_is_due_at_the_next_sign_in() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let asha = begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    accounts.decide(&asha.user.id, AccountChange::NewPassword, None).await.expect("is done");
    let form = Credentials { email: "asha@example.org".into(), password: PASSWORD.into() };
    let SignIn::NewPassword(token) = accounts.sign_in(form, &visitor(1)).await.expect("is right") else {
        panic!("no session begins with the old password")
    };
    accounts.choose_password(&token, "lantern orchard 55".into(), &visitor(1)).await.expect("is chosen");
    sign_in(&accounts, "lantern orchard 55", &visitor(1)).await.expect("signs in");
}

#[tokio::test]
async fn what_the_administrator_decides_holds_after_a_restart() {
    let stage = Stage::set().await;
    let first = accounts(&stage).await;
    let by = begun(first.register(asha(), &visitor(1)).await).expect("registers").user;
    let rules = AccountRules {
        registration: RegistrationPolicy::Open,
        guests: false,
        domains: vec!["college.example".into()],
        new_role: AccountRole::Member,
        session_days: 2,
        second_factor: Some(AccountRole::Administrator),
    };
    first.set_rules(rules.clone(), (&by, &visitor(1))).await.expect("is stored");
    let ravi = || registration("Ravi", "ravi@example.org", PASSWORD);
    let refused = problem(begun(first.register(ravi(), &visitor(2)).await));
    assert_eq!(refused, (Field::Email, Problem::WrongDomain { domains: "college.example".into() }));

    let second = start(&stage, RegistrationPolicy::Closed).await;
    assert_eq!(second.rules().get(), rules);
    let meera = registration("Meera", "meera@college.example", PASSWORD);
    let meera = begun(second.register(meera, &visitor(2)).await).expect("registers");
    assert_eq!(meera.user.role, AccountRole::Member);
    stage.pass(Millis::from_mins(2 * 24 * 60));
    assert_eq!(user_of(&second, &meera.token).await, None, "two days are over");
    let closed = AccountRules { registration: RegistrationPolicy::Closed, ..rules };
    second.set_rules(closed, (&by, &visitor(1))).await.expect("is stored");
    assert_eq!(problem(begun(second.register(ravi(), &visitor(2)).await)).1, Problem::RegistrationClosed);
}

#[tokio::test]
async fn an_account_is_made_for_somebody_who_chooses_the_password() {
    let stage = Stage::set().await;
    let accounts = start(&stage, RegistrationPolicy::Closed).await;
    let form = NewAccount { name: "Asha".into(), email: "asha@example.org".into(), role: AccountRole::Administrator };
    let (id, token) = accounts.create(form.clone(), None).await.expect("is made");
    assert_eq!(problem(sign_in(&accounts, "", &visitor(1)).await).1, Problem::Empty);
    assert_eq!(problem(sign_in(&accounts, PASSWORD, &visitor(1)).await).1, Problem::WrongCredentials);
    assert_eq!(accounts.create(form, None).await.expect_err("is taken")[0].problem, Problem::EmailTaken);
    let chosen = accounts.choose_password(&token, PASSWORD.into(), &visitor(1)).await.expect("is chosen");
    let SignIn::Begun(begun) = chosen.sign_in else { panic!("is in") };
    assert_eq!((&begun.user.id, begun.user.role), (&id, AccountRole::Administrator));
    let last = accounts.decide(&id, AccountChange::Disabled(Some(stage.clock().now())), None).await;
    assert_eq!(last.expect_err("is refused"), NotDecided::LastAdministrator);
    let actions = stage.db.audit().actions_of(&id).await.expect("reads");
    assert_eq!(
        actions,
        ["account.sign_in_failed", "account.password_chosen", "account.sign_in"],
        "the rest was done on the machine"
    );
}

#[tokio::test]
async fn another_address_takes_the_password_and_a_link() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let asha = begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    let ask = async |email: &str, password: &str| {
        accounts.ask_email(&asha.user.id, (email, password.to_owned()), &visitor(1)).await
    };
    for (email, password, expected) in [
        ("nonsense", PASSWORD, (Field::Email, Problem::NotAnEmail)),
        ("asha@new.example", "", (Field::Password, Problem::Empty)),
        ("asha@new.example", "something else entirely", (Field::Password, Problem::WrongPassword)),
        ("asha@example.org", PASSWORD, (Field::Email, Problem::SameEmail)),
    ] {
        let errors = ask(email, password).await.expect_err("is refused");
        assert_eq!((errors[0].field, errors[0].problem.clone()), expected, "{email} {password}");
    }
    let asked = ask("asha@new.example", PASSWORD).await.expect("is asked for");
    assert_eq!(asked.owner.email.as_str(), "asha@example.org");
    assert_eq!(accounts.email_of_link("nonsense").await.expect("reads"), None);
    assert_eq!(accounts.email_of_link(&asked.token).await.expect("reads"), Some(asked.email));
    sign_in(&accounts, PASSWORD, &visitor(2)).await.expect("the old one counts until then");
    let (before, email) = accounts.confirm_email(&asked.token, &visitor(3)).await.expect("is confirmed");
    assert_eq!((before.email.as_str(), email.as_str()), ("asha@example.org", "asha@new.example"));
    assert_eq!(problem(sign_in(&accounts, PASSWORD, &visitor(4)).await).1, Problem::WrongCredentials);
    let again = accounts.confirm_email(&asked.token, &visitor(3)).await.expect_err("is spent");
    assert_eq!(again[0].problem, Problem::WrongLink);
    assert!(user_of(&accounts, &asha.token).await.is_some(), "whoever is signed in stays so");
}

#[tokio::test]
async fn somebody_elses_account_is_deleted_but_not_the_last_administrators() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let asha = begun(accounts.register(asha(), &visitor(1)).await).expect("registers");
    let ended = accounts.delete_for(&asha.user.id, None).await.expect("is deleted");
    assert_eq!(ended.len(), 1, "what was opened with the session can be closed");
    assert_eq!(user_of(&accounts, &asha.token).await, None);
    assert_eq!(problem(sign_in(&accounts, PASSWORD, &visitor(1)).await).1, Problem::WrongCredentials);
    let nobody = accounts.delete_for(&asha.user.id, None).await;
    assert_eq!(nobody.expect_err("is refused"), NotDecided::NoSuchAccount);

    let form = NewAccount { name: "Hema".into(), email: "hema@example.org".into(), role: AccountRole::Administrator };
    let (hema, _) = accounts.create(form, None).await.expect("is made");
    let last = accounts.delete_for(&hema, None).await;
    assert_eq!(last.expect_err("is refused"), NotDecided::LastAdministrator);
    assert!(
        stage.db.users().by_id(&hema).await.expect("reads").is_some_and(|row| row.email.as_str() == "hema@example.org")
    );
}

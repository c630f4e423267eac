//! Opening an account by invitation, and accounts for a class list, over a real database.

mod support;

use support::{Stage, visitor};
use talkspace_db::AuditFilter;
use talkspace_model::{AccountRole, Email, Field, FieldError, Millis, Problem, RegistrationPolicy, limits::Limits};
use talkspace_server::accounts::{
    Accounts, Registration, SignedIn, import::Becomes, invite::InvitationTerms, rules::AccountRules,
};

const TERMS: InvitationTerms = InvitationTerms { role: AccountRole::Member, days: 2 };

async fn accounts(stage: &Stage) -> Accounts {
    let policy = RegistrationPolicy::Invite;
    Accounts::start(stage.db.clone(), stage.clock(), policy, Limits::default()).await.expect("starts")
}

fn form(email: &str) -> Registration {
    Registration { name: "Asha Rao".into(), email: email.into(), password: "monsoon-kettle-27".into() }
}

fn email(text: &str) -> Email {
    text.parse().expect("is an address")
}

/// The first administrator.
async fn administrator(accounts: &Accounts) -> SignedIn {
    let token = accounts.setup_token().expect("there is none yet");
    accounts.set_up(&token, form("leela@example.org"), &visitor(1)).await.expect("is set up")
}

async fn accept(accounts: &Accounts, token: &str, address: &str) -> Result<SignedIn, (Field, Problem)> {
    match accounts.accept_invitation(token, form(address), &visitor(2)).await {
        Ok(sign_in) => Ok(sign_in.begun().expect("nothing else is asked for")),
        Err(errors) => {
            let [error]: [FieldError; 1] = errors.try_into().expect("is one");
            Err((error.field, error.problem))
        }
    }
}

#[tokio::test]
async fn a_letter_opens_one_account_for_its_address() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let by = administrator(&accounts).await.user;
    let refused = accounts.register(form("asha@example.org"), &visitor(2)).await.expect_err("is by invitation");
    assert_eq!(refused[0].problem, Problem::RegistrationClosed);

    let emails = vec![email("asha@example.org"), email("leela@example.org")];
    let invited = accounts.invite(emails, TERMS, (&by.id, &visitor(1))).await.expect("are invited");
    assert_eq!(invited.known, [email("leela@example.org")]);
    let [(to, token)] = invited.new.as_slice() else { panic!("{invited:?}") };
    assert_eq!(*to, email("asha@example.org"));
    let asha = accept(&accounts, token, "eve@example.org").await.expect("is in").user;
    assert_eq!((asha.email.as_str(), asha.role), ("asha@example.org", AccountRole::Member));
    assert_eq!(accept(&accounts, token, "x@example.org").await.unwrap_err(), (Field::Form, Problem::WrongLink));
    let filter = AuditFilter { action: "account.".into(), ..AuditFilter::default() };
    let log = stage.db.audit().page(&filter, None, 9).await.expect("reads");
    let actions: Vec<&str> = log.iter().rev().map(|row| row.action.as_str()).collect();
    assert_eq!(actions, ["account.setup", "account.invite", "account.register_invited", "account.sign_in"]);
}

#[tokio::test]
async fn a_link_counts_for_so_many_and_so_long() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let by = administrator(&accounts).await.user;
    let terms = InvitationTerms { role: AccountRole::Administrator, ..TERMS };
    let token = accounts.invitation_link(2, terms, (&by.id, &visitor(1))).await.expect("is made");
    let first = accept(&accounts, &token, "p1@example.org").await.expect("is in");
    assert_eq!(first.user.role, AccountRole::Organiser, "a link makes nobody an administrator");
    let taken = accept(&accounts, &token, "p1@example.org").await.unwrap_err();
    assert_eq!(taken, (Field::Email, Problem::EmailTaken));
    assert_eq!(accounts.invitations().await.expect("reads")[0].uses_left, 1);
    stage.pass(Millis::from_mins(2 * 24 * 60));
    assert_eq!(accept(&accounts, &token, "p2@example.org").await.unwrap_err(), (Field::Form, Problem::WrongLink));
    assert!(accounts.invitations().await.expect("reads").is_empty());

    let withdrawn = accounts.invitation_link(2, TERMS, (&by.id, &visitor(1))).await.expect("is made");
    let id = accounts.invitations().await.expect("reads").remove(0).id;
    accounts.withdraw_invitation(&id, (&by.id, &visitor(1))).await.expect("is withdrawn");
    assert_eq!(accept(&accounts, &withdrawn, "p2@example.org").await.unwrap_err().1, Problem::WrongLink);
}

#[tokio::test]
async fn links_keep_to_the_rules_and_letters_name_their_own_address() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let by = administrator(&accounts).await.user;
    let rules = AccountRules { domains: vec!["college.example".into()], ..accounts.rules().get() };
    accounts.set_rules(rules.clone(), (&by, &visitor(1))).await.expect("is decided");
    let link = accounts.invitation_link(9, TERMS, (&by.id, &visitor(1))).await.expect("is made");
    let refused = accept(&accounts, &link, "asha@example.org").await.unwrap_err();
    assert_eq!(refused, (Field::Email, Problem::WrongDomain { domains: "college.example".into() }));
    accept(&accounts, &link, "asha@college.example").await.expect("is in");
    let guest = vec![email("guest@example.org")];
    let invited = accounts.invite(guest, TERMS, (&by.id, &visitor(1))).await.expect("is invited");
    let closed = AccountRules { registration: RegistrationPolicy::Closed, ..rules.clone() };
    accounts.set_rules(closed, (&by, &visitor(1))).await.expect("is decided");
    let token = &invited.new[0].1;
    assert_eq!(accept(&accounts, token, "guest@example.org").await.unwrap_err().1, Problem::WrongLink);
    accounts.set_rules(rules, (&by, &visitor(1))).await.expect("is decided");
    accept(&accounts, token, "guest@example.org").await.expect("whom the administrator wrote to is meant");
}

#[tokio::test]
async fn a_class_list_is_looked_through_and_then_made() {
    let stage = Stage::set().await;
    let accounts = accounts(&stage).await;
    let by = administrator(&accounts).await.user;
    let list = "Name;Email\nAsha Patil;asha@example.org\n;nobody@example.org\nRavi;ravi@\nLeela;LEELA@example.org\n\
                Again;Asha@example.org\nMeera Joshi;meera@example.org\n";
    let becomes = async || {
        let looked = accounts.look_through(list).await.expect("is a list");
        looked.into_iter().map(|row| row.becomes).collect::<Vec<_>>()
    };
    let wrong = |field: Field, problem: Problem| Becomes::Wrong(FieldError::new(field, problem));
    let first = [
        Becomes::New,
        wrong(Field::Name, Problem::Empty),
        wrong(Field::Email, Problem::NotAnEmail),
        Becomes::Known,
        Becomes::Twice,
        Becomes::New,
    ];
    assert_eq!(becomes().await, first);
    assert!(
        stage.db.users().by_email(&email("asha@example.org")).await.expect("reads").is_none(),
        "nothing is changed"
    );

    let made = accounts.make_all(list, AccountRole::Member, (&by.id, &visitor(1))).await.expect("are made");
    assert_eq!(made.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Asha Patil", "Meera Joshi"]);
    let owner = accounts.owner_of_link(&made[0].token).await.expect("reads").expect("counts");
    assert_eq!((owner.email.clone(), owner.role), (email("asha@example.org"), AccountRole::Member));
    assert_eq!(becomes().await.last(), Some(&Becomes::Known));
    assert!(accounts.make_all(list, AccountRole::Member, (&by.id, &visitor(1))).await.expect("reads").is_empty());
}

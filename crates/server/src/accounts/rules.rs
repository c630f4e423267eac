//! What the administrator has decided about accounts: who may open one, and for how long a sign-in counts. The
//! configuration says how it is until somebody decides.

use std::sync::{Arc, PoisonError, RwLock};

use talkspace_db::{Db, DbError};
use talkspace_model::{AccountRole, Email, Millis, RegistrationPolicy};

/// Mail domains that can be named; the rest of a longer list is left out.
pub const DOMAINS_MAX: usize = 50;
/// In days.
pub const SESSION_LEAST: u32 = 1;
pub const SESSION_MOST: u32 = 365;
const SESSION_USUAL: u32 = 90;
/// Browsers may keep a cookie for so long; when its session ends is the server's to say.
pub const SESSION_LONGEST: Millis = Millis::from_mins(SESSION_MOST as i64 * 24 * 60);

const REGISTRATION: &str = "registration";
const GUESTS: &str = "guests";
const DOMAINS: &str = "mail_domains";
const NEW_ROLE: &str = "new_role";
const SESSION_DAYS: &str = "session_days";
const SECOND_FACTOR: &str = "second_factor";

/// The decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRules {
    pub registration: RegistrationPolicy,
    /// Whether people without an account may join meetings that let them.
    pub guests: bool,
    /// Who opens an account has an address in one of these, or in any when there are none. Lower case.
    pub domains: Vec<String>,
    /// What somebody may do who opens an account.
    pub new_role: AccountRole,
    /// After so many days everybody signs in anew, however busy; [`SESSION_LEAST`] to [`SESSION_MOST`].
    pub session_days: u32,
    /// From this role on nobody is in without a second factor.
    pub second_factor: Option<AccountRole>,
}

impl AccountRules {
    pub fn allows(&self, email: &Email) -> bool {
        let domain = email.as_str().rsplit_once('@').map_or("", |(_, domain)| domain);
        self.domains.is_empty() || self.domains.iter().any(|allowed| allowed == domain)
    }

    pub fn demands_second_factor(&self, role: AccountRole) -> bool {
        self.second_factor.is_some_and(|least| role >= least)
    }

    pub fn session_lifetime(&self) -> Millis {
        Millis::from_mins(i64::from(self.session_days) * 24 * 60)
    }
}

/// The decisions in force; clones share them.
#[derive(Debug, Clone)]
pub struct Rules(Arc<RwLock<AccountRules>>);

impl Rules {
    /// Those that nothing was decided about.
    pub fn usual(registration: RegistrationPolicy) -> Self {
        let rules = AccountRules {
            registration,
            guests: true,
            domains: Vec::new(),
            new_role: AccountRole::default(),
            session_days: SESSION_USUAL,
            second_factor: None,
        };
        Self(Arc::new(RwLock::new(rules)))
    }

    /// A stored word that is none of ours counts as no decision.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load(db: &Db, registration: RegistrationPolicy) -> Result<Self, DbError> {
        let settings = db.settings();
        let loaded = Self::usual(registration);
        let mut rules = loaded.get();
        if let Some(policy) = settings.get(REGISTRATION).await?.as_deref().and_then(RegistrationPolicy::parse) {
            rules.registration = policy;
        }
        if let Some(guests) = settings.get(GUESTS).await? {
            rules.guests = guests != "no";
        }
        if let Some(domains) = settings.get(DOMAINS).await? {
            rules.domains = domains.split_whitespace().take(DOMAINS_MAX).map(str::to_owned).collect();
        }
        if let Some(role) = settings.get(NEW_ROLE).await?.and_then(|word| word.parse().ok()) {
            rules.new_role = role;
        }
        let days = settings.get(SESSION_DAYS).await?.and_then(|text| text.parse().ok());
        if let Some(days) = days.filter(|days| (SESSION_LEAST..=SESSION_MOST).contains(days)) {
            rules.session_days = days;
        }
        rules.second_factor = settings.get(SECOND_FACTOR).await?.and_then(|word| word.parse().ok());
        loaded.put(rules);
        Ok(loaded)
    }

    pub fn get(&self) -> AccountRules {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// # Errors
    /// When the database fails; those before are in force then, as far as it was asked.
    pub(super) async fn decide(&self, db: &Db, rules: AccountRules) -> Result<(), DbError> {
        let settings = db.settings();
        settings.set(REGISTRATION, rules.registration.as_str()).await?;
        settings.set(GUESTS, if rules.guests { "yes" } else { "no" }).await?;
        settings.set(DOMAINS, &rules.domains.join(" ")).await?;
        settings.set(NEW_ROLE, rules.new_role.as_str()).await?;
        settings.set(SESSION_DAYS, &rules.session_days.to_string()).await?;
        settings.set(SECOND_FACTOR, rules.second_factor.map_or("", AccountRole::as_str)).await?;
        self.put(rules);
        Ok(())
    }

    fn put(&self, rules: AccountRules) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = rules;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_factor_is_demanded_from_a_role_on() {
        let mut rules = Rules::usual(RegistrationPolicy::Open).get();
        assert!(AccountRole::ALL.into_iter().all(|role| !rules.demands_second_factor(role)));
        rules.second_factor = Some(AccountRole::Organiser);
        assert_eq!(AccountRole::ALL.map(|role| rules.demands_second_factor(role)), [false, true, true]);
    }

    #[test]
    fn domains_are_whole() {
        let mut rules = Rules::usual(RegistrationPolicy::Open).get();
        let email = |text: &str| text.parse::<Email>().unwrap();
        assert!(rules.allows(&email("asha@anywhere.example")));
        rules.domains = vec!["college.example".into()];
        assert!(rules.allows(&email("Asha@College.Example")));
        for other in ["asha@evilcollege.example", "asha@sub.college.example", "college.example@evil.example"] {
            assert!(!rules.allows(&email(other)), "{other}");
        }
    }
}

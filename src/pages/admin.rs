//! `/admin…`: what whoever looks after the server sees and decides.

pub mod audit;
pub mod import;
pub mod invitations;
pub mod meetings;
pub mod rules;
pub mod system;
pub mod users;

use leptos::prelude::*;
use talkspace_model::FormState;
use talkspace_server::system::System;

use super::{Page, PageWidth};
use crate::{
    app::use_path,
    i18n::t,
    ui::{Icon, Sign},
};

pub use audit::AuditList;
pub use import::Import;
pub use invitations::InvitationList;
pub use meetings::MeetingList;
pub use system::BackupTold;
pub use users::{Account, UserList};

/// The path of the console; everything of it begins so.
pub const ADMIN: &str = "/admin";
pub const USERS: &str = "/admin/users";
pub const NEW_USER: &str = "/admin/users/new";
pub const IMPORT: &str = "/admin/users/import";
/// Where accounts of a list are made.
pub const MAKING: &str = "/admin/users/import/make";
pub const INVITATIONS: &str = "/admin/invitations";
pub const INVITE: &str = "/admin/invitations/new";
pub const INVITE_LINK: &str = "/admin/invitations/link";
pub const MEETINGS: &str = "/admin/meetings";
pub const SYSTEM: &str = "/admin/system";
pub const SETTINGS: &str = "/admin/settings";
pub const AUDIT: &str = "/admin/audit";
pub const AUDIT_CSV: &str = "/admin/audit.csv";

/// A page of the console with everything it shows.
#[derive(Debug, Clone)]
pub enum AdminPage {
    Users(UserList),
    NewUser(FormState),
    User(Account),
    DeleteUser(Account),
    Import(Import),
    Invitations(InvitationList),
    Invite(FormState),
    InviteLink(FormState),
    Settings { form: FormState, saved: bool },
    Meetings(MeetingList),
    Audit(AuditList),
    System { system: Box<System>, told: Option<BackupTold> },
}

impl AdminPage {
    pub fn title(&self) -> String {
        match self {
            AdminPage::Users(_) => t("admin-users"),
            AdminPage::NewUser(_) => t("admin-new-user"),
            AdminPage::User(account) => account.row.name.clone(),
            AdminPage::DeleteUser(_) => t("admin-delete"),
            AdminPage::Import(_) => t("import"),
            AdminPage::Invitations(_) => t("admin-invitations"),
            AdminPage::Invite(_) => t("invite-by-mail"),
            AdminPage::InviteLink(_) => t("invite-by-link"),
            AdminPage::Settings { .. } => t("admin-settings"),
            AdminPage::Meetings(_) => t("admin-meetings"),
            AdminPage::Audit(_) => t("admin-audit"),
            AdminPage::System { .. } => t("admin-system"),
        }
    }
}

#[component]
pub fn Admin(page: AdminPage) -> impl IntoView {
    let title = page.title();
    let content = match page {
        AdminPage::Users(list) => view! { <users::Users list /> }.into_any(),
        AdminPage::NewUser(form) => view! { <users::NewUser form /> }.into_any(),
        AdminPage::User(account) => view! { <users::User account /> }.into_any(),
        AdminPage::DeleteUser(account) => view! { <users::DeleteUser account /> }.into_any(),
        AdminPage::Import(import) => view! { <import::ImportPage import /> }.into_any(),
        AdminPage::Invitations(list) => view! { <invitations::Invitations list /> }.into_any(),
        AdminPage::Invite(form) => view! { <invitations::Invite form /> }.into_any(),
        AdminPage::InviteLink(form) => view! { <invitations::InviteLink form /> }.into_any(),
        AdminPage::Settings { form, saved } => view! { <rules::Rules form saved /> }.into_any(),
        AdminPage::Meetings(list) => view! { <meetings::Meetings list /> }.into_any(),
        AdminPage::System { system, told } => view! { <system::SystemPage system=*system told /> }.into_any(),
        AdminPage::Audit(list) => view! { <audit::Audit list /> }.into_any(),
    };
    view! {
        <Page width=PageWidth::Wide>
            <div class="console">
                <Parts />
                <div class="console-main">
                    <div class="page-head">
                        <h1>{title}</h1>
                    </div>
                    {content}
                </div>
            </div>
        </Page>
    }
}

/// The console's pages, beside each of them.
#[component]
fn Parts() -> impl IntoView {
    let path = use_path();
    let here = path.split('?').next().unwrap_or_default().to_owned();
    let link = move |(href, key, sign): (&'static str, &'static str, Sign)| {
        let current = (here == href || here.starts_with(&format!("{href}/"))).then_some("page");
        view! {
            <li>
                <a class="run" href=href aria-current=current>
                    <Icon sign />
                    {t(key)}
                </a>
            </li>
        }
    };
    let parts = [
        (USERS, "admin-users", Sign::People),
        (INVITATIONS, "admin-invitations", Sign::Send),
        (MEETINGS, "admin-meetings", Sign::Calendar),
        (SETTINGS, "admin-settings", Sign::Settings),
        (AUDIT, "admin-audit", Sign::Shield),
        (SYSTEM, "admin-system", Sign::Info),
    ];
    view! {
        <nav class="console-parts" aria-label=t("admin")>
            <ul>{parts.map(link).collect_view()}</ul>
        </nav>
    }
}

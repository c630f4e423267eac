//! The administrator's pages: what each shows, and the log as a file.

use axum::{
    extract::{Request, State},
    http::Uri,
    response::Response,
};
use talkspace_model::{
    AccountRole, ApiError, Field, FormState, MeetingId, Millis, OccurrenceId, RegistrationPolicy, Timestamp, UserId,
    ViewerUser,
};
use talkspace_server::{
    console::{AuditFilter, DirectoryFilter, DirectoryPlace, RunFilter},
    system::System,
};

use super::{
    Asker, Web,
    exports::{CSV, Ready, download},
    render::{instead, query, render, words},
};
use crate::{
    app::Content,
    pages::admin::{
        ADMIN, AUDIT, Account, AdminPage, AuditList, IMPORT, INVITATIONS, INVITE, INVITE_LINK, Import, InvitationList,
        MAKING, MEETINGS, MeetingList, NEW_USER, SETTINGS, SYSTEM, USERS, UserList, audit, invitations, meetings,
        rules,
        system::{self, BackupTold},
        users::{self, Deed},
    },
};

/// Whether an address is one of the console's.
pub(super) fn is_admin(path: &str) -> bool {
    path == ADMIN || path.strip_prefix(ADMIN).is_some_and(|rest| rest.starts_with('/'))
}

pub(super) async fn content(asker: &Asker, user: &ViewerUser, uri: &Uri, form: FormState) -> Content {
    if !user.role.may_administer() {
        return Content::Forbidden;
    }
    let page = match uri.path() {
        ADMIN | USERS => list(asker, uri).await,
        NEW_USER => Ok(AdminPage::NewUser(with_role(form))),
        IMPORT | MAKING => import(asker, form).await,
        INVITATIONS => invitations(asker, uri).await,
        INVITE => Ok(AdminPage::Invite(form)),
        INVITE_LINK => Ok(AdminPage::InviteLink(form)),
        SETTINGS => Ok(settings(asker, uri, form)),
        MEETINGS => meetings(asker, uri).await,
        AUDIT => log(asker, uri).await,
        SYSTEM => Ok(AdminPage::System {
            system: Box::new(System::look(&asker.app).await),
            told: query(uri, system::BACKUP).and_then(|word| BackupTold::parse(&word)),
        }),
        path => account(asker, user, path, uri, form).await,
    };
    page.map_or_else(|error| instead(&error), Content::Admin)
}

async fn list(asker: &Asker, uri: &Uri) -> Result<AdminPage, ApiError> {
    let filter = DirectoryFilter {
        words: query(uri, users::WORDS).unwrap_or_default(),
        role: query(uri, users::ROLE).and_then(|word| word.parse().ok()),
        disabled: match query(uri, users::STATE).as_deref() {
            Some(users::ACTIVE) => Some(false),
            Some(users::DISABLED) => Some(true),
            _any => None,
        },
    };
    let place = query(uri, users::AFTER).zip(query(uri, users::AFTER_ID));
    let after = place.map(|(sought, id)| DirectoryPlace { sought, id: UserId::new(id) });
    let lines = asker.app.console.users(&filter, after.as_ref()).await?;
    let next = lines.rows.last().filter(|_| lines.more).map(|last| last.place.clone());
    let count = asker.app.console.count(&filter).await?;
    let later = after.is_some();
    Ok(AdminPage::Users(UserList { filter, rows: lines.rows, count, next, later, done: done(uri) }))
}

/// Most accounts that are made by hand are for those who teach.
fn with_role(mut form: FormState) -> FormState {
    form.values.entry(users::ROLE.to_owned()).or_insert_with(|| AccountRole::default().as_str().to_owned());
    form
}

/// The account at an address of the console, and what is done to it there.
pub fn account_of(path: &str) -> Option<(UserId, Option<Deed>)> {
    let rest = path.strip_prefix(USERS)?.strip_prefix('/')?;
    match rest.split_once('/') {
        None if !rest.is_empty() => Some((UserId::new(rest), None)),
        Some((id, deed)) => Some((UserId::new(id), Some(Deed::parse(deed)?))),
        None => None,
    }
}

async fn account(
    asker: &Asker,
    user: &ViewerUser,
    path: &str,
    uri: &Uri,
    form: FormState,
) -> Result<AdminPage, ApiError> {
    let (id, deed) = account_of(path).ok_or(ApiError::NotFound)?;
    let row = asker.app.console.user(&id).await?;
    let account = Account { own: row.id == user.id, row, done: done(uri), form };
    Ok(match deed {
        // Whoever looks deletes the own account on the own profile.
        Some(Deed::Delete) if !account.own => AdminPage::DeleteUser(account),
        _any => AdminPage::User(account),
    })
}

/// What the page says was just done.
fn done(uri: &Uri) -> Option<&'static str> {
    query(uri, "done").and_then(|word| Deed::parse(&word)).map(Deed::done)
}

async fn import(asker: &Asker, form: FormState) -> Result<AdminPage, ApiError> {
    let rows = match form.values.get(Field::List.as_str()).filter(|_| form.errors.is_empty()) {
        Some(list) => asker.app.accounts.look_through(list).await.ok(),
        None => None,
    };
    Ok(AdminPage::Import(Import { form, rows, mails: !asker.app.mail.is_filed() }))
}

async fn invitations(asker: &Asker, uri: &Uri) -> Result<AdminPage, ApiError> {
    let count = |name: &str| query(uri, name).and_then(|text| text.parse().ok());
    Ok(AdminPage::Invitations(InvitationList {
        rows: asker.app.accounts.invitations().await?,
        closed: asker.app.accounts.rules().get().registration == RegistrationPolicy::Closed,
        mails: !asker.app.mail.is_filed(),
        sent: count(invitations::SENT).zip(count(invitations::KNOWN)),
    }))
}

/// The invitation that is withdrawn at an address of the console.
pub fn withdrawn_at(path: &str) -> Option<&str> {
    let id = path.strip_prefix(INVITATIONS)?.strip_prefix('/')?.strip_suffix("/withdraw")?;
    (!id.is_empty() && !id.contains('/')).then_some(id)
}

fn settings(asker: &Asker, uri: &Uri, form: FormState) -> AdminPage {
    let refused = !form.errors.is_empty();
    let form = if refused { form } else { rules::values_of(&asker.app.accounts.rules().get()) };
    AdminPage::Settings { form, saved: !refused && query(uri, "saved").is_some() }
}

async fn meetings(asker: &Asker, uri: &Uri) -> Result<AdminPage, ApiError> {
    let is_poor = query(uri, meetings::SHOW).as_deref() == Some(meetings::POOR);
    let filter = RunFilter {
        words: query(uri, meetings::WORDS).unwrap_or_default(),
        poor: if is_poor { meetings::POOR_FROM } else { Millis::ZERO },
    };
    let at = query(uri, meetings::BEFORE).and_then(|text| text.parse().ok()).map(Timestamp);
    let place = at.zip(query(uri, meetings::BEFORE_ID).map(OccurrenceId::new));
    let before = place.as_ref().map(|(at, id)| (*at, id));
    let lines = asker.app.console.runs(&filter, before).await?;
    let next = lines.rows.last().filter(|_| lines.more).map(|last| (last.started, last.id.clone()));
    Ok(AdminPage::Meetings(MeetingList {
        filter,
        census: asker.app.rooms.census(),
        rows: lines.rows,
        next,
        older: place.is_some(),
        ended: query(uri, "ended").is_some(),
    }))
}

/// The meeting that is ended at an address of the console.
pub fn ended_at(path: &str) -> Option<MeetingId> {
    let id = path.strip_prefix(MEETINGS)?.strip_prefix('/')?.strip_suffix("/end")?;
    (!id.is_empty() && !id.contains('/')).then(|| MeetingId::new(id))
}

fn log_filter(uri: &Uri) -> AuditFilter {
    AuditFilter {
        words: query(uri, audit::WORDS).unwrap_or_default(),
        action: query(uri, audit::ACTION).unwrap_or_default(),
        ..AuditFilter::default()
    }
}

async fn log(asker: &Asker, uri: &Uri) -> Result<AdminPage, ApiError> {
    let filter = log_filter(uri);
    let at = query(uri, audit::BEFORE).and_then(|text| text.parse().ok()).map(Timestamp);
    let place = at.zip(query(uri, audit::BEFORE_ID));
    let before = place.as_ref().map(|(at, id)| (*at, id.as_str()));
    let lines = asker.app.console.audit(&filter, before).await?;
    let next = lines.rows.last().filter(|_| lines.more).map(|last| (last.at, last.id.clone()));
    Ok(AdminPage::Audit(AuditList { filter, rows: lines.rows, next, older: place.is_some() }))
}

/// `GET /admin/audit.csv`: for everybody else the page that says why not.
pub(super) async fn export(State(web): State<Web>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = web.app.visitor(&parts);
    let user = web.app.accounts.viewer_of(&visitor).await.ok().and_then(|viewer| viewer.user);
    let Some(user) = user.filter(|user| user.role.may_administer()) else {
        return render(&web, Request::from_parts(parts, body), None).await;
    };
    let filter = log_filter(&parts.uri);
    let rows = async {
        web.app.accounts.note_export(&user.id, &visitor).await?;
        web.app.console.whole_audit(&filter).await
    };
    match rows.await {
        Ok(rows) => {
            let content = audit::csv(&words(&web, &parts.headers), &rows).text().to_owned();
            download(Ready { content, name: "audit.csv".to_owned(), kind: CSV })
        }
        Err(_) => render(&web, Request::from_parts(parts, body), None).await,
    }
}

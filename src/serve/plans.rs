//! The pages of planned meetings: which one is at an address, and what it shows.

use axum::http::Uri;
use talkspace_model::{FormState, MeetingId, MeetingSettings, ViewerUser, schedule::CivilDate};
use talkspace_server::schedules::{
    Plan, Refusal,
    zones::{self, Zone},
};

use super::{
    Asker,
    render::{Here, query},
};
use crate::{
    app::Content,
    args,
    pages::{
        invitation::{Done, Post},
        schedule::{Planned, fresh, of_date, of_plan},
    },
};

/// A page about planning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanPage {
    New,
    Edit(MeetingId),
    Cancel(MeetingId),
    Invitation(MeetingId),
}

/// The page at an address, if it is one about planning.
pub fn plan_page(path: &str) -> Option<PlanPage> {
    if path == "/schedule" {
        return Some(PlanPage::New);
    }
    let (id, page) = path.strip_prefix("/meetings/")?.split_once('/')?;
    let id = MeetingId::new(id);
    match page {
        "schedule" => Some(PlanPage::Edit(id)),
        "schedule/cancel" => Some(PlanPage::Cancel(id)),
        "invitation" => Some(PlanPage::Invitation(id)),
        _ => None,
    }
}

pub(super) async fn content(
    asker: &Asker,
    user: &ViewerUser,
    (page, uri): (PlanPage, &Uri),
    form: FormState,
    here: &Here,
) -> Result<Content, Refusal> {
    match page {
        PlanPage::New if !user.role.may_create_meetings() => Ok(Content::Forbidden),
        PlanPage::New => Ok(new(asker, user, form, here)),
        PlanPage::Edit(id) => match query(uri, "date") {
            Some(day) => edit_date(asker, user, (id, &day), form).await,
            None => edit(asker, user, id, form, here).await,
        },
        PlanPage::Cancel(id) => cancel(asker, user, (id, query(uri, "date")), form).await,
        PlanPage::Invitation(id) => {
            let plan = asker.app.schedules.seen(&asker.app.meetings, &id, user).await?;
            let done = query(uri, "done").and_then(|word| Done::parse(&word)).filter(|_| plan.hosted);
            let unsent = query(uri, "unsent").is_some();
            let post = post_of(asker, &plan, unsent).await?;
            Ok(Content::Invitation { plan, done, post, now: asker.app.schedules.now() })
        }
    }
}

/// Where the letters of a plan are, which is the host's business.
async fn post_of(asker: &Asker, plan: &Plan, unsent: bool) -> Result<Post, Refusal> {
    let undelivered = match plan.hosted {
        true => asker.app.mail.undelivered(&plan.setup.id).await?,
        false => Vec::new(),
    };
    Ok(Post { filed: asker.app.mail.is_filed(), undelivered, unsent })
}

fn new(asker: &Asker, user: &ViewerUser, form: FormState, here: &Here) -> Content {
    let title = here.words.text("meeting-title-of", args!["name" => user.name.as_str()]);
    let zone = here.zone.clone().unwrap_or_else(zones::of_this_machine);
    let waiting_room = MeetingSettings::default().waiting_room;
    let typed = is_typed(&form);
    let form = filled(form, || fresh(&title, waiting_room, &zone, asker.app.schedules.now()));
    Content::Schedule { planned: Planned::New, form, typed }
}

/// A meeting that has no plan yet can be given one.
async fn edit(
    asker: &Asker,
    user: &ViewerUser,
    id: MeetingId,
    form: FormState,
    here: &Here,
) -> Result<Content, Refusal> {
    let app = &asker.app;
    let setup = app.meetings.own(&id, &user.id).await?;
    let form = match app.schedules.own(&app.meetings, &id, user).await {
        Ok(plan) => filled(form, || of_plan(&plan)),
        Err(Refusal::NotFound) => {
            let zone = here.zone.clone().unwrap_or_else(zones::of_this_machine);
            filled(form, || fresh(&setup.title, setup.settings.waiting_room, &zone, app.schedules.now()))
        }
        Err(refusal) => return Err(refusal),
    };
    let planned = Planned::Whole { id, title: setup.title, has_passcode: setup.has_passcode };
    Ok(Content::Schedule { planned, form, typed: true })
}

async fn edit_date(
    asker: &Asker,
    user: &ViewerUser,
    (id, day): (MeetingId, &str),
    form: FormState,
) -> Result<Content, Refusal> {
    let (plan, day) = date_of(asker, user, &id, day).await?;
    let form = filled(form, || of_date(&plan, day));
    let planned = Planned::Date { id, title: plan.setup.title, day };
    Ok(Content::Schedule { planned, form, typed: true })
}

async fn cancel(
    asker: &Asker,
    user: &ViewerUser,
    (id, day): (MeetingId, Option<String>),
    form: FormState,
) -> Result<Content, Refusal> {
    let (plan, date) = match day {
        Some(day) => {
            let (plan, day) = date_of(asker, user, &id, &day).await?;
            let date = plan.date(day);
            (plan, date)
        }
        None => (asker.app.schedules.own(&asker.app.meetings, &id, user).await?, None),
    };
    if plan.row.cancelled.is_some() { Err(Refusal::NotFound) } else { Ok(Content::Cancel { plan, date, form }) }
}

/// A date that takes place, by the day of its series.
async fn date_of(asker: &Asker, user: &ViewerUser, id: &MeetingId, day: &str) -> Result<(Plan, CivilDate), Refusal> {
    let day = day.parse().map_err(|_| Refusal::NotFound)?;
    let plan = asker.app.schedules.own(&asker.app.meetings, id, user).await?;
    match plan.date(day) {
        Some(_) => Ok((plan, day)),
        None => Err(Refusal::NotFound),
    }
}

fn is_typed(form: &FormState) -> bool {
    !form.errors.is_empty()
}

/// What was refused shows again as it was typed, empty fields and boxes without a tick too.
fn filled(form: FormState, values: impl FnOnce() -> std::collections::BTreeMap<String, String>) -> FormState {
    if is_typed(&form) { form } else { FormState { values: values(), ..form } }
}

/// The zone that the browser has told (`ui/enhance.rs`).
pub(super) fn zone_in(cookie: Option<&str>) -> Option<Zone> {
    Zone::find(cookie?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_their_addresses() {
        let id = || MeetingId::new("x");
        assert_eq!(plan_page("/schedule"), Some(PlanPage::New));
        assert_eq!(plan_page("/meetings/x/schedule"), Some(PlanPage::Edit(id())));
        assert_eq!(plan_page("/meetings/x/schedule/cancel"), Some(PlanPage::Cancel(id())));
        assert_eq!(plan_page("/meetings/x/invitation"), Some(PlanPage::Invitation(id())));
        for other in ["/", "/meetings", "/meetings/x", "/meetings/x/settings", "/meetings/x/schedule/", "/schedule/x"] {
            assert_eq!(plan_page(other), None, "{other}");
        }
    }
}

//! `/m/{code}`: what stands behind the door of a meeting.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use talkspace_model::{ApiError, MeetingCode, MeetingDoor};

use super::message::{NoSuchMeeting, Unavailable};
use crate::{
    api::{self, ServerError},
    room::RoomPage,
};

/// `/m/{code}`
#[component]
pub fn Meeting() -> impl IntoView {
    let params = use_params_map();
    let door = Resource::new_blocking(move || params.read().get("code").unwrap_or_default(), find_door);
    view! {
        <Suspense fallback=|| view! { <p class="page-wait" aria-busy="true"></p> }>
            {move || Suspend::new(async move { behind(door.await) })}
        </Suspense>
    }
}

async fn find_door(typed: String) -> Result<MeetingDoor, ServerError> {
    let code: MeetingCode = typed.parse().map_err(|_| ServerError(ApiError::NotFound))?;
    api::door(code).await
}

fn behind(door: Result<MeetingDoor, ServerError>) -> AnyView {
    match door {
        Ok(door) => view! { <RoomPage door /> }.into_any(),
        Err(ServerError(ApiError::Unavailable)) => view! { <Unavailable /> }.into_any(),
        Err(ServerError(ApiError::NotFound | ApiError::NotSignedIn | ApiError::Forbidden | ApiError::Invalid(_))) => {
            view! { <NoSuchMeeting /> }.into_any()
        }
    }
}

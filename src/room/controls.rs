//! The control bar: own devices, expression, panels, and leaving apart at the end.

use leptos::prelude::*;
use talkspace_model::{MediaSource, Role};
use talkspace_signal::ClientMessage;

use super::{
    browser,
    devices::{CameraSwitch, MicrophoneSwitch},
    frame::{Menu, Panel, frame, i_steer, room, unread, watch},
    hands,
    knocks::knock_count,
    layout_menu::{LayoutItems, LayoutMenu},
    reactions::{ReactMenu, ReactRow, may_react},
    rights::{Own, hindrance, my_role, turn},
    share::SHARE_BUTTON,
    state::{Action, Person, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

#[component]
pub(super) fn ControlBar() -> impl IntoView {
    let frame = frame();
    view! {
        {move || {
            let close = move |_| frame.close_menu();
            frame.menu.get().map(|_| view! { <div class="menu-shade" aria-hidden="true" on:click=close></div> })
        }}
        <footer class="controls" aria-label=t("room-controls")>
            <div class="control-group">
                <MicrophoneSwitch />
                <CameraSwitch />
                <span class="wide-only"><ShareButton /></span>
            </div>
            <div class="control-group">
                <HandButton />
                <span class="menu-anchor wide-only"><ReactButton /><ReactMenu /></span>
                <span class="menu-anchor wide-only">
                    <MenuButton menu=Menu::Layout name="room-layout" sign=Sign::Grid />
                    <LayoutMenu />
                </span>
            </div>
            <div class="control-group">
                <PanelButton panel=Panel::People sign=Sign::People />
                <PanelButton panel=Panel::Chat sign=Sign::Chat />
                <span class="wide-only"><PanelButton panel=Panel::Settings sign=Sign::Settings /></span>
                <span class="wide-only"><PanelButton panel=Panel::Details sign=Sign::Info /></span>
                <span class="menu-anchor narrow-only">
                    <MenuButton menu=Menu::More name="room-more" sign=Sign::More />
                    <MoreMenu />
                </span>
            </div>
            <span class="menu-anchor"><LeaveButton /><LeaveMenu /></span>
        </footer>
    }
    .into_any()
}

/// Absent where the browser cannot share a screen: a button that cannot work helps nobody.
#[component]
fn ShareButton() -> impl IntoView {
    let room = room();
    let on = watch(|state| state.publish().get().screen);
    let name = move || t(if on.get() { "room-screen-stop" } else { "room-screen-share" });
    let blocked = hindrance(Own::Screen);
    browser::can_share_screen().then(|| {
        view! {
            <button
                type="button"
                id=SHARE_BUTTON
                class="control active-when-pressed"
                aria-pressed=move || pressed(on.get())
                aria-disabled=move || blocked.get().map(|_| "true")
                aria-label=name
                title=move || blocked.get().map_or_else(name, t)
                on:click=move |_| turn(room, MediaSource::Screen, !on.get_untracked())
            >
                {move || view! { <Icon sign=if on.get() { Sign::ScreenOff } else { Sign::Screen } /> }}
            </button>
        }
    })
}

#[component]
fn HandButton() -> impl IntoView {
    let room = room();
    let raised = watch(|state| state.people().with(|people| people.iter().any(|p: &Person| p.me && p.hand.is_some())));
    let name = move || t(if raised.get() { "room-hand-lower" } else { "room-hand-raise" });
    let place = hands::place_of(move || room.state.me().get());
    let words = move || match place.get() {
        0 => String::new(),
        place => tr("room-hand-place", args!["place" => place]),
    };
    view! {
        <span class="badged">
            <button
                type="button"
                class="control active-when-pressed hand"
                aria-pressed=move || pressed(raised.get())
                aria-label=name
                title=name
                aria-describedby="hand-place"
                on:click=move |_| room.dispatch(Action::Ask(ClientMessage::Hand { raised: !raised.get_untracked() }))
            >
                <Icon sign=Sign::Hand />
            </button>
            <span class="badge" hidden=move || place.get() == 0 data-hand-place=place>
                <span aria-hidden="true">{place}</span>
            </span>
            <span id="hand-place" class="visually-hidden" role="status">
                {words}
            </span>
        </span>
    }
    .into_any()
}

/// Stays in its place while hosts have switched reactions off, so that nothing else moves under the finger.
#[component]
fn ReactButton() -> impl IntoView {
    let frame = frame();
    let allowed = may_react();
    view! {
        <button
            type="button"
            id=Menu::React.button_id()
            class="control"
            aria-haspopup="true"
            aria-expanded=move || pressed(frame.menu.get() == Some(Menu::React))
            aria-label=t("room-react")
            title=move || t(if allowed.get() { "room-react" } else { "room-react-off" })
            disabled=move || !allowed.get()
            on:click=move |_| frame.toggle_menu(Menu::React)
        >
            <Icon sign=Sign::Smile />
        </button>
    }
    .into_any()
}

pub(super) fn pressed(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

#[component]
fn PanelButton(panel: Panel, sign: Sign) -> impl IntoView {
    let frame = frame();
    let open = move || frame.panel.get() == Some(panel);
    view! {
        <span class="badged">
            <button
                type="button"
                id=panel.button_id()
                class="control active-when-pressed"
                aria-pressed=move || pressed(open())
                aria-label=t(panel.name())
                title=t(panel.name())
                aria-describedby=(panel == Panel::Chat).then_some("chat-unread")
                on:click=move |_| frame.toggle_panel(panel)
            >
                <Icon sign=sign />
            </button>
            {(panel == Panel::Chat).then(|| view! { <Unread /> })}
            {(panel == Panel::People).then(|| view! { <Knocking /> })}
        </span>
    }
    .into_any()
}

/// How many messages wait to be read.
#[component]
fn Unread() -> impl IntoView {
    let unread = unread();
    view! {
        <span id="chat-unread" class="badge" data-unread hidden=move || unread.get() == 0>
            <span aria-hidden="true">{move || unread.get().min(99)}</span>
            <span class="visually-hidden">{move || match unread.get() {
                    0 => String::new(),
                    count => tr("room-unread", args!["count" => count]),
                }}</span>
        </span>
    }
}

/// A dot for the host while somebody waits to be let in.
#[component]
fn Knocking() -> impl IntoView {
    let steer = i_steer();
    let count = watch(knock_count);
    move || {
        (steer.get() && count.get() > 0).then(|| view! { <span class="badge" aria-hidden="true">{count.get()}</span> })
    }
}

#[component]
fn MenuButton(menu: Menu, name: &'static str, sign: Sign) -> impl IntoView {
    let frame = frame();
    let open = move || frame.menu.get() == Some(menu);
    view! {
        <button
            type="button"
            id=menu.button_id()
            class="control"
            aria-haspopup="true"
            aria-expanded=move || pressed(open())
            aria-label=t(name)
            title=t(name)
            on:click=move |_| frame.toggle_menu(menu)
        >
            <Icon sign=sign />
        </button>
    }
    .into_any()
}

/// On a phone: what has no place of its own in the bar.
#[component]
fn MoreMenu() -> impl IntoView {
    let frame = frame();
    let panel_item = move |panel: Panel, sign: Sign| {
        view! {
            <button type="button" class="menu-item" on:click=move |_| frame.toggle_panel(panel)>
                <Icon sign=sign />
                <span>{t(panel.name())}</span>
            </button>
        }
    };
    let react = may_react();
    move || {
        (frame.menu.get() == Some(Menu::More)).then(|| {
            view! {
                <div class="menu-sheet" role="group" aria-label=t("room-more")>
                    {move || react.get().then(|| view! { <ReactRow /> })}
                    <ShareItem />
                    <LayoutItems />
                    <hr />
                    {panel_item(Panel::Settings, Sign::Settings)}
                    {panel_item(Panel::Details, Sign::Info)}
                </div>
            }
        })
    }
}

#[component]
fn ShareItem() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let on = watch(|state| state.publish().get().screen);
    let blocked = hindrance(Own::Screen);
    let share = move |_| {
        frame.menu.set(None);
        turn(room, MediaSource::Screen, !on.get_untracked());
    };
    browser::can_share_screen().then(|| {
        view! {
            <button
                type="button"
                class="menu-item"
                aria-pressed=move || pressed(on.get())
                aria-disabled=move || blocked.get().map(|_| "true")
                title=move || blocked.get().map(t)
                on:click=share
            >
                <Icon sign=Sign::Screen />
                <span>{move || t(if on.get() { "room-screen-stop" } else { "room-screen-share" })}</span>
            </button>
        }
    })
}

#[component]
fn LeaveButton() -> impl IntoView {
    let frame = frame();
    view! {
        <button
            type="button"
            id=Menu::Leave.button_id()
            class="control leave"
            aria-haspopup="true"
            aria-expanded=move || pressed(frame.menu.get() == Some(Menu::Leave))
            aria-label=t("room-leave-meeting")
            title=t("room-leave-meeting")
            on:click=move |_| frame.toggle_menu(Menu::Leave)
        >
            <Icon sign=Sign::Leave />
        </button>
    }
}

/// Leaving takes a second press: the first may be a slip, and the host has a choice to make.
#[component]
fn LeaveMenu() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let role = my_role();
    let act = move |action: Action| {
        frame.menu.set(None);
        room.dispatch(action);
    };
    let first = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = first.get() {
            // `focus` fails on detached documents only.
            let _ = button.focus();
        }
    });
    move || {
        (frame.menu.get() == Some(Menu::Leave)).then(|| {
            view! {
                <div class="menu-sheet leave-sheet" role="group" aria-label=t("room-leave-meeting")>
                    <button node_ref=first type="button" class="menu-item" on:click=move |_| act(Action::Leave)>
                        <Icon sign=Sign::SignOut />
                        <span>{t("room-leave")}</span>
                    </button>
                    {move || {
                        (role.get() == Some(Role::Host))
                            .then(|| {
                                view! {
                                    <button
                                        type="button"
                                        class="menu-item danger"
                                        on:click=move |_| act(Action::Ask(ClientMessage::EndForAll))
                                    >
                                        <Icon sign=Sign::Leave />
                                        <span>{t("room-end-for-all")}</span>
                                    </button>
                                }
                            })
                    }}
                </div>
            }
        })
    }
}

//! How the stage is laid out, and what else is to be seen of it.

use leptos::{ev, prelude::*};

use super::{
    browser,
    cast::{Hidden, LayoutMode},
    controls::pressed,
    frame::{Menu, frame, room},
    state::{Action, Room},
};
use crate::{
    i18n::t,
    ui::{Icon, Sign},
};

#[component]
pub(super) fn LayoutMenu() -> impl IntoView {
    let frame = frame();
    move || {
        (frame.menu.get() == Some(Menu::Layout)).then(|| {
            view! {
                <div class="menu-sheet" role="group" aria-label=t("room-layout")>
                    <LayoutItems />
                </div>
            }
        })
    }
}

#[component]
pub(super) fn LayoutItems() -> impl IntoView {
    view! {
        <ModeItem mode=LayoutMode::Grid name="room-layout-grid" sign=Sign::Grid />
        <ModeItem mode=LayoutMode::Speaker name="room-layout-speaker" sign=Sign::SpeakerLayout />
        <hr />
        <HideItem name="room-hide-me" sign=Sign::User read=|hidden| hidden.me flip=|hidden| hidden.me ^= true />
        <HideItem
            name="room-hide-without-video"
            sign=Sign::CameraOff
            read=|hidden| hidden.without_video
            flip=|hidden| hidden.without_video ^= true
        />
        <FullScreenItem />
        <WindowItem />
    }
    .into_any()
}

#[component]
fn ModeItem(mode: LayoutMode, name: &'static str, sign: Sign) -> impl IntoView {
    let frame = frame();
    let chosen = move || frame.layout.get() == mode && frame.pinned.get().is_none();
    let choose = move |_| {
        frame.pinned.set(None);
        frame.layout.set(mode);
        frame.close_menu();
    };
    view! { <Item name=name sign=sign on=Signal::derive(chosen) on:click=choose /> }
}

#[component]
fn HideItem(name: &'static str, sign: Sign, read: fn(&Hidden) -> bool, flip: fn(&mut Hidden)) -> impl IntoView {
    let frame = frame();
    let choose = move |_| {
        frame.hidden.update(flip);
        frame.close_menu();
    };
    view! { <Item name=name sign=sign on=Signal::derive(move || frame.hidden.with(read)) on:click=choose /> }
}

/// Absent where the browser cannot: phones with iOS show only videos in full.
#[component]
fn FullScreenItem() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let on = RwSignal::new(browser::is_full_screen());
    // The browser's own keys leave it too.
    let changed = document_listener(move || on.set(browser::is_full_screen()));
    on_cleanup(move || drop(changed));
    let choose = move |_| {
        browser::set_full_screen(!on.get_untracked(), move || refused(room));
        frame.close_menu();
    };
    browser::can_fill_screen()
        .then(|| view! { <Item name="room-full-screen" sign=Sign::FullScreen on=on.into() on:click=choose /> })
}

fn refused(room: Room) {
    room.dispatch(Action::Explain("room-browser-refused"));
}

fn document_listener(changed: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener(ev::Custom::<web_sys::Event>::new("fullscreenchange"), move |_| changed())
}

/// Absent where the browser has no such windows.
#[component]
fn WindowItem() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let choose = move |_| {
        if let Some(key) = frame.window.get_untracked() {
            browser::show_in_window(key, move || refused(room));
        }
        frame.close_menu();
    };
    browser::has_picture_windows().then(|| {
        view! {
            <button type="button" class="menu-item" on:click=choose>
                <Icon sign=Sign::Window />
                <span>{t("room-picture-window")}</span>
            </button>
        }
    })
}

#[component]
fn Item(name: &'static str, sign: Sign, on: Signal<bool>) -> impl IntoView {
    view! {
        <button type="button" class="menu-item" aria-pressed=move || pressed(on.get())>
            <Icon sign=sign />
            <span>{t(name)}</span>
        </button>
    }
}

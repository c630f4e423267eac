//! Turns the pages of a stage that not everybody fits on.

use leptos::prelude::*;

use super::frame::frame;
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

/// `pages`: the one looked at, counted from 0, and how many there are. Nothing to be seen of it while all fit on one.
#[component]
pub(super) fn Pager(pages: Memo<(usize, usize)>) -> impl IntoView {
    let several = Memo::new(move |_| pages.get().1 > 1);
    let bar = move || {
        let place = move || {
            let (page, pages) = pages.get();
            tr("room-page-of", args!["page" => page + 1, "pages" => pages])
        };
        view! {
            <nav class="pager" aria-label=t("room-pages")>
                <Turn name="room-page-before" class="pager-turn before" to=move |(page, _)| page.checked_sub(1) pages=pages />
                <span role="status">{place}</span>
                <Turn
                    name="room-page-next"
                    class="pager-turn"
                    to=move |(page, pages)| Some(page + 1).filter(|next| *next < pages)
                    pages=pages
                />
            </nav>
        }
    };
    move || several.get().then(bar)
}

/// Stays where it is at either end, so that the other one does not move under the finger.
#[component]
fn Turn(
    name: &'static str,
    class: &'static str,
    to: fn((usize, usize)) -> Option<usize>,
    pages: Memo<(usize, usize)>,
) -> impl IntoView {
    let page = frame().page;
    let turn = move |_| {
        if let Some(next) = to(pages.get_untracked()) {
            page.set(next);
        }
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=t(name)
            title=t(name)
            aria-disabled=move || to(pages.get()).is_none().then_some("true")
            on:click=turn
        >
            <Icon sign=Sign::ChevronDown />
        </button>
    }
}

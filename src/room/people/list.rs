//! The rows: only those that are seen are on the page, so that five hundred people cost no more than twenty.

use leptos::{
    ev::KeyboardEvent,
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};
use talkspace_model::SeatId;

use super::{
    Roll, more_id, roll,
    row::PersonRow,
    window::{Scroll, window},
};
use crate::{
    i18n::t,
    room::{
        browser::{self, SizeWatch},
        frame::i_steer,
    },
};

/// The whole panel scrolls: what stands above the rows comes as `children`.
#[component]
pub(super) fn List(children: Children) -> impl IntoView {
    let roll = roll();
    let (scroller, head) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let scroll = RwSignal::new(Scroll::default());
    let measure = move || {
        if let (Some(scroller), Some(list)) = (scroller.get_untracked(), roll.list.get_untracked()) {
            scroll.set(measured(&scroller, &list));
        }
    };
    measure_when_sizes_change([scroller, head], measure);
    let range = Memo::new(move |_| window(roll.order.with(Vec::len), scroll.get()));
    let shown = Memo::new(move |_| roll.order.with(|order| order[range.get()].to_vec()));
    // Rows that come onto an empty page are measured once they are there.
    Effect::new(move |_| {
        roll.order.with(Vec::len);
        request_animation_frame(measure);
    });
    provide_context(TabStop(Memo::new(move |_| {
        let wanted = roll.stop.get();
        shown.with(|shown| wanted.filter(|seat| shown.contains(seat)).or(shown.first().copied()))
    })));
    // Whoever has no menus in the list scrolls it by keyboard all the same.
    let steer = i_steer();
    view! {
        <div node_ref=scroller class="people" on:scroll=move |_| measure()>
            <div node_ref=head class="people-head">
                {children()}
            </div>
            <ul
                node_ref=roll.list
                class="people-list"
                role="list"
                aria-label=t("room-in-meeting")
                tabindex=move || if steer.get() { "-1" } else { "0" }
                style=("--rows", move || roll.order.with(Vec::len).to_string())
                style=("--before", move || range.with(|range| range.start).to_string())
                on:keydown=move |event| walk(roll, scroller, measure, &event)
                on:focusout=move |_| roll.left.notify()
            >
                <For each=move || shown.get() key=|seat| *seat let:seat>
                    <PersonRow seat=seat />
                </For>
            </ul>
        </div>
    }
    .into_any()
}

/// Whose button is in the order of Tab: one, for nobody presses Tab five hundred times.
#[derive(Debug, Clone, Copy)]
pub(super) struct TabStop(pub(super) Memo<Option<SeatId>>);

fn measure_when_sizes_change(elements: [NodeRef<html::Div>; 2], measure: impl Fn() + Copy + 'static) {
    let watches = StoredValue::new_local(Vec::<SizeWatch>::new());
    Effect::new(move |_| {
        let elements = elements.into_iter().filter_map(|element| element.get());
        watches.set_value(elements.filter_map(|element| SizeWatch::new(&element, move |_| measure())).collect());
    });
}

fn measured(scroller: &HtmlElement, list: &HtmlElement) -> Scroll {
    let row = list.first_element_child().map_or(0, |row| row.client_height());
    Scroll { top: scroller.scroll_top() - list.offset_top(), height: scroller.client_height(), row }
}

/// Arrow keys lead from button to button, also to rows that are not on the page yet.
fn walk(roll: Roll, scroller: NodeRef<html::Div>, measure: impl Fn() + 'static, event: &KeyboardEvent) {
    let on_button = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| roll.stop.get_untracked().is_some_and(|seat| element.id() == more_id(seat)));
    let order = roll.order.get_untracked();
    let here = roll.stop.get_untracked().and_then(|seat| order.iter().position(|other| *other == seat));
    let (Some(here), true) = (here, on_button) else { return };
    let there = match event.key().as_str() {
        "ArrowDown" => here + 1,
        "ArrowUp" => here.saturating_sub(1),
        "Home" => 0,
        "End" => order.len() - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(seat) = order.get(there).copied() {
        go(roll, scroller, measure, there, seat);
    }
}

fn go(roll: Roll, scroller: NodeRef<html::Div>, measure: impl Fn() + 'static, place: usize, seat: SeatId) {
    roll.stop.set(Some(seat));
    if browser::focus(&more_id(seat)) {
        return;
    }
    let (Some(scroller), Some(list)) = (scroller.get_untracked(), roll.list.get_untracked()) else { return };
    let row = measured(&scroller, &list).row;
    scroller.set_scroll_top(list.offset_top() + row * i32::try_from(place).unwrap_or(i32::MAX / 1000));
    measure();
    request_animation_frame(move || {
        browser::focus(&more_id(seat));
    });
}

//! A small sheet of emoji for whoever has no key for them.

use leptos::{html, prelude::*};

use crate::{
    i18n::t,
    room::browser,
    ui::{Icon, Sign},
};

/// What people reach for in a class or a meeting, in the order in which keyboards have them.
const EMOJI: [&str; 48] = [
    "😀", "😄", "😂", "😊", "🙂", "😉", "😍", "🥰", "😎", "🤔", "😅", "😐", "🙄", "😴", "😮", "😢", "😭", "😡", "🥳",
    "🤗", "🙈", "👍", "👎", "👌", "👏", "🙏", "💪", "👋", "✋", "✌️", "👀", "❤️", "💯", "🔥", "✨", "🎉", "🎂", "🌟",
    "✅", "❌", "❓", "❗", "💡", "📌", "📚", "📝", "⏰", "☕",
];

/// The button and, while it is open, the sheet. `insert` is told what was chosen.
#[component]
pub(super) fn EmojiPicker(insert: Callback<&'static str>) -> impl IntoView {
    let open = RwSignal::new(false);
    let sheet = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            // For whoever listens or presses keys; `focus` fails on detached documents only.
            let _ = sheet.focus();
        }
    });
    let close = move || {
        open.set(false);
        browser::focus("chat-emoji");
    };
    let choice = move |emoji: &'static str| {
        let choose = move |_| {
            open.set(false);
            insert.run(emoji);
        };
        view! {
            <button type="button" class="emoji" on:click=choose>
                {emoji}
            </button>
        }
    };
    view! {
        <button
            type="button"
            id="chat-emoji"
            class="compose-tool"
            aria-label=t("room-chat-emoji")
            title=t("room-chat-emoji")
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <Icon sign=Sign::Smile />
        </button>
        {move || {
            open.get()
                .then(|| {
                    let keys = move |event: leptos::ev::KeyboardEvent| {
                        if event.key() == "Escape" {
                            event.stop_propagation();
                            close();
                        }
                    };
                    view! {
                        <div
                            node_ref=sheet
                            class="emoji-sheet"
                            role="group"
                            tabindex="-1"
                            aria-label=t("room-chat-emoji")
                            on:keydown=keys
                        >
                            {EMOJI.into_iter().map(choice).collect_view()}
                        </div>
                    }
                })
        }}
    }
    .into_any()
}

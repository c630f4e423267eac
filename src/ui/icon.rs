//! Line icons, drawn on a 24 x 24 grid with a stroke of 1.8; inline, so that they take the colour of the text.

use leptos::prelude::*;

/// Every icon of the app, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Alert,
    ArrowMark,
    ArrowRight,
    Attendance,
    Calendar,
    Camera,
    CameraOff,
    Chat,
    Check,
    ChevronDown,
    Clip,
    Clock,
    Close,
    Copy,
    FullScreen,
    Globe,
    Grid,
    Hand,
    History,
    Home,
    Info,
    Join,
    Keyboard,
    Leave,
    Link,
    Lock,
    Microphone,
    MicrophoneOff,
    More,
    Pause,
    Pen,
    People,
    Pin,
    Play,
    Plus,
    Pointer,
    Refresh,
    Reply,
    Screen,
    ScreenOff,
    Search,
    Send,
    Settings,
    Shield,
    SignOut,
    Smile,
    Speaker,
    SpeakerLayout,
    Star,
    Trash,
    User,
    Wifi,
    WifiOff,
    Window,
}

impl Sign {
    /// The outline as one path.
    fn path(self) -> &'static str {
        match self {
            Sign::Alert => {
                "M12 9v4m0 3.5v.01M10.3 3.9 2.4 17.5A2 2 0 0 0 4.1 20.5h15.8a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0z"
            }
            Sign::ArrowMark => "M5 19 19 5M10 5h9v9",
            Sign::ArrowRight => "M5 12h14m-6-6 6 6-6 6",
            Sign::Attendance => {
                "M9 5H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2h-3M9 3h6v4H9zm0 11 2 2 4-4"
            }
            Sign::Calendar => {
                "M5 5h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3 10h18M8 3v4m8-4v4"
            }
            Sign::Camera => {
                "M4 6h9a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM16 10.5 22 7v10l-6-3.5"
            }
            Sign::CameraOff => {
                "M3 3l18 18M9.5 6H13a3 3 0 0 1 3 3v3.5M16 16a3 3 0 0 1-3 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2M16 10.5 22 7v10l-3-1.7"
            }
            Sign::Chat => "M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-1-2V6a2 2 0 0 1 2-2z",
            Sign::Check => "M4.5 12.5l5 5 10-11",
            Sign::ChevronDown => "M6 9l6 6 6-6",
            Sign::Clip => {
                "m20 11.5-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.9-7.8"
            }
            Sign::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
            Sign::Close => "M6 6l12 12M18 6 6 18",
            Sign::Copy => {
                "M10 8h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM4.5 16A1.5 1.5 0 0 1 3 14.5V5a2 2 0 0 1 2-2h9.5A1.5 1.5 0 0 1 16 4.5"
            }
            Sign::FullScreen => {
                "M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4"
            }
            Sign::Globe => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18"
            }
            Sign::Grid => {
                "M5 4h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM15 4h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM5 14h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM15 14h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1z"
            }
            Sign::Hand => {
                "M7.5 12.5V6a1.5 1.5 0 0 1 3 0v5V4.5a1.5 1.5 0 0 1 3 0V11V5.5a1.5 1.5 0 0 1 3 0V12V8a1.5 1.5 0 0 1 3 0v6.5a7 7 0 0 1-7 7 7.5 7.5 0 0 1-6.3-3.6L3.7 13.5a1.6 1.6 0 0 1 2.6-1.8l1.2 1.8"
            }
            Sign::History => "M3.5 12a8.5 8.5 0 1 0 3-6.5L3.5 8M3.5 3.5V8H8M12 7.5V12l3 2",
            Sign::Home => "M4 11l8-7 8 7M6 9.5V19a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V9.5M10 20v-5h4v5",
            Sign::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5m0-8.5v.01",
            Sign::Join => "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 16l4-4-4-4M14 12H4",
            Sign::Keyboard => {
                "M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM6.5 10v.01M10 10v.01M14 10v.01M17.5 10v.01M8 14h8"
            }
            Sign::Leave => {
                "M3 14.5c-.6-1.5-.5-3 .8-4C6 8.8 9 8 12 8s6 .8 8.2 2.5c1.3 1 1.4 2.5.8 4-.2.6-.8.9-1.4.7l-3-.9a1.3 1.3 0 0 1-.9-1.1l-.2-1.6c-2.3-.7-4.7-.7-7 0l-.2 1.6a1.3 1.3 0 0 1-.9 1.1l-3 .9c-.6.2-1.2-.1-1.4-.7z"
            }
            Sign::Link => {
                "M10 14a4.5 4.5 0 0 0 6.5.4l3-3a4.5 4.5 0 0 0-6.4-6.4l-1.6 1.6M14 10a4.5 4.5 0 0 0-6.5-.4l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.6-1.6"
            }
            Sign::Lock => {
                "M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM8 11V7.5a4 4 0 0 1 8 0V11"
            }
            Sign::Microphone => {
                "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"
            }
            Sign::MicrophoneOff => {
                "M3 3l18 18M9 9v3a3 3 0 0 0 4.5 2.6M15 11.5V6a3 3 0 0 0-5.8-1M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.5 11.5a6.5 6.5 0 0 1-.7 2.9M12 18v3"
            }
            Sign::More => "M12 4.9v.9M12 11.55v.9M12 18.2v.9",
            Sign::Pause => "M8.5 5v14M15.5 5v14",
            Sign::Pen => "M4 20l1-4.5L16.5 4a1.8 1.8 0 0 1 2.5 0l1 1a1.8 1.8 0 0 1 0 2.5L8.5 19zM14.5 6l3.5 3.5",
            Sign::People => {
                "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20v-1A4.5 4.5 0 0 1 7 14.5h4a4.5 4.5 0 0 1 4.5 4.5v1M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.7a4.5 4.5 0 0 1 3.5 4.3v1"
            }
            Sign::Pin => "M9 4h6l-.7 6 3.2 3.5H6.5L9.7 10zM12 13.5V21",
            Sign::Play => "M7.5 5.2v13.6a.7.7 0 0 0 1.1.6l10.4-6.8a.7.7 0 0 0 0-1.2L8.6 4.6a.7.7 0 0 0-1.1.6z",
            Sign::Plus => "M12 5v14M5 12h14",
            Sign::Pointer => "M6 3.5l12.5 9-5.6 1.2L10 19.5z",
            Sign::Refresh => {
                "M20 11a8 8 0 0 0-14.5-4.5L3.5 8.5M3.5 4v4.5H8M4 13a8 8 0 0 0 14.5 4.5l2-2M20.5 20v-4.5H16"
            }
            Sign::Screen => {
                "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8M12 14V8m-2.5 2.5L12 8l2.5 2.5"
            }
            Sign::ScreenOff => {
                "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8M9.7 8.2l4.6 4.6m0-4.6-4.6 4.6"
            }
            Sign::Send => "M20.5 3.5 3 10l7 4 4 7zM10 14 20.5 3.5",
            Sign::Settings => {
                "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM10.3 3.5h3.4l.5 2.6 1.7 1 2.5-.9 1.7 2.9-2 1.8v2.2l2 1.8-1.7 2.9-2.5-.9-1.7 1-.5 2.6h-3.4l-.5-2.6-1.7-1-2.5.9-1.7-2.9 2-1.8v-2.2l-2-1.8 1.7-2.9 2.5.9 1.7-1z"
            }
            Sign::Shield => "M12 3l7 2.5V11c0 4.5-2.8 8-7 10-4.2-2-7-5.5-7-10V5.5z",
            Sign::SignOut => "M14 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7M10.5 12H21m-3.5-3.5L21 12l-3.5 3.5",
            Sign::Reply => "M9.5 6 4 11.5 9.5 17M4 11.5h10a6 6 0 0 1 6 6v1",
            Sign::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
            Sign::Smile => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 14a4.5 4.5 0 0 0 8 0M9 9.5v.01M15 9.5v.01",
            Sign::Speaker => "M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
            Sign::SpeakerLayout => {
                "M4 4h16a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM4 18h3v2H4zM10.5 18h3v2h-3zM17 18h3v2h-3z"
            }
            Sign::Star => "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z",
            Sign::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5m4-5v5",
            Sign::User => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5v-1A4.5 4.5 0 0 1 9 15h6a4.5 4.5 0 0 1 4.5 4.5v1",
            Sign::Window => {
                "M10 19H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4M14 14h6a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1z"
            }
            Sign::Wifi => "M2.5 9a14 14 0 0 1 19 0M5.5 12.5a9.5 9.5 0 0 1 13 0M8.8 16a4.8 4.8 0 0 1 6.4 0M12 19.5v.01",
            Sign::WifiOff => {
                "M3 3l18 18M2.5 9a14 14 0 0 1 4-2.6M10.5 5.2A14 14 0 0 1 21.5 9M5.5 12.5a9.5 9.5 0 0 1 4.5-2.4M14.5 10.4a9.5 9.5 0 0 1 4 2.1M8.8 16a4.8 4.8 0 0 1 6.4 0M12 19.5v.01"
            }
        }
    }
}

/// An icon beside words, or inside a control that has an accessible name of its own: it says nothing by itself.
#[component]
pub fn Icon(sign: Sign) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=sign.path() />
        </svg>
    }
}

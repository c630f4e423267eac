//! A file that came with a message: a picture is shown, everything else is a card to download.

use leptos::prelude::*;
use talkspace_model::{PictureSize, SharedFile};

use crate::{
    args,
    i18n::tr,
    ui::{Icon, Sign},
};

#[component]
pub(in crate::room) fn FileView(file: SharedFile) -> impl IntoView {
    let (address, name) = (format!("/files/{}", file.id), file.name.clone());
    let words = tr("room-file-download", args!["name" => file.name.as_str()]);
    let size = size_words(file.bytes);
    let (link, of, alt) = (address.clone(), name.clone(), name.clone());
    match file.picture {
        Some(PictureSize { width, height }) => view! {
            <a class="file-picture" href=link download=name title=words data-file=of>
                <img src=address alt=alt width=width height=height loading="lazy" decoding="async" />
            </a>
        }
        .into_any(),
        None => view! {
            <a class="file-card" href=link download=name title=words data-file=of>
                <Icon sign=Sign::Clip />
                <span class="parcel-name">{alt}</span>
                <span class="parcel-size">{size}</span>
            </a>
        }
        .into_any(),
    }
}

/// A size as people read it.
pub(crate) fn size_words(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = 1024 * KB;
    const GB: u64 = 1024 * MB;
    match bytes {
        ..KB => tr("room-file-bytes", args!["count" => count(bytes)]),
        KB..MB => tr("room-file-kb", args!["size" => count(bytes.div_ceil(KB))]),
        MB..GB => tr("room-file-mb", args!["size" => tenths(bytes, MB)]),
        GB.. => tr("room-file-gb", args!["size" => tenths(bytes, GB)]),
    }
}

fn tenths(bytes: u64, unit: u64) -> String {
    let (whole, tenth) = (bytes / unit, bytes % unit * 10 / unit);
    if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") }
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

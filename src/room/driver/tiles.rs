//! Which picture is on which element, and whether it has been seen to be the right one.
//!
//! An element gets its picture hidden; `live` becomes true only when a frame labelled with the seat is on it. A picture
//! leaves its element before its slot is given to anybody else.

use std::collections::{BTreeMap, BTreeSet};

use talkspace_call::Call;
use talkspace_model::{PublishState, SeatId, SlotAssignment, SlotId, SlotKind};
use talkspace_webrtc_web::{FrameWatch, LocalTrack, PeerConnection};
use web_sys::HtmlVideoElement;

use super::{Event, Post, local::Local, peer::Peer};
use crate::room::state::Picture;

/// A place for a picture: a person's tile, or with `None` the preview before joining.
type Place = (Option<SeatId>, Picture);

pub(super) struct Tiles {
    post: Post,
    /// More than one while a layout is replaced: the new element comes before the old one goes. The last one counts.
    elements: BTreeMap<Place, Vec<HtmlVideoElement>>,
    slots: BTreeMap<SlotId, SeatId>,
    watches: BTreeMap<(SeatId, Picture), FrameWatch>,
    live: BTreeSet<(SeatId, Picture)>,
}

impl Tiles {
    pub(super) fn new(post: Post) -> Self {
        Self {
            post,
            elements: BTreeMap::new(),
            slots: BTreeMap::new(),
            watches: BTreeMap::new(),
            live: BTreeSet::new(),
        }
    }

    pub(super) fn is_live(&self, seat: SeatId, picture: Picture) -> bool {
        self.live.contains(&(seat, picture))
    }

    pub(super) fn attach(&mut self, seat: Option<SeatId>, picture: Picture, element: HtmlVideoElement) {
        if let Some(seat) = seat {
            self.hide(seat, picture);
        }
        self.elements.entry((seat, picture)).or_default().push(element);
    }

    pub(super) fn detach(&mut self, seat: Option<SeatId>, picture: Picture) {
        let Some(elements) = self.elements.get_mut(&(seat, picture)) else { return };
        if !elements.is_empty() {
            PeerConnection::clear(&elements.remove(0));
        }
        if elements.is_empty() {
            self.elements.remove(&(seat, picture));
            if let Some(seat) = seat {
                self.hide(seat, picture);
            }
        }
    }

    /// Takes the slot's picture off the page, then notes whose it is now. [`Self::refresh`] puts it on.
    pub(super) fn assign(&mut self, assignment: SlotAssignment) {
        let Some(picture) = picture_of(assignment.slot.kind) else { return };
        if let Some(before) = self.slots.remove(&assignment.slot) {
            self.take_off(before, picture);
        }
        if let Some(seat) = assignment.seat {
            self.slots.insert(assignment.slot, seat);
        }
    }

    /// A frame of the seat is on its element.
    pub(super) fn seen(&mut self, seat: SeatId, picture: Picture) {
        // A frame of an arrangement that is over by now has no watch any more.
        if self.watches.remove(&(seat, picture)).is_some() {
            self.live.insert((seat, picture));
        }
    }

    /// Puts every picture where it belongs; what is in its place is left alone.
    pub(super) fn refresh(&mut self, call: &Call, peer: Option<&Peer>, local: &Local) {
        self.refresh_own(call, local);
        for (slot, seat) in self.slots.clone() {
            let publish = call.roster().get(seat).map(|held| held.info.publish).unwrap_or_default();
            if let (Some(picture), Some(peer)) = (picture_of(slot.kind), peer) {
                self.refresh_slot(slot, seat, picture, sends(publish, picture), &peer.connection);
            }
        }
        let present = |seat: &SeatId| call.roster().get(*seat).is_some();
        self.live.retain(|(seat, _)| present(seat));
    }

    fn refresh_own(&mut self, call: &Call, local: &Local) {
        let camera = local.camera();
        for seat in [None, call.me()] {
            self.show_own((seat, Picture::Camera), camera);
        }
        let Some(me) = call.me() else { return };
        // The own screen is looked at only to see what others draw on it.
        let publish = call.publish();
        let screen = local.screen_preview().filter(|_| publish.drawing && publish.screen_moves());
        self.show_own((Some(me), Picture::Screen), screen);
        for (picture, shown) in [(Picture::Camera, camera.is_some()), (Picture::Screen, screen.is_some())] {
            if shown && self.element((Some(me), picture)).is_some() {
                self.live.insert((me, picture));
            } else {
                self.live.remove(&(me, picture));
            }
        }
    }

    fn show_own(&self, place: Place, track: Option<&LocalTrack>) {
        let Some(element) = self.element(place) else { return };
        match track {
            Some(track) => track.show_on(element),
            None => PeerConnection::clear(element),
        }
    }

    fn refresh_slot(&mut self, slot: SlotId, seat: SeatId, picture: Picture, sends: bool, peer: &PeerConnection) {
        let Some(element) = self.element((Some(seat), picture)).cloned() else { return };
        if !sends {
            return self.take_off(seat, picture);
        }
        let key = (seat, picture);
        if self.live.contains(&key) || self.watches.contains_key(&key) {
            return;
        }
        peer.show(slot, &element);
        let post = self.post.clone();
        let watch = peer.watch(slot, seat, &element, move || post.send(Event::Seen(seat, picture)));
        self.watches.extend(watch.map(|watch| (key, watch)));
    }

    fn element(&self, place: Place) -> Option<&HtmlVideoElement> {
        self.elements.get(&place)?.last()
    }

    fn take_off(&mut self, seat: SeatId, picture: Picture) {
        self.hide(seat, picture);
        if let Some(element) = self.element((Some(seat), picture)) {
            PeerConnection::clear(element);
        }
    }

    fn hide(&mut self, seat: SeatId, picture: Picture) {
        self.watches.remove(&(seat, picture));
        self.live.remove(&(seat, picture));
    }
}

/// Whose kind of picture a slot carries; audio has none.
fn picture_of(kind: SlotKind) -> Option<Picture> {
    match kind {
        SlotKind::Audio => None,
        SlotKind::Video => Some(Picture::Camera),
        SlotKind::Screen => Some(Picture::Screen),
    }
}

fn sends(publish: PublishState, picture: Picture) -> bool {
    match picture {
        Picture::Camera => publish.camera,
        Picture::Screen => publish.screen,
    }
}

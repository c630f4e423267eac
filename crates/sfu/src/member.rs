//! One seat of a room, and its peer connection while it has one.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use str0m::rtp::RtpPacket;
use talkspace_forward::{
    Demand, Keyframes, LayerPresence, Moment, RateMeter, ReceiverSlots, Renumbered, best_layer, layer_for_height,
};
use talkspace_model::{Layer, PublishState, SeatId, SlotId, SlotKind, View};

use crate::{
    account::{Account, size_of},
    feed::{AudioFeed, Forwarded, VideoFeed},
    offer::Source,
    peer::Peer,
};

/// A client of which nothing was heard for this long loses its slots at the others, who then see its initials instead of a
/// frozen picture. Browsers send a STUN check each 2.5 s even when they send nothing else, so shorter would hit the healthy.
const QUIET: Duration = Duration::from_secs(6);
/// A connection of which nothing was heard for this long is given up. By then the browser too has given up (Chromium after
/// about 17 s); longer only keeps memory, shorter gives up connections that would have come back.
const SILENT: Duration = Duration::from_secs(20);

/// A seat that has been connected at least once.
pub(crate) struct Member {
    pub(crate) publish: PublishState,
    /// Which of the room's offers was this seat's last.
    pub(crate) attempt: u64,
    pub(crate) slots: ReceiverSlots,
    /// When the screen was shared, counted over the room.
    pub(crate) shared: u64,
    pub(crate) link: Option<Link>,
    /// An offer of this seat is being read.
    pub(crate) coming: bool,
    /// What this member was told about who looks at its pictures.
    pub(crate) demand: Demand,
    pub(crate) account: Account,
    /// What is on this member's page; `None` before it has said so.
    view: Option<Shown>,
}

/// What is on somebody's page.
struct Shown {
    /// How tall each camera is.
    cameras: BTreeMap<SeatId, u16>,
    /// `None`: all that have a slot.
    screens: Option<BTreeSet<SeatId>>,
}

/// A peer connection with what it sends and receives.
pub(crate) struct Link {
    pub(crate) peer: Peer,
    /// Tells the room's connections apart.
    pub(crate) number: u64,
    pub(crate) connected: bool,
    pub(crate) camera: Picture,
    pub(crate) screen: Picture,
    /// Bytes of pictures sent to this client.
    pub(crate) pictures: u64,
    feeds: Feeds,
}

/// One picture that a seat sends: its camera with up to three layers, or its screen, which counts as a full layer.
#[derive(Default)]
pub(crate) struct Picture {
    pub(crate) presence: LayerPresence,
    pub(crate) keyframes: Keyframes,
    /// Per layer: the stream and its newest sequence number.
    newest: BTreeMap<Layer, (u32, u64)>,
    rates: BTreeMap<Layer, RateMeter>,
}

struct Feeds {
    audio: Vec<AudioFeed>,
    /// The sound of each screen slot.
    sounds: Vec<AudioFeed>,
    video: Vec<VideoFeed>,
    screen: Vec<VideoFeed>,
}

impl Member {
    pub(crate) fn new(seat: SeatId, publish: PublishState) -> Self {
        let slots = ReceiverSlots::new(seat, talkspace_model::SlotCounts { audio: 0, video: 0, screen: 0 });
        Self {
            publish,
            attempt: 0,
            slots,
            shared: 0,
            link: None,
            coming: false,
            demand: Demand::default(),
            account: Account::default(),
            view: None,
        }
    }

    /// What is no longer on the page ends at once; when it comes back it begins with a keyframe.
    pub(crate) fn set_view(&mut self, view: &View) {
        let cameras = view.tiles.iter().map(|tile| (tile.seat, tile.height)).collect();
        let screens = view.screens.as_ref().map(|seats| seats.iter().copied().collect());
        self.view = Some(Shown { cameras, screens });
        self.stop_stale_feeds();
    }

    /// Whether the seat's camera is known to be on this member's page.
    pub(crate) fn shows(&self, seat: SeatId) -> bool {
        self.height(seat).is_some()
    }

    /// The layer of the seat's picture that this member is to get, as it shows it and its budget allows; `None` for none.
    pub(crate) fn wanted_layer(&self, kind: SlotKind, of: SeatId) -> Option<Layer> {
        self.account.allowed(kind, of, self.seen_layer(kind, of)?)
    }

    /// How tall the seat's camera is on this member's page.
    pub(crate) fn height(&self, of: SeatId) -> Option<u16> {
        self.view.as_ref()?.cameras.get(&of).copied()
    }

    /// The layer that suits how this member shows the seat's picture; `None` when it does not.
    pub(crate) fn seen_layer(&self, kind: SlotKind, of: SeatId) -> Option<Layer> {
        match kind {
            SlotKind::Audio => None,
            SlotKind::Video => match &self.view {
                None => Some(layer_for_height(None)),
                Some(view) => view.cameras.get(&of).map(|height| layer_for_height(Some(*height))),
            },
            // A screen has one layer, whatever size it is shown in.
            SlotKind::Screen => {
                let screens = self.view.as_ref().and_then(|view| view.screens.as_ref());
                screens.is_none_or(|screens| screens.contains(&of)).then_some(Layer::Full)
            }
        }
    }

    pub(crate) fn sends_pictures(&self) -> bool {
        self.publish.camera || self.publish.screen
    }

    /// Whether this member gets pictures, or soon will.
    pub(crate) fn looks(&self) -> bool {
        self.coming || self.link.is_some()
    }

    /// The link, once packets may flow to it.
    pub(crate) fn connected(&mut self) -> Option<&mut Link> {
        self.link.as_mut().filter(|link| link.connected)
    }

    /// Whether others should have this seat in their slots.
    pub(crate) fn is_present(&self, now: Instant) -> bool {
        self.link.as_ref().is_some_and(|link| now.saturating_duration_since(link.peer.heard()) < QUIET)
    }

    pub(crate) fn is_silent(&self, now: Instant) -> bool {
        self.link.as_ref().is_some_and(|link| now.saturating_duration_since(link.peer.heard()) >= SILENT)
    }

    /// Stops what flows in slots that are not open (any more) to whom it came from, and pictures that are not looked at.
    pub(crate) fn stop_stale_feeds(&mut self) {
        let Some(mut link) = self.link.take() else { return };
        let seat_in = |kind, index: usize| self.slots.open_seat(SlotId::new(kind, u8::try_from(index).ok()?));
        let seen_in = |kind, index| seat_in(kind, index).filter(|seat| self.wanted_layer(kind, *seat).is_some());
        for (index, feed) in link.feeds.audio.iter_mut().enumerate() {
            feed.keep_only(seat_in(SlotKind::Audio, index));
        }
        for (index, feed) in link.feeds.sounds.iter_mut().enumerate() {
            feed.keep_only(seat_in(SlotKind::Screen, index));
        }
        for (index, feed) in link.feeds.video.iter_mut().enumerate() {
            feed.keep_only(seen_in(SlotKind::Video, index));
        }
        for (index, feed) in link.feeds.screen.iter_mut().enumerate() {
            feed.keep_only(seen_in(SlotKind::Screen, index));
        }
        self.link = Some(link);
    }
}

impl Link {
    /// `seed` sets where the slots' sequence numbers begin.
    pub(crate) fn new(peer: Peer, number: u64, seed: u64) -> Self {
        let counts = peer.slot_counts();
        let mut seeds = (0..).map(|index| scramble(seed.wrapping_add(index)));
        let mut next = || seeds.next().expect("an endless range");
        let feeds = Feeds {
            audio: (0..counts.audio).map(|_| AudioFeed::new(next())).collect(),
            sounds: (0..peer.sounds()).map(|_| AudioFeed::new(next())).collect(),
            video: (0..counts.video).map(|_| VideoFeed::new(next())).collect(),
            screen: (0..counts.screen).map(|_| VideoFeed::new(next())).collect(),
        };
        let (camera, screen) = (Picture::default(), Picture::default());
        Self { peer, number, connected: false, camera, screen, pictures: 0, feeds }
    }

    pub(crate) fn forward_audio(&mut self, index: u8, packet: &Forwarded<'_>, now: Moment) -> bool {
        let Some(feed) = self.feeds.audio.get_mut(usize::from(index)) else { return false };
        let numbers = feed.forward(packet, now);
        self.write(SlotId::new(SlotKind::Audio, index), packet, numbers)
    }

    /// Sends the sound of what is in a screen slot.
    pub(crate) fn forward_sound(&mut self, screen: u8, packet: &Forwarded<'_>, now: Moment) -> bool {
        let Some(feed) = self.feeds.sounds.get_mut(usize::from(screen)) else { return false };
        let numbers = feed.forward(packet, now);
        let line = SlotId::new(SlotKind::Audio, self.peer.slot_counts().audio + screen);
        self.write(line, packet, numbers)
    }

    pub(crate) fn forward_picture(
        &mut self,
        slot: SlotId,
        packet: &Forwarded<'_>,
        arrival: Arrival,
        now: Moment,
    ) -> bool {
        let Some(feed) = self.feed_mut(slot) else { return false };
        let numbers = feed.forward(packet, arrival, now);
        let goes = self.write(slot, packet, numbers);
        if goes {
            self.pictures += size_of(packet.packet);
        }
        goes
    }

    fn write(&mut self, slot: SlotId, packet: &Forwarded<'_>, numbers: Option<Renumbered>) -> bool {
        let Some(numbers) = numbers else { return false };
        self.peer.write(slot, &|payload_type| packet.write(numbers, payload_type));
        true
    }

    pub(crate) fn picture(&mut self, of: Source) -> Option<&mut Picture> {
        match of {
            Source::Camera(_) => Some(&mut self.camera),
            Source::Screen => Some(&mut self.screen),
            Source::Microphone | Source::ScreenAudio => None,
        }
    }

    pub(crate) fn picture_of(&self, kind: SlotKind) -> Option<&Picture> {
        match kind {
            SlotKind::Audio => None,
            SlotKind::Video => Some(&self.camera),
            SlotKind::Screen => Some(&self.screen),
        }
    }

    /// Whether a receiver that has the picture waits for a keyframe.
    pub(crate) fn is_wished(&self, kind: SlotKind) -> bool {
        self.picture_of(kind).is_some_and(|picture| picture.keyframes.is_waiting())
    }

    pub(crate) fn clear_unpublished(&mut self, publish: PublishState) {
        if !publish.camera {
            self.camera.clear();
        }
        if !publish.screen_moves() {
            self.screen.clear();
        }
    }

    pub(crate) fn feed(&self, slot: SlotId) -> Option<&VideoFeed> {
        self.feeds.of_kind(slot.kind).get(usize::from(slot.index))
    }

    pub(crate) fn feed_mut(&mut self, slot: SlotId) -> Option<&mut VideoFeed> {
        let feeds = match slot.kind {
            SlotKind::Audio => return None,
            SlotKind::Video => &mut self.feeds.video,
            SlotKind::Screen => &mut self.feeds.screen,
        };
        feeds.get_mut(usize::from(slot.index))
    }

    /// Queues requests for keyframes, if the time has come. `waiting` are the layers that receivers wait for.
    pub(crate) fn ask_keyframes(&mut self, kind: SlotKind, waiting: &BTreeSet<Layer>, now: Moment) -> bool {
        let (picture, source): (_, fn(Layer) -> Source) = match kind {
            SlotKind::Audio => return false,
            SlotKind::Video => (&mut self.camera, Source::Camera),
            SlotKind::Screen => (&mut self.screen, |_| Source::Screen),
        };
        let layers = picture.keyframes.poll(waiting, now);
        for layer in &layers {
            self.peer.request_keyframe(source(*layer));
        }
        !layers.is_empty()
    }
}

/// What a picture's packet means for all its receivers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) layer: Layer,
    /// The layer that this receiver should have at present.
    pub(crate) best: Option<Layer>,
    /// Nothing newer of this stream was there before.
    pub(crate) in_order: bool,
}

impl Picture {
    /// Notes a packet; true when it is the newest of its stream.
    pub(crate) fn handle_packet(
        &mut self,
        layer: Layer,
        packet: &RtpPacket,
        starts_keyframe: bool,
        now: Moment,
    ) -> bool {
        self.presence.handle_packet(layer, now);
        self.rates.entry(layer).or_default().add(size_of(packet), now);
        if starts_keyframe {
            self.keyframes.handle_keyframe(layer);
        }
        let stream = (*packet.header.ssrc, *packet.seq_no);
        match self.newest.get(&layer) {
            Some((ssrc, newest)) if *ssrc == stream.0 && *newest >= stream.1 => false,
            Some(_) | None => {
                self.newest.insert(layer, stream);
                true
            }
        }
    }

    pub(crate) fn measure(&mut self, now: Moment) {
        for meter in self.rates.values_mut() {
            meter.handle_timeout(now);
        }
    }

    /// Bytes a second that a receiver takes who wants this layer; `None` while it is not known.
    pub(crate) fn rate(&self, wanted: Layer) -> Option<u64> {
        let layer = self.best(wanted).unwrap_or(wanted);
        self.rates.get(&layer)?.rate()
    }

    pub(crate) fn best(&self, wanted: Layer) -> Option<Layer> {
        best_layer(wanted, &self.presence)
    }

    /// It is switched off.
    pub(crate) fn clear(&mut self) {
        self.presence.clear();
        self.keyframes.clear();
    }
}

impl Feeds {
    fn of_kind(&self, kind: SlotKind) -> &[VideoFeed] {
        match kind {
            SlotKind::Audio => &[],
            SlotKind::Video => &self.video,
            SlotKind::Screen => &self.screen,
        }
    }
}

/// Spreads a counter over 16 bits (the finaliser of SplitMix64). The numbers need not be secret: SRTP encrypts with a key of its
/// own, and they only keep slots from looking alike.
fn scramble(seed: u64) -> u16 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    u16::try_from(z >> 48).expect("16 bits are left")
}

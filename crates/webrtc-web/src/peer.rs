//! The one peer connection to the media server.

use std::{cell::RefCell, rc::Rc};

use js_sys::Array;
use talkspace_model::{ScreenContent, SeatId, SlotCounts, SlotId, SlotKind, Wanted};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    HtmlVideoElement, MediaStream, RtcPeerConnection, RtcRtpTransceiver, RtcSdpType, RtcSessionDescriptionInit,
};

use crate::{
    Counters, FrameWatch, LocalTrack, PeerError, handles::Listener, js, lines::Lines, speakers::Speakers, stats, track,
    tuning::Tuning,
};

/// One of the four lines that send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendLine {
    Microphone,
    Camera,
    Screen,
    ScreenAudio,
}

/// `RTCPeerConnectionState` without `closed`, which only this side brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerConnectionState {
    Connecting,
    Connected,
    Disconnected,
    Failed,
}

/// The peer connection with its fixed media lines. Clones share it; it closes with [`Self::close`] or the last of them.
#[derive(Debug, Clone)]
pub struct PeerConnection {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    connection: RtcPeerConnection,
    lines: Lines,
    camera_tuning: Tuning,
    screen_tuning: Tuning,
    video: Vec<MediaStream>,
    screens: Vec<MediaStream>,
    speakers: RefCell<Option<Speakers>>,
    state: RefCell<Option<Listener>>,
}

impl PeerConnection {
    /// Makes the connection with all its lines; nothing is sent or received yet.
    ///
    /// # Errors
    /// When the browser has no WebRTC or refuses a line.
    pub fn new(slots: SlotCounts, mut changed: impl FnMut(PeerConnectionState) + 'static) -> Result<Self, PeerError> {
        let connection = make()?;
        let lines = Lines::add(&connection, slots)?;
        let audio = streams(&lines.audio)?;
        let watched = connection.clone();
        let state = Listener::new(connection.clone(), "connectionstatechange", move |_: JsValue| {
            if let Some(state) = state_of(&watched) {
                changed(state);
            }
        });
        let inner = Inner {
            video: streams(&lines.video)?,
            screens: streams(&lines.screens)?,
            speakers: RefCell::new(Some(Speakers::new(&audio))),
            state: RefCell::new(Some(state)),
            camera_tuning: Tuning::new(lines.camera.sender()),
            screen_tuning: Tuning::new(lines.screen.sender()),
            connection,
            lines,
        };
        Ok(Self { inner: Rc::new(inner) })
    }

    /// Sends the track on the line from now on, or nothing. The browser obeys in the order of the calls.
    pub fn send(&self, line: SendLine, track: Option<&LocalTrack>) {
        let replacing = self.inner.line(line).sender().replace_track(track.map(LocalTrack::track));
        spawn_local(async move {
            // Refused only for a track of the other kind or a closed connection.
            drop(JsFuture::from(replacing).await);
        });
    }

    /// Sends the track in place of another, which stops only when nothing depends on it any more: nobody notices.
    pub fn swap(&self, line: SendLine, track: &LocalTrack, before: LocalTrack) {
        let replacing = self.inner.line(line).sender().replace_track(Some(track.track()));
        spawn_local(async move {
            drop(JsFuture::from(replacing).await);
            drop(before);
        });
    }

    /// Encodes the shared screen for this content from now on.
    pub fn suit_screen(&self, content: ScreenContent) {
        self.inner.screen_tuning.suit(content);
    }

    /// Encodes no more than this of the camera and the screen from now on.
    pub fn encode(&self, wanted: Wanted) {
        self.inner.camera_tuning.encode(wanted);
        self.inner.screen_tuning.encode(wanted);
    }

    /// The offer, ready to be sent: the server needs no candidates of ours, so none are waited for.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn offer(&self) -> Result<String, PeerError> {
        make_offer(&self.inner.connection.clone()).await
    }

    /// Takes the server's answer.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn apply_answer(&self, sdp: &str) -> Result<(), PeerError> {
        apply_answer(&self.inner.connection.clone(), sdp).await
    }

    /// Puts the slot's picture on the element. Audio slots play by themselves and have none.
    pub fn show(&self, slot: SlotId, element: &HtmlVideoElement) {
        let stream = match slot.kind {
            SlotKind::Audio => None,
            SlotKind::Video => self.inner.video.get(usize::from(slot.index)),
            SlotKind::Screen => self.inner.screens.get(usize::from(slot.index)),
        };
        if let Some(stream) = stream {
            track::show(element, Some(stream));
        }
    }

    /// Takes whatever picture it has off the element.
    pub fn clear(element: &HtmlVideoElement) {
        track::show(element, None);
    }

    /// Calls back once, when the element shows a frame that the server labelled with this seat.
    pub fn watch(
        &self,
        slot: SlotId,
        seat: SeatId,
        element: &HtmlVideoElement,
        seen: impl FnOnce() + 'static,
    ) -> Option<FrameWatch> {
        let transceiver = self.slot_line(slot)?;
        Some(FrameWatch::new(transceiver.receiver(), seat, element.clone(), seen))
    }

    pub fn set_output(&self, device: &str) {
        if let Some(speakers) = &*self.inner.speakers.borrow() {
            speakers.set_output(device);
        }
    }

    /// What has been counted so far. `None` when the browser does not tell.
    pub async fn counters(&self) -> Option<Counters> {
        let report = JsFuture::from(self.inner.connection.get_stats()).await.ok()?;
        Some(stats::counters(&report))
    }

    /// Ends everything; the callbacks given are not called any more.
    pub fn close(&self) {
        self.inner.close();
    }

    fn slot_line(&self, slot: SlotId) -> Option<&RtcRtpTransceiver> {
        let lines = match slot.kind {
            SlotKind::Audio => &self.inner.lines.audio,
            SlotKind::Video => &self.inner.lines.video,
            SlotKind::Screen => &self.inner.lines.screens,
        };
        lines.get(usize::from(slot.index))
    }
}

impl Inner {
    fn line(&self, line: SendLine) -> &RtcRtpTransceiver {
        match line {
            SendLine::Microphone => &self.lines.microphone,
            SendLine::Camera => &self.lines.camera,
            SendLine::Screen => &self.lines.screen,
            SendLine::ScreenAudio => &self.lines.screen_audio,
        }
    }

    fn close(&self) {
        self.state.take();
        self.speakers.take();
        self.connection.close();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.close();
    }
}

/// The connection's offer, set as its local description.
pub(crate) async fn make_offer(connection: &RtcPeerConnection) -> Result<String, PeerError> {
    JsFuture::from(connection.create_offer()).await.map_err(refused)?;
    let set = js::call(connection, "setLocalDescription", &[]).map_err(refused)?;
    JsFuture::from(js_sys::Promise::<JsValue>::unchecked_from_js(set)).await.map_err(refused)?;
    connection.local_description().map(|offer| offer.sdp()).ok_or_else(|| PeerError("no offer".into()))
}

pub(crate) async fn apply_answer(connection: &RtcPeerConnection, sdp: &str) -> Result<(), PeerError> {
    let answer = RtcSessionDescriptionInit::new(RtcSdpType::Answer);
    answer.set_sdp(sdp);
    let applied = JsFuture::from(connection.set_remote_description(&answer)).await;
    applied.map(drop).map_err(refused)
}

/// Made by reflection, for a browser without WebRTC (or with it switched off) must not make the page panic.
pub(crate) fn make() -> Result<RtcPeerConnection, PeerError> {
    let class = js::get(&js_sys::global(), "RTCPeerConnection");
    let class: js_sys::Function = class.dyn_into().map_err(|_| PeerError("no WebRTC".into()))?;
    let configuration = js::object(&[("bundlePolicy", "max-bundle".into()), ("iceServers", Array::new().into())]);
    let made = js_sys::Reflect::construct(&class, &Array::of1(&configuration)).map_err(refused)?;
    Ok(made.unchecked_into())
}

/// A stream for each slot. The track of a receive line is there from the beginning, silent until somebody is put into it.
fn streams(lines: &[RtcRtpTransceiver]) -> Result<Vec<MediaStream>, PeerError> {
    let stream =
        |line: &RtcRtpTransceiver| MediaStream::new_with_tracks(&Array::of1(&line.receiver().track())).map_err(refused);
    lines.iter().map(stream).collect()
}

fn state_of(connection: &RtcPeerConnection) -> Option<PeerConnectionState> {
    use web_sys::RtcPeerConnectionState as State;
    match connection.connection_state() {
        State::New | State::Connecting => Some(PeerConnectionState::Connecting),
        State::Connected => Some(PeerConnectionState::Connected),
        State::Disconnected => Some(PeerConnectionState::Disconnected),
        State::Failed => Some(PeerConnectionState::Failed),
        _ => None,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refused(error: JsValue) -> PeerError {
    PeerError(js::error_text(&error))
}

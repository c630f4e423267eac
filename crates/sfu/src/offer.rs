//! Reading a client's offer: what shape it must have, before the SDP library gets to see it.

use std::collections::HashSet;

use str0m::media::Mid;
use talkspace_model::{Layer, SlotCounts, SlotKind};

// Reading an offer takes longer the longer it is, for some lines with the square of their number, and holds up everybody
// else's. So each limit is what Chromium sends for a full slot pool when a page cannot choose codecs and header extensions
// (then 5 times as long as otherwise), and half as much again for other browsers. Lower would lock out a browser that learns
// new codecs; higher would let one client keep the thread busy.

/// Longest offer, in bytes; Chromium's has 103 KB.
const OFFER_BYTES: usize = 160 * 1024;
/// Most lines in an offer; Chromium's has 3,314.
const OFFER_LINES: usize = 5000;
/// Longest line, in bytes; Chromium's has 144, but a list of all media ids may become longer.
const LINE_BYTES: usize = 1000;
/// Most lines before the first media section; Chromium's has 7.
const SESSION_LINES: usize = 30;
/// Most lines in a media section; Chromium's has 168.
const SECTION_LINES: usize = 250;
/// Most lines of some kinds in a media section; Chromium's has 4, 1, 3, 77 and 13.
const SECTION_LINES_OF: [(&str, usize); 5] =
    [("a=ssrc:", 16), ("a=ssrc-group:", 8), ("a=rid:", 8), ("a=rtcp-fb:", 120), ("a=extmap:", 30)];
/// Longest media id that the SDP library holds.
const MID_BYTES: usize = 16;
/// Microphone, camera, screen, screen audio.
const SENDING_LINES: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OfferError {
    #[error("the offer is too long")]
    TooLong,
    #[error("the offer has too many media lines")]
    TooManyLines,
    #[error("the offer has a media line of an unknown kind, direction or id")]
    UnknownLine,
    #[error("the offer cannot be read")]
    Unreadable,
    #[error("reading the offer failed inside")]
    Panicked,
    #[error("a newer offer has taken its place")]
    Replaced,
}

/// The media lines of one peer connection by what they carry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) microphone: Option<Mid>,
    pub(crate) camera: Option<Mid>,
    pub(crate) screen: Option<Mid>,
    pub(crate) screen_audio: Option<Mid>,
    pub(crate) audio_slots: Vec<Mid>,
    /// For the sound of what is in the screen slots, in their order.
    pub(crate) sounds: Vec<Mid>,
    pub(crate) video_slots: Vec<Mid>,
    pub(crate) screen_slots: Vec<Mid>,
}

/// What a packet that arrives belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Microphone,
    /// A camera without simulcast counts as its full layer.
    Camera(Layer),
    Screen,
    ScreenAudio,
}

/// The offer as the SDP library is to see it: the server learns a client's addresses from its packets, so candidates
/// would be work for nothing.
pub(crate) fn without_candidates(offer: &str) -> Result<String, OfferError> {
    if offer.len() > OFFER_BYTES || offer.lines().any(|line| line.len() > LINE_BYTES) {
        return Err(OfferError::TooLong);
    }
    let is_candidate = |line: &str| line.starts_with("a=candidate:") || line.starts_with("a=end-of-candidates");
    Ok(offer.split_inclusive('\n').filter(|line| !is_candidate(line)).collect())
}

impl Lines {
    /// Finds the lines by their order: those that send are the microphone, camera, screen and screen audio; those that receive
    /// are slots, the last `slots.screen` of the video ones for screens, and audio ones beyond `slots.audio` for the screens' sound.
    pub(crate) fn read(offer: &str, slots: SlotCounts) -> Result<Self, OfferError> {
        let (session, sections) = sections(offer);
        check_size(session, &sections)?;
        check_number(sections.len(), slots)?;
        let mut lines = Self::default();
        let mut mids = HashSet::new();
        for section in &sections {
            let section = Section::read(section)?;
            if !mids.insert(section.mid) {
                return Err(OfferError::UnknownLine);
            }
            lines.add(&section)?;
        }
        let screens = usize::from(slots.screen).min(lines.video_slots.len());
        lines.screen_slots = lines.video_slots.split_off(lines.video_slots.len() - screens);
        let voices = usize::from(slots.audio).min(lines.audio_slots.len());
        lines.sounds = lines.audio_slots.split_off(voices);
        lines.check_counts(slots)?;
        Ok(lines)
    }

    pub(crate) fn counts(&self) -> SlotCounts {
        let count =
            |lines: &[Mid]| u8::try_from(lines.len()).expect("no more than the configured slots, counted in u8");
        SlotCounts {
            audio: count(&self.audio_slots),
            video: count(&self.video_slots),
            screen: count(&self.screen_slots),
        }
    }

    pub(crate) fn slots_of(&self, kind: SlotKind) -> &[Mid] {
        match kind {
            SlotKind::Audio => &self.audio_slots,
            SlotKind::Video => &self.video_slots,
            SlotKind::Screen => &self.screen_slots,
        }
    }

    /// What arrives on a media line, with this simulcast stream id.
    pub(crate) fn source(&self, mid: Mid, rid: Option<&str>) -> Option<Source> {
        let line = Some(mid);
        if line == self.camera {
            return match rid {
                Some("q") => Some(Source::Camera(Layer::Quarter)),
                Some("h") => Some(Source::Camera(Layer::Half)),
                Some("f") | None => Some(Source::Camera(Layer::Full)),
                Some(_) => None,
            };
        }
        let plain = [
            (self.microphone, Source::Microphone),
            (self.screen, Source::Screen),
            (self.screen_audio, Source::ScreenAudio),
        ];
        plain.into_iter().find(|(own, _)| *own == line).map(|(_, source)| source)
    }

    fn add(&mut self, section: &Section) -> Result<(), OfferError> {
        let mid = section.mid;
        let free = match (section.kind, section.direction) {
            (_, Direction::Inactive) => return Ok(()),
            (Kind::Audio, Direction::Receive) => {
                self.audio_slots.push(mid);
                return Ok(());
            }
            (Kind::Video, Direction::Receive) => {
                self.video_slots.push(mid);
                return Ok(());
            }
            (Kind::Audio, Direction::Send) if self.microphone.is_none() => &mut self.microphone,
            (Kind::Audio, Direction::Send) => &mut self.screen_audio,
            (Kind::Video, Direction::Send) if self.camera.is_none() => &mut self.camera,
            (Kind::Video, Direction::Send) => &mut self.screen,
        };
        if free.replace(mid).is_some() {
            return Err(OfferError::TooManyLines);
        }
        Ok(())
    }

    fn check_counts(&self, slots: SlotCounts) -> Result<(), OfferError> {
        let fits = self.sounds.len() <= usize::from(slots.screen)
            && self.video_slots.len() <= usize::from(slots.video)
            && self.screen_slots.len() <= usize::from(slots.screen);
        if fits { Ok(()) } else { Err(OfferError::TooManyLines) }
    }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Audio,
    Video,
}

#[derive(Debug, Clone, Copy)]
enum Direction {
    Send,
    Receive,
    Inactive,
}

fn check_size(session: usize, sections: &[Vec<&str>]) -> Result<(), OfferError> {
    let all = session + sections.iter().map(Vec::len).sum::<usize>();
    let fits = |section: &Vec<&str>| {
        let count = |kind: &str| section.iter().filter(|line| line.starts_with(kind)).count();
        section.len() <= SECTION_LINES && SECTION_LINES_OF.iter().all(|(kind, most)| count(kind) <= *most)
    };
    let fits = session <= SESSION_LINES && all <= OFFER_LINES && sections.iter().all(fits);
    if fits { Ok(()) } else { Err(OfferError::TooLong) }
}

fn check_number(sections: usize, slots: SlotCounts) -> Result<(), OfferError> {
    let receiving = [slots.audio, slots.video, slots.screen, slots.screen];
    let most = SENDING_LINES + receiving.map(usize::from).iter().sum::<usize>();
    match sections {
        0 => Err(OfferError::Unreadable),
        number if number > most => Err(OfferError::TooManyLines),
        _ => Ok(()),
    }
}

/// One media section of the offer.
struct Section {
    kind: Kind,
    direction: Direction,
    mid: Mid,
}

impl Section {
    fn read(lines: &[&str]) -> Result<Self, OfferError> {
        let kind = match lines.first().and_then(|line| line.split(' ').next()) {
            Some("m=audio") => Kind::Audio,
            Some("m=video") => Kind::Video,
            Some(_) | None => return Err(OfferError::UnknownLine),
        };
        let mid = lines.iter().find_map(|line| line.strip_prefix("a=mid:")).ok_or(OfferError::UnknownLine)?;
        if mid.is_empty() || mid.len() > MID_BYTES || !mid.is_ascii() {
            return Err(OfferError::UnknownLine);
        }
        let direction = lines.iter().find_map(|line| match *line {
            "a=sendonly" => Some(Direction::Send),
            "a=recvonly" => Some(Direction::Receive),
            "a=inactive" => Some(Direction::Inactive),
            _ => None,
        });
        Ok(Self { kind, direction: direction.ok_or(OfferError::UnknownLine)?, mid: Mid::from(mid) })
    }
}

/// The number of lines before the media sections, and these, each with its lines.
fn sections(offer: &str) -> (usize, Vec<Vec<&str>>) {
    let mut session = 0;
    let mut sections: Vec<Vec<&str>> = Vec::new();
    for line in offer.lines() {
        if line.starts_with("m=") {
            sections.push(Vec::new());
        }
        match sections.last_mut() {
            Some(section) => section.push(line),
            None => session += 1,
        }
    }
    (session, sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLOTS: SlotCounts = SlotCounts { audio: 2, video: 2, screen: 1 };

    fn offer(lines: &[(&str, &str)]) -> String {
        let sections = lines.iter().zip(0..).map(|((kind, direction), mid)| {
            format!("m={kind} 9 UDP/TLS/RTP/SAVPF 96\r\na={direction}\r\na=mid:{mid}\r\n")
        });
        format!("v=0\r\n{}", sections.collect::<String>())
    }

    fn whole() -> Vec<(&'static str, &'static str)> {
        let sending = ["audio", "video", "video", "audio"].map(|kind| (kind, "sendonly"));
        let receiving = ["audio", "audio", "audio", "video", "video", "video"].map(|kind| (kind, "recvonly"));
        [sending.as_slice(), receiving.as_slice()].concat()
    }

    #[test]
    fn lines_are_known_by_their_order() {
        let lines = Lines::read(&offer(&whole()), SLOTS).unwrap();
        let mid = |number: u8| Mid::from(number.to_string().as_str());
        let expected = Lines {
            microphone: Some(mid(0)),
            camera: Some(mid(1)),
            screen: Some(mid(2)),
            screen_audio: Some(mid(3)),
            audio_slots: vec![mid(4), mid(5)],
            sounds: vec![mid(6)],
            video_slots: vec![mid(7), mid(8)],
            screen_slots: vec![mid(9)],
        };
        assert_eq!(lines, expected);
        assert_eq!(lines.counts(), SLOTS);
        assert_eq!(lines.source(mid(1), Some("h")), Some(Source::Camera(Layer::Half)));
        assert_eq!(lines.source(mid(1), Some("x")), None);
        assert_eq!(lines.source(mid(2), None), Some(Source::Screen));
        assert_eq!(lines.source(mid(7), None), None);
    }

    #[test]
    fn fewer_lines_are_fine_and_more_are_not() {
        let listener = Lines::read(&offer(&[("video", "recvonly"), ("audio", "inactive")]), SLOTS).unwrap();
        assert_eq!(listener.counts(), SlotCounts { audio: 0, video: 0, screen: 1 });
        for surplus in [("audio", "sendonly"), ("video", "sendonly"), ("audio", "recvonly"), ("video", "recvonly")] {
            let lines = [whole(), vec![surplus]].concat();
            assert_eq!(Lines::read(&offer(&lines), SLOTS), Err(OfferError::TooManyLines));
        }
    }

    #[test]
    fn what_is_no_offer_of_ours_is_refused() {
        let bad = [("application", "sendonly"), ("audio", "sendrecv"), ("text", "recvonly")];
        for line in bad {
            assert_eq!(Lines::read(&offer(&[line]), SLOTS), Err(OfferError::UnknownLine));
        }
        let twice = offer(&whole()[..1]).repeat(2);
        assert_eq!(Lines::read(&twice, SLOTS), Err(OfferError::UnknownLine), "two lines with one id");
        assert_eq!(Lines::read("", SLOTS), Err(OfferError::Unreadable));
    }

    #[test]
    fn offers_longer_than_any_browsers_are_refused() {
        let whole = offer(&whole());
        let with = |line: &str, count: usize| format!("{whole}{}", format!("{line}\r\n").repeat(count));
        for (line, most) in [("a=ssrc:1 cname:x", 16), ("a=rid:q send", 8), ("a=rtcp-fb:96 nack", 120), ("a=x", 247)] {
            assert!(Lines::read(&with(line, most), SLOTS).is_ok(), "{most} {line}");
            assert_eq!(Lines::read(&with(line, most + 1), SLOTS), Err(OfferError::TooLong), "{line}");
        }
        assert_eq!(Lines::read(&format!("{}{whole}", "a=x\r\n".repeat(100)), SLOTS), Err(OfferError::TooLong));
        for long in ["x".repeat(LINE_BYTES + 1), "a=x\r\n".repeat(40_000)] {
            assert_eq!(without_candidates(&long), Err(OfferError::TooLong));
        }
    }

    #[test]
    fn candidates_are_left_out() {
        let whole = offer(&whole());
        let candidates = "a=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\n".repeat(2000) + "a=end-of-candidates\r\n";
        assert_eq!(without_candidates(&format!("{whole}{candidates}")), Ok(whole.clone()));
        assert_eq!(without_candidates(&whole.replace("\r\n", "\n")), Ok(whole.replace("\r\n", "\n")));
    }

    #[test]
    fn what_chromium_offers_is_read() {
        let pool = SlotCounts { audio: 5, video: 15, screen: 2 };
        let untrimmed = without_candidates(include_str!("../tests/chromium-untrimmed.sdp")).unwrap();
        assert_eq!(Lines::read(&untrimmed, pool).map(|lines| lines.counts()), Ok(pool));
    }
}

//! What the clients send: RTP that looks like Opus and VP8, and says whose it is.

use str0m::rtp::Vp8Descriptor;

/// How loud a client's microphone is, in decibels below overload.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Voice {
    Quiet,
    Talking,
}

impl Voice {
    pub(crate) fn level(self) -> i8 {
        match self {
            Voice::Quiet => -90,
            Voice::Talking => -25,
        }
    }
}

/// A frame of one packet: the descriptor, the byte with the keyframe bit, then who sent it and in which layer.
pub(crate) fn vp8(seat: u32, layer: char, picture_id: u16, tl0: u8, keyframe: bool) -> Vec<u8> {
    let [id_high, id_low] = picture_id.to_be_bytes();
    let mut payload = vec![0x90, 0xe0, 0x80 | id_high, id_low, tl0, 0x00];
    payload.push(if keyframe { 0x10 } else { 0x11 });
    payload.extend(label(seat, layer));
    payload.resize(200, 0);
    payload
}

pub(crate) fn opus(seat: u32) -> Vec<u8> {
    let mut payload = label(seat, 'a');
    payload.resize(60, 0);
    payload
}

/// Who sent a payload and in which layer.
pub(crate) fn read_label(payload: &[u8], is_video: bool) -> (u32, char) {
    let at = if is_video { 7 } else { 0 };
    let seat = u32::from_be_bytes(payload[at..at + 4].try_into().unwrap());
    (seat, char::from(payload[at + 4]))
}

/// Picture id, tl0picidx and whether a keyframe starts.
pub(crate) fn read_vp8(payload: &[u8]) -> (u16, u8, bool) {
    let descriptor = Vp8Descriptor::parse(payload).unwrap();
    (descriptor.picture_id().unwrap(), descriptor.tl0_pic_idx().unwrap(), descriptor.starts_keyframe(payload))
}

fn label(seat: u32, layer: char) -> Vec<u8> {
    let mut label = seat.to_be_bytes().to_vec();
    label.push(u8::try_from(layer).unwrap());
    label
}

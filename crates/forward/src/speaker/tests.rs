use super::*;

const VOICE: AudioLevel = AudioLevel(30);
const QUIET: AudioLevel = AudioLevel(90);

/// A room whose members send a packet each 20 ms.
struct Scene {
    detector: SpeakerDetector,
    now: Moment,
}

impl Scene {
    fn new() -> Self {
        Self { detector: SpeakerDetector::default(), now: Moment::from_millis(1000) }
    }

    /// For so long, exactly these seats are loud, of seats 1 to 4.
    fn talk(&mut self, millis: u64, loud: &[u32]) {
        for _ in 0..millis / 20 {
            self.now = self.now + Duration::from_millis(20);
            for seat in 1..=4 {
                let level = if loud.contains(&seat) { VOICE } else { QUIET };
                self.detector.handle_level(SeatId(seat), level, self.now);
            }
            self.detector.handle_timeout(self.now);
        }
    }

    fn speaking(&self) -> Vec<u32> {
        self.detector.speaking().into_iter().map(|seat| seat.0).collect()
    }

    fn video_order(&self) -> Vec<u32> {
        let mut seats: Vec<SeatId> = (1..=4).map(SeatId).collect();
        self.detector.rank_video(&mut seats);
        seats.into_iter().map(|seat| seat.0).collect()
    }

    fn audio_order(&self) -> Vec<u32> {
        let mut seats: Vec<SeatId> = (1..=4).map(SeatId).collect();
        self.detector.rank_audio(&mut seats);
        seats.into_iter().map(|seat| seat.0).collect()
    }
}

#[test]
fn the_ring_begins_soon_and_ends_after_a_pause() {
    let mut scene = Scene::new();
    scene.talk(200, &[]);
    scene.talk(80, &[2]);
    assert_eq!(scene.speaking(), []);
    scene.talk(40, &[2]);
    assert_eq!(scene.speaking(), [2]);
    scene.talk(460, &[]);
    assert_eq!(scene.speaking(), [2]);
    scene.talk(60, &[]);
    assert_eq!(scene.speaking(), []);
    assert!(!scene.detector.anybody_heard());
}

#[test]
fn pauses_between_words_do_not_break_the_ring() {
    let mut scene = Scene::new();
    scene.talk(200, &[1]);
    for _ in 0..10 {
        scene.talk(300, &[]);
        assert_eq!(scene.speaking(), [1]);
        scene.talk(100, &[1]);
    }
}

#[test]
fn short_noises_change_nothing() {
    let mut scene = Scene::new();
    scene.talk(1000, &[3]);
    scene.talk(1000, &[]);
    assert_eq!(scene.video_order(), [3, 1, 2, 4]);
    for _ in 0..20 {
        scene.talk(60, &[1]);
        scene.talk(200, &[]);
        assert_eq!(scene.speaking(), []);
    }
    scene.talk(300, &[4]);
    assert_eq!(scene.speaking(), [4], "a short word lights the ring");
    scene.talk(1000, &[]);
    assert_eq!(scene.video_order(), [3, 1, 2, 4], "but does not move the tiles");
}

/// What Chromium makes of a beep of 20 ms each 500 ms.
#[test]
fn the_falling_tail_of_a_click_is_no_voice() {
    let click =
        [13, 8, 22, 32, 36, 40, 43, 47, 52, 55, 60, 65, 68, 74, 77, 82, 88, 93, 104, 127, 127, 127, 127, 127, 127];
    let mut scene = Scene::new();
    for level in click.repeat(20) {
        scene.now = scene.now + Duration::from_millis(20);
        scene.detector.handle_level(SeatId(1), AudioLevel(level), scene.now);
        assert_eq!(scene.speaking(), []);
    }
    assert_eq!(scene.detector.voices[&SeatId(1)].state, State::Silent, "not even worth an audio slot");
}

#[test]
fn an_uneven_voice_is_a_voice() {
    let syllables = [70, 40, 28, 25, 27, 31, 28, 33, 38, 45, 52, 30, 26, 29, 33, 30];
    let mut scene = Scene::new();
    let mut lit = 0;
    for level in syllables.repeat(10) {
        scene.now = scene.now + Duration::from_millis(20);
        scene.detector.handle_level(SeatId(1), AudioLevel(level), scene.now);
        lit += usize::from(scene.speaking() == [1]);
    }
    assert!(lit >= 150, "lit for {lit} of 160 packets");
}

#[test]
fn whoever_spoke_last_comes_first() {
    let mut scene = Scene::new();
    for seat in [2, 4, 1] {
        scene.talk(1000, &[seat]);
        scene.talk(1000, &[]);
    }
    assert_eq!(scene.video_order(), [1, 4, 2, 3]);
}

#[test]
fn two_who_talk_over_each_other_do_not_flap() {
    let mut scene = Scene::new();
    scene.talk(2000, &[1]);
    let mut fronts = vec![scene.video_order()[0]];
    for _ in 0..200 {
        scene.talk(100, &[1, 2]);
        let front = scene.video_order()[0];
        if fronts.last() != Some(&front) {
            fronts.push(front);
        }
    }
    assert_eq!(fronts, [1, 2], "the second comes to the front once and stays");
    scene.talk(1000, &[1]);
    assert_eq!(scene.video_order()[0], 1, "the first is still speaking when the second has stopped");
}

#[test]
fn audio_goes_to_those_who_are_heard_and_stays_with_them() {
    let mut scene = Scene::new();
    scene.talk(200, &[4]);
    scene.talk(60, &[4, 3]);
    assert_eq!(scene.audio_order(), [4, 3, 1, 2], "audible before the ring lights");
    scene.talk(2000, &[3]);
    assert_eq!(scene.audio_order(), [3, 4, 1, 2]);
    scene.talk(2000, &[]);
    assert_eq!(scene.audio_order(), [3, 4, 1, 2]);
}

#[test]
fn mute_ends_speaking_at_once() {
    let mut scene = Scene::new();
    scene.talk(1000, &[1]);
    scene.detector.mute(SeatId(1));
    assert_eq!(scene.speaking(), []);
    assert_eq!(scene.video_order()[0], 1);
    scene.detector.remove(SeatId(1));
    scene.talk(1000, &[2]);
    assert_eq!(scene.video_order(), [2, 1, 3, 4]);
}

/**
 * Cameras of one colour each, so that a picture under the wrong name can be seen by a program, and microphones that
 * are silent until told to speak.
 */
export interface Cast {
  /** The colour of this page's camera, `#rrggbb`. */
  colour: string;
  name: string;
}

declare global {
  interface Window {
    speak: (on: boolean) => void;
    /** Names and colours that were on screen together and should not have been. */
    wrong: string[];
    /** How often a tile's colour was looked at and found right. */
    right: number;
  }
}

/** Runs in the page before its own scripts: the camera is one colour, the microphone an oscillator with a switch. */
export function paintedCamera(colour: string): void {
  // The empty page before the first one is no secure context and has no devices to begin with.
  if (!navigator.mediaDevices) return;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 360];
  const context = canvas.getContext("2d");
  // A stripe that moves, or the encoder would have nothing to send.
  const draw = (at: number) => {
    if (!context) return;
    context.fillStyle = colour;
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = "#ffffff";
    context.fillRect((at / 10) % 640, 340, 20, 20);
  };
  setInterval(() => draw(performance.now()), 33);

  let gain: GainNode | undefined;
  const sound = () => {
    const audio = new AudioContext();
    gain = audio.createGain();
    gain.gain.value = 0;
    const out = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    tone.frequency.value = 440;
    tone.connect(gain).connect(out);
    tone.start();
    return out.stream.getAudioTracks();
  };
  window.speak = (on) => {
    if (gain) gain.gain.value = on ? 0.8 : 0;
  };
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const tracks: MediaStreamTrack[] = [];
    if (constraints?.video) tracks.push(...canvas.captureStream(30).getVideoTracks());
    if (constraints?.audio) tracks.push(...sound());
    window.instruments.tracks.push(...tracks);
    return new MediaStream(tracks);
  };
}

/**
 * Runs in the page: looks at every tile that shows a picture, twenty times a second, and remembers each whose colour is
 * not the one of its name. `colours` maps names to `#rrggbb`.
 */
export function watchColours(colours: Record<string, string>): void {
  [window.wrong, window.right] = [[], 0];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, 1];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const distance = (colour: string, seen: Uint8ClampedArray) => {
    const part = (at: number) => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16) - (seen[at] ?? 0);
    return Math.hypot(part(0), part(1), part(2));
  };
  const nearest = (seen: Uint8ClampedArray) =>
    Object.entries(colours).sort((a, b) => distance(a[1], seen) - distance(b[1], seen))[0]?.[0];
  const look = (tile: HTMLElement) => {
    const video = tile.querySelector("video");
    if (!video || !context || video.videoWidth === 0 || !tile.hasAttribute("data-live")) return;
    // The upper left part: clear of the moving stripe.
    context.drawImage(video, video.videoWidth / 4, video.videoHeight / 4, 1, 1, 0, 0, 1, 1);
    const seen = context.getImageData(0, 0, 1, 1).data;
    // Black: an element that has no frame of its new picture yet.
    if ((seen[0] ?? 0) + (seen[1] ?? 0) + (seen[2] ?? 0) < 60) return;
    const shown = nearest(seen);
    if (shown === tile.dataset["name"]) window.right += 1;
    else window.wrong.push(`${tile.dataset["name"]} showed ${shown} (${seen.join(",")})`);
  };
  setInterval(() => {
    for (const tile of document.querySelectorAll<HTMLElement>("[data-tile]:not([data-screen])")) look(tile);
  }, 50);
}

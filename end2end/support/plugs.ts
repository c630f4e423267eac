/** Lets a test pull out and plug in devices, which no browser offers. */
export interface Plugs {
  /** Pulls out all devices of a kind, or the one of this name. `quietly`: the browser does not end its tracks. */
  pull(kind: MediaDeviceKind, label?: string, quietly?: "quietly"): void;
  plugIn(kind: MediaDeviceKind, label?: string): void;
}

declare global {
  interface Window {
    plugs: Plugs;
  }
}

/** Runs in the page before its own scripts, after the instruments. */
export function plugs(): void {
  const devices = navigator.mediaDevices;
  // The empty page before the first one is no secure context and has no devices to begin with.
  if (!devices) return;
  const pulled = new Set<string>();
  const place = (kind: string, label: string | undefined) => `${kind} ${label ?? "*"}`;
  const isIn = (kind: string, label: string) => !pulled.has(place(kind, undefined)) && !pulled.has(place(kind, label));
  const kindOf = (track: MediaStreamTrack): MediaDeviceKind => (track.kind === "video" ? "videoinput" : "audioinput");
  const change = () => devices.dispatchEvent(new Event("devicechange"));

  const enumerate = devices.enumerateDevices.bind(devices);
  devices.enumerateDevices = async () => (await enumerate()).filter((device) => isIn(device.kind, device.label));

  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    const [media, kind] = constraints.video ? (["video", "videoinput"] as const) : (["audio", "audioinput"] as const);
    const left = (await devices.enumerateDevices()).filter((device) => device.kind === kind);
    if (left.length === 0) throw new DOMException("none", "NotFoundError");
    const wanted = constraints[media];
    const wish = typeof wanted === "object" ? (wanted.deviceId as { exact?: string } | undefined)?.exact : undefined;
    if (wish && !left.some((device) => device.deviceId === wish)) throw new DOMException("none", "OverconstrainedError");
    const device = left.find((device) => device.deviceId === wish) ?? left[0];
    // Without permission there are no names, and nothing to choose by.
    if (!device?.deviceId || typeof wanted !== "object") return open(constraints);
    return open({ [media]: { ...wanted, deviceId: { exact: device.deviceId } } });
  };

  window.plugs = {
    pull(kind, label, quietly) {
      pulled.add(place(kind, label));
      const lost = window.instruments.tracks.filter((track) => kindOf(track) === kind && !isIn(kind, track.label));
      for (const track of quietly ? [] : lost) {
        if (track.readyState === "ended") continue;
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
      change();
    },
    plugIn(kind, label) {
      pulled.delete(place(kind, label));
      change();
    },
  };
}

/** A machine without camera and microphone; runs in the page, too. */
export function withoutDevices(): void {
  // The empty page before the first one is no secure context and has no devices to begin with.
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
  navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
}

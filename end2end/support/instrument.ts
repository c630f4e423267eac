/** What a page under test remembers about the browser's media and sockets. */
export interface Instruments {
  peers: RTCPeerConnection[];
  /** Every track that getUserMedia handed out, and their clones. */
  tracks: MediaStreamTrack[];
  sockets: WebSocket[];
  /** Kinds of the messages that came over the sockets, in order, with the seat they concern. */
  received: { type: string; seat?: number }[];
  /** Frames shown, by colour and name; see `slots.spec.ts`. */
  seen: { name: string; colour: string }[];
}

declare global {
  interface Window {
    instruments: Instruments;
  }
}

/** Runs in the page before its own scripts: wraps what the page will use, without changing how it behaves. */
export function instrument(): void {
  const instruments: Instruments = { peers: [], tracks: [], sockets: [], received: [], seen: [] };
  window.instruments = instruments;

  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      instruments.peers.push(this);
    }
  };

  window.WebSocket = class extends window.WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      instruments.sockets.push(this);
      this.addEventListener("message", (event) => {
        if (typeof event.data !== "string") return;
        const { type, seat } = JSON.parse(event.data) as { type: string; seat?: number };
        instruments.received.push(seat === undefined ? { type } : { type, seat });
      });
    }
  };

  // Absent on pages that are no secure context.
  if (!navigator.mediaDevices) return;
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    instruments.tracks.push(...stream.getTracks());
    return stream;
  };
  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function () {
    const copy = clone.call(this);
    instruments.tracks.push(copy);
    return copy;
  };
}

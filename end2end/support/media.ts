import { type Page, expect } from "@playwright/test";

/** One receiving stream as getStats tells it. */
export interface Inbound {
  mid: string;
  framesDecoded: number;
  audioEnergy: number;
}

async function inbound(page: Page, kind: "audio" | "video"): Promise<Inbound[]> {
  return page.evaluate(async (kind) => {
    const found: Inbound[] = [];
    for (const peer of window.instruments.peers.filter((peer) => peer.connectionState !== "closed")) {
      for (const entry of (await peer.getStats()).values()) {
        if (entry.type !== "inbound-rtp" || entry.kind !== kind) continue;
        found.push({
          mid: entry.mid,
          framesDecoded: entry.framesDecoded ?? 0,
          audioEnergy: entry.totalAudioEnergy ?? 0,
        });
      }
    }
    return found;
  }, kind);
}

/** The receiving video streams; those that have decoded something come and go with the people. */
export const inboundVideo = (page: Page) => inbound(page, "video");
/** The receiving audio streams; `audioEnergy` grows while something is heard (W3C WebRTC statistics, totalAudioEnergy). */
export const inboundAudio = (page: Page) => inbound(page, "audio");

/** Waits until exactly as many streams as `count` decode new frames. */
export async function expectMovingPictures(page: Page, count: number): Promise<void> {
  let before = await inboundVideo(page);
  await expect
    .poll(async () => {
      const now = await inboundVideo(page);
      const moving = now.filter((stream) => stream.framesDecoded > (of(before, stream.mid)?.framesDecoded ?? 0));
      before = now;
      return moving.length;
    }, { message: `${count} moving pictures`, intervals: [500] })
    .toBe(count);
}

/** Waits until sound of at least `count` people has been heard and goes on being heard. */
export async function expectSoundFrom(page: Page, count: number): Promise<void> {
  const before = await inboundAudio(page);
  await expect
    .poll(async () => {
      const now = await inboundAudio(page);
      return now.filter((stream) => stream.audioEnergy > (of(before, stream.mid)?.audioEnergy ?? 0)).length;
    }, { message: `sound of ${count} people` })
    .toBeGreaterThanOrEqual(count);
}

const of = (streams: Inbound[], mid: string) => streams.find((stream) => stream.mid === mid);

/** How many RTP packets of a kind this page has sent. */
export async function packetsSent(page: Page, kind: "audio" | "video"): Promise<number> {
  return page.evaluate(async (kind) => {
    let packets = 0;
    for (const peer of window.instruments.peers.filter((peer) => peer.connectionState !== "closed")) {
      for (const entry of (await peer.getStats()).values()) {
        if (entry.type === "outbound-rtp" && entry.kind === kind) packets += entry.packetsSent;
      }
    }
    return packets;
  }, kind);
}

/** Waits until a page sends at most one packet of a kind in a whole second (Chromium's silence keeps one per second). */
export async function expectSilence(page: Page, kind: "audio" | "video"): Promise<void> {
  let before = Number.NaN;
  await expect
    .poll(async () => {
      const now = await packetsSent(page, kind);
      const sent = now - before;
      before = now;
      return sent;
    }, { message: `no ${kind} is sent`, intervals: [1000] })
    .toBeLessThanOrEqual(1);
}

/** How many cameras or microphones this page holds: what makes the light beside the lens burn. */
export async function liveTracks(page: Page, kind: "audio" | "video"): Promise<number> {
  return page.evaluate(
    (kind) => window.instruments.tracks.filter((track) => track.kind === kind && track.readyState === "live").length,
    kind,
  );
}

import { type Page, expect } from "@playwright/test";

/** Bytes that have come in over this page's connection, by the browser's own count of its transport: all of them. */
export const received = (page: Page) =>
  page.evaluate(async () => {
    let bytes = 0;
    for (const peer of window.instruments.peers.filter((peer) => peer.connectionState === "connected")) {
      for (const entry of (await peer.getStats()).values()) if (entry.type === "transport") bytes += entry.bytesReceived;
    }
    return bytes;
  });

/** Bytes of a kind of media that have come in. */
export const receivedMedia = (page: Page, kind: "audio" | "video") =>
  page.evaluate(async (kind) => {
    let bytes = 0;
    for (const peer of window.instruments.peers.filter((peer) => peer.connectionState === "connected")) {
      for (const entry of (await peer.getStats()).values()) {
        if (entry.type === "inbound-rtp" && entry.kind === kind) bytes += entry.bytesReceived + entry.headerBytesReceived;
      }
    }
    return bytes;
  }, kind);

export const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000));

/** A host sets the meeting's data limit; `""` takes it away. */
export async function limitData(host: Page, megabytes: string): Promise<void> {
  const settings = host.getByRole("button", { name: "Settings", exact: true });
  if ((await settings.getAttribute("aria-pressed")) !== "true") await settings.click();
  await host.getByLabel("Data limit for each person").selectOption(megabytes);
  await expect(host.locator("[data-spent]")).toHaveCount(megabytes ? 1 : 0);
}

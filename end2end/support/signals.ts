import type { Page } from "@playwright/test";

declare global {
  interface Window {
    /** Tones that began, since the page was loaded. */
    tones: number;
    /** Everything the live region has said. */
    saidAloud: string[];
  }
}

/** Runs in the page before its scripts: counts the tones it plays and keeps what its live region says. */
export function listenToSounds(): void {
  window.tones = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when?: number) {
    window.tones += 1;
    start.call(this, when);
  };
}

/** How many tones a page has played. */
export const sounds = (page: Page) => page.evaluate(() => window.tones);

/** What the live region says at present. */
export const lastSaid = async (page: Page) => (await page.locator("[data-said]").textContent()) ?? "";

/** Keeps all that the live region says from now on, for it says each thing only for a moment. */
export async function listenToWords(page: Page): Promise<void> {
  await page.locator("[data-said]").evaluate((region) => {
    window.saidAloud = [];
    new MutationObserver(() => window.saidAloud.push(region.textContent?.trim() ?? "")).observe(region, {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
}

export const saidAloud = (page: Page) => page.evaluate(() => window.saidAloud);

/** Sends a request of the protocol on the page's own socket, where its control is another test's matter. */
export async function send(page: Page, message: object): Promise<void> {
  await page.evaluate((text) => window.instruments.sockets.at(-1)?.send(text), JSON.stringify(message));
}

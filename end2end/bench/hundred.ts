import type { Page } from "@playwright/test";
import { cameras, sending } from "../support/cameras";
import { fillHall, numbered } from "../support/hall";
import { openToAll } from "../support/steering";
import { expect, test } from "../support/test";

const PEOPLE = 100;
/** Of the grid's 16 places one is one's own. */
const PER_PAGE = 15;

/** Bytes of video by media line, of lines that have got any. */
const received = (page: Page) =>
  page.evaluate(async () => {
    const bytes: Record<string, number> = {};
    for (const peer of window.instruments.peers.filter((peer) => peer.connectionState === "connected")) {
      for (const entry of (await peer.getStats()).values()) {
        if (entry.type === "inbound-rtp" && entry.kind === "video") bytes[entry.mid] = entry.bytesReceived;
      }
    }
    return bytes;
  });

/** How many lines get something within so many milliseconds, and how much all together. */
async function flowing(page: Page, span: number): Promise<{ lines: number; kbps: number }> {
  const before = await received(page);
  await page.waitForTimeout(span);
  const after = await received(page);
  const grown = Object.entries(after).map(([mid, bytes]) => bytes - (before[mid] ?? 0));
  return { lines: grown.filter((bytes) => bytes > 0).length, kbps: (grown.reduce((sum, bytes) => sum + bytes, 0) * 8) / span };
}

/** The people on the page whose picture is on their tile, without oneself. */
const shown = (page: Page) =>
  page.locator("[data-tile][data-live]:not([data-me])").evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-name") ?? ""));

const tiles = (page: Page) => page.locator("[data-tile]:not([data-me])").count();

/** Milliseconds between the page's frames, in order of their length. */
const gaps = (page: Page, span: number) =>
  page.evaluate(async (span) => {
    const gaps: number[] = [];
    const began = performance.now();
    for (let before = began; before - began < span; ) {
      const now = await new Promise<number>(requestAnimationFrame);
      gaps.push(now - before);
      before = now;
    }
    return gaps.sort((a, b) => a - b);
  }, span);

test("a meeting of a hundred, all with a camera, seen from one browser", async ({ person }) => {
  test.setTimeout(600_000);
  const asha = await person();
  const code = await openToAll(asha);
  await fillHall(person, code, numbered("Student", PEOPLE - 1), async (page, names) => {
    await cameras(page, code, names);
    await expect.poll(() => sending(page), { message: "they really send", timeout: 60_000 }).toBe(names.length);
  });
  const pager = asha.getByRole("navigation", { name: "Pages of the stage" });
  const pages = Math.ceil((PEOPLE - 1) / PER_PAGE);
  await expect(pager).toContainText(`1 of ${pages}`);
  const seen = new Set<string>();
  for (let number = 1; number <= pages; number += 1) {
    const turned = Date.now();
    if (number > 1) await pager.getByRole("button", { name: "Next page" }).click();
    await expect(pager).toContainText(`${number} of ${pages}`);
    const count = Math.min(PER_PAGE, PEOPLE - 1 - (number - 1) * PER_PAGE);
    await expect.poll(() => tiles(asha)).toBe(count);
    await expect.poll(async () => (await shown(asha)).length, { message: "every picture of the page comes", timeout: 30_000, intervals: [100] }).toBe(count);
    const took = Date.now() - turned;
    // What was on its way when the page was turned is not counted.
    await asha.waitForTimeout(500);
    const { lines, kbps } = await flowing(asha, 4000);
    expect(lines, "nobody else's picture is received").toBe(count);
    const names = await shown(asha);
    names.forEach((name) => seen.add(name));
    const frames = await gaps(asha, 2000);
    const at = (share: number) => frames[Math.floor(share * (frames.length - 1))]?.toFixed(0);
    console.log(
      `page ${number}: ${lines} of ${PEOPLE - 1} cameras received, ${kbps.toFixed(0)} kbit/s, all ${count} pictures after ${took} ms, ` +
        `frames each ${at(0.5)} ms (95 %: ${at(0.95)}, longest ${at(1)})`,
    );
  }
  expect(seen.size, "everybody was on one page").toBe(PEOPLE - 1);
});

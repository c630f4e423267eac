import type { Page } from "@playwright/test";
import { endForAll, expectIn, historyEntry, historySeconds, knock, leave, openMeeting, tile, two } from "../support/people";
import { expect, test } from "../support/test";
import { Wire } from "../support/wire";

/** Waits until this many whole seconds have passed: here time itself is what is tested. */
async function stay(seconds: number): Promise<number> {
  const began = Date.now();
  await expect.poll(() => Date.now() - began, { timeout: (seconds + 5) * 1000 }).toBeGreaterThanOrEqual(seconds * 1000);
  return began;
}

/** The times that an entry of the history shows, as the machine-readable part says them. */
const open = (page: Page, code: string) => historyEntry(page, code).locator(".now");

test("closing the tab without leaving ends the stay when it happened", async ({ person }) => {
  const { code, asha, ravi } = await two(person);
  const began = await stay(3);
  const other = await ravi.context().newPage();
  await ravi.close();
  const there = (Date.now() - began) / 1000;
  await endForAll(asha);
  // The stay lasted until the tab closed, not until the meeting ended or the seat was given up.
  await expect.poll(() => historySeconds(other, code)).toBeGreaterThanOrEqual(2);
  expect(await historySeconds(other, code)).toBeLessThanOrEqual(there + 10);
  await expect(open(other, code)).toHaveCount(0);
});

test("coming back is one entry with the sum of both stays", async ({ person }) => {
  const { code, asha, ravi } = await two(person);
  await leave(ravi);
  await openMeeting(ravi, code);
  await knock(ravi);
  await expectIn(ravi);
  await leave(ravi);
  await historySeconds(ravi, code);
  await expect(historyEntry(ravi, code)).toHaveCount(1);
  await expect(historyEntry(ravi, code)).toContainText("came back once");
  await endForAll(asha);
});

test.describe("with a short grace", () => {
  const GRACE = 5;
  test.use({ settings: ["--seat-grace-seconds", `${GRACE}`] });

  test("a network that falls silent for good ends the stay when it did", async ({ person, server }) => {
    const wire = await Wire.to(server.port);
    const { code, asha, ravi } = await two(person, {}, { context: { proxy: wire.proxy } });
    const began = await stay(3);
    wire.fallSilent();
    const there = (Date.now() - began) / 1000;
    // Nothing more comes of the page, its farewell included.
    const other = await ravi.context().newPage();
    await ravi.close();
    await expect(tile(asha, "Ravi Kulkarni")).toHaveCount(0, { timeout: 40_000 });
    await stay(5);
    wire.speakAgain();
    await expect.poll(() => historySeconds(other, code)).toBeGreaterThanOrEqual(2);
    // Silence is noticed within seconds, and the grace is not part of the stay.
    expect(await historySeconds(other, code)).toBeLessThanOrEqual(there + 10);
    await expect(open(other, code)).toHaveCount(0);
    await wire.close();
  });
});

for (const signal of ["SIGTERM", "SIGKILL"] as const) {
  test(`a server stopped by ${signal} in the middle closes the stays at the last moment they were seen`, async ({
    person,
    server,
  }) => {
    const { code, asha, ravi } = await two(person);
    const began = await stay(12);
    // Nobody comes back: the pages are gone before the server is there again.
    const [later, laterRavi] = [await asha.context().newPage(), await ravi.context().newPage()];
    await server.stop(signal);
    const stopped = (Date.now() - began) / 1000;
    await asha.close();
    await ravi.close();
    await stay(5);
    await server.startAgain();
    for (const page of [later, laterRavi]) {
      // What was seen last may be some seconds before the end, never after it, and never nothing.
      await expect.poll(() => historySeconds(page, code), { timeout: 60_000, intervals: [1000] }).toBeGreaterThanOrEqual(1);
      expect(await historySeconds(page, code)).toBeLessThanOrEqual(stopped + 5);
    }
  });
}

import { type Page, expect } from "@playwright/test";
import { limitData, received, receivedMedia, seconds } from "../support/data";
import { expectMovingPictures, packetsSent } from "../support/media";
import { comeBack, expectPicture, leave, three, tile, two } from "../support/people";
import { test } from "../support/test";

/** The camera's layers that go out, by the packets of each. */
const layersSent = (page: Page) =>
  page.evaluate(async () => {
    const packets: Record<string, number> = {};
    for (const peer of window.instruments.peers.filter((peer) => peer.connectionState === "connected")) {
      for (const entry of (await peer.getStats()).values()) {
        if (entry.type === "outbound-rtp" && entry.rid !== undefined) packets[entry.rid] = entry.packetsSent;
      }
    }
    return packets;
  });

async function expectNoFullLayer(page: Page): Promise<void> {
  await expect.poll(async () => {
    const before = (await layersSent(page))["f"] ?? 0;
    await seconds(1);
    return ((await layersSent(page))["f"] ?? 0) - before;
  }).toBe(0);
}

/** How many lines somebody's picture has. */
const linesOf = (page: Page, name: string) =>
  tile(page, name).locator("video").evaluate((video: HTMLVideoElement) => video.videoHeight);

/** Headless tabs are never in the background; the page is told so, and everything after that is real. */
async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);
}

/** Bytes of pictures in a second. */
async function videoInASecond(page: Page): Promise<number> {
  const before = await receivedMedia(page, "video");
  await seconds(1);
  return (await receivedMedia(page, "video")) - before;
}

test("a hidden tab gets no pictures after two seconds, sound all the time, and its pictures back at once", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await expectPicture(ravi, "Asha Patil");
  await expectMovingPictures(ravi, 1);

  await hide(ravi, true);
  await seconds(2);
  const [video, audio] = [await receivedMedia(ravi, "video"), await receivedMedia(ravi, "audio")];
  await seconds(3);
  expect((await receivedMedia(ravi, "video")) - video).toBe(0);
  expect((await receivedMedia(ravi, "audio")) - audio).toBeGreaterThan(0);
  // Nobody else is there, so Asha's camera is not encoded either.
  await expect.poll(async () => {
    const before = await packetsSent(asha, "video");
    await seconds(1);
    return (await packetsSent(asha, "video")) - before;
  }).toBe(0);

  const shown = Date.now();
  await hide(ravi, false);
  await expect.poll(() => videoInASecond(ravi)).toBeGreaterThan(0);
  await expectPicture(ravi, "Asha Patil");
  console.log(`picture back within ${Date.now() - shown} ms`);
  await expect(ravi.locator("[data-call]")).toHaveAttribute("data-call", "joined");
});

test("a panel over the stage of a phone stops the pictures behind it", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await meera.setViewportSize({ width: 390, height: 844 });
  for (const page of [asha, ravi]) await expectMovingPictures(page, 2);
  await expectMovingPictures(meera, 2);
  await meera.getByRole("button", { name: "Chat", exact: true }).click();
  const edge = async (name: string) => (await tile(meera, name).boundingBox())?.y ?? 0;
  const panel = (await meera.getByRole("complementary").boundingBox())?.y ?? 0;
  const names = ["Asha Patil", "Ravi Kulkarni"];
  const edges = await Promise.all(names.map(edge));
  const above = edges.filter((top) => top < panel - 24).length;
  expect(above, "one of the two is behind the panel").toBe(1);
  await expectMovingPictures(meera, 1);
  await meera.keyboard.press("Escape");
  await expectMovingPictures(meera, 2);
});

test("nobody encodes what nobody looks at, and a newcomer still gets a picture", async ({ person }) => {
  const { asha, ravi } = await two(person, { context: { viewport: { width: 1440, height: 900 } } });
  await expectPicture(ravi, "Asha Patil");
  await expect.poll(async () => (await layersSent(asha))["f"] ?? 0).toBeGreaterThan(0);

  await ravi.setViewportSize({ width: 390, height: 480 });
  // The tile is small now: the full layer ends, and the picture goes on.
  await expectNoFullLayer(asha);
  await expectMovingPictures(ravi, 1);

  await ravi.setViewportSize({ width: 1440, height: 900 });
  const full = (await layersSent(asha))["f"] ?? 0;
  await expect.poll(async () => (await layersSent(asha))["f"] ?? 0).toBeGreaterThan(full);

  await leave(ravi);
  await expect.poll(async () => {
    const before = await packetsSent(asha, "video");
    await seconds(1);
    return (await packetsSent(asha, "video")) - before;
  }).toBe(0);
  // Off and on again while nobody looks: the newcomer finds it on.
  await asha.getByRole("button", { name: "Turn off camera" }).click();
  await asha.getByRole("button", { name: "Turn on camera" }).click();
  await ravi.reload();
  await ravi.getByRole("button", { name: /^(Join now|Ask to join)$/ }).click();
  await expectPicture(ravi, "Asha Patil");
  await expectMovingPictures(ravi, 1);
});

test("a data limit is kept for each receiver, and the page says what was spent and given up", async ({ person }) => {
  test.setTimeout(120_000);
  const { asha, ravi, meera } = await three(person, { context: { viewport: { width: 1440, height: 900 } } });
  await expectMovingPictures(meera, 2);
  const before = await received(meera);
  await seconds(5);
  const free = ((await received(meera)) - before) / 5;

  await limitData(asha, "100");
  const allowance = 100_000_000 / 3600;
  expect(free, "without a limit more is sent").toBeGreaterThan(1.5 * allowance);
  // What was overdrawn while nothing was limited does not count; what was under way settles.
  await seconds(5);
  const [bytes, began] = [await received(meera), Date.now()];
  await seconds(40);
  const spent = (await received(meera)) - bytes;
  const allowed = (allowance * (Date.now() - began)) / 1000;
  console.log(`limit 100 MB an hour: ${Math.round(spent / 1000)} kB of ${Math.round(allowed / 1000)} kB in 40 s, without ${Math.round(free)} B/s`);
  expect(spent).toBeLessThanOrEqual(allowed * 1.1);
  expect(spent, "and it is made use of").toBeGreaterThan(allowed * 0.3);

  // The server's count, which people see, is the browser's own.
  const told = Number(await meera.locator("[data-spent]").getAttribute("data-spent"));
  expect(Math.abs(told - (await received(meera)))).toBeLessThan(0.1 * told);
  await expect(meera.locator("[data-given-up]")).toContainText("to save data");

  // Next to nothing: sound only, and the tiles say why.
  await limitData(asha, "50");
  await expect(meera.locator("[data-held-back]").first()).toContainText("Picture off to save data");
  const sound = await receivedMedia(meera, "audio");
  await seconds(2);
  expect(await receivedMedia(meera, "audio")).toBeGreaterThan(sound);

  await limitData(asha, "");
  await expect(meera.locator("[data-held-back]")).toHaveCount(0);
  await expectMovingPictures(meera, 2);
  await expectMovingPictures(ravi, 2);
});

test("whoever saves data gets and sends small pictures only, and is remembered", async ({ person }) => {
  const { asha, ravi } = await two(person, { context: { viewport: { width: 1440, height: 900 } } });
  await expectPicture(ravi, "Asha Patil");
  const height = () => linesOf(ravi, "Asha Patil");
  await expect.poll(height).toBeGreaterThan(400);

  await ravi.getByRole("button", { name: "Settings", exact: true }).click();
  await ravi.getByRole("switch", { name: "Use less data" }).click();
  await expect(ravi.getByRole("switch", { name: "Use less data" })).toBeChecked();
  await expect.poll(height).toBeLessThanOrEqual(180);
  await expect.poll(async () => {
    const before = await layersSent(ravi);
    await seconds(1);
    const after = await layersSent(ravi);
    return ["q", "h", "f"].filter((layer) => (after[layer] ?? 0) > (before[layer] ?? 0));
  }).toEqual(["q"]);
  await expectPicture(asha, "Ravi Kulkarni");

  await ravi.reload();
  await comeBack(ravi);
  await ravi.getByRole("button", { name: "Settings", exact: true }).click();
  await expect(ravi.getByRole("switch", { name: "Use less data" })).toBeChecked();
  await expectPicture(ravi, "Asha Patil");
  expect(await height()).toBeLessThanOrEqual(180);
});

declare global {
  interface Window {
    /** What the browser shall say of its processor. */
    busy: boolean;
  }
}

/** A processor cannot be made short at will, on every machine alike: the browser's word for it is put in its place. */
function sayWhetherBusy(): void {
  window.busy = false;
  const getStats = RTCPeerConnection.prototype.getStats;
  RTCPeerConnection.prototype.getStats = async function () {
    const report = new Map<string, Record<string, unknown>>(await getStats.call(this));
    for (const [id, entry] of report) {
      if (entry["type"] !== "outbound-rtp") continue;
      report.set(id, { ...entry, qualityLimitationReason: window.busy ? "cpu" : "none" });
    }
    return report;
  };
}

test("a machine that hardly keeps up sends a smaller picture, says so, and sends the large one again", async ({ person }) => {
  test.setTimeout(150_000);
  const { asha, ravi } = await two(person, { context: { viewport: { width: 1440, height: 900 } }, script: sayWhetherBusy });
  const height = () => linesOf(ravi, "Asha Patil");
  await expect.poll(height).toBeGreaterThan(400);
  const words = asha.getByText(/This computer is very busy/);
  await expect(words).toHaveCount(0);

  await asha.evaluate(() => (window.busy = true));
  await expect(words).toBeVisible({ timeout: 20_000 });
  await expect.poll(height).toBeLessThanOrEqual(360);
  await expectNoFullLayer(asha);
  await expectMovingPictures(ravi, 1);
  await asha.locator(".toast").filter({ has: words }).getByRole("button", { name: "Dismiss" }).click();
  await expect(words).toHaveCount(0);

  await asha.evaluate(() => (window.busy = false));
  await expect.poll(height, { timeout: 90_000 }).toBeGreaterThan(400);
  await expect(words).toHaveCount(0);
});

import type { Page } from "@playwright/test";
import { expectMovingPictures, expectSilence, expectSoundFrom, packetsSent } from "../support/media";
import { call, expectIn, expectMessage, expectPicture, say, seatOf, tile, two } from "../support/people";
import { type NewPerson, expect, test as base } from "../support/test";
import { Wire } from "../support/wire";

/** Ravi's signaling goes over a wire that can be cut. */
const test = base.extend<{ wire: Wire }>({
  wire: async ({ server }, use) => {
    const wire = await Wire.to(server.port);
    await use(wire);
    await wire.close();
  },
});

async function meet(person: NewPerson, wire: Wire): Promise<{ asha: Page; ravi: Page }> {
  const { asha, ravi } = await two(person, {}, { context: { proxy: wire.proxy } });
  await expectPicture(asha, "Ravi Kulkarni");
  await expectPicture(ravi, "Asha Patil");
  return { asha, ravi };
}

/** How many sockets a page has opened so far. */
const sockets = (page: Page) => page.evaluate(() => window.instruments.sockets.length);
/** Whether this page was told that somebody left. */
const sawLeave = (page: Page) =>
  page.evaluate(() => window.instruments.received.some((message) => message.type === "seat_left"));

test("a socket that is reset comes back by itself to the same seat, and nobody sees a leave", async ({ person, wire }) => {
  const { asha, ravi } = await meet(person, wire);
  const seat = await seatOf(asha, "Ravi Kulkarni");
  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
  const before = await sockets(ravi);

  wire.cut();
  await expect.poll(() => sockets(ravi), { timeout: 3000 }).toBeGreaterThan(before);
  await expectIn(ravi);
  await say(ravi, "was I away?");
  await expectMessage(asha, "Ravi Kulkarni", "was I away?");

  expect(await seatOf(asha, "Ravi Kulkarni")).toBe(seat);
  expect(await sawLeave(asha)).toBe(false);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
  await expectSilence(ravi, "audio");
});

test("media goes on while signaling is cut", async ({ person, wire }) => {
  const { asha, ravi } = await meet(person, wire);
  await expectMovingPictures(ravi, 1);
  const peers = await ravi.evaluate(() => window.instruments.peers.length);
  wire.cut();
  await expectIn(ravi);
  await expectMovingPictures(ravi, 1);
  await expectMovingPictures(asha, 1);
  expect(await ravi.evaluate(() => window.instruments.peers.length)).toBe(peers);
});

test("a network that falls silent is noticed, and the seat is kept", async ({ person, wire }) => {
  const { asha, ravi } = await meet(person, wire);
  const seat = await seatOf(asha, "Ravi Kulkarni");
  wire.fallSilent();
  await expect(call(ravi)).toHaveAttribute("data-call", "reconnecting");
  wire.speakAgain();
  await expectIn(ravi);
  expect(await seatOf(asha, "Ravi Kulkarni")).toBe(seat);
  expect(await sawLeave(asha)).toBe(false);
});

test("what is muted while away is muted on return", async ({ person, wire }) => {
  const { asha, ravi } = await meet(person, wire);
  await expectSoundFrom(asha, 1);
  wire.fallSilent();
  await expect(call(ravi)).toHaveAttribute("data-call", "reconnecting");
  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  await expectSilence(ravi, "audio");
  const sent = await packetsSent(ravi, "audio");
  wire.speakAgain();
  await expectIn(ravi);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
  await expectSilence(ravi, "audio");
  // Chromium keeps an idle stream alive with about one packet a second.
  expect((await packetsSent(ravi, "audio")) - sent).toBeLessThan(20);
});

test("a server that is killed and started again gets its call back", async ({ person, server, wire }) => {
  const { asha, ravi } = await meet(person, wire);
  await say(asha, "before the power cut");
  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");

  await server.stop("SIGKILL");
  await expect(call(asha)).toHaveAttribute("data-call", "reconnecting");
  await server.startAgain();

  for (const page of [asha, ravi]) await expectIn(page);
  await expectPicture(asha, "Ravi Kulkarni");
  await expectPicture(ravi, "Asha Patil");
  await expectMovingPictures(asha, 1);
  await expectMovingPictures(ravi, 1);
  await expectMessage(ravi, "Asha Patil", "before the power cut");
  await expect(asha.locator("[data-tile]")).toHaveCount(2);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
  await expectSilence(ravi, "audio");
  await ravi.getByRole("button", { name: "People", exact: true }).click();
  await expect(ravi.locator('[data-person][data-name="Asha Patil"]')).toHaveAttribute("data-role", "host");
});

test("a server that is stopped politely goes within 10 s and gets its call back", async ({ person, server, wire }) => {
  const { asha, ravi } = await meet(person, wire);
  expect(await server.stop("SIGTERM")).toBeLessThan(10_000);
  await server.startAgain();
  for (const page of [asha, ravi]) {
    await expectIn(page);
    await expectMovingPictures(page, 1);
  }
});

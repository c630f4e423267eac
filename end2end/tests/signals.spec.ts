import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { expectIn, join, leave, newMeeting, register, seatOf, tile } from "../support/people";
import { listenToSounds, listenToWords, saidAloud, send, sounds } from "../support/signals";
import { type NewPerson, expect, test } from "../support/test";

/** A host and others with accounts, all inside. */
async function meet(person: NewPerson, ...names: string[]): Promise<{ code: string; pages: Page[] }> {
  const pages: Page[] = [];
  let code = "";
  for (const name of names) {
    const page = await person({ script: listenToSounds });
    await register(page, name);
    if (code === "") code = await newMeeting(page);
    await join(page, code);
    pages.push(page);
  }
  return { code, pages };
}

const hand = (page: Page) => page.getByRole("button", { name: /^(Raise|Lower) hand$/ });
const said = (page: Page) => expect.poll(async () => (await saidAloud(page)).join(" | "));

test("hands stand in a queue that everybody sees, and lowering one moves the others up", async ({ person }) => {
  const { pages } = await meet(person, "Asha Patil", "Ravi Kulkarni", "Meera Joshi");
  const [asha, ravi, meera] = pages as [Page, Page, Page];
  await listenToWords(asha);
  await ravi.getByRole("button", { name: "Raise hand" }).click();
  await expect(tile(meera, "Ravi Kulkarni")).toHaveAttribute("data-hand", "1");
  await said(asha).toContain("Ravi Kulkarni raised a hand.");
  await meera.getByRole("button", { name: "Raise hand" }).click();
  for (const page of [asha, ravi, meera]) {
    await expect(tile(page, "Ravi Kulkarni")).toHaveAttribute("data-hand", "1");
    await expect(tile(page, "Meera Joshi")).toHaveAttribute("data-hand", "2");
    await expect(tile(page, "Asha Patil")).not.toHaveAttribute("data-hand", /./);
  }
  await expect(meera.locator("[data-hand-place]")).toHaveText("2");
  await expect(hand(meera)).toHaveAccessibleDescription("Your hand is raised. You are number 2 in the queue.");
  await said(asha).toContain("Meera Joshi raised a hand.");

  await ravi.getByRole("button", { name: "Lower hand" }).click();
  await expect(tile(asha, "Meera Joshi")).toHaveAttribute("data-hand", "1");
  await expect(tile(asha, "Ravi Kulkarni")).not.toHaveAttribute("data-hand", /./);
  await expect(hand(meera)).toHaveAccessibleDescription("Your hand is raised. You are number 1 in the queue.");
  await said(asha).toContain("Ravi Kulkarni lowered a hand.");

  await send(asha, { type: "lower_all_hands" });
  await expect(hand(meera)).toHaveAccessibleName("Raise hand");
  await expect(meera.locator("[data-hand-place]")).toBeHidden();
});

test("the hand by keyboard, not while typing, and listed among the keys", async ({ person }) => {
  const { pages } = await meet(person, "Asha Patil");
  const [asha] = pages as [Page];
  await asha.keyboard.press("Control+Alt+h");
  await expect(hand(asha)).toHaveAccessibleName("Lower hand");
  await asha.keyboard.press("Control+Alt+h");
  await expect(hand(asha)).toHaveAccessibleName("Raise hand");
  await asha.getByRole("button", { name: "Chat", exact: true }).click();
  await expect(asha.getByRole("textbox", { name: "Message" })).toBeFocused();
  await asha.keyboard.press("Control+Alt+h");
  await asha.keyboard.press("Escape");
  await expect(hand(asha)).toHaveAccessibleName("Raise hand");
  await asha.keyboard.press("?");
  await expect(asha.getByRole("dialog", { name: "Keyboard" })).toContainText("Raise or lower your hand");
  await expect(asha.getByRole("dialog", { name: "Keyboard" })).toContainText("Hold to talk while muted");
});

test("reactions float with their sender's name, by keyboard too, and are told together", async ({ person }) => {
  const { pages } = await meet(person, "Asha Patil", "Ravi Kulkarni", "Meera Joshi");
  const [asha, ravi, meera] = pages as [Page, Page, Page];
  await listenToWords(asha);
  await ravi.getByRole("button", { name: "React", exact: true }).focus();
  await ravi.keyboard.press("Enter");
  await ravi.keyboard.press("Tab");
  await expect(ravi.getByRole("button", { name: "Thumbs up" })).toBeFocused();
  await ravi.keyboard.press("Tab");
  await meera.getByRole("button", { name: "React", exact: true }).click();
  await expectAccessible(meera);

  await Promise.all([ravi.keyboard.press("Enter"), meera.getByRole("button", { name: "Applause" }).click()]);
  for (const [page, names] of [[asha, ["Ravi Kulkarni", "Meera Joshi"]], [ravi, ["Ravi Kulkarni"]]] as const) {
    for (const name of names) {
      await expect(page.locator(`[data-reaction="clap"][data-name="${name}"]`)).toBeVisible();
    }
  }
  await said(asha).toMatch(/reacted with applause\./);
  // Those of one moment are told in one sentence.
  await Promise.all([ravi, meera].map((page) => send(page, { type: "react", reaction: "heart" })));
  await said(asha).toMatch(/(Ravi Kulkarni|Meera Joshi) and 1 other reacted with a heart\./);
  // They make way by themselves, and Escape closes the menu and gives the keyboard back.
  await expect(asha.locator("[data-reaction]")).toHaveCount(0);
  await ravi.keyboard.press("Escape");
  await expect(ravi.getByRole("button", { name: "React", exact: true })).toBeFocused();
});

test("reactions that hosts have switched off cannot be sent, but by hosts", async ({ person }) => {
  const { pages } = await meet(person, "Asha Patil", "Ravi Kulkarni");
  const [asha, ravi] = pages as [Page, Page];
  await send(asha, { type: "configure", change: { kind: "switch", switch: "react", on: false } });
  await expect(ravi.getByRole("button", { name: "React", exact: true })).toBeDisabled();
  await expect(asha.getByRole("button", { name: "React", exact: true })).toBeEnabled();
  await send(asha, { type: "configure", change: { kind: "switch", switch: "react", on: true } });
  await expect(ravi.getByRole("button", { name: "React", exact: true })).toBeEnabled();
});

test("on a phone reactions are in the menu", async ({ person }) => {
  const page = await person({ context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
  await register(page, "Asha Patil");
  await join(page, await newMeeting(page));
  await expect(page.getByRole("button", { name: "React", exact: true })).toBeHidden();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: "Heart" }).click();
  await expect(page.locator('[data-reaction="heart"]')).toBeVisible();
});

test("coming, going, roles and screens are told, and a class in one sentence", async ({ person }) => {
  const { code, pages } = await meet(person, "Asha Patil", "Ravi Kulkarni");
  const [asha, ravi] = pages as [Page, Page];
  await listenToWords(asha);
  // Whoever has just come has not changed: the role must come after the word about the coming.
  await said(asha).toContain("Ravi Kulkarni joined.");
  await send(asha, { type: "set_role", seat: Number(await seatOf(asha, "Ravi Kulkarni")), role: "presenter" });
  await said(asha).toContain("Presenter now: Ravi Kulkarni.");
  await ravi.getByRole("button", { name: "Share screen" }).click();
  await said(asha).toContain("Ravi Kulkarni started sharing a screen.");
  await ravi.getByRole("button", { name: "Stop sharing" }).click();
  await said(asha).toContain("Ravi Kulkarni stopped sharing.");
  await leave(ravi);
  await said(asha).toContain("Ravi Kulkarni left.");

  await send(asha, { type: "configure", change: { kind: "waiting_room", waiting_room: "everyone" } });
  const names = ["Meera Joshi", "Tom Weber", "Zoya Khan"];
  const guests: Page[] = [];
  for (const name of names) {
    const page = await person();
    await page.goto(`/m/${code}`);
    await page.getByLabel("Your name").fill(name);
    await page.getByRole("button", { name: "Ask to join" }).click();
    await expect(asha.locator(".badge", { hasText: `${guests.length + 1}` }).first()).toBeVisible();
    guests.push(page);
  }
  await asha.getByRole("button", { name: "Admit all" }).click();
  for (const page of guests) await expectIn(page);
  await said(asha).toMatch(/ and \d others? joined\./);
});

test("sounds of coming and going are heard where hosts have turned them on", async ({ person }) => {
  const { code, pages } = await meet(person, "Asha Patil");
  const [asha] = pages as [Page];
  await listenToWords(asha);
  const ravi = await person();
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await said(asha).toContain("Ravi Kulkarni joined.");
  expect(await sounds(asha), "silent by default").toBe(0);
  await send(asha, { type: "configure", change: { kind: "switch", switch: "sounds", on: true } });
  await expect.poll(() => asha.evaluate(() => window.instruments.received.some(({ type }) => type === "settings"))).toBe(true);
  await leave(ravi);
  await expect.poll(() => sounds(asha)).toBe(2);
  await join(ravi, code);
  await expect.poll(() => sounds(asha)).toBe(4);
});

test("what is wrong with somebody's connection is said in plain words, to them and to the others", async ({ person }) => {
  const { pages } = await meet(person, "Asha Patil", "Ravi Kulkarni");
  const [asha, ravi] = pages as [Page, Page];
  // What is measured is a unit test's matter: from here on each report of a second's counters says one packet in ten is lost.
  await expect(tile(asha, "Ravi Kulkarni").locator("[data-quality]")).toHaveCount(0);
  await ravi.evaluate(() => {
    const getStats = RTCPeerConnection.prototype.getStats;
    let lost = 0;
    RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection) {
      const report = new Map(await getStats.call(this));
      lost += 100;
      report.set("made-up", { id: "made-up", timestamp: 0, type: "inbound-rtp", packetsReceived: lost * 9, packetsLost: lost });
      return report;
    } as typeof getStats;
  });
  await expect(tile(asha, "Ravi Kulkarni").getByRole("img", { name: "Ravi Kulkarni’s connection loses sound and picture" })).toBeVisible();
  await expect(ravi.getByText("Your connection loses sound and picture. Turning the camera off helps.")).toBeVisible();
  await ravi.getByRole("button", { name: "Turn off camera" }).click();
  await expect(ravi.getByText("Being closer to the Wi-Fi, or a cable, helps.")).toBeVisible();
  const note = ravi.locator("[data-own-quality]");
  await note.getByRole("button", { name: "Dismiss" }).click();
  await expect(note).toHaveCount(0);
});

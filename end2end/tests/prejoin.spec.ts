import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { expectIn, newMeeting, openMeeting, register } from "../support/people";
import { type NewPerson, expect, test } from "../support/test";

const checkup = (page: Page, name: string) => page.locator(".checkup-test").filter({ has: page.getByRole("heading", { name, exact: true }) });

async function openCheckup(person: NewPerson, script?: () => void): Promise<Page> {
  const page = await person(script ? { script } : {});
  await register(page, "Asha Patil");
  await openMeeting(page, await newMeeting(page));
  await page.getByText("Test your sound and connection").click();
  return page;
}

test("the speaker test sounds on the chosen speaker", async ({ person }) => {
  const page = await openCheckup(person, listenToSounds);
  await page.getByLabel("Speaker", { exact: true }).selectOption({ label: "Fake Audio Output 2" });
  const sink = await page.getByLabel("Speaker", { exact: true }).inputValue();
  const test = checkup(page, "Speaker");
  await test.getByRole("button", { name: "Play a sound" }).click();
  await expect(test).toContainText("Playing…");
  await expect(test).toContainText("Did you hear it?");
  const [sound] = await page.evaluate(() => window.sounds);
  expect(sound?.sink).toBe(sink);
  expect(sound?.peak).toBeGreaterThan(0.1);
  expect(sound?.peak).toBeLessThan(1);
  // It can be ended.
  await test.getByRole("button", { name: "Play a sound" }).click();
  await test.getByRole("button", { name: "Stop" }).click();
  await expect(test).toContainText("A short melody");
});

test("one hears one's own voice, and can stop it", async ({ person }) => {
  const page = await openCheckup(person, listenToSounds);
  const test = checkup(page, "Your voice");
  const live = () => page.evaluate(() => window.instruments.tracks.filter((track) => track.kind === "audio" && track.readyState === "live").length);
  await expect.poll(live).toBe(1);
  await test.getByRole("button", { name: "Record and listen" }).click();
  await expect(test).toContainText("Say something now");
  await expect(test).toContainText("This is how you sound");
  await expect(test).toContainText("Did you hear yourself?");
  const [sound] = await page.evaluate(() => window.sounds);
  expect(sound?.seconds).toBeGreaterThan(3);
  expect(sound?.peak).toBeGreaterThan(0.01);
  await expect.poll(live).toBe(1);
  await test.getByRole("button", { name: "Record and listen" }).click();
  await expect(test).toContainText("Say something now");
  await test.getByRole("button", { name: "Stop" }).click();
  await expect(test).toContainText("We record four seconds");
  await expect.poll(live).toBe(1);
  expect(await page.evaluate(() => window.sounds.length)).toBe(1);
});

test("the connection test says that media comes through, and asks the server only when pressed", async ({ person }) => {
  const page = await person();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await register(page, "Asha Patil");
  await openMeeting(page, await newMeeting(page));
  await page.getByText("Test your sound and connection").click();
  const test = checkup(page, "Connection");
  await expect(test).toContainText("Whether sound and picture reach the server");
  // The call's own connection is prepared, and nothing else.
  const peers = () => page.evaluate(() => window.instruments.peers.map((peer) => peer.connectionState));
  expect(await peers()).toEqual(["new"]);
  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
  await test.getByRole("button", { name: "Test connection" }).click();
  await expect(test).toContainText(/Your connection works well\. Round trip: \d+ ms\./);
  expect(await peers()).toEqual(["new", "closed"]);
});

test("the connection test says when nothing comes through, and what to open", async ({ person, server }) => {
  const page = await openCheckup(person);
  await page.route("**/api/probe", async (route) => {
    const answer = await route.fetch();
    // Where nobody listens.
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(` ${server.mediaPort} typ host`, " 9 typ host") });
  });
  const test = checkup(page, "Connection");
  await test.getByRole("button", { name: "Test connection" }).click();
  await expect(test).toContainText("Testing.");
  await expect(test).toContainText(`cannot reach the server from here. Try another network, or ask whoever looks after this one to open port ${server.mediaPort}`);
  await page.unroute("**/api/probe");
  await page.route("**/api/probe", (route) => route.abort());
  await test.getByRole("button", { name: "Test connection" }).click();
  await expect(test).toContainText("The server does not answer");
});

test("before joining everything goes by keyboard alone", async ({ person, server }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  const page = await person();
  await page.goto(`${server.url}/m/${code}`);
  await expect(page.locator("[data-ready]")).toBeVisible();
  const reach = async (name: string) => {
    for (let presses = 0; presses < 40; presses++) {
      const found = await page.evaluate((name) => {
        const element = document.activeElement;
        const label = element?.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : undefined;
        const text = element?.textContent?.trim() ?? "";
        return [element?.getAttribute("aria-label"), label].includes(name) || text.startsWith(name);
      }, name);
      if (found) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${name} cannot be reached by keyboard`);
  };
  await reach("Turn off camera");
  await page.keyboard.press("Space");
  await expect(page.locator(".preview")).toHaveAttribute("data-camera", "off");
  await reach("Your name");
  await page.keyboard.type("Meera Joshi");
  await reach("Microphone");
  await expect.poll(() => page.getByLabel("Microphone", { exact: true }).getByRole("option").count()).toBeGreaterThan(1);
  const before = await page.getByLabel("Microphone", { exact: true }).inputValue();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel("Microphone", { exact: true })).not.toHaveValue(before);
  await reach("Test your sound and connection");
  await page.keyboard.press("Enter");
  await reach("Test connection");
  await page.keyboard.press("Enter");
  await expect(checkup(page, "Connection")).toContainText("Your connection works well");
  // The button keeps the keyboard, so that one may test again.
  await reach("Test connection");
  await page.keyboard.press("Shift+Tab");
  await reach("Ask to join");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-call]")).toHaveAttribute("data-call", "waiting");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the tests before joining are accessible (${colorScheme})`, async ({ person }) => {
    const page = await openCheckup(async () => person({ context: { colorScheme } }));
    await checkup(page, "Connection").getByRole("button").click();
    await expect(checkup(page, "Connection")).toContainText("works well");
    await expectAccessible(page);
  });
}

test("joining ends a test that runs", async ({ person }) => {
  const page = await openCheckup(person, listenToSounds);
  await checkup(page, "Your voice").getByRole("button", { name: "Record and listen" }).click();
  await expect(checkup(page, "Your voice")).toContainText("Say something now");
  await page.getByRole("button", { name: "Join now" }).click();
  await expectIn(page);
  await expect
    .poll(() => page.evaluate(() => window.instruments.tracks.filter((track) => track.kind === "audio" && track.readyState === "live").length))
    .toBe(1);
});

declare global {
  interface Window {
    /** Sounds that were begun: on which speaker, how loud and how long. */
    sounds: { sink: string; peak: number; seconds: number }[];
  }
}

/** Notes what is played by Web Audio. */
function listenToSounds(): void {
  window.sounds = [];
  let sink = "";
  const setSinkId = HTMLMediaElement.prototype.setSinkId;
  HTMLMediaElement.prototype.setSinkId = function (id) {
    sink = id;
    return setSinkId.call(this, id);
  };
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function () {
    const samples = this.buffer?.getChannelData(0) ?? new Float32Array();
    const peak = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
    window.sounds.push({ sink, peak, seconds: this.buffer?.duration ?? 0 });
    start.call(this);
  };
}

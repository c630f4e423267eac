import type { Page } from "@playwright/test";
import { expectMovingPictures, expectSilence, expectSoundFrom, liveTracks, packetsSent } from "../support/media";
import {
  admit,
  call,
  comeBack,
  endForAll,
  expectIn,
  expectMessage,
  expectPicture,
  historyEntry,
  historySeconds,
  join,
  knock,
  leave,
  newMeeting,
  openChat,
  openMeeting,
  register,
  say,
  seatOf,
  tile,
} from "../support/people";
import { type NewPerson, expect, test } from "../support/test";

/** Longer than this, and people ask "did you hear me?". */
const AT_ONCE = { timeout: 1000 };

interface Call {
  code: string;
  asha: Page;
  ravi: Page;
  meera: Page;
}

/** A host, somebody with an account who types the code, and a guest who opens the link and asks to be let in. */
async function meet(person: NewPerson): Promise<Call> {
  const [asha, ravi, meera] = [await person(), await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await asha.getByRole("link", { name: "Enter meeting" }).click();
  await knock(asha);
  await expectIn(asha);

  await register(ravi, "Ravi Kulkarni");
  await ravi.getByLabel("Meeting code").fill(` ${code.replaceAll("-", " ").toUpperCase()} `);
  await ravi.getByRole("button", { name: "Join", exact: true }).click();
  await expect(ravi).toHaveURL(new RegExp(`/m/${code}$`));
  await knock(ravi);
  await expectIn(ravi);

  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await expect(call(meera)).toHaveAttribute("data-call", "waiting");
  await admit(asha, "Meera Joshi");
  await expectIn(meera);
  return { code, asha, ravi, meera };
}

const everybody = ["Asha Patil", "Ravi Kulkarni", "Meera Joshi"];

test("three people see and hear each other", async ({ person }) => {
  const { asha, ravi, meera } = await meet(person);
  for (const page of [asha, ravi, meera]) {
    await expect(page.locator("[data-tile]")).toHaveCount(3);
    for (const name of everybody) await expectPicture(page, name);
    await expectMovingPictures(page, 2);
    await expectSoundFrom(page, 2);
    await expect(page.locator("[data-elapsed]")).toHaveText(/^\d\d:\d\d$/);
  }
});

test("the people list says who is who", async ({ person }) => {
  const { ravi } = await meet(person);
  await ravi.getByRole("button", { name: "People", exact: true }).click();
  await expect(ravi.locator("[data-person]")).toHaveCount(3);
  await expect(ravi.locator('[data-person][data-name="Asha Patil"]')).toHaveAttribute("data-role", "host");
  await expect(ravi.locator('[data-person][data-name="Meera Joshi"]')).toHaveAttribute("data-role", "participant");
});

test("muting shows at the others at once and really stops sending", async ({ person }) => {
  const { asha, ravi, meera } = await meet(person);
  await expectSoundFrom(asha, 2);

  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  for (const page of [asha, meera]) await expect(tile(page, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off", AT_ONCE);
  await expectSilence(ravi, "audio");

  await ravi.getByRole("button", { name: "Turn on microphone" }).click();
  for (const page of [asha, meera]) await expect(tile(page, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on", AT_ONCE);
  const before = await packetsSent(ravi, "audio");
  await expect.poll(() => packetsSent(ravi, "audio")).toBeGreaterThan(before + 50);
  await expectSoundFrom(asha, 2);
});

test("turning the camera off shows at once and puts the light out", async ({ person }) => {
  const { asha, ravi, meera } = await meet(person);
  await expectPicture(asha, "Ravi Kulkarni");

  await ravi.getByRole("button", { name: "Turn off camera" }).click();
  for (const page of [asha, meera]) {
    await expect(tile(page, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off", AT_ONCE);
  }
  await expect.poll(() => liveTracks(ravi, "video"), AT_ONCE).toBe(0);
  await expectSilence(ravi, "video");
  await expect(tile(asha, "Ravi Kulkarni")).not.toHaveAttribute("data-live");

  await ravi.getByRole("button", { name: "Turn on camera" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "on");
  await expectPicture(asha, "Ravi Kulkarni");
});

test("leaving shows at the others at once; the after-call page leads back", async ({ person }) => {
  const { asha, ravi, meera } = await meet(person);
  await leave(ravi);
  for (const page of [asha, meera]) await expect(tile(page, "Ravi Kulkarni")).toHaveCount(0, AT_ONCE);
  await expect.poll(async () => (await liveTracks(ravi, "video")) + (await liveTracks(ravi, "audio"))).toBe(0);

  await ravi.getByRole("button", { name: "Rejoin" }).click();
  await knock(ravi);
  await expectIn(ravi);
  for (const page of [asha, meera]) await expectPicture(page, "Ravi Kulkarni");
});

test("chat reaches everybody, whoever comes later, and survives a reload", async ({ person }) => {
  const { asha, ravi, meera } = await meet(person);
  await say(asha, "The notes are in the folder");
  await say(meera, "धन्यवाद, पाहते <b>आता</b>");
  for (const page of [asha, ravi, meera]) {
    await expectMessage(page, "Asha Patil", "The notes are in the folder");
    await expectMessage(page, "Meera Joshi", "धन्यवाद, पाहते <b>आता</b>");
  }

  await ravi.getByRole("textbox", { name: "Message" }).fill("half a sentence");
  await ravi.reload();
  await comeBack(ravi);
  await expectMessage(ravi, "Asha Patil", "The notes are in the folder");
  await expect(ravi.getByRole("textbox", { name: "Message" })).toHaveValue("half a sentence");
});

test("a reload comes back to the same seat", async ({ person }) => {
  const { asha, ravi } = await meet(person);
  const seat = await seatOf(asha, "Ravi Kulkarni");
  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");

  await ravi.reload();
  await comeBack(ravi);
  await expectPicture(asha, "Ravi Kulkarni");
  expect(await seatOf(asha, "Ravi Kulkarni")).toBe(seat);
  await expect(asha.locator('[data-tile][data-name="Ravi Kulkarni"]')).toHaveCount(1);
  // Whoever was muted stays muted.
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
  await expectSilence(ravi, "audio");
});

test("ending for all takes everybody to the after-call page; the history has it for those with accounts", async ({
  person,
}) => {
  const { code, asha, ravi, meera } = await meet(person);
  const seconds = 3;
  await expect
    .poll(async () => elapsedSeconds(asha), { message: `${seconds} s of meeting` })
    .toBeGreaterThanOrEqual(seconds);
  await endForAll(asha);
  for (const page of [asha, ravi, meera]) await expect(call(page)).toHaveAttribute("data-call", "left");
  await expect(ravi.getByRole("button", { name: "Admit" })).toHaveCount(0);

  for (const page of [asha, ravi]) {
    const shown = await historySeconds(page, code);
    expect(shown).toBeGreaterThanOrEqual(1);
    expect(shown).toBeLessThanOrEqual(60);
    await expect(historyEntry(page, code)).toHaveCount(1);
  }
  await expect(historyEntry(asha, code).locator("[data-role]")).toHaveAttribute("data-role", "host");
  await expect(historyEntry(ravi, code)).toContainText("hosted by Asha Patil");
  await meera.goto("/history");
  await expect(meera).toHaveURL(/\/login\?next=/);
});

async function elapsedSeconds(page: Page): Promise<number> {
  const [minutes, seconds] = (await page.locator("[data-elapsed]").innerText()).split(":").map(Number);
  return (minutes ?? 0) * 60 + (seconds ?? 0);
}

test("who comes before the host waits, and is let in when the host comes", async ({ person }) => {
  const [asha, ravi] = [await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await register(ravi, "Ravi Kulkarni");
  await openMeeting(ravi, code);
  await knock(ravi);
  await expect(call(ravi)).toHaveAttribute("data-call", "waiting");
  await join(asha, code);
  await expectIn(ravi);
  await expectPicture(ravi, "Asha Patil");
});

test("a guest who is denied is told so", async ({ person }) => {
  const [asha, meera] = [await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await asha.locator('[data-knock="Meera Joshi"]').getByRole("button", { name: "Deny" }).click();
  await expect(call(meera)).toHaveAttribute("data-call", "left");
  await expect(asha.locator('[data-knock="Meera Joshi"]')).toHaveCount(0);
  await expect(asha.locator("[data-tile]")).toHaveCount(1);
});

test("the keyboard works the microphone, the camera and the panels", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  await join(asha, await newMeeting(asha));
  await asha.keyboard.press("Control+d");
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "off");
  await asha.keyboard.press("Control+e");
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-camera", "off");
  await openChat(asha);
  await asha.keyboard.press("Escape");
  await expect(asha.getByRole("textbox", { name: "Message" })).toBeHidden();
});

test("Space held is a voice while muted, whatever the mouse pressed before", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  await join(asha, await newMeeting(asha));
  await asha.getByRole("button", { name: "Turn off microphone" }).click();
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "off");
  await asha.keyboard.down("Space");
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "on");
  await asha.keyboard.up("Space");
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "off");
});

test("on the smallest phone every control is within reach, however long the meeting's name", async ({ person }) => {
  const asha = await person({ context: { viewport: { width: 320, height: 640 } } });
  await register(asha, "Dr. Anuradha Deshpande-Kulkarni");
  await join(asha, await newMeeting(asha));
  const controls = asha.getByRole("contentinfo").getByRole("button");
  await expect(controls.filter({ visible: true })).not.toHaveCount(0);
  for (const control of await controls.all()) await expect(control).toBeInViewport({ ratio: 1 });
  await leave(asha);
  for (const way of ["Rejoin", "Home"]) await expect(asha.getByText(way, { exact: true })).toBeInViewport({ ratio: 1 });
});

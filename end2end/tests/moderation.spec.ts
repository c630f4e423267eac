import { expectSilence, expectSoundFrom, liveTracks, packetsSent } from "../support/media";
import { admit, call, expectIn, expectPicture, knock, openMeeting, three, tile, two } from "../support/people";
import { AT_ONCE, act, confirm, names, notice, openMenu, openPanel, row } from "../support/steering";
import { expect, test } from "../support/test";

test("a host mutes somebody, who is told so and sends nothing", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await expectSoundFrom(meera, 2);
  await act(asha, "Ravi Kulkarni", "Mute");
  for (const page of [asha, meera]) await expect(tile(page, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off", AT_ONCE);
  await expect(notice(ravi)).toHaveText(/^Asha Patil muted you\./);
  await expectSilence(ravi, "audio");

  // Muted is not silenced: whoever wants to speak unmutes.
  await ravi.getByRole("button", { name: "Turn on microphone" }).click();
  await expect(tile(meera, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on", AT_ONCE);
});

test("a host mutes all, or all but one", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await act(asha, "Meera Joshi", "Mute everyone else");
  await expect(tile(meera, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off", AT_ONCE);
  await expectSilence(ravi, "audio");
  for (const name of ["Asha Patil", "Meera Joshi"]) await expect(tile(ravi, name)).toHaveAttribute("data-mic", "on");

  await asha.getByRole("button", { name: "Mute all", exact: true }).click();
  await expect(tile(ravi, "Meera Joshi")).toHaveAttribute("data-mic", "off", AT_ONCE);
  await expectSilence(meera, "audio");
  await expect(tile(ravi, "Asha Patil")).toHaveAttribute("data-mic", "on");
});

test("who is asked to unmute decides for themselves", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");

  const asked = ravi.locator("[data-asked]");
  await act(asha, "Ravi Kulkarni", "Ask to unmute");
  await expect(asked).toContainText("Asha Patil asks you to unmute.");
  await asked.getByRole("button", { name: "Not now" }).click();
  await expect(asked).toHaveCount(0);
  await expectSilence(ravi, "audio");

  await act(asha, "Ravi Kulkarni", "Ask to unmute");
  await asked.getByRole("button", { name: "Unmute" }).click();
  await expect(asked).toHaveCount(0);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on", AT_ONCE);
  const before = await packetsSent(ravi, "audio");
  await expect.poll(() => packetsSent(ravi, "audio")).toBeGreaterThan(before + 20);
});

test("a camera turned off by the host goes out", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await expectPicture(asha, "Ravi Kulkarni");
  await act(asha, "Ravi Kulkarni", "Turn off camera");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off", AT_ONCE);
  await expect.poll(() => liveTracks(ravi, "video"), AT_ONCE).toBe(0);
  await expect(notice(ravi)).toHaveText(/^Asha Patil turned your camera off\./);
  await expectSilence(ravi, "video");
});

/** A screen to share: the browser has nobody here who could choose one. */
function paintedScreen(): void {
  // A blank page is no secure context and has no devices.
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
    const paint = canvas.getContext("2d");
    setInterval(() => paint?.fillRect(Math.random() * 600, Math.random() * 300, 40, 40), 100);
    return canvas.captureStream(10);
  };
}

test("a host stops somebody's sharing", async ({ person }) => {
  const { asha, ravi } = await two(person, { script: paintedScreen });
  await ravi.getByRole("button", { name: "Share screen" }).click();
  const screen = asha.locator('[data-tile][data-screen][data-name="Ravi Kulkarni"]');
  await expect(screen).toBeVisible();
  await act(asha, "Ravi Kulkarni", "Stop sharing");
  await expect(screen).toHaveCount(0, AT_ONCE);
  await expect(notice(ravi)).toHaveText("Asha Patil stopped your sharing.");
  await expect(ravi.getByRole("button", { name: "Share screen" })).toHaveAttribute("aria-pressed", "false");
});

test("people are renamed by hosts and by themselves", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await act(asha, "Ravi Kulkarni", "Rename");
  const field = asha.getByLabel("New name");
  await expect(field).toHaveValue("Ravi Kulkarni");
  await field.fill("  ");
  await confirm(asha, "Save");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("Ravi K.");
  await confirm(asha, "Save");
  await expect(tile(ravi, "Ravi K.")).toBeVisible(AT_ONCE);

  await act(ravi, "Ravi K.", "Rename");
  await ravi.getByLabel("New name").fill("रवी कुलकर्णी");
  await confirm(ravi, "Save");
  await expect(row(asha, "रवी कुलकर्णी")).toBeVisible(AT_ONCE);
});

test("who is removed leaves at once and may not come straight back", async ({ person }) => {
  const { code, asha, meera } = await three(person);
  await act(asha, "Meera Joshi", "Remove");
  await expect(asha.getByRole("dialog")).toContainText("may ask to come in again after a minute");
  await confirm(asha, "Remove");
  await expect(call(meera)).toHaveAttribute("data-call", "left", AT_ONCE);
  await expect(tile(asha, "Meera Joshi")).toHaveCount(0, AT_ONCE);
  await expect.poll(async () => (await liveTracks(meera, "video")) + (await liveTracks(meera, "audio"))).toBe(0);

  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await expect(meera.getByRole("alert")).toContainText("Please wait a minute");
  await expect(call(meera)).not.toHaveAttribute("data-call", "joined");
});

test("who is removed and blocked does not come back", async ({ person }) => {
  const { code, asha, ravi } = await two(person);
  await act(asha, "Ravi Kulkarni", "Remove and block");
  await expect(asha.getByRole("dialog")).toContainText("cannot come back");
  await confirm(asha, "Remove and block");
  await expect(call(ravi)).toHaveAttribute("data-call", "left", AT_ONCE);
  // The same answer as for a meeting that does not exist.
  const answer = await ravi.goto(`/m/${code}`);
  expect(answer?.status()).toBe(404);
  await expect(ravi.getByRole("heading", { level: 1 })).toHaveText("This link does not lead to a meeting you can enter");
  await expect(asha.locator("[data-knock]")).toHaveCount(0);
  await expect(asha.locator("[data-tile]")).toHaveCount(1);
});

test("raised hands stand in the list in their order and are lowered one by one or all", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await openPanel(asha, "People");
  await meera.getByRole("button", { name: "Raise hand" }).click();
  await expect(row(asha, "Meera Joshi")).toHaveAttribute("data-hand", "1");
  await ravi.getByRole("button", { name: "Raise hand" }).click();
  await expect(row(asha, "Ravi Kulkarni")).toHaveAttribute("data-hand", "2");
  await expect(row(asha, "Ravi Kulkarni")).toContainText("hand raised, number 2 in the queue");
  expect(await names(asha)).toEqual(["Asha Patil", "Meera Joshi", "Ravi Kulkarni"]);

  await act(asha, "Meera Joshi", "Lower hand");
  await expect(row(asha, "Ravi Kulkarni")).toHaveAttribute("data-hand", "1");
  await expect(notice(meera)).toHaveText("Asha Patil lowered your hand.");
  await asha.getByRole("button", { name: "Lower all hands" }).click();
  await expect(asha.locator("[data-hand]")).toHaveCount(0);
  await expect(asha.getByRole("button", { name: "Lower all hands" })).toHaveCount(0);
});

test("the list is searched and counted", async ({ person }) => {
  const { asha } = await three(person);
  await openPanel(asha, "People");
  await expect(asha.locator("[data-count]")).toHaveText("3");
  const search = asha.getByRole("searchbox", { name: "Search people" });
  await search.fill("KUL");
  await expect(asha.locator("[data-person]")).toHaveCount(1);
  await expect(row(asha, "Ravi Kulkarni")).toBeVisible();
  await expect(asha.getByText("1 of 3")).toBeVisible();
  await search.fill("nobody at all");
  await expect(asha.getByText("Nobody here has that name.")).toBeVisible();
  await search.press("Escape");
  await expect(asha.locator("[data-person]")).toHaveCount(3);
});

test("the keyboard alone mutes, promotes and removes", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await openPanel(asha, "People");
  const more = (name: string) => asha.getByRole("button", { name: `More actions for ${name}` });
  await asha.getByRole("searchbox", { name: "Search people" }).focus();
  for (let presses = 0; presses < 6 && !(await more("Asha Patil").evaluate((button) => button.matches(":focus"))); presses++) {
    await asha.keyboard.press("Tab");
  }
  await expect(more("Asha Patil")).toBeFocused();
  await asha.keyboard.press("End");
  const last = (await names(asha)).at(-1) ?? "";
  await expect(more(last)).toBeFocused();
  await asha.keyboard.press("ArrowUp");
  await asha.keyboard.press("ArrowDown");
  await expect(more(last)).toBeFocused();

  await asha.keyboard.press("Enter");
  const items = asha.getByRole("menuitem");
  await expect(items.first()).toBeFocused();
  await asha.keyboard.press("ArrowUp");
  await expect(items.last()).toBeFocused();
  await asha.keyboard.press("Escape");
  await expect(more(last)).toBeFocused();

  await asha.keyboard.press("Enter");
  await expect(asha.getByRole("menuitem", { name: "Mute", exact: true })).toBeFocused();
  await asha.keyboard.press("Enter");
  await expect(tile(asha, last)).toHaveAttribute("data-mic", "off", AT_ONCE);
  await expect(more(last)).toBeFocused();

  await asha.keyboard.press("Enter");
  await asha.keyboard.press("End");
  await asha.keyboard.press("ArrowUp");
  await asha.keyboard.press("Enter");
  const dialog = asha.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await asha.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  // Escape has closed the question and nothing behind it.
  await expect(more(last)).toBeFocused();
  await asha.keyboard.press("Enter");
  await asha.keyboard.press("End");
  await asha.keyboard.press("ArrowUp");
  await asha.keyboard.press("Enter");
  await asha.keyboard.press("Tab");
  await asha.keyboard.press("Enter");
  await expect(call(last === "Ravi Kulkarni" ? ravi : meera)).toHaveAttribute("data-call", "left");
});

test("a locked meeting lets nobody new in until it is unlocked", async ({ person }) => {
  const { code, asha, ravi } = await two(person);
  await openPanel(asha, "People");
  await asha.getByRole("button", { name: "Lock meeting" }).click();
  await expect(notice(ravi)).toHaveText("Asha Patil locked the meeting. Nobody new can come in.");
  const lina = await person();
  await openMeeting(lina, code);
  await knock(lina, "Lina");
  await expect(call(lina)).toHaveAttribute("data-call", "waiting");
  await expect(lina.getByRole("heading", { level: 1 })).toHaveText("The meeting is locked");

  await asha.getByRole("button", { name: "Unlock meeting" }).click();
  // A guest asks as always; the lock alone kept them out.
  await admit(asha, "Lina");
  await expectIn(lina);
});

test("participants rename themselves, and can do nothing with others but write to them", async ({ person }) => {
  const { ravi } = await three(person);
  await openMenu(ravi, "Ravi Kulkarni");
  await expect(ravi.getByRole("menuitem")).toHaveText(["Rename"]);
  await ravi.keyboard.press("Escape");
  for (const name of ["Asha Patil", "Meera Joshi"]) {
    await openMenu(ravi, name);
    await expect(ravi.getByRole("menuitem")).toHaveText(["Write privately"]);
    await ravi.keyboard.press("Escape");
  }
  await expect(ravi.getByRole("button", { name: "Mute all" })).toHaveCount(0);
});

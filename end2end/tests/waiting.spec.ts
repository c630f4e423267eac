import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { admit, call, expectIn, join, knock, newMeeting, openMeeting, register, seatOf } from "../support/people";
import { type NewPerson, expect, test } from "../support/test";
import { lastSaid, listenToSounds, send, sounds } from "../support/signals";

const NOTE = "I am <b>Meera</b>, Ravi's sister";

/** The host in the meeting, and its code. */
async function host(person: NewPerson): Promise<{ asha: Page; code: string }> {
  const asha = await person({ script: listenToSounds });
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  return { asha, code };
}

/** A guest in front of the door. */
async function guest(person: NewPerson, code: string, name: string, note?: string): Promise<Page> {
  const page = await person();
  await openMeeting(page, code);
  if (note !== undefined) await page.getByLabel("Message to the host (optional)").fill(note);
  await knock(page, name);
  await expect(call(page)).toHaveAttribute("data-call", "waiting");
  return page;
}

const row = (page: Page, name: string) => page.locator(`[data-knock="${name}"]`);

/** Tab until an element has the keyboard, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp, role: "button" | "textbox" = "button"): Promise<void> {
  const wanted = page.getByRole(role, typeof name === "string" ? { name, exact: true } : { name }).first();
  await expect(wanted).toBeVisible();
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not come to ${name}`);
}

test("a knock with a line is seen and heard by host and co-host alike, and the co-host admits", async ({ person }) => {
  const { asha, code } = await host(person);
  const ravi = await person({ script: listenToSounds });
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await send(asha, { type: "set_role", seat: Number(await seatOf(asha, "Ravi Kulkarni")), role: "co_host" });
  // A co-host gets the list of those who knock, empty as it is.
  await expect.poll(() => ravi.evaluate(() => window.instruments.received.some(({ type }) => type === "knocks"))).toBe(true);

  const meera = await guest(person, code, "Meera Joshi", NOTE);
  await expect(meera.getByRole("heading", { name: "Asking to be let in" })).toBeVisible();
  for (const page of [asha, ravi]) {
    await expect(row(page, "Meera Joshi").locator("[data-note]")).toHaveText(NOTE);
    await expect.poll(() => sounds(page), { message: "a chime" }).toBeGreaterThan(0);
  }
  await expect(meera.getByText(NOTE)).toHaveCount(0);
  await admit(ravi, "Meera Joshi");
  await expectIn(meera);
  await expect(row(asha, "Meera Joshi")).toHaveCount(0);
});

test("those who wait see their place, the title and what the host says", async ({ person }) => {
  const { asha, code } = await host(person);
  const meera = await guest(person, code, "Meera Joshi");
  const tom = await guest(person, code, "Tom Weber");
  await expect(meera.getByText("You are next.")).toBeVisible();
  await expect(tom.getByText("1 person is before you.")).toBeVisible();
  await expect(tom.locator(".waiting-title")).not.toBeEmpty();
  await expectAccessible(tom);

  await asha.getByRole("button", { name: "People", exact: true }).click();
  await asha.getByLabel("Message to those who wait").fill("We begin at ten past.");
  // Somebody else who comes meanwhile must not take away what is being typed.
  const zoya = await guest(person, code, "Zoya Khan");
  await expect(row(asha, "Zoya Khan")).toBeVisible();
  await expect(asha.getByLabel("Message to those who wait")).toBeFocused();
  await asha.keyboard.press("Enter");
  for (const page of [meera, tom, zoya]) {
    await expect(page.locator("[data-host-message]")).toHaveText("We begin at ten past.");
    // Announced: it is inside a live region.
    await expect(page.locator("[aria-live=polite] [data-host-message]")).toHaveCount(1);
  }
  await expectAccessible(asha);
  await expectAccessible(meera);

  await asha.getByRole("button", { name: "Admit all" }).click();
  for (const page of [meera, tom, zoya]) await expectIn(page);
});

test("the page's title counts those who knock while nobody looks", async ({ person }) => {
  const { asha, code } = await host(person);
  const look = (hidden: boolean) =>
    asha.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, hidden);
  await look(true);
  const meera = await guest(person, code, "Meera Joshi");
  await expect(asha).toHaveTitle(/^\(1\) /);
  await look(false);
  await expect(asha).not.toHaveTitle(/^\(/);
  await look(true);
  await admit(asha, "Meera Joshi");
  await expectIn(meera);
  await expect(asha).not.toHaveTitle(/^\(/);
});

test("who was denied is told kindly and may ask again after a minute", async ({ person }) => {
  test.setTimeout(180_000);
  const { asha, code } = await host(person);
  const tom = await guest(person, code, "Tom Weber");
  const zoya = await guest(person, code, "Zoya Khan");
  for (const name of ["Tom Weber", "Zoya Khan"]) {
    await row(asha, name).getByRole("button", { name: "Deny" }).click();
  }
  await expect(call(tom)).toHaveAttribute("data-call", "left");
  await expect(tom.getByRole("heading", { name: "You were not let in this time" })).toBeVisible();
  const again = tom.getByRole("button", { name: "Ask again" });
  await expect(again).toBeDisabled();
  await expect(tom.getByRole("timer")).toHaveText(/You can ask again in \d+ seconds\./);
  await expectAccessible(tom);

  // Going round the button does not help: the server says the same, kindly.
  await openMeeting(tom, code);
  await knock(tom, "Tom Weber");
  await expect(tom.getByText("Please wait a minute, then ask again.")).toBeVisible();
  await expect(row(asha, "Tom Weber")).toHaveCount(0);

  await expect(async () => {
    await tom.getByRole("button", { name: "Ask to join" }).click();
    await expect(call(tom)).toHaveAttribute("data-call", "waiting", { timeout: 2000 });
  }).toPass({ timeout: 75_000, intervals: [5000] });
  await admit(asha, "Tom Weber");
  await expectIn(tom);

  // Who just stayed on the page saw the minute pass.
  const button = zoya.getByRole("button", { name: "Ask again" });
  await expect(button).toBeEnabled({ timeout: 70_000 });
  await expect(zoya.getByText("You can ask again now.")).toBeVisible();
  await button.click();
  await expect(call(zoya)).toHaveAttribute("data-call", "prejoin");
});

test("who comes before the host waits, and goes on by themselves when the host comes", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  const ravi = await person();
  await register(ravi, "Ravi Kulkarni");
  await openMeeting(ravi, code);
  await knock(ravi);
  await expect(ravi.getByRole("heading", { name: "The host is not here yet" })).toBeVisible();
  await expect(ravi.locator(".waiting-queue")).toBeHidden();
  const meera = await guest(person, code, "Meera Joshi");
  await expect(meera.getByRole("heading", { name: "The host is not here yet" })).toBeVisible();
  await expectAccessible(meera);

  await join(asha, code);
  await expectIn(ravi);
  await expect(meera.getByRole("heading", { name: "Asking to be let in" })).toBeVisible();
  await expect(row(asha, "Meera Joshi")).toBeVisible();
});

test("a locked meeting says so, and goes on when it is unlocked", async ({ person }) => {
  const { asha, code } = await host(person);
  await send(asha, { type: "lock", locked: true });
  const ravi = await person();
  await register(ravi, "Ravi Kulkarni");
  await openMeeting(ravi, code);
  await knock(ravi);
  await expect(ravi.getByRole("heading", { name: "The meeting is locked" })).toBeVisible();
  await expectAccessible(ravi);
  await send(asha, { type: "lock", locked: false });
  await expectIn(ravi);
});

test("a meeting for people with an account leads guests there and back", async ({ person }) => {
  const { asha, code } = await host(person);
  const meera = await person();
  await openMeeting(meera, code);
  await send(asha, { type: "configure", change: { kind: "sign_in_required", on: true } });
  await expect.poll(() => asha.evaluate(() => window.instruments.received.some(({ type }) => type === "settings"))).toBe(true);
  // The door was open when the page came; now it is not.
  await knock(meera, "Meera Joshi");
  await expect(meera.getByText("This meeting is for people with an account now.")).toBeVisible();
  await meera.reload();
  await expect(meera.getByLabel("Your name")).toHaveCount(0);
  await expectAccessible(meera);
  await meera.getByRole("main").getByRole("link", { name: "Create account" }).click();
  await meera.getByLabel("Name", { exact: true }).fill("Meera Joshi");
  await meera.getByLabel("Email", { exact: true }).fill("meera@example.org");
  await meera.getByLabel("Password", { exact: true }).fill("copper lantern walks north");
  await meera.getByRole("button", { name: "Create account" }).click();
  await expect(meera).toHaveURL(new RegExp(`/m/${code}$`));
  await expect(meera.getByRole("button", { name: /^(Join now|Ask to join)$/ })).toBeVisible();
});

test("by keyboard alone: knock with a line, admit, deny, tell those who wait", async ({ person }) => {
  const { asha, code } = await host(person);
  const meera = await person();
  await openMeeting(meera, code);
  await tabTo(meera, "Your name", "textbox");
  await meera.keyboard.type("Meera Joshi");
  await tabTo(meera, "Message to the host (optional)", "textbox");
  await meera.keyboard.type("Late bus");
  await meera.keyboard.press("Enter");
  await expect(call(meera)).toHaveAttribute("data-call", "waiting");

  await tabTo(asha, "Admit");
  await asha.keyboard.press("Enter");
  await expectIn(meera);
  // The button is gone, the keyboard is not lost.
  await expect(asha.getByRole("button", { name: "People", exact: true })).toBeFocused();

  const tom = await guest(person, code, "Tom Weber");
  await expect(row(asha, "Tom Weber")).toBeVisible();
  await asha.keyboard.press("Enter");
  await tabTo(asha, "Message to those who wait", "textbox");
  await asha.keyboard.type("One moment");
  await asha.keyboard.press("Enter");
  await expect(tom.locator("[data-host-message]")).toHaveText("One moment");
  await tabTo(asha, "Deny");
  await asha.keyboard.press("Space");
  await expect(call(tom)).toHaveAttribute("data-call", "left");
  expect(await lastSaid(asha)).toContain("Meera Joshi joined.");
});

test("without a host for a minute somebody else admits, until the host is back", async ({ person }) => {
  test.setTimeout(180_000);
  const { asha, code } = await host(person);
  const ravi = await person();
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await asha.goto("/home");
  const meera = await guest(person, code, "Meera Joshi");
  await expect(row(ravi, "Meera Joshi")).toHaveCount(0);
  // The host's minute away.
  await expect(row(ravi, "Meera Joshi")).toBeVisible({ timeout: 90_000 });
  await admit(ravi, "Meera Joshi");
  await expectIn(meera);

  // The tab still has its seat and takes it again by itself.
  await asha.goto(`/m/${code}`);
  await expectIn(asha);
  await guest(person, code, "Tom Weber");
  await expect(row(asha, "Tom Weber")).toBeVisible();
  await expect(row(ravi, "Tom Weber")).toHaveCount(0);
});

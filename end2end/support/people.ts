import { type Page, expect } from "@playwright/test";
import type { NewPerson, PersonOptions } from "./test";

/** Nobody's real password: long, and not in any list of guessed ones. */
export const PASSWORD = "copper lantern walks north";

export interface Account {
  name: string;
  email: string;
}

export function account(name: string): Account {
  return { name, email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@example.org` };
}

/** Makes an account and ends on `/home`. */
export async function register(page: Page, name: string): Promise<Account> {
  const who = account(name);
  await page.goto("/register");
  await fillRegistration(page, who);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/home$/);
  return who;
}

export async function fillRegistration(page: Page, who: Account, password = PASSWORD): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(who.name);
  await page.getByLabel("Email", { exact: true }).fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
}

/** Signs in on the page that is open, which must be `/login`. */
export async function signIn(page: Page, who: Account, password = PASSWORD): Promise<void> {
  await page.getByLabel("Email", { exact: true }).fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByLabel("Your account").click();
  await page.getByRole("button", { name: "Sign out" }).click();
}

/** Makes a meeting from `/home` and returns its code, `abcd-efgh-jkmn`. */
export async function newMeeting(page: Page): Promise<string> {
  await page.goto("/home");
  await page.getByRole("button", { name: "New meeting" }).click();
  const code = page.locator("[data-meeting-code]");
  await expect(code).toHaveText(/^[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  return code.innerText();
}

/** Opens an invitation. */
export async function openMeeting(page: Page, code: string): Promise<void> {
  await page.goto(`/m/${code}`);
  await expect(call(page)).toHaveAttribute("data-call", "prejoin");
}

/** Presses the button at the door, whichever it is. A name is typed by guests only. */
export async function knock(page: Page, name?: string): Promise<void> {
  if (name !== undefined) await page.getByLabel("Your name").fill(name);
  await door(page).click();
}

/** The door's button. */
const door = (page: Page) => page.getByRole("button", { name: /^(Join now|Ask to join)$/ });

/** From anywhere into a meeting that lets this person in at once. */
export async function join(page: Page, code: string, name?: string): Promise<void> {
  await openMeeting(page, code);
  await knock(page, name);
  await expectIn(page);
}

/** The host lets somebody in. */
export async function admit(host: Page, name: string): Promise<void> {
  await host.locator(`[data-knock="${name}"]`).getByRole("button", { name: "Admit", exact: true }).click();
}

/** A guest opens the invitation, and the host lets them in. */
export async function letIn(host: Page, guest: Page, code: string, name: string): Promise<void> {
  await openMeeting(guest, code);
  await knock(guest, name);
  await admit(host, name);
  await expectIn(guest);
}

export async function expectIn(page: Page): Promise<void> {
  await expect(call(page)).toHaveAttribute("data-call", "joined");
}

/** After a reload the page goes back in by itself, which takes the door's button away, or asks once more at the door. */
export async function comeBack(page: Page): Promise<void> {
  await expect(async () => {
    if ((await call(page).getAttribute("data-call")) === "prejoin") await door(page).click({ timeout: 2_000 });
    await expect(call(page)).toHaveAttribute("data-call", "joined", { timeout: 5_000 });
  }).toPass({ timeout: 30_000 });
}

/** The room's root. */
export const call = (page: Page) => page.locator("[data-call]");

/** Somebody's camera tile. */
export const tile = (page: Page, name: string) => page.locator(`[data-tile][data-name="${name}"]:not([data-screen])`);

/** This person's seat, which outlives sockets and reloads. */
export async function seatOf(page: Page, name: string): Promise<string> {
  const seat = await tile(page, name).getAttribute("data-seat");
  if (seat === null) throw new Error(`${name} has no seat`);
  return seat;
}

/** Waits until the picture on somebody's tile moves. */
export async function expectPicture(page: Page, name: string): Promise<void> {
  const video = tile(page, name).locator("video");
  const frames = () =>
    video.evaluate((video: HTMLVideoElement) => (video.videoWidth > 0 ? video.getVideoPlaybackQuality().totalVideoFrames : 0));
  await expect(video).toBeVisible();
  const before = await frames();
  await expect.poll(frames, { message: `${name}'s picture moves` }).toBeGreaterThan(before);
}

export async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Leave meeting" }).click();
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await expect(call(page)).toHaveAttribute("data-call", "left");
}

export async function endForAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Leave meeting" }).click();
  await page.getByRole("button", { name: "End for all" }).click();
}

/** Opens the chat if it is not open. */
export async function openChat(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Chat", exact: true });
  if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible();
}

/** Writes to everybody and waits until the server has stored it. */
export async function say(page: Page, text: string): Promise<void> {
  await openChat(page);
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.locator(`[data-message][data-state="stored"]`).filter({ hasText: text })).toBeVisible();
}

export async function expectMessage(page: Page, from: string, text: string): Promise<void> {
  await openChat(page);
  await expect(page.locator(`[data-message][data-from="${from}"]`).filter({ hasText: text })).toBeVisible();
}

/** The history's entry of a meeting. */
export const historyEntry = (page: Page, code: string) => page.locator(`[data-history-entry][data-code="${code}"]`);

/** Seconds of a meeting that this person's history shows. */
export async function historySeconds(page: Page, code: string): Promise<number> {
  await page.goto("/history");
  const seconds = await historyEntry(page, code).locator("[data-duration]").getAttribute("data-duration");
  return Number(seconds);
}

export interface Three {
  code: string;
  /** The host. */
  asha: Page;
  /** Somebody with an account. */
  ravi: Page;
  /** A guest. */
  meera: Page;
}

/** A host, somebody with an account and a guest, in one call. */
export async function three(person: NewPerson, options: PersonOptions = {}): Promise<Three> {
  const { code, asha, ravi } = await two(person, options);
  const meera = await person(options);
  await letIn(asha, meera, code, "Meera Joshi");
  return { code, asha, ravi, meera };
}

/** The first two of them; `ofRavi` when his browser is another. */
export async function two(
  person: NewPerson,
  options: PersonOptions = {},
  ofRavi: PersonOptions = options,
): Promise<Omit<Three, "meera">> {
  const [asha, ravi] = [await person(options), await person(ofRavi)];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  return { code, asha, ravi };
}

import { type Page, expect } from "@playwright/test";
import { admit, expectIn, join, knock, newMeeting, openMeeting, register } from "./people";
import type { NewPerson, PersonOptions } from "./test";

/** Longer than this, and people ask whether it worked. */
export const AT_ONCE = { timeout: 1000 };

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
  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await admit(asha, "Meera Joshi");
  await expectIn(meera);
  return { code, asha, ravi, meera };
}

/** The first two of them. */
export async function two(person: NewPerson, options: PersonOptions = {}): Promise<Omit<Three, "meera">> {
  const [asha, ravi] = [await person(options), await person(options)];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  return { code, asha, ravi };
}

/** Opens a panel if it is not open. */
export async function openPanel(page: Page, name: "People" | "Settings" | "Chat"): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
}

/** Somebody's row in the list of people. */
export const row = (page: Page, name: string) => page.locator(`[data-person][data-name="${name}"]`);

/** Who is in the list, from above. */
export async function names(page: Page): Promise<(string | null)[]> {
  const rows = await page.locator("[data-person]").all();
  return Promise.all(rows.map((row) => row.getAttribute("data-name")));
}

/** Opens somebody's menu. */
export async function openMenu(page: Page, name: string): Promise<void> {
  await openPanel(page, "People");
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await expect(page.getByRole("menu", { name })).toBeVisible();
}

/** Does something with somebody by their menu. */
export async function act(page: Page, name: string, deed: string): Promise<void> {
  await openMenu(page, name);
  await page.getByRole("menuitem", { name: deed, exact: true }).click();
}

/** Says yes to the question whether one is sure. */
export async function confirm(page: Page, button: string): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
}

/** The sentence that says what somebody else has done. */
export const notice = (page: Page) => page.locator(".stage-notes .toast:not(.knock, .ask, .own-quality, .device-toast) p");

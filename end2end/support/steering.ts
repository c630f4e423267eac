import { type Page, expect } from "@playwright/test";
import { join, newMeeting, register } from "./people";

/** Longer than this, and people ask whether it worked. */
export const AT_ONCE = { timeout: 1000 };

/** Opens a panel if it is not open. */
export async function openPanel(page: Page, name: "People" | "Settings" | "Chat"): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  // On a phone some panels open from the menu.
  if (!(await button.isVisible())) await page.getByRole("button", { name: "More", exact: true }).click();
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

/** Flips a switch of the meeting and waits until the server has confirmed it. */
export async function flip(host: Page, name: string): Promise<void> {
  await openPanel(host, "Settings");
  const control = host.getByRole("switch", { name, exact: true });
  const before = await control.isChecked();
  await control.click();
  await expect(control).toBeChecked({ checked: !before, ...AT_ONCE });
}

/** Opens the door to everybody, on the meeting's own page. */
export async function letEverybodyIn(host: Page): Promise<void> {
  await host.getByRole("link", { name: "Settings", exact: true }).click();
  await host.getByRole("radio", { name: "Nobody" }).check();
  await host.getByRole("button", { name: "Save" }).click();
  await expect(host.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await expect(host.getByRole("radio", { name: "Nobody" })).toBeChecked();
}

/** Makes an account and a meeting that lets everybody in, and goes in as its host. Returns the meeting's code. */
export async function openToAll(host: Page): Promise<string> {
  await register(host, "Asha Patil");
  const code = await newMeeting(host);
  await letEverybodyIn(host);
  await join(host, code);
  return code;
}

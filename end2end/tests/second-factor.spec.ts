import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { letters, openAccount, setUp } from "../support/admin";
import { code } from "../support/authenticator";
import { PASSWORD, account, register, signIn, signOut } from "../support/people";
import { expect, test } from "../support/test";

test("a second factor is set up, asked for at sign-in, and replaced by a recovery code", async ({ person }) => {
  const page = await person();
  const asha = await register(page, "Asha Patil");
  await page.goto("/profile");
  await page.getByRole("link", { name: "Look after it" }).click();
  await begin(page, "not the password");
  await expect(page.getByLabel("Current password", { exact: true })).toHaveAccessibleDescription(/not your password/i);
  await begin(page);
  await expect(page.getByRole("img", { name: "Code for your authenticator" })).toBeVisible();
  const secret = await page.locator("[data-secret]").innerText();
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription(/code/);
  // The QR code is the same as before.
  await expect(page.locator("[data-secret]")).toHaveText(secret);
  await page.getByLabel("Code", { exact: true }).fill(code(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = await page.locator("[data-recovery-codes] li").allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.goto("/profile/second-factor");
  await expect(page.getByRole("main")).toContainText("You have 10 recovery codes left.");
  await expect(page.locator("[data-recovery-codes]")).toHaveCount(0);
  await signOut(page);

  await page.goto("/login?next=%2Fhistory");
  await signIn(page, asha);
  await expect(page.getByRole("heading", { level: 1, name: "Your code" })).toBeVisible();
  await page.goto("/home");
  await expect(page, "the password alone does not let in").toHaveURL(/\/login\?next=/);
  await page.goto("/login?next=%2Fhistory");
  await signIn(page, asha);
  await give(page, "12 34 56");
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription(/code/);
  await give(page, code(secret, 1));
  await expect(page).toHaveURL(/\/history$/);
  await signOut(page);

  await page.goto("/login");
  await signIn(page, asha);
  await give(page, codes[0] ?? "");
  await expect(page).toHaveURL(/\/home$/);
  await page.goto("/profile/second-factor");
  await expect(page.getByRole("main")).toContainText("You have 9 recovery codes left.");
  await page.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Turn off second factor" }).click();
  await expect(page.getByRole("button", { name: "Set up" })).toBeVisible();
  await signOut(page);
  await page.goto("/login");
  await signIn(page, asha);
  await expect(page).toHaveURL(/\/home$/);
});

test("a new password by mail does not replace the second factor", async ({ person, server }) => {
  const page = await person();
  const asha = await register(page, "Asha Patil");
  const { secret } = await setUpFactor(page);
  await signOut(page);
  await page.goto("/forgot");
  await page.getByLabel("Email", { exact: true }).fill(asha.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect.poll(async () => (await letters(server)).length).toBe(1);
  const link = /http:\/\/\S+\/reset\/\S+/.exec((await letters(server))[0]?.replaceAll("=3D", "=") ?? "")?.[0];
  await page.goto(link ?? "");
  await page.getByLabel("Password", { exact: true }).fill("seven violet umbrellas");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your code" })).toBeVisible();
  await give(page, code(secret, 1));
  await expect(page).toHaveURL(/\/home$/);
});

test("an administrator demands it: it is set up at the next sign-in, and lost telephones are helped", async ({ person, server }) => {
  const leela = await person();
  await setUp(leela, server);
  const ravi = await person();
  await register(ravi, "Ravi Kulkarni");
  const demand = async () => {
    await leela.goto("/admin/settings");
    await leela.getByLabel("Second factor is demanded of", { exact: true }).selectOption("Everybody");
    await leela.getByRole("button", { name: "Save" }).click();
  };
  await demand();
  await expect(leela.getByLabel("Second factor is demanded of", { exact: true })).toHaveAccessibleDescription(/your own second factor first/);
  await setUpFactor(leela);
  await demand();
  await expect(leela.getByRole("status")).toContainText("The rules are saved.");

  await ravi.goto("/history");
  await expect(ravi).toHaveURL(/\/login\?next=/);
  await signIn(ravi, account("Ravi Kulkarni"));
  await expect(ravi.getByRole("heading", { level: 1, name: "Set up a second factor" })).toBeVisible();
  await expectAccessible(ravi);
  const secret = await ravi.locator("[data-secret]").innerText();
  await give(ravi, code(secret));
  await expect(ravi.locator("[data-recovery-codes] li")).toHaveCount(10);
  await ravi.getByRole("link", { name: "I have kept them. Continue" }).click();
  await expect(ravi).toHaveURL(/\/history$/);
  await ravi.goto("/profile/second-factor");
  await expect(ravi.getByRole("button", { name: "Turn off second factor" })).toHaveCount(0);

  await openAccount(leela, "Ravi Kulkarni");
  await leela.getByRole("button", { name: "Turn off second factor" }).click();
  await expect(leela.getByRole("status")).toContainText("The password is enough now.");
  await signOut(ravi);
  await ravi.goto("/login");
  await signIn(ravi, account("Ravi Kulkarni"));
  await expect(ravi.getByRole("heading", { level: 1, name: "Set up a second factor" })).toBeVisible();
});

test("language and theme follow the account into every browser", async ({ person }) => {
  const page = await person();
  const asha = await register(page, "Asha Patil");
  await page.goto("/profile");
  await page.getByRole("combobox", { name: "Language" }).selectOption("मराठी");
  await page.getByRole("combobox", { name: "Theme" }).selectOption("Dark");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "mr");
  const ink = () => other.locator("body").evaluate((body) => getComputedStyle(body).color);
  const other = await person();
  await other.goto("/login");
  const light = await ink();
  await signIn(other, asha);
  await expect(other.locator("html")).toHaveAttribute("lang", "mr");
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await ink()).not.toBe(light);
  await other.goto("/profile");
  await expectAccessible(other);
  // The switch in the footer is kept as well.
  await other.getByRole("button", { name: "English" }).click();
  await expect(other.locator("html")).toHaveAttribute("lang", "en");
  await other.goto("/profile");
  await expect(other.getByRole("combobox", { name: "Language" })).toHaveValue("en");
  await other.getByRole("combobox", { name: "Theme" }).selectOption("As the device wants it");
  await other.getByRole("button", { name: "Apply" }).click();
  await expect(other.locator("html")).not.toHaveAttribute("data-theme");
});

async function begin(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel("Current password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set up" }).click();
}

/** Turns it on, on the profile. */
async function setUpFactor(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.goto("/profile/second-factor");
  await begin(page);
  const secret = await page.locator("[data-secret]").innerText();
  await page.getByLabel("Code", { exact: true }).fill(code(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  return { secret, codes: await page.locator("[data-recovery-codes] li").allInnerTexts() };
}

async function give(page: Page, typed: string): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Sign in" }).click();
}

import { readFile, readdir } from "node:fs/promises";
import { join as below } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { account, fillRegistration, openMeeting, register } from "../support/people";
import { expect, test } from "../support/test";

/** A day so many days from now, as date fields have it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Fills in a weekly meeting of three dates, on one day of the week. */
async function fillWeekly(page: Page, date: string): Promise<void> {
  await page.getByLabel("Title", { exact: true }).fill("Optics");
  await page.getByLabel("Date", { exact: true }).fill(date);
  await page.getByLabel("Starts at", { exact: true }).fill("09:30");
  await page.getByLabel("Duration", { exact: true }).fill("45");
  await page.getByLabel("Time zone", { exact: true }).selectOption("Asia/Kolkata");
  await page.getByLabel("Repeats", { exact: true }).selectOption("weekly");
  await page.getByLabel("Ends", { exact: true }).selectOption("after");
  await page.getByLabel("Number of times", { exact: true }).fill("3");
  await page.getByLabel("Waiting room", { exact: true }).selectOption("everyone");
  await page.getByLabel("Invitees", { exact: true }).fill("ravi.kulkarni@example.org");
  await page.getByLabel("Description", { exact: true }).fill("Bring your book.");
}

const schedule = (page: Page) => page.getByRole("main").getByRole("button", { name: "Schedule", exact: true });
const dates = (page: Page) => page.locator("li.date");
const upcoming = (page: Page) => page.locator("[data-upcoming]");

test("a weekly meeting is scheduled, one date is changed, one cancelled, and all of it", async ({ person }) => {
  const asha = await person({ context: { timezoneId: "Asia/Kolkata" } });
  await register(asha, "Asha Patil");
  await schedule(asha).click();
  await expect(asha).toHaveURL(/\/schedule\??$/);
  await expect(asha.getByLabel("Time zone", { exact: true })).toHaveValue("Asia/Kolkata");
  await fillWeekly(asha, inDays(7));
  await schedule(asha).click();
  await expect(asha.getByRole("status")).toHaveText("The meeting is scheduled.");
  await expect(dates(asha)).toHaveCount(3);
  const address = asha.url().replace(/\?.*/, "");

  await asha.goto("/home");
  await expect(upcoming(asha)).toHaveCount(3);
  await expect(upcoming(asha).first()).toContainText("09:30 – 10:15");
  await upcoming(asha).first().getByRole("link", { name: "Invitation to Optics" }).click();

  const second = await dates(asha).nth(1).getAttribute("data-date");
  await dates(asha).nth(1).getByRole("link", { name: /^Edit/ }).click();
  await asha.getByLabel("Starts at", { exact: true }).fill("11:00");
  await asha.getByRole("button", { name: "Save" }).click();
  await expect(asha.getByRole("status")).toHaveText("The schedule is changed.");
  await expect(asha.locator(`li.date[data-date="${second}"]`)).toContainText("11:00 – 11:45");
  await expect(dates(asha).first()).toContainText("09:30 – 10:15");

  await dates(asha).first().getByRole("link", { name: /^Cancel/ }).click();
  await expect(asha.getByRole("heading", { name: "Cancel one date of Optics?" })).toBeVisible();
  await asha.getByRole("button", { name: "Yes, cancel" }).click();
  await expect(dates(asha)).toHaveCount(2);

  const ravi = await person();
  await register(ravi, "Ravi Kulkarni");
  await expect(upcoming(ravi)).toHaveCount(2);
  await expect(upcoming(ravi).first()).toContainText("hosted by Asha Patil");
  await upcoming(ravi).first().getByRole("link", { name: "Join Optics" }).click();
  await expect(ravi.locator("[data-starts]")).toContainText("Begins");
  await expect(ravi.locator("[data-starts] time")).toHaveAttribute("data-local", "");
  await ravi.goto(address);
  await expect(ravi.getByRole("link", { name: "Edit schedule" })).toHaveCount(0);

  await asha.getByRole("link", { name: "Cancel meeting" }).click();
  await expect(asha.getByText("All 2 dates will be cancelled.")).toBeVisible();
  await asha.getByRole("button", { name: "Yes, cancel" }).click();
  await expect(asha.getByText("No date is planned.")).toBeVisible();
  await ravi.goto("/home");
  await expect(upcoming(ravi)).toHaveCount(0);
});

test("whoever is invited gets a letter with a calendar file, and the host a text, a file and a code", async ({ person, server }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  await asha.goto("/schedule");
  await fillWeekly(asha, inDays(7));
  await schedule(asha).click();
  await expect(asha.getByText(/^No mail server is set up here/)).toBeVisible();
  const folder = below(server.dataDir, "mail");
  const letters = async () => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml"));
    return Promise.all(names.sort().map((name) => readFile(below(folder, name), "utf8")));
  };
  await expect.poll(async () => (await letters()).length).toBe(1);
  const [letter = ""] = await letters();
  expect(letter).toContain("To: ravi.kulkarni@example.org");
  expect(letter).toContain("Subject: Invitation: Optics");
  expect(letter).toContain("METHOD:REQUEST");

  const link = (await asha.locator("[data-invitation-text]").innerText()).match(/http\S+/)?.[0];
  expect(link).toMatch(/\/m\/[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  await expect(asha.getByRole("img", { name: "QR code of the meeting’s link" })).toBeVisible();
  const [download] = await Promise.all([
    asha.waitForEvent("download"),
    asha.getByRole("link", { name: "Add to calendar (.ics)" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("invitation.ics");
  expect(await readFile(await download.path(), "utf8")).toContain("RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=");
  const stranger = await person();
  expect((await stranger.request.get(download.url())).status()).toBe(404);

  await asha.getByRole("link", { name: "Cancel meeting" }).click();
  await asha.getByRole("button", { name: "Yes, cancel" }).click();
  await expect.poll(async () => (await letters()).length).toBe(2);
  expect((await letters()).some((text) => text.includes("METHOD:CANCEL") && text.includes("SEQUENCE:1"))).toBe(true);
});

test("what is wrong is said beside the field, and nothing typed is lost", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  await asha.goto("/schedule");
  await fillWeekly(asha, inDays(7));
  await asha.getByLabel("Monday").check();
  await asha.getByLabel("Invitees", { exact: true }).fill("ravi@example.org\nmeera");
  await asha.getByLabel("Passcode", { exact: true }).fill("abc");
  await schedule(asha).click();
  await expect(asha.getByLabel("Invitees", { exact: true })).toHaveAccessibleDescription(/“meera” does not look like/);
  await expect(asha.getByLabel("Passcode", { exact: true })).toHaveAccessibleDescription(/at least 4 characters/);
  await expect(asha.getByLabel("Passcode", { exact: true })).toHaveValue("abc");
  await expect(asha.getByLabel("Invitees", { exact: true })).toHaveValue("ravi@example.org\nmeera");
  await expect(asha.getByLabel("Title", { exact: true })).toHaveValue("Optics");
  await expect(asha.getByLabel("Time zone", { exact: true })).toHaveValue("Asia/Kolkata");
  await expect(asha.getByLabel("Number of times", { exact: true })).toHaveValue("3");
  await expect(asha.getByLabel("Description", { exact: true })).toHaveValue("Bring your book.");
  await expect(asha.getByLabel("Monday")).toBeChecked();
  await expect(asha.getByLabel("Tuesday")).not.toBeChecked();
});

test("the form is filled in and sent by keyboard alone", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  await asha.goto("/schedule");
  await asha.getByLabel("Title", { exact: true }).focus();
  await asha.keyboard.press("ControlOrMeta+a");
  await asha.keyboard.type("Revision");
  await asha.keyboard.press("Enter");
  await expect(asha.getByRole("heading", { name: "Revision" })).toBeVisible();
  await asha.goto("/schedule");
  // What is hidden is not on the way.
  await expect(asha.getByLabel("Ends", { exact: true })).toBeHidden();
  await asha.getByLabel("Repeats", { exact: true }).focus();
  await asha.keyboard.press("Tab");
  await expect(asha.getByLabel("Passcode", { exact: true })).toBeFocused();
});

test("without JavaScript: schedule, see it at home, cancel", async ({ person }) => {
  const page = await person({ context: { javaScriptEnabled: false } });
  await page.goto("/register");
  await fillRegistration(page, account("Asha Patil"));
  await page.getByRole("button", { name: "Create account" }).click();
  await schedule(page).click();
  await fillWeekly(page, inDays(7));
  await schedule(page).click();
  await expect(page.getByRole("status")).toHaveText("The meeting is scheduled.");
  await page.goto("/home");
  await expect(upcoming(page)).toHaveCount(3);
  await expect(page.getByText(/^Days and times as in/)).toBeVisible();
  await upcoming(page).first().getByRole("link", { name: "Invitation to Optics" }).click();
  await page.getByRole("link", { name: "Cancel meeting" }).click();
  await page.getByRole("button", { name: "Yes, cancel" }).click();
  await expect(page.getByText("No date is planned.")).toBeVisible();
});

test("the personal room keeps its code", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  const code = asha.locator("[data-personal-code]");
  await expect(code).toHaveText(/^[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  const first = await code.innerText();
  await asha.reload();
  await expect(code).toHaveText(first);
  const guest = await person();
  await openMeeting(guest, first);
  await expect(guest.getByRole("heading", { name: "Asha Patil’s room" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages of a plan are accessible (${colorScheme})`, async ({ person }) => {
    const page = await person({ context: { colorScheme } });
    await register(page, "Asha Patil");
    await page.goto("/schedule");
    await test.step("form", () => expectAccessible(page));
    await fillWeekly(page, inDays(7));
    await test.step("form of a series", () => expectAccessible(page));
    await page.getByLabel("Duration", { exact: true }).fill("");
    await schedule(page).click();
    await test.step("form that was refused", () => expectAccessible(page));
    await page.getByLabel("Duration", { exact: true }).fill("45");
    await schedule(page).click();
    await expect(dates(page)).toHaveCount(3);
    await test.step("invitation", () => expectAccessible(page));
    await page.getByRole("link", { name: "Cancel meeting" }).click();
    await test.step("cancelling", () => expectAccessible(page));
    await page.goto("/home");
    await test.step("home", () => expectAccessible(page));
  });
}

import { readFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { PASSWORD, endForAll, join, newMeeting, register, say, signIn, two } from "../support/people";
import { DESK, EACH, WANTED, dark, taker } from "../support/pictures";
import { expect, test } from "../support/test";

/** What the page says of everything that the filter keeps. */
const total = (page: Page, name: string) => page.locator(`[data-total="${name}"]`);
const entries = (page: Page) => page.locator("[data-history-entry]");

/** Asha has hosted two meetings, and attended one of Ravi's. */
async function threeMeetings(asha: Page, ravi: Page, code: string): Promise<void> {
  await say(asha, "=hello, \"all\"");
  await asha.locator(".compose input[type=file]").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("light") });
  await asha.getByRole("button", { name: "Send", exact: true }).click();
  await expect(asha.locator("[data-message] [data-file]")).toBeVisible();
  await endForAll(asha);
  const other = await newMeeting(ravi);
  await join(ravi, other);
  await join(asha, other);
  await endForAll(ravi);
  const third = await newMeeting(asha);
  await join(asha, third);
  await endForAll(asha);
  expect(new Set([code, other, third]).size).toBe(3);
}

async function download(page: Page, press: () => Promise<unknown>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return readFile(await file.path());
}

/** The files of a ZIP, by name (APPNOTE 4.3.12: the central directory). */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    const content = method === 0 ? bytes : inflateRawSync(bytes);
    files.set(archive.toString("utf8", at + 46, at + 46 + name), content.toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return files;
}

test("the history is filtered, searched, drawn and taken away", async ({ person }) => {
  const { asha, ravi, code } = await two(person, { context: { timezoneId: "Asia/Kolkata" } });
  await threeMeetings(asha, ravi, code);
  await asha.goto("/history");
  await expect(entries(asha)).toHaveCount(3);
  await expect(total(asha, "hosted")).toHaveText("2");
  await expect(asha.getByText("time zone Asia/Kolkata")).toBeVisible();

  await asha.getByLabel("Show", { exact: true }).selectOption("Attended");
  await asha.getByRole("button", { name: "Apply filter" }).click();
  await expect(entries(asha)).toHaveCount(1);
  await expect(asha).toHaveURL(/show=attended/);
  await asha.getByLabel("Title or host").fill("RAVI");
  await asha.getByLabel("Show", { exact: true }).selectOption("All meetings");
  await asha.getByRole("button", { name: "Apply filter" }).click();
  await expect(entries(asha)).toHaveCount(1);
  await asha.getByLabel("Title or host").fill("nobody_");
  await asha.getByRole("button", { name: "Apply filter" }).click();
  await expect(asha.getByText("No meeting fits this filter")).toBeVisible();
  await asha.getByRole("link", { name: "Clear filter" }).click();
  await expect(entries(asha)).toHaveCount(3);

  await asha.getByText("Show as a table").click();
  const table = asha.getByRole("table", { name: "The last 12 weeks" });
  await expect(table.getByRole("columnheader")).toHaveText(["Week", "Meetings", "Time in meetings", "Hosted by you", "Share of talk"]);
  await expect(table.getByRole("row")).toHaveCount(13);
  await expect(table.getByRole("row").nth(1).getByRole("cell").first()).toHaveText("3");

  await expectAccessible(asha);

  const csv = (await download(asha, () => asha.getByRole("link", { name: "Export as CSV" }).click())).toString("utf8");
  const lines = csv.split("\r\n");
  expect(lines[0]?.startsWith('\ufeff"Title","Code","Host"')).toBe(true);
  expect(lines).toHaveLength(5);
  expect(lines.some((line) => line.includes(code))).toBe(true);
});

test("my data comes as a ZIP, and the account goes", async ({ person }) => {
  const { asha, ravi, code } = await two(person);
  await threeMeetings(asha, ravi, code);
  await asha.goto("/home");
  await asha.getByLabel("Your account").click();
  await asha.getByRole("link", { name: "Profile" }).click();
  await expectAccessible(asha);

  const files = unzip(await download(asha, () => asha.getByRole("button", { name: "Download my data" }).click()));
  const read = (name: string) => JSON.parse(files.get(name) ?? "null") as Record<string, unknown>[];
  expect(read("account.json")).toMatchObject([{ name: "Asha Patil", email: "asha.patil@example.org" }]);
  expect([...files.values()].join()).not.toContain("argon2");
  expect(read("meetings-hosted.json").map((meeting) => meeting["code"])).toContain(code);
  expect(read("stays.json")).toHaveLength(3);
  expect(read("messages-written.json")[0]).toMatchObject({ code, text: '=hello, "all"' });
  expect(files.get("files/notes.txt")).toBe("light");
  expect(read("audit.json").map((entry) => entry["action"])).toContain("account.register");

  // Another tab sits in a meeting; it is out within two seconds of the account's end.
  const inside = await asha.context().newPage();
  const live = await newMeeting(inside);
  await join(inside, live);
  await asha.getByRole("link", { name: "Delete my account" }).click();
  await expectAccessible(asha);
  await asha.getByLabel("Password", { exact: true }).fill("not this one at all");
  await asha.getByRole("button", { name: "Delete my account" }).click();
  await expect(asha.getByText("This is not your password")).toBeVisible();
  await asha.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await asha.getByRole("button", { name: "Delete my account" }).click();
  await expect(asha).toHaveURL(/\/$/);
  await expect(inside.locator("[data-call]")).not.toHaveAttribute("data-call", "joined", { timeout: 2_000 });
  await asha.goto("/login");
  await signIn(asha, { name: "Asha Patil", email: "asha.patil@example.org" });
  await expect(asha.getByText("do not match")).toBeVisible();

  await ravi.goto("/history");
  await expect(ravi.locator(`[data-history-entry][data-code="${code}"]`)).toContainText("Deleted account");
});

test("the password is changed, and browsers elsewhere are signed out", async ({ person }) => {
  const [here, there] = [await person(), await person()];
  const asha = await register(here, "Asha Patil");
  await there.goto("/login");
  await signIn(there, asha);
  await expect(there).toHaveURL(/\/home$/);
  const code = await newMeeting(there);
  await join(there, code);

  await here.goto("/profile");
  const browsers = here.locator("[data-browser-session]");
  await expect(browsers).toHaveCount(2);
  await expect(here.locator('[data-browser-session="this"]')).toContainText("Chrome on Linux");
  await here.getByRole("button", { name: "End the session of Chrome on Linux" }).click();
  await expect(here.getByRole("status")).toContainText("Ended.");
  await expect(browsers).toHaveCount(1);
  await expect(there.locator("[data-call]")).not.toHaveAttribute("data-call", "joined", { timeout: 5_000 });
  await there.goto("/login");
  await signIn(there, asha);
  await expect(there).toHaveURL(/\/home$/);

  const change = async (current: string, next: string) => {
    await here.getByLabel("Current password", { exact: true }).fill(current);
    await here.getByLabel("New password", { exact: true }).fill(next);
    await here.getByRole("button", { name: "Change password" }).click();
  };
  await change("not this one at all", "seven violet umbrellas");
  await expect(here.getByLabel("Current password", { exact: true })).toHaveAccessibleDescription(/not your password/);
  await change(PASSWORD, "asha patil");
  await expect(here.getByLabel("New password", { exact: true })).toHaveAccessibleDescription(/easy to guess/);
  await change(PASSWORD, "seven violet umbrellas");
  await expect(here.getByRole("status")).toContainText("The password is changed.");
  await there.goto("/home");
  await expect(there).toHaveURL(/\/login/);
  await signIn(there, asha, "seven violet umbrellas");
  await expect(there).toHaveURL(/\/home$/);
});

test("filter, export and deletion work without a script", async ({ person }) => {
  const page = await person({ context: { javaScriptEnabled: false } });
  await register(page, "Asha Patil");
  await page.goto("/history?from=soon");
  await expect(page.getByText("No meetings yet")).toBeVisible();
  await page.goto("/profile/delete");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto("/home");
  await expect(page).toHaveURL(/\/login/);
});

for (const each of EACH) {
  test(`pictures of the history and the profile: ${each.name}`, async ({ person }) => {
    test.skip(!WANTED, "set SCREENS=1 to take the pictures of docs/screens");
    const { asha, ravi, code } = await two(person, { context: { ...DESK, ...dark(each) } }, {});
    await threeMeetings(asha, ravi, code);
    const take = taker(each);
    // A call on a telephone hides its controls under the conversation; the pages are what is pictured.
    await asha.setViewportSize(each.context.viewport ?? DESK.viewport);
    await asha.goto("/history?weeks=26");
    await asha.waitForLoadState("networkidle");
    await take(asha, "history");
    await asha.getByText("Show as a table").click();
    await asha.locator(".chart-table").scrollIntoViewIfNeeded();
    await take(asha, "history-table");
    await asha.goto("/profile");
    await take(asha, "profile");
    await asha.goto("/profile/delete");
    await take(asha, "profile-delete");
  });
}

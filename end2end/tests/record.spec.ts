import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { paintedCamera } from "../support/colours";
import {
  account,
  call,
  endForAll,
  expectIn,
  historyEntry,
  join,
  leave,
  newMeeting,
  register,
  say,
  signIn,
  three,
  tile,
} from "../support/people";
import { EACH, WANTED, taker } from "../support/pictures";
import { type NewPerson, expect, test as base } from "../support/test";
import { Wire } from "../support/wire";

/** Ravi's signaling may go over a wire that can be cut. */
const test = base.extend<{ wire: Wire }>({
  wire: async ({ server }, use) => {
    const wire = await Wire.to(server.port);
    await use(wire);
    await wire.close();
  },
});

/** A lesson: Ravi raises a hand, leaves, comes back and has a second device in; Meera is a guest. It ends for all. */
async function lesson(person: NewPerson, options = {}): Promise<{ code: string; asha: Page; ravi: Page }> {
  const { code, asha, ravi } = await three(person, options);
  await ravi.getByRole("button", { name: "Raise hand" }).click();
  await expect(ravi.getByRole("button", { name: "Lower hand" })).toBeVisible();
  await say(ravi, "I have a question");
  await ravi.keyboard.press("Escape");
  await leave(ravi);
  await join(ravi, code);
  const phone = await person(options);
  await phone.goto("/login");
  await signIn(phone, account("Ravi Kulkarni"));
  await expect(phone).toHaveURL(/\/home$/);
  await join(phone, code);
  await endForAll(asha);
  await expect(asha.locator('[data-call="left"]')).toBeVisible();
  return { code, asha, ravi };
}

/** From the history to the record of the newest run. */
async function openRecord(page: Page, code: string): Promise<void> {
  await page.goto("/history");
  await historyEntry(page, code).getByRole("link", { name: "Record of" }).first().click();
  await expect(page.locator("[data-attendance]")).toBeVisible();
}

const line = (page: Page, name: string) => page.locator(`[data-attendee="${name}"]`);

/** The cells under the headings of the attendance. */
async function cells(page: Page, name: string): Promise<Record<string, string>> {
  const heads = await page.locator("[data-attendance] thead th").allInnerTexts();
  const values = await line(page, name).locator("th, td").allInnerTexts();
  return Object.fromEntries(heads.map((head, index) => [head, (values[index] ?? "").trim()]));
}

async function download(page: Page, name: string): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFile(await (await waiting).path(), "utf8");
}

/** RFC 4180. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let [row, field, inside]: [string[], string, boolean] = [[], "", false];
  for (let at = 0; at < csv.length; at += 1) {
    const c = csv.charAt(at);
    if (c === '"' && inside && csv.charAt(at + 1) === '"') {
      field += '"';
      at += 1;
    } else if (c === '"') {
      inside = !inside;
    } else if (c === "," && !inside) {
      row.push(field);
      field = "";
    } else if (c === "\r" && !inside && csv.charAt(at + 1) === "\n") {
      row.push(field);
      rows.push(row);
      [row, field] = [[], ""];
      at += 1;
    } else {
      field += c;
    }
  }
  return rows;
}

async function check(page: Page, name: string, content: string): Promise<void> {
  await page.getByLabel("Downloaded record").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
  await expect(page.locator('[data-detail="file"] dd')).toHaveText(name);
  await expect(page.locator('[data-verdict="checking"]')).toBeHidden();
}

const verdict = (page: Page, of: string) => page.locator(`[data-verdict="${of}"]`);

test("the record has each person once, and what is downloaded is proof of it", async ({ person }) => {
  const { code, asha, ravi } = await lesson(person);
  await openRecord(asha, code);
  await expect(asha.locator("[data-attendance] tbody tr")).toHaveCount(3);
  const told = await cells(asha, "Ravi Kulkarni");
  expect(told).toMatchObject({ "Came back": "1", "Hands raised": "1", Messages: "1", Role: "Participant" });
  await expect(line(asha, "Meera Joshi")).toContainText("guest");
  await expect(asha.locator("[data-timeline]")).toContainText("Ravi Kulkarni raised a hand");
  await expectAccessible(asha);

  await test.step("the table", async () => {
    const csv = await download(asha, "Table (CSV)");
    expect(csv.startsWith("\ufeff")).toBe(true);
    const rows = parse(csv.slice(1));
    expect(rows.map((row) => row[0])).toEqual(["Name", "Asha Patil", "Ravi Kulkarni", "Meera Joshi", "talkspace-signature"]);
    expect(rows[2]?.[2]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(rows[2]?.[4]).toMatch(/^UTC[+-]\d\d:\d\d$/);
    expect(Number(rows[2]?.[5])).not.toBeNaN();
    const stranger = await person();
    await stranger.goto("/verify");
    await expect(stranger.locator("#verify")).toBeVisible();
    await stranger.waitForLoadState("networkidle");
    await stranger.context().setOffline(true);
    await check(stranger, "right.csv", csv);
    await expect(verdict(stranger, "own")).toBeVisible();
    await expect(stranger.locator('[data-detail="rows"] dd')).toHaveText("3");
    await check(stranger, "forged.csv", csv.replace("Meera Joshi", "Zoya Joshi"));
    await expect(verdict(stranger, "changed")).toBeVisible();
    await expect(verdict(stranger, "own")).toBeHidden();
    await expectAccessible(stranger);
    await check(stranger, "notes.csv", "a,b\r\n1,2\r\n");
    await expect(verdict(stranger, "none")).toBeVisible();
  });

  await test.step("the whole record", async () => {
    const json = await download(asha, "Whole record (JSON)");
    const facts = JSON.parse(json).facts as { kind: string; ordinal: number }[];
    const hand = facts.find((fact) => fact.kind === "hand_raised");
    expect(hand).toBeDefined();
    await asha.getByRole("link", { name: "Check a downloaded record" }).click();
    await check(asha, "record.json", json);
    await expect(verdict(asha, "own")).toBeVisible();
    await expect(asha.locator('[data-detail="facts"] dd')).toHaveText(`${facts.length}`);
    await check(asha, "forged.json", json.replace("hand_raised", "hand_lowered"));
    await expect(verdict(asha, "fact")).toContainText(`number ${hand?.ordinal} is not`);
    const other = { algorithm: "ed25519", key: "0".repeat(64), value: "0".repeat(128) };
    await check(asha, "signed-by-nobody.json", JSON.stringify({ ...JSON.parse(json), signature: other }));
    await expect(verdict(asha, "changed")).toBeVisible();
  });

  await test.step("who was there sees their own line", async () => {
    await openRecord(ravi, code);
    await expect(ravi.locator("[data-attendance] tbody tr")).toHaveCount(1);
    await expect(ravi.getByText("You see your own attendance.")).toBeVisible();
    const export_ = ravi.url().replace("?", "/attendance.csv?");
    expect((await ravi.request.get(export_)).status()).toBe(404);
    const zoya = await person();
    await register(zoya, "Zoya Khan");
    expect((await zoya.goto(ravi.url()))?.status()).toBe(404);
    const guest = await person();
    await guest.goto(ravi.url());
    await expect(guest).toHaveURL(/\/login\?next=/);
  });
});

test("the record is used by keyboard, while the meeting runs, and its roll after two of them", async ({ person }) => {
  const { code, asha, ravi } = await three(person);
  const second = await asha.context().newPage();
  await second.goto("/history");
  await historyEntry(second, code).getByRole("link", { name: "Record of" }).press("Enter");
  await expect(line(second, "Ravi Kulkarni")).toContainText("inside");
  await expect(second.locator(".runs").getByText("In progress")).toBeVisible();
  const field = second.getByRole("spinbutton", { name: "Present for at least" });
  await field.focus();
  await second.keyboard.type("1");
  await second.keyboard.press("Enter");
  await expect(second).toHaveURL(/at_least=1/);
  await expect(second.getByRole("status").filter({ hasText: "at least" })).toContainText("of 3 were there for at least 1 %");
  await second.getByRole("link", { name: "Show everybody" }).press("Enter");
  await expect(second.locator("[data-attendance] tbody tr")).toHaveCount(3);
  await leave(ravi);
  await second.reload();
  await expect(line(second, "Ravi Kulkarni")).not.toContainText("inside");
  await endForAll(asha);
  await join(asha, code);
  await endForAll(asha);
  await second.goto("/home");
  await second.getByRole("link", { name: "Record of" }).first().click();
  await second.getByRole("link", { name: "Roll of all times" }).press("Enter");
  await expect(second.locator("[data-roll] tbody tr")).toHaveCount(3);
  await expect(line(second, "Asha Patil").locator("[data-attended]")).toHaveText("2 of 2");
  await expect(line(second, "Ravi Kulkarni").locator("td").last()).toContainText("of 2");
  await expectAccessible(second);
});

test.describe("pictures", () => {
  test.skip(!WANTED, "set SCREENS=1 to take the pictures of docs/screens");
  test.describe.configure({ timeout: 240_000 });

  for (const look of EACH) {
    test(`of the record: ${look.name}`, async ({ person }) => {
      const take = taker(look);
      const { code, asha } = await lesson(person, { context: look.context });
      await openRecord(asha, code);
      await take(asha, "record");
      const csv = await download(asha, "Table (CSV)");
      await join(asha, code);
      await endForAll(asha);
      await openRecord(asha, code);
      await asha.getByRole("link", { name: "Roll of all times" }).click();
      await take(asha, "record-roll");
      await asha.goto("/verify");
      await check(asha, "attendance.csv", csv);
      await take(asha, "verify");
    });
  }
});

test("who spoke, and whose connection was poor", async ({ person, wire }) => {
  const [asha, ravi] = [await person(), await person({ context: { proxy: wire.proxy } })];
  for (const page of [asha, ravi]) await page.addInitScript(paintedCamera, "#20b020");
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await asha.evaluate(() => window.speak(true));
  await expect(tile(ravi, "Asha Patil")).toHaveAttribute("data-speaking");
  wire.fallSilent();
  await expect(call(ravi)).toHaveAttribute("data-call", "reconnecting");
  wire.speakAgain();
  await expectIn(ravi);
  await endForAll(asha);

  await openRecord(asha, code);
  const [spoke, silent] = [await cells(asha, "Asha Patil"), await cells(asha, "Ravi Kulkarni")];
  expect(spoke["Share of talk"]).toMatch(/^100 %/);
  expect(spoke["Connection"]).toBe("good");
  expect(silent["Share of talk"]).toBe("0 %");
  expect(silent["Connection"]).toMatch(/^poor for [1-9]\d* s$/);

  await asha.goto("/history");
  await expect(asha.locator('[data-total="talk"]')).toHaveText("100 %");
  await expect(historyEntry(asha, code)).toContainText("100 % of the talk");
  await ravi.goto("/history");
  await expect(ravi.locator('[data-total="talk"]')).toHaveText("0 %");
});

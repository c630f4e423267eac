import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { endForAll, historyEntry, openChat, say, three } from "../support/people";
import { DESK, EACH, WANTED, dark, taker } from "../support/pictures";
import { expect, test } from "../support/test";

async function openRecord(page: Page, code: string): Promise<void> {
  await page.goto("/history");
  await historyEntry(page, code).getByRole("link", { name: "Record of" }).first().click();
  await expect(page.locator("[data-attendance]")).toBeVisible();
}

async function sayTo(page: Page, name: string, text: string): Promise<void> {
  await openChat(page);
  await page.getByRole("combobox", { name: "To", exact: true }).selectOption(name);
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.locator("[data-message]").filter({ hasText: text })).toBeVisible();
}

const chat = (page: Page) => page.locator("[data-chat]");
const slider = (page: Page) => page.getByRole("slider", { name: "Moment" });
const told = (page: Page) => page.locator("[data-strip-told]");

test("the record of a meeting that goes on refreshes itself and keeps what is typed", async ({ person }) => {
  const { code, asha, ravi } = await three(person);
  await say(asha, "Light bends in glass");
  const desk = await asha.context().newPage();
  await openRecord(desk, code);
  await expect(desk.locator("[data-live] .pill")).toHaveText("In progress");
  await expect(desk.locator("[data-refreshed]")).toContainText(/refreshed at .*\d\d:\d\d/);
  await expect(chat(desk)).toContainText("Light bends in glass");
  await desk.getByLabel("Find in the conversation").fill("half a word");
  await say(ravi, "How much does it bend?");
  await expect(chat(desk)).toContainText("How much does it bend?");
  await expect(desk.locator("[data-timeline]")).toContainText("Ravi Kulkarni wrote: How much does it bend?");
  await expect(desk.getByLabel("Find in the conversation"), "what is typed stays").toHaveValue("half a word");
  await expectAccessible(desk);
  await endForAll(asha);
  await expect(desk.locator("[data-live]")).toContainText("The meeting is over.");
  await expect(desk.locator("[data-live] .pill")).toHaveCount(0);
});

test.describe("where chat is kept for a month", () => {
  test.use({ settings: ["--retain-chat-days", "30"] });
  test("what was written is read, searched and taken along, private words by their two people only", async ({ person }) => {
    const { code, asha, ravi } = await three(person);
    await say(asha, "Light <b>bends</b> in glass");
    await say(ravi, "How much does it bend?");
    await sayTo(ravi, "Meera Joshi", "psst, which page?");
    await sayTo(asha, "Ravi Kulkarni", "see me afterwards");
    await endForAll(asha);
    await openRecord(asha, code);
    await expect(asha.locator("[data-kept=record-kept-chat]")).toContainText("The conversation is kept until");
    await expect(asha.locator("[data-kept=record-kept-attendance]")).toHaveCount(0);
    await expect(chat(asha).locator("[data-said]")).toHaveCount(3);
    await expect(chat(asha)).toContainText("Light <b>bends</b> in glass");
    await expect(chat(asha)).toContainText("see me afterwards");
    await expect(asha.locator("body")).not.toContainText("psst");
    await asha.getByLabel("Find in the conversation").fill("BEND?");
    await asha.getByRole("button", { name: "Find", exact: true }).click();
    await expect(chat(asha).locator("[data-said]")).toHaveCount(1);
    await expect(asha.getByText("1 message found.")).toBeVisible();
    await asha.getByRole("link", { name: "Show the whole conversation" }).click();
    await expect(chat(asha).locator("[data-said]")).toHaveCount(3);
    const waiting = asha.waitForEvent("download");
    await asha.getByRole("link", { name: "Conversation (CSV)" }).click();
    const csv = await readFile(await (await waiting).path(), "utf8");
    expect(csv).toContain('"Light <b>bends</b> in glass"');
    expect(csv).not.toContain("psst");

    await openRecord(ravi, code);
    await expect(chat(ravi).locator("[data-said]")).toHaveCount(4);
    await expect(chat(ravi)).toContainText("psst, which page?");
  });
});

test("the slider tells by keyboard who was there when, and leads the list", async ({ person }) => {
  const { code, asha, ravi } = await three(person);
  await ravi.getByRole("button", { name: "Raise hand" }).click();
  await expect(asha.locator('[data-tile][data-name="Ravi Kulkarni"]')).toBeVisible();
  await endForAll(asha);
  await openRecord(asha, code);
  await expect(asha.locator(".strip-rows .strip-row")).toHaveCount(3);
  await slider(asha).focus();
  await asha.keyboard.press("Home");
  await expect(told(asha)).toContainText("Asha Patil");
  await expect(told(asha)).not.toContainText("Ravi Kulkarni");
  await expect(asha.locator("[data-timeline] [aria-current]")).toContainText("Asha Patil came in");
  await asha.keyboard.press("End");
  await expect(slider(asha)).toHaveAttribute("aria-valuetext", (await told(asha).innerText()).trim());
});

for (const look of EACH) {
  test(`pictures of the record's strip and conversation: ${look.name}`, async ({ person }) => {
    test.skip(!WANTED, "set SCREENS=1 to take the pictures of docs/screens");
    const take = taker(look);
    const { code, asha, ravi } = await three(person, { context: { ...DESK, ...dark(look) } });
    await say(asha, "Light bends in glass. Please read page 42 before Friday.");
    await say(ravi, "How much does it bend?");
    await endForAll(asha);
    await asha.setViewportSize(look.context.viewport ?? DESK.viewport);
    await openRecord(asha, code);
    await asha.locator(".strip").scrollIntoViewIfNeeded();
    await asha.evaluate(() => document.querySelector("#timeline-title")?.scrollIntoView());
    await take(asha, "record-strip");
    await asha.evaluate(() => document.querySelector("#chat")?.scrollIntoView());
    await take(asha, "record-chat");
    if (look.name === "desktop-light") {
      await asha.emulateMedia({ media: "print" });
      await asha.evaluate(() => scrollTo(0, 0));
      await take(asha, "record-print");
    }
  });
}

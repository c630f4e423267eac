import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { talk } from "../support/bots";
import { twoInChat } from "../support/chat";
import { comeBack } from "../support/people";
import { openToAll } from "../support/steering";
import { expect, test } from "../support/test";

const field = (page: Page) => page.getByRole("textbox", { name: "Message", exact: true });
const said = (page: Page, text: string) => page.locator("[data-message]").filter({ hasText: text });
const open = (page: Page) => page.getByRole("button", { name: "Chat", exact: true }).click();

async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

async function options(page: Page, text: string): Promise<void> {
  await said(page, text).hover();
  await said(page, text).getByRole("button", { name: "Options" }).click();
}

test("a message is answered, and the answer leads to what it answers", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await write(asha, "Who brings the projector?");
  await options(ravi, "Who brings the projector?");
  await ravi.getByRole("button", { name: "Reply", exact: true }).click();
  await expect(field(ravi)).toBeFocused();
  await write(ravi, "I do.");
  const answer = said(asha, "I do.");
  await expect(answer).toContainText("You: Who brings the projector?");
  await answer.getByRole("button", { name: /Who brings the projector/ }).click();
  await expect(said(asha, "Who brings the projector?").first()).toBeFocused();
  await ravi.reload();
  await open(ravi);
  await expect(said(ravi, "I do.")).toContainText("Asha Patil: Who brings");
});

test("reactions to a message are counted, joined and taken back, over a reload and a restart too", async ({
  person,
  server,
}) => {
  const { asha, ravi } = await twoInChat(person);
  await write(asha, "The exam is over!");
  await options(ravi, "The exam is over!");
  await ravi.getByRole("group", { name: "Options" }).getByRole("button", { name: "Celebration" }).click();
  const tally = (page: Page, count: number) =>
    said(page, "The exam is over!").getByRole("button", { name: new RegExp(`: ${count}$`) });
  await tally(asha, 1).click();
  await expect(tally(ravi, 2)).toHaveAttribute("aria-pressed", "true");
  await expect(tally(asha, 2)).toHaveAttribute("aria-pressed", "true");
  await tally(ravi, 2).click();
  await expect(tally(asha, 1)).toBeVisible();
  // A reaction is told at once and written down right after; a message that is there was written down after it.
  await write(asha, "See you on Monday");
  await expect(said(ravi, "See you on Monday")).toBeVisible();
  await server.stop("SIGKILL");
  await server.startAgain();
  await asha.reload();
  await comeBack(asha);
  await open(asha);
  await expect(tally(asha, 1)).toHaveAttribute("aria-pressed", "true");
});

test("one takes an own message back; hosts take back any, others do not", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await write(ravi, "my number is 12345");
  await write(asha, "hello everybody");
  await options(ravi, "hello everybody");
  await expect(ravi.getByRole("button", { name: "Reply", exact: true })).toBeVisible();
  await expect(ravi.getByRole("button", { name: "Take back" })).toHaveCount(0);
  await ravi.keyboard.press("Escape");
  await options(ravi, "my number");
  await ravi.getByRole("button", { name: "Take back" }).click();
  await ravi.getByRole("button", { name: "Really take back, for everyone?" }).click();
  for (const page of [asha, ravi]) {
    await expect(said(page, "12345")).toHaveCount(0);
    await expect(said(page, "This message was taken back.")).toHaveCount(1);
  }
  await write(ravi, "spam");
  await options(asha, "spam");
  await asha.getByRole("button", { name: "Delete for everyone" }).click();
  await asha.getByRole("button", { name: "Really delete it, for everyone?" }).click();
  await expect(said(ravi, "This message was taken back.")).toHaveCount(2);
  await ravi.reload();
  await open(ravi);
  await expect(said(ravi, "This message was taken back.")).toHaveCount(2);
});

test("emphasis, code, lists and links are shown, and nothing typed becomes markup", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await write(asha, "**bold** and *slanted*, `x < y`\n- one\n- two\n> quoted\nhttps://example.org/_a_ <b>no</b> <img src=x onerror=alert(1)>");
  const message = said(ravi, "slanted");
  await expect(message.locator("strong")).toHaveText("bold");
  await expect(message.locator("em")).toHaveText("slanted");
  await expect(message.locator("code")).toHaveText("x < y");
  await expect(message.locator("li")).toHaveText(["one", "two"]);
  await expect(message.locator("blockquote")).toHaveText("quoted");
  await expect(message.getByRole("link")).toHaveAttribute("href", "https://example.org/_a_");
  await expect(message).toContainText("<b>no</b> <img src=x onerror=alert(1)>");
  await expect(message.locator("img, b")).toHaveCount(0);
});

test("an emoji is put where one types, by mouse and by keyboard", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await field(asha).fill("well done");
  await field(asha).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 4));
  await asha.getByRole("button", { name: "Emoji" }).click();
  await asha.getByRole("button", { name: "🎉" }).click();
  await expect(field(asha)).toHaveValue("well🎉 done");
  await expect(field(asha)).toBeFocused();
  await asha.getByRole("button", { name: "Emoji" }).press("Enter");
  await asha.getByRole("button", { name: "😀" }).press("Enter");
  await field(asha).press("Enter");
  await expect(said(ravi, "well🎉😀 done")).toBeVisible();
  await asha.getByRole("button", { name: "Emoji" }).press("Enter");
  await asha.keyboard.press("Escape");
  await expect(asha.getByRole("group", { name: "Emoji" })).toHaveCount(0);
  await expect(asha.getByRole("button", { name: "Chat", exact: true })).toHaveAttribute("aria-pressed", "true");
});

test("what came while the chat was closed is marked as new", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await write(asha, "first");
  await expect(said(ravi, "first")).toBeVisible();
  await ravi.keyboard.press("Escape");
  await expect(field(ravi)).toHaveCount(0);
  await write(asha, "second");
  await write(asha, "third");
  await expect(ravi.locator("[data-unread]")).toContainText("2");
  await open(ravi);
  await expect(ravi.locator(".chat-mark.new + [data-message]")).toContainText("second");
  await expect(ravi.locator("[data-unread]")).toBeHidden();
});

test("a long conversation: scrolled back through, searched, and only its end is on the page", async ({ person }) => {
  test.setTimeout(180_000);
  const asha = await person();
  const code = await openToAll(asha);
  const hall = await person();
  await talk(hall, code, 1200);
  await open(asha);
  await expect(said(asha, "message number 1200.")).toBeVisible();
  // Twenty sockets: which of their last messages is stored last is not known.
  const last = asha.locator("[data-message]").last();
  expect(await asha.locator("[data-message]").count()).toBeLessThan(500);
  // A fresh page has the end only, and fetches the rest.
  await asha.reload();
  await comeBack(asha);
  await open(asha);
  await expect(last).toBeVisible();
  await expect(said(asha, "message number 1.")).toHaveCount(0);
  const list = asha.getByRole("log", { name: "Conversation" });
  await expect(async () => {
    await list.evaluate((list) => list.scrollTo(0, 0));
    await expect(said(asha, "message number 1.")).toBeVisible({ timeout: 100 });
  }).toPass();
  await expect(asha.getByRole("button", { name: "Show earlier ones" })).toHaveCount(0);
  await expect(asha.locator("[data-message]")).toHaveCount(1200);
  // Far older than what the room holds.
  await options(asha, "message number 1.");
  await asha.getByRole("button", { name: "Delete for everyone" }).click();
  await asha.getByRole("button", { name: "Really delete it, for everyone?" }).click();
  await expect(said(asha, "This message was taken back.")).toHaveCount(1);

  await asha.reload();
  await comeBack(asha);
  await open(asha);
  const find = asha.getByRole("searchbox", { name: "Find in the conversation" });
  await find.fill("NUMBER 17.");
  await expect(asha.locator(".chat-found")).toHaveText("1 found");
  await expect(said(asha, "message number 17.")).toBeVisible();
  await find.fill("no such word");
  await expect(asha.locator(".chat-found")).toHaveText("Nothing found");
  await find.fill("");
  await expect(last, "whoever is done with looking is at the end again").toBeInViewport();

  await field(asha).fill("one\ntwo\nthree\nfour\nfive\nsix");
  const sheet = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from("x") });
  await asha.locator(".compose input[type=file]").setInputFiles([sheet("one.txt"), sheet("two.txt")]);
  await expect(asha.locator(".tray li")).toHaveCount(2);
  await expect(last, "a field that grows hides nothing").toBeInViewport({ ratio: 1 });
  await asha.reload();
  await comeBack(asha);
  await open(asha);
  await expect(last).toBeInViewport({ ratio: 1 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the chat is accessible (${colorScheme})`, async ({ person }) => {
    const { asha } = await twoInChat(person);
    await asha.emulateMedia({ colorScheme });
    await write(asha, "**one** `two`\n- three");
    await options(asha, "three");
    await asha.getByRole("group", { name: "Options" }).getByRole("button", { name: "Heart" }).click();
    await expect(said(asha, "three").getByRole("button", { name: /: 1$/ })).toBeVisible();
    await options(asha, "three");
    await asha.getByRole("button", { name: "Emoji" }).click();
    await expectAccessible(asha);
  });
}

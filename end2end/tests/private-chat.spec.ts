import type { Page } from "@playwright/test";
import { comeBack, expectMessage, leave, openChat, say, three, two } from "../support/people";
import { AT_ONCE, act, flip, names, openMenu, openPanel } from "../support/steering";
import { expect, test } from "../support/test";

const choice = (page: Page) => page.getByRole("combobox", { name: "To", exact: true });
const field = (page: Page) => page.getByRole("textbox", { name: "Message" });
const messages = (page: Page, text: string) => page.locator("[data-message]").filter({ hasText: text });

/** Chooses whom to write to. */
async function address(page: Page, name: string): Promise<void> {
  await openChat(page);
  await choice(page).selectOption(name);
}

/** Whatever this page was ever sent, in a message or in a snapshot. */
const wasSent = (page: Page, text: string) =>
  page.evaluate((text) => window.instruments.received.some((message) => JSON.stringify(message).includes(text)), text);

test("what two people write to each other reaches nobody else", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await address(ravi, "Meera Joshi");
  await say(ravi, "shall we ask her?");
  await expectMessage(meera, "Ravi Kulkarni", "shall we ask her?");
  await expect(messages(meera, "shall we ask her?")).toContainText("only to you");
  await expect(messages(ravi, "shall we ask her?")).toContainText("only to Meera Joshi");

  await act(meera, "Ravi Kulkarni", "Write privately");
  await expect(choice(meera).locator("option:checked")).toHaveText("Ravi Kulkarni");
  await expect(field(meera)).toBeFocused();
  await say(meera, "yes, let us");
  await expectMessage(ravi, "Meera Joshi", "yes, let us");

  // Something to everybody comes after it, so what has not come by then does not come.
  await address(ravi, "Everyone");
  await say(ravi, "may I ask something?");
  await expectMessage(asha, "Ravi Kulkarni", "may I ask something?");
  await asha.reload();
  await comeBack(asha);
  await expectMessage(asha, "Ravi Kulkarni", "may I ask something?");
  for (const text of ["shall we ask her?", "yes, let us"]) {
    await expect(messages(asha, text)).toHaveCount(0);
    expect(await wasSent(asha, text)).toBe(false);
  }
});

test("what is written to the hosts reaches whoever steers", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await address(ravi, "Hosts");
  await say(ravi, "I cannot hear the video");
  await expectMessage(asha, "Ravi Kulkarni", "I cannot hear the video");
  await expect(messages(asha, "I cannot hear")).toContainText("to the hosts only");
  await address(ravi, "Everyone");
  await say(ravi, "hello all");
  await expectMessage(meera, "Ravi Kulkarni", "hello all");
  expect(await wasSent(meera, "I cannot hear")).toBe(false);
});

test("private messages survive a reload and a restart of the server, for their two people", async ({ person, server }) => {
  const { asha, ravi, meera } = await three(person);
  await address(ravi, "Asha Patil");
  await say(ravi, "the fee is paid");
  await field(ravi).fill("and the form");
  await ravi.reload();
  await comeBack(ravi);
  await openChat(ravi);
  // What was being typed was for her, and still is.
  await expect(field(ravi)).toHaveValue("and the form");
  await expect(choice(ravi).locator("option:checked")).toHaveText("Asha Patil");
  await expect(messages(ravi, "the fee is paid")).toContainText("only to Asha Patil");

  await server.stop("SIGKILL");
  await server.startAgain();
  for (const page of [asha, ravi, meera]) {
    // What it knew before is gone with the page: it has what the server still knows.
    await page.reload();
    await comeBack(page);
  }
  for (const page of [asha, ravi]) await expectMessage(page, "Ravi Kulkarni", "the fee is paid");
  expect(await wasSent(meera, "the fee is paid")).toBe(false);
});

test("what is typed to somebody who leaves goes to nobody else", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await address(asha, "Ravi Kulkarni");
  await field(asha).fill("your marks are");
  await leave(ravi);
  await expect(field(asha)).toBeDisabled(AT_ONCE);
  await expect(field(asha)).toHaveAccessibleDescription(/^Ravi Kulkarni has left\./);
  await expect(choice(asha).locator("option:checked")).toHaveText("Ravi Kulkarni (has left)");
  await choice(asha).selectOption("Everyone");
  await expect(field(asha)).toBeEnabled();
  await expect(field(asha)).toHaveValue("your marks are");
});

test("private messages can be switched off, but never those to the hosts", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await address(ravi, "Meera Joshi");
  await flip(asha, "Write privately");
  await expect(field(ravi)).toBeDisabled(AT_ONCE);
  await expect(field(ravi)).toHaveAccessibleDescription(/^Private messages between participants are switched off\./);
  await choice(ravi).selectOption("Asha Patil");
  await say(ravi, "one question");
  await expectMessage(asha, "Ravi Kulkarni", "one question");
  await openPanel(meera, "People");
  await expect.poll(() => names(meera)).toContain("Ravi Kulkarni");
  await expect(meera.getByRole("button", { name: "More actions for Ravi Kulkarni" })).toHaveCount(0);
  await openMenu(meera, "Asha Patil");
  await expect(meera.getByRole("menuitem")).toHaveText(["Write privately"]);
});

test("somebody is written to by keyboard alone", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await openChat(ravi);
  await choice(ravi).focus();
  await ravi.keyboard.type("Asha");
  await ravi.keyboard.press("Tab");
  await expect(field(ravi)).toBeFocused();
  await ravi.keyboard.type("by keyboard");
  await ravi.keyboard.press("Enter");
  await expectMessage(asha, "Ravi Kulkarni", "by keyboard");
  await expect(messages(asha, "by keyboard")).toContainText("only to you");
});

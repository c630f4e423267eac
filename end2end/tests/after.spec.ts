import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { twoInChat } from "../support/chat";
import { expect, test } from "../support/test";

const after = (page: Page) => page.locator('[data-call="left"]');

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.locator('[data-message][data-state="stored"]').filter({ hasText: text.replaceAll("*", "") })).toBeVisible();
}

async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Leave meeting" }).click();
  const sure = page.getByRole("button", { name: "Leave", exact: true });
  await sure.or(after(page)).first().waitFor();
  if (await sure.isVisible()) {
    await sure.click();
  }
  await after(page).waitFor();
}

test("after the call one sees who was there and what was written, and says how it was", async ({ person, server }) => {
  const { asha, ravi } = await twoInChat(person);
  await write(asha, "Chapter **four** for Monday");
  const asked = asha.waitForEvent("filechooser");
  await asha.getByRole("button", { name: "Attach a file" }).click();
  await (await asked).setFiles({ name: "four.txt", mimeType: "text/plain", buffer: Buffer.from("four") });
  await asha.getByRole("button", { name: "Send", exact: true }).click();
  const file = ravi.locator('[data-message] [data-file="four.txt"]');
  await expect(file).toBeVisible();
  await leave(ravi);
  await ravi.getByText("2 people were there").click();
  await expect(ravi.locator("[data-was-there]")).toHaveText([/Asha Patil/, /You/]);
  await ravi.getByText("Conversation and files").click();
  await expect(ravi.locator("[data-message]").filter({ hasText: "Chapter four for Monday" })).toBeVisible();
  expect((await ravi.request.get(server.url + (await file.getAttribute("href")))).status()).toBe(200);
  await ravi.getByRole("radio", { name: "4 stars" }).check({ force: true });
  await ravi.getByRole("textbox", { name: /went wrong/ }).fill("The sound was good");
  await expectAccessible(ravi);
  await ravi.getByRole("button", { name: "Tell us" }).click();
  await expect(ravi.getByText(/Thank you/)).toBeVisible();
});

test("where the hosts do not allow it the conversation stays in the call", async ({ person, server }) => {
  const { asha, ravi } = await twoInChat(person);
  await write(asha, "Between us");
  await asha.getByRole("button", { name: "Settings", exact: true }).click();
  await asha.getByRole("switch", { name: "Read afterwards" }).click();
  await leave(ravi);
  await expect(ravi.getByText("2 people were there")).toBeVisible();
  await expect(ravi.getByText("Conversation and files")).toHaveCount(0);
  const code = new URL(ravi.url()).pathname.split("/").pop();
  const chat = (page: Page) => page.request.post(`${server.url}/api/chat`, { data: { code } });
  expect((await chat(ravi)).status()).toBe(403);
  expect((await chat(asha)).status()).toBe(200);
  expect((await chat(await person())).status()).toBe(401);
});

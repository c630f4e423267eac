import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { threeInChat, twoInChat } from "../support/chat";
import { openChat } from "../support/people";
import { flip } from "../support/steering";
import { expect, test } from "../support/test";

const field = (page: Page) => page.getByRole("textbox", { name: "Message", exact: true });
const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true }).click();
const shared = (page: Page, name: string) => page.locator(`[data-message] [data-file="${name}"]`);
const chosen = (page: Page, name: string) => page.locator(`.tray [data-file="${name}"]`);

/** A red square, 40 x 30. */
const picture = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [40, 30];
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.fillStyle = "#c22";
    context.fillRect(0, 0, 40, 30);
    return canvas.toDataURL("image/png").split(",")[1] as string;
  });

async function choose(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const asked = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach a file" }).click();
  await (await asked).setFiles(files);
}

const text = (name: string, content: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

/** Drops or pastes a file as somebody would from another window. */
const bring = (page: Page, how: "drop" | "paste", name: string, content: string) =>
  page.evaluate(
    ([how, name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content as string], name as string));
      const target = document.getElementById("chat-message") as HTMLElement;
      const init = { bubbles: true, cancelable: true };
      const event =
        how === "drop"
          ? new DragEvent("drop", { ...init, dataTransfer: data })
          : new ClipboardEvent("paste", { ...init, clipboardData: data });
      target.dispatchEvent(event);
    },
    [how, name, content],
  );

test("files are chosen, dropped and pasted; pictures are shown; the first takes the words along", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await choose(asha, { name: "sketch.png", mimeType: "image/png", buffer: Buffer.from(await picture(asha), "base64") });
  await bring(asha, "drop", "notes.txt", "dropped");
  await bring(asha, "paste", "list.txt", "pasted");
  await expect(chosen(asha, "list.txt")).toBeVisible();
  await expectAccessible(asha);
  await field(asha).fill("For tomorrow");
  await send(asha);
  const first = ravi.locator("[data-message]").filter({ hasText: "For tomorrow" });
  await expect(first.locator('[data-file="sketch.png"] img')).toBeVisible();
  const drawn = first.locator("img");
  await expect.poll(() => drawn.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([40, 30]);
  for (const [name, content] of [["notes.txt", "dropped"], ["list.txt", "pasted"]] as [string, string][]) {
    const download = ravi.waitForEvent("download");
    await shared(ravi, name).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(name);
    expect(readFileSync(await file.path(), "utf8")).toBe(content);
  }
  await expect(asha.locator(".tray")).toHaveCount(0);
  await expectAccessible(ravi);
  await ravi.reload();
  await ravi.getByRole("button", { name: "Join now" }).or(ravi.locator('[data-call="joined"]')).first().waitFor();
});

test("a file to one person is for these two only, and one that is taken back is gone", async ({ person, server }) => {
  const { asha, ravi, meera } = await threeInChat(person);
  await meera.getByRole("combobox", { name: "To" }).selectOption({ label: "Ravi Kulkarni" });
  await choose(meera, text("secret.txt", "for Ravi"));
  await send(meera);
  await expect(shared(ravi, "secret.txt")).toBeVisible();
  await expect(shared(asha, "secret.txt")).toHaveCount(0);
  const address = (await shared(ravi, "secret.txt").getAttribute("href")) as string;
  const get = async (page: Page) => (await page.request.get(server.url + address)).status();
  expect([await get(meera), await get(ravi), await get(asha)]).toEqual([200, 200, 404]);
  const stranger = await person();
  expect(await get(stranger)).toBe(404);
  const answer = await ravi.request.get(server.url + address);
  expect(answer.headers()["content-disposition"]).toContain("attachment");
  expect(answer.headers()["content-security-policy"]).toContain("sandbox");
  const line = meera.locator("[data-message]").filter({ has: meera.locator('[data-file="secret.txt"]') });
  await line.hover();
  await line.getByRole("button", { name: "Options" }).click();
  await meera.getByRole("button", { name: "Take back" }).click();
  await meera.getByRole("button", { name: /Really take back/ }).click();
  await expect(shared(ravi, "secret.txt")).toHaveCount(0);
  await expect.poll(() => get(ravi)).toBe(404);
});

test("what cannot be sent says why, and the words go without it", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await choose(asha, text("empty.txt", ""));
  await expect(chosen(asha, "empty.txt").getByRole("alert")).toContainText("empty");
  await choose(asha, { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(26 * 1024 * 1024) });
  await expect(chosen(asha, "film.mp4").getByRole("alert")).toContainText("25 MB");
  await asha.getByRole("button", { name: "Leave out film.mp4" }).click();
  await asha.getByRole("button", { name: "Leave out empty.txt" }).click();
  await choose(asha, text("plan.txt", "first this, then that"));
  await asha.context().setOffline(true);
  await field(asha).fill("The plan");
  await send(asha);
  await expect(chosen(asha, "plan.txt").getByRole("alert")).toContainText("did not arrive");
  await asha.context().setOffline(false);
  await expect(ravi.locator("[data-message]").filter({ hasText: "The plan" })).toBeVisible();
  await asha.getByRole("button", { name: "Try again" }).click();
  await expect(shared(ravi, "plan.txt")).toBeVisible();
  await expect(ravi.locator("[data-message]").filter({ hasText: "The plan" })).toHaveCount(1);
});

test("a host switches sending files off", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await asha.getByRole("button", { name: "Settings", exact: true }).click();
  await asha.getByRole("switch", { name: "Send files" }).click();
  await expect(ravi.getByRole("button", { name: "Attach a file" })).toBeDisabled();
});

test("words sent with a file that is refused are said without it", async ({ person }) => {
  const { asha, ravi } = await twoInChat(person);
  await choose(ravi, text("homework.txt", "two and two"));
  await field(ravi).fill("My homework");
  await flip(asha, "Send files");
  await openChat(asha);
  await expect(ravi.getByRole("button", { name: "Attach a file" })).toBeDisabled();
  await send(ravi);
  await expect(chosen(ravi, "homework.txt").getByRole("alert")).toContainText("switched off");
  for (const page of [asha, ravi]) await expect(page.locator("[data-message]").filter({ hasText: "My homework" })).toHaveCount(1);
  await expect(field(ravi)).toHaveValue("");
});

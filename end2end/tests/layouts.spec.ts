import type { Page } from "@playwright/test";
import { bots } from "../support/bots";
import { expectPicture, join, leave, register, three, tile, two } from "../support/people";
import { AT_ONCE, act, openToAll, notice } from "../support/steering";
import { type NewPerson, expect, test } from "../support/test";

const STUDENTS = 18;

/** A host with more people than fit on one page, of whom only she has a camera. */
async function classroom(person: NewPerson): Promise<{ asha: Page; views: number[][] }> {
  const asha = await person();
  const views: number[][] = [];
  asha.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const said = JSON.parse(payload.toString()) as { type: string; view?: { tiles: { seat: number }[] } };
      if (said.type === "view") views.push((said.view?.tiles ?? []).map(({ seat }) => seat));
    }),
  );
  const code = await openToAll(asha);
  const hall = await person();
  await hall.goto(`/m/${code}`);
  await bots(hall, code, Array.from({ length: STUDENTS }, (_, index) => `Student ${index + 1}`));
  await expect(asha.locator("[data-tile]")).toHaveCount(16);
  return { asha, views };
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Layout", exact: true }).click();
  await page.getByRole("group", { name: "Layout" }).getByRole("button", { name: item, exact: true }).click();
}

const shown = (page: Page, attribute: string) =>
  page.locator("[data-tile]").evaluateAll((tiles, name) => tiles.map((tile) => tile.getAttribute(name) ?? ""), attribute);

test("a large meeting has pages, and only the page looked at is asked for", async ({ person }) => {
  const { asha, views } = await classroom(person);
  const pager = asha.getByRole("navigation", { name: "Pages of the stage" });
  const [before, next] = ["Previous page", "Next page"].map((name) => pager.getByRole("button", { name }));
  await expect(pager).toContainText("1 of 2");
  await expect(before!).toHaveAttribute("aria-disabled", "true");
  const first = await shown(asha, "data-name");
  expect(first).toContain("Asha Patil");

  await next!.focus();
  await asha.keyboard.press("Enter");
  await expect(pager).toContainText("2 of 2");
  await expect(next!).toBeFocused();
  await expect(asha.locator("[data-tile]")).toHaveCount(STUDENTS - 15 + 1);
  const second = await shown(asha, "data-name");
  const students = [...first, ...second].filter((name) => name !== "Asha Patil");
  expect(new Set(students).size, "everybody is on one page").toBe(STUDENTS);
  expect(students).toHaveLength(STUDENTS);

  const others = (await asha.locator("[data-tile]:not([data-me])").evaluateAll((tiles) => tiles.map((tile) => Number(tile.getAttribute("data-seat"))))).sort();
  await expect.poll(() => [...(views.at(-1) ?? [])].sort(), { message: "the server is asked for this page only" }).toEqual(others);

  await before!.click();
  await expect(pager).toContainText("1 of 2");
  expect(await shown(asha, "data-name")).toEqual(first);
  const boxes = await asha.locator("[data-tile]").evaluateAll((tiles) => tiles.map((tile) => tile.getBoundingClientRect().bottom));
  const bar = await pager.boundingBox();
  expect(Math.max(...boxes), "no tile under the buttons").toBeLessThanOrEqual((bar?.y ?? 0) + 1);
});

test("one's own picture and people without video can be hidden", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await expectPicture(asha, "Ravi Kulkarni");
  await choose(asha, "Hide my picture");
  await expect(tile(asha, "Asha Patil")).toHaveCount(0);
  await expect(tile(ravi, "Asha Patil"), "the others still see it").toBeVisible();
  await expectPicture(ravi, "Asha Patil");
  await choose(asha, "Hide my picture");
  await expect(tile(asha, "Asha Patil")).toBeVisible();

  await ravi.getByRole("button", { name: "Turn off camera" }).click();
  await choose(asha, "Hide people without video");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveCount(0);
  await ravi.getByRole("button", { name: "Turn on camera" }).click();
  await expectPicture(asha, "Ravi Kulkarni");
});

test("the call fills the screen, and a picture gets a window of its own", async ({ person }) => {
  const { asha } = await two(person);
  await expectPicture(asha, "Ravi Kulkarni");
  await choose(asha, "Full screen");
  await expect.poll(() => asha.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await asha.getByRole("button", { name: "Layout", exact: true }).click();
  const item = asha.getByRole("group", { name: "Layout" }).getByRole("button", { name: "Full screen" });
  await expect(item).toHaveAttribute("aria-pressed", "true");
  await item.click();
  await expect.poll(() => asha.evaluate(() => document.fullscreenElement !== null)).toBe(false);

  await choose(asha, "Speaker");
  await choose(asha, "Picture in picture");
  const owner = () => asha.evaluate(() => document.pictureInPictureElement?.closest("[data-tile]")?.getAttribute("data-name"));
  await expect.poll(owner).toBe("Ravi Kulkarni");
});

/** Who is large: on a lying stage the large tile is more than half as wide as the stage. */
const large = (page: Page) =>
  page.locator("[data-tile]").evaluateAll((tiles) => {
    const stage = document.getElementById("stage")?.getBoundingClientRect().width ?? 0;
    return tiles.filter((tile) => tile.getBoundingClientRect().width > stage / 2).map((tile) => tile.getAttribute("data-name"));
  });

test("the host puts somebody in the spotlight for everybody, and everybody may pin somebody else", async ({ person }) => {
  const { code, asha, ravi, meera } = await three(person);
  await act(asha, "Ravi Kulkarni", "Spotlight");
  for (const page of [asha, meera]) await expect.poll(() => large(page), AT_ONCE).toEqual(["Ravi Kulkarni"]);
  await expect(meera.locator("[data-said]")).toContainText("Ravi Kulkarni is in the spotlight.");
  await expect(notice(ravi)).toHaveText("You are in the spotlight: everyone sees you large.");
  expect(await large(ravi), "nobody watches themselves").toEqual([]);
  await expect(tile(ravi, "Ravi Kulkarni")).toHaveAttribute("data-spotlight");

  // The speaker layout does not move it, the own pin does, and only here.
  await choose(meera, "Speaker");
  await expect.poll(() => large(meera)).toEqual(["Ravi Kulkarni"]);
  await tile(meera, "Asha Patil").hover();
  await tile(meera, "Asha Patil").getByRole("button", { name: "Pin" }).click();
  await expect.poll(() => large(meera)).toEqual(["Asha Patil"]);
  expect(await large(asha)).toEqual(["Ravi Kulkarni"]);

  // Whoever comes later sees the same, and who is not a host is not offered it.
  const dev = await person();
  await register(dev, "Dev Shah");
  await join(dev, code);
  await expect.poll(() => large(dev)).toEqual(["Ravi Kulkarni"]);
  await dev.getByRole("button", { name: "People", exact: true }).click();
  await dev.getByRole("button", { name: "More actions for Ravi Kulkarni" }).click();
  await expect(dev.getByRole("menuitem", { name: "Write privately" })).toBeVisible();
  await expect(dev.getByRole("menuitem", { name: "Spotlight" })).toHaveCount(0);
  await dev.keyboard.press("Escape");

  await act(asha, "Ravi Kulkarni", "Remove spotlight");
  for (const page of [asha, dev]) await expect.poll(() => large(page), AT_ONCE).toEqual([]);
  await act(asha, "Ravi Kulkarni", "Spotlight");
  await expect.poll(() => large(dev)).toEqual(["Ravi Kulkarni"]);
  await leave(ravi);
  await expect.poll(() => large(dev), "it goes with the person").toEqual([]);
});

import type { Page } from "@playwright/test";
import { bots, botsSay } from "../support/bots";
import { expectMovingPictures } from "../support/media";
import { expectIn, expectMessage, expectPicture, knock, openMeeting, say, tile } from "../support/people";
import { withoutDevices } from "../support/plugs";
import { openToAll } from "../support/steering";
import { type NewPerson, expect, test } from "../support/test";

const PAGES = 12;
const BOTS = 32;
const PER_DEVICE = 16;

/** Twelve browsers, three of them with a camera, and many people without media. */
async function crowd(person: NewPerson): Promise<{ asha: Page; pages: Page[]; hall: Page[] }> {
  const asha = await person();
  const code = await openToAll(asha);
  const pages = [asha];
  for (let number = 1; number < PAGES; number++) {
    const page = await person(number < 3 ? {} : { script: withoutDevices });
    await openMeeting(page, code);
    await knock(page, `Student ${number}`);
    await expectIn(page);
    pages.push(page);
  }
  const hall: Page[] = [];
  for (let first = 0; first < BOTS; first += PER_DEVICE) {
    const page = await person();
    await page.goto(`/m/${code}`);
    const names = Array.from({ length: PER_DEVICE }, (_, index) => `Listener ${first + index + 1}`);
    await bots(page, code, names);
    hall.push(page);
  }
  return { asha, pages, hall };
}

test("a room of twelve pages and many more works in everything", async ({ person }) => {
  test.setTimeout(300_000);
  const { asha, pages, hall } = await crowd(person);
  const [, first, second] = pages;
  const last = pages.at(-1);
  if (!first || !second || !last) throw new Error("there are twelve pages");

  await asha.getByRole("button", { name: "People", exact: true }).click();
  const panel = asha.getByRole("complementary");
  await expect(panel.locator("[data-count]")).toHaveText(`${PAGES + BOTS}`);
  expect(await asha.locator("[data-person]").count(), "only the rows to be seen are drawn").toBeLessThan(PAGES + BOTS);
  await panel.getByRole("searchbox").fill("listener 31");
  await expect(asha.locator("[data-person]")).toHaveCount(1);
  await panel.getByRole("searchbox").fill("");

  for (const page of hall) await botsSay(page, 2, { type: "hand", raised: true });
  await expect(asha.locator("[data-person]").nth(1)).toHaveAttribute("data-name", /^Listener/);
  await panel.getByRole("button", { name: "Lower all hands" }).click();
  await expect(panel.getByRole("button", { name: "Lower all hands" })).toHaveCount(0);

  await expectPicture(first, "Asha Patil");
  await panel.getByRole("button", { name: "Mute all", exact: true }).click();
  await expect(tile(asha, "Student 1")).toHaveAttribute("data-mic", "off");
  await panel.getByRole("button", { name: "Lock meeting" }).click();
  await expect(panel.getByRole("button", { name: "Unlock meeting" })).toBeVisible();

  await say(second, "Can everybody read this?");
  await expectMessage(last, "Student 2", "Can everybody read this?");
  for (const page of hall) await botsSay(page, 5, { type: "react", reaction: "clap" });
  await expectMovingPictures(last, 3);
});

import type { Page } from "@playwright/test";
import { bots, botsSay } from "../support/bots";
import { fillHall, numbered } from "../support/hall";
import { openToAll } from "../support/steering";
import { expect, test } from "../support/test";

const PEOPLE = 500;

test.use({ settings: ["--room-seats", `${PEOPLE}`] });

/** Milliseconds until the page has drawn what an action in it leads to. */
async function drawn(page: Page, act: () => Promise<void>, until: () => Promise<void>): Promise<number> {
  const began = Date.now();
  await act();
  await until();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  return Date.now() - began;
}

/** Scrolls through the whole list, a screen at each frame. The longest time between two frames. */
const scrollThrough = (page: Page) =>
  page.locator(".people").evaluate(async (list) => {
    const gaps: number[] = [];
    let before = performance.now();
    for (list.scrollTop = 0; list.scrollTop + list.clientHeight < list.scrollHeight - 1; list.scrollTop += list.clientHeight) {
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - before);
      before = performance.now();
    }
    return { screens: gaps.length, longest: Math.max(...gaps) };
  });

test("the list of people in a room of five hundred", async ({ person }) => {
  test.setTimeout(600_000);
  const asha = await person();
  const code = await openToAll(asha);
  const hall = await fillHall(person, code, numbered("Listener", PEOPLE - 1), (page, names) => bots(page, code, names));
  const panel = asha.getByRole("complementary");
  const rows = asha.locator("[data-person]");
  const opened = await drawn(
    asha,
    () => asha.getByRole("button", { name: "People", exact: true }).click(),
    () => expect(panel.locator("[data-count]")).toHaveText(`${PEOPLE}`),
  );
  const searched = await drawn(
    asha,
    () => panel.getByRole("searchbox").fill("listener 499"),
    () => expect(rows).toHaveCount(1),
  );
  await panel.getByRole("searchbox").fill("");
  const { screens, longest } = await scrollThrough(asha);
  const hands = await drawn(
    asha,
    async () => {
      for (const page of hall) await botsSay(page, 4, { type: "hand", raised: true });
    },
    () => expect(panel.getByRole("button", { name: "Lower all hands" })).toBeVisible(),
  );
  console.log(`${PEOPLE} people, ${await rows.count()} rows drawn: opened in ${opened} ms, searched in ${searched} ms,`);
  console.log(`${screens} screens scrolled with at most ${longest.toFixed(0)} ms between frames, ${hall.length * 4} hands in ${hands} ms`);
});

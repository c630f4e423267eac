import type { Page } from "@playwright/test";
import { bots } from "../support/bots";
import { openToAll } from "../support/steering";
import { expect, test } from "../support/test";

const SIZES = [[390, 844], [768, 1024], [1280, 800], [1440, 900], [1920, 1080]] as const;
/** The grid never holds more than 16; each number between is in the layout's own tests. */
const COUNTS = [1, 2, 3, 5, 8, 12, 16];

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The tiles on the stage, the stage, and whatever stands over the stage's lower edge. */
const measure = (page: Page) =>
  page.evaluate(() => {
    const box = (element: Element): Box => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    };
    const stage = document.querySelector("#stage");
    if (!stage) throw new Error("there is no stage");
    return { stage: box(stage), tiles: [...document.querySelectorAll("[data-tile]")].map(box) };
  });

function problems({ stage, tiles }: { stage: Box; tiles: Box[] }, count: number): string[] {
  const found: string[] = [];
  if (tiles.length !== count) found.push(`${tiles.length} tiles instead of ${count}`);
  const inside = (box: Box) =>
    box.x >= stage.x - 1 && box.y >= stage.y - 1 &&
    box.x + box.width <= stage.x + stage.width + 1 && box.y + box.height <= stage.y + stage.height + 1;
  if (!tiles.every(inside)) found.push("a tile reaches beyond the stage");
  const apart = (a: Box, b: Box) =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  if (tiles.some((a, index) => tiles.slice(index + 1).some((b) => !apart(a, b)))) found.push("two tiles overlap");
  const [first] = tiles;
  if (first && tiles.some((tile) => Math.abs(tile.width - first.width) > 1 || Math.abs(tile.height - first.height) > 1)) {
    found.push("tiles of several sizes");
  }
  const used = tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0) / (stage.width * stage.height);
  if (used < 0.5) found.push(`only ${Math.round(used * 100)} % of the stage is used`);
  return found;
}

test("the grid uses the stage well with 1 to 16 tiles, from a phone to a wide screen", async ({ person }) => {
  test.setTimeout(300_000);
  const asha = await person();
  const code = await openToAll(asha);
  const hall = await person();
  await hall.goto(`/m/${code}`);
  let here = 1;
  for (const count of COUNTS) {
    // People without a camera: what counts here is the place their tiles take.
    await bots(hall, code, Array.from({ length: count - here }, (_, index) => `Student ${here + index}`));
    here = count;
    for (const [width, height] of SIZES) {
      await asha.setViewportSize({ width, height });
      let before = "";
      const settled = async () => {
        const now = await measure(asha);
        const moving = JSON.stringify(now) !== before;
        before = JSON.stringify(now);
        return moving ? ["tiles are still moving"] : problems(now, count);
      };
      await expect.poll(settled, { message: `${count} tiles on ${width}x${height}`, intervals: [250] }).toEqual([]);
      if (process.env["SCREENS"]) await asha.screenshot({ path: `end2end/test-results/grid-${count}-${width}.png` });
    }
  }
});

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/access";
import { admit, knock, openMeeting, two } from "../support/people";
import { ALLOWED, SHARING, bar, openNotes, screen, share } from "../support/sharing";
import { AT_ONCE, act } from "../support/steering";
import { type NewPerson, expect, test } from "../support/test";

test.use(SHARING);

const RAVI = "Ravi Kulkarni";

interface Lesson {
  code: string;
  /** The host. */
  asha: Page;
  /** Shares a page of notes. */
  ravi: Page;
}

async function lesson(person: NewPerson): Promise<Lesson> {
  const { code, asha, ravi } = await two(person, ALLOWED);
  await openNotes(ravi);
  await share(ravi);
  await expect(screen(asha, RAVI)).toHaveAttribute("data-live");
  return { code, asha, ravi };
}

const allow = (ravi: Page) => bar(ravi).getByRole("button", { name: "Let others draw" });
const tools = (page: Page) => screen(page, RAVI).getByRole("toolbar", { name: "Drawing tools" });
const tool = (page: Page, name: string) => tools(page).getByRole("button", { name, exact: true });
const ends = (page: Page, mark: string) => screen(page, RAVI).locator(`.mark-end[data-mark="${mark}"]`);

/** Where the shared picture lies on its tile, worked out from the picture's own size: the overlay must lie there too. */
const picture = (page: Page) =>
  screen(page, RAVI).locator("video").evaluate((video: HTMLVideoElement) => {
    const box = video.getBoundingClientRect();
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
    return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
  });

type Place = readonly [x: number, y: number];

/** A place on the picture in shares of its width and height, as a place on the page. */
async function on(page: Page, [x, y]: Place): Promise<Place> {
  const box = await picture(page);
  return [box.x + x * box.width, box.y + y * box.height];
}

async function drag(page: Page, places: readonly Place[]): Promise<void> {
  const [first, ...rest] = places;
  if (!first) throw new Error("a stroke begins somewhere");
  await page.mouse.move(...(await on(page, first)));
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...(await on(page, place)), { steps: 8 });
  await page.mouse.up();
}

/** What was to be seen of one kind of mark, noted at each change of the page: marks fade faster than a busy machine asks about them. */
interface Seen {
  from: string;
  /** The places of its end, in shares of the picture. */
  places: [number, number][];
  /** Where the upper left corner of its line was last. */
  corner: [number, number];
  /** When it was last drawn on, and how long it stayed from then, in milliseconds. */
  drawn: number;
  goal: string;
  lasted: number;
}

declare global {
  interface Window {
    marksSeen: Record<string, Seen>;
  }
}

/** From now on the page notes what is drawn on the share. */
const note = (page: Page) =>
  screen(page, RAVI).evaluate((tile) => {
    window.marksSeen = {};
    const look = () => {
      const video = tile.querySelector("video");
      if (!video) return;
      const box = video.getBoundingClientRect();
      const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
      const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
      const [left, top] = [box.x + (box.width - width) / 2, box.y + (box.height - height) / 2];
      const share = ({ x, y }: DOMRect): [number, number] => [(x - left) / width, (y - top) / height];
      const lines = [...tile.querySelectorAll("svg .mark-line")];
      const now = performance.now();
      const there = [...tile.querySelectorAll(".mark-end")].map((end, index) => {
        const kind = end.getAttribute("data-mark") ?? "";
        const seen = (window.marksSeen[kind] ??= { from: end.textContent ?? "", places: [], corner: [0, 0], lasted: 0, drawn: now, goal: "" });
        seen.places.push(share(end.getBoundingClientRect()));
        // Where it is to be; a pointer glides there, which is no news of whoever points.
        const goal = end.getAttribute("style") ?? "";
        if (goal !== seen.goal) [seen.goal, seen.drawn] = [goal, now];
        const line = lines[index];
        if (line) seen.corner = share(line.getBoundingClientRect());
        return kind;
      });
      for (const [kind, seen] of Object.entries(window.marksSeen)) {
        if (!there.includes(kind)) seen.lasted ||= now - seen.drawn;
      }
    };
    new MutationObserver(look).observe(tile, { subtree: true, childList: true, attributes: true });
  });

/** What the page has noted of one kind of mark, once it is gone. */
async function noted(page: Page, kind: string): Promise<Seen> {
  await expect
    .poll(() => page.evaluate((kind) => (window.marksSeen[kind]?.lasted ?? 0) > 0, kind), { message: `the ${kind} comes and goes` })
    .toBe(true);
  return page.evaluate((kind) => window.marksSeen[kind]!, kind);
}

function expectNear(actual: Place, expected: Place): void {
  expect(actual[0]).toBeCloseTo(expected[0], 1.7);
  expect(actual[1]).toBeCloseTo(expected[1], 1.7);
}

test("what one draws on a share appears at the others and the sharer in the same place, with a name, and fades", async ({ person }) => {
  const { code, asha, ravi } = await lesson(person);
  await expect(tools(asha), "only when the sharer allows it").toHaveCount(0);
  await expect(allow(ravi)).toHaveAttribute("aria-pressed", "false");
  await allow(ravi).click();
  await expect(allow(ravi)).toHaveAttribute("aria-pressed", "true");
  await expect(tools(asha)).toBeVisible(AT_ONCE);

  const meera = await person(ALLOWED);
  await meera.setViewportSize({ width: 390, height: 844 });
  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await admit(asha, "Meera Joshi");
  await expect(screen(meera, RAVI)).toHaveAttribute("data-live");
  await expect(tools(meera), "whoever comes later is told too").toBeVisible();

  await Promise.all([asha, meera, ravi].map(note));
  await tool(asha, "Draw").click();
  await expect(tool(asha, "Draw")).toHaveAttribute("aria-pressed", "true");
  await drag(asha, [[0.2, 0.3], [0.5, 0.3], [0.6, 0.75]]);
  await expect(bar(ravi)).toContainText("Asha Patil is drawing on your screen");
  for (const page of [asha, meera, ravi]) {
    const pen = await noted(page, "pen");
    expect(pen.from).toBe(page === asha ? "" : "Asha Patil");
    expectNear(pen.places.at(-1)!, [0.6, 0.75]);
    expectNear(pen.corner, [0.2, 0.3]);
    expect(pen.lasted, "it fades by itself").toBeGreaterThan(5_500);
    expect(pen.lasted).toBeLessThan(9_000);
  }
  await expect(bar(ravi)).toContainText("You are sharing your screen");
});

test("a pointer follows the mouse and the arrow keys, and goes when it stands still", async ({ person }) => {
  const { asha, ravi } = await lesson(person);
  await allow(ravi).click();
  await tool(asha, "Point").click();
  await note(ravi);
  await asha.mouse.move(...(await on(asha, [0.25, 0.25])));
  for (const x of [0.35, 0.45, 0.55, 0.65, 0.75]) {
    await asha.mouse.move(...(await on(asha, [x, 0.5])));
    await asha.waitForTimeout(120);
  }
  const mouse = await noted(ravi, "pointer");
  expect(mouse.from).toBe("Asha Patil");
  expectNear(mouse.places.at(-1)!, [0.75, 0.5]);
  const still = mouse.places.findIndex(([x]) => x > 0.745);
  expect(still, "it is seen on its way").toBeGreaterThan(1);
  expect(mouse.lasted, "it goes when it stands still").toBeGreaterThan(900);

  // By keyboard: from the middle to the left edge.
  await expect(tool(asha, "Point")).toBeFocused();
  await note(ravi);
  for (let times = 0; times < 10; times++) await asha.keyboard.press("Shift+ArrowLeft");
  expectNear((await noted(ravi, "pointer")).places.at(-1)!, [0, 0.5]);
  await expectAccessible(asha);

  await asha.keyboard.press("Escape");
  await expect(tool(asha, "Point")).toHaveAttribute("aria-pressed", "false");
  await expect(screen(asha, RAVI).locator(".marks-pad")).toHaveCount(0);
  await expect(ends(ravi, "pointer")).toHaveCount(0, { timeout: 2_500 });
  await asha.keyboard.press("ArrowLeft");
  await asha.waitForTimeout(300);
  await expect(ends(ravi, "pointer"), "the tool is put away").toHaveCount(0);
});

test("the sharer decides, viewers only watch, and each share begins without", async ({ person }) => {
  const { code, asha, ravi } = await lesson(person);
  const meera = await person(ALLOWED);
  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await admit(asha, "Meera Joshi");
  await allow(ravi).click();
  await expect(tools(meera)).toBeVisible();
  await act(asha, "Meera Joshi", "Make viewer");
  await expect(tools(meera)).toHaveCount(0);

  await tool(asha, "Draw").click();
  await tool(asha, "Draw an arrow").click();
  await expect(tool(asha, "Draw"), "one tool at a time").toHaveAttribute("aria-pressed", "false");
  await allow(ravi).click();
  await expect(tools(asha)).toHaveCount(0, AT_ONCE);
  await expect(screen(asha, RAVI).locator(".marks-pad"), "a tool in hand is put away").toHaveCount(0);

  await allow(ravi).click();
  await expect(tools(asha)).toBeVisible();
  await expect(tool(asha, "Draw an arrow")).toHaveAttribute("aria-pressed", "false");
  await bar(ravi).getByRole("button", { name: "Stop", exact: true }).click();
  await share(ravi);
  await expect(screen(asha, RAVI)).toHaveAttribute("data-live");
  await expect(allow(ravi)).toHaveAttribute("aria-pressed", "false");
  await expect(tools(asha)).toHaveCount(0);
});

test("marks lie over the picture when it stands between bars, and the sharer sees them on it", async ({ person }) => {
  const { asha, ravi } = await lesson(person);
  await expect(screen(ravi, RAVI).locator("video"), "one's own screen is not shown to oneself").toBeHidden();
  await allow(ravi).click();
  await expect(screen(ravi, RAVI).locator("video"), "but where others may draw on it").toBeVisible();
  // A stage that is much wider, then much higher than the picture.
  for (const size of [{ width: 1600, height: 600 }, { width: 800, height: 1100 }]) {
    await asha.setViewportSize(size);
    const over = screen(asha, RAVI).locator("[data-marks]");
    await expect
      .poll(async () => {
        const [box, marks] = [await picture(asha), await over.boundingBox()];
        if (!marks) throw new Error("there is no overlay");
        return Math.max(...(["x", "y", "width", "height"] as const).map((side) => Math.abs(box[side] - marks[side])));
      }, { message: "the overlay lies on the picture, to the pixel" })
      .toBeLessThanOrEqual(1);
    const bars = await screen(asha, RAVI).boundingBox();
    const box = await picture(asha);
    expect(Math.max((bars?.width ?? 0) - box.width, (bars?.height ?? 0) - box.height), "there are bars").toBeGreaterThan(20);
    await tool(asha, "Draw an arrow").click();
    await note(ravi);
    await drag(asha, [[0.1, 0.1], [0.95, 0.05]]);
    expectNear((await noted(ravi, "arrow")).places.at(-1)!, [0.95, 0.05]);
    await asha.keyboard.press("Escape");
  }
});

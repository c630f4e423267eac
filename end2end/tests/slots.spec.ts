import type { Page } from "@playwright/test";
import { paintedCamera, watchColours } from "../support/colours";
import { inboundVideo } from "../support/media";
import { admit, call, expectIn, join, knock, leave, newMeeting, openMeeting, register, tile } from "../support/people";
import { type NewPerson, expect, test } from "../support/test";

/** Colours far from each other, and far from what VP8 makes of their neighbours. */
const COLOURS: Record<string, string> = {
  Asha: "#d02020",
  Ravi: "#20b020",
  Meera: "#2040d0",
  Kabir: "#d0c020",
  Zoya: "#c020c0",
  Dev: "#20c0c0",
};
const NAMES = Object.keys(COLOURS);

test.use({ settings: ["--video-slots", "3"] });

/** Six people in the order of `NAMES`, each with a camera of their own colour and nobody speaking. */
async function meet(person: NewPerson): Promise<Map<string, Page>> {
  const pages = new Map<string, Page>();
  let code = "";
  for (const name of NAMES) {
    const page = await person({ context: { viewport: { width: 960, height: 600 } } });
    await page.addInitScript(paintedCamera, COLOURS[name] ?? "");
    pages.set(name, page);
    if (!code) {
      await register(page, name);
      code = await newMeeting(page);
      await join(page, code);
      continue;
    }
    await openMeeting(page, code);
    await knock(page, name);
    await expect(call(page)).toHaveAttribute("data-call", "waiting");
    await admit(of(pages, "Asha"), name);
    await expectIn(page);
  }
  for (const page of pages.values()) await page.evaluate(watchColours, COLOURS);
  return pages;
}

function of(pages: Map<string, Page>, name: string): Page {
  const page = pages.get(name);
  if (!page) throw new Error(`${name} is not in the meeting`);
  return page;
}

/** The people whose pictures a page shows, itself aside. */
async function shown(page: Page, self: string): Promise<string[]> {
  const live = await page.locator("[data-tile][data-live]").evaluateAll((tiles) =>
    tiles.map((tile) => (tile as HTMLElement).dataset["name"] ?? ""),
  );
  return live.filter((name) => name !== self).sort();
}

const expectShown = async (pages: Map<string, Page>, self: string, names: string[]) =>
  expect
    .poll(() => shown(of(pages, self), self), { message: `${self} sees ${names}` })
    .toEqual([...names].sort());

const speak = (pages: Map<string, Page>, name: string, on: boolean) =>
  of(pages, name).evaluate((on) => window.speak(on), on);

/** Somebody stops speaking, and everybody else has been told. */
async function fallSilent(pages: Map<string, Page>, name: string): Promise<void> {
  await speak(pages, name, false);
  for (const other of NAMES.filter((other) => other !== name)) {
    await expect(tile(of(pages, other), name)).not.toHaveAttribute("data-speaking");
  }
}

test("six people, three slots: everybody sees who spoke last, then who came first, always under the right name", async ({
  person,
}) => {
  test.setTimeout(180_000);
  const pages = await meet(person);

  // Nobody has spoken: the first three who came, oneself aside.
  for (const name of NAMES) {
    await expectShown(pages, name, NAMES.filter((other) => other !== name).slice(0, 3));
  }

  // Dev, the last who came, speaks: everybody else sees Dev and the first two.
  await speak(pages, "Dev", true);
  await expect(tile(of(pages, "Asha"), "Dev")).toHaveAttribute("data-speaking");
  for (const name of NAMES.filter((name) => name !== "Dev")) {
    await expectShown(pages, name, ["Dev", ...NAMES.filter((other) => other !== name && other !== "Dev").slice(0, 2)]);
  }

  // Speakers take turns, each silent before the next begins (a starved machine may cut a long speech in two, which
  // counts as speaking again); the three who spoke last are seen by those who did not speak.
  let before = "Dev";
  for (const name of ["Zoya", "Kabir"]) {
    await fallSilent(pages, before);
    await speak(pages, name, true);
    for (const other of NAMES.filter((other) => other !== name)) {
      await expect(tile(of(pages, other), name)).toHaveAttribute("data-live");
    }
    before = name;
  }
  for (const name of ["Asha", "Ravi", "Meera"]) await expectShown(pages, name, ["Dev", "Zoya", "Kabir"]);

  // An early one speaks: Dev, who spoke longest ago, gives way.
  await fallSilent(pages, before);
  await speak(pages, "Meera", true);
  for (const name of ["Asha", "Ravi"]) await expectShown(pages, name, ["Meera", "Kabir", "Zoya"]);

  // Somebody who is seen leaves: the place goes to the next.
  await leave(of(pages, "Zoya"));
  pages.delete("Zoya");
  await expect(tile(of(pages, "Asha"), "Zoya")).toHaveCount(0);
  await expectShown(pages, "Asha", ["Meera", "Kabir", "Dev"]);

  for (const [name, page] of pages) {
    expect(await page.evaluate(() => window.wrong), `pictures that ${name} saw under a wrong name`).toEqual([]);
    expect(await page.evaluate(() => window.right), `pictures that ${name} saw at all`).toBeGreaterThan(50);
    expect((await inboundVideo(page)).filter((stream) => stream.framesDecoded > 0).length).toBeLessThanOrEqual(3);
  }
});

import type { Page } from "@playwright/test";
import type { NewPerson } from "./test";

/** People on one device. The server gives one 20 seats. */
const PER_DEVICE = 16;

/** Lets many people into a meeting, from as many devices as that takes; `enter` does it for those of one. */
export async function fillHall(
  person: NewPerson,
  code: string,
  names: string[],
  enter: (page: Page, names: string[]) => Promise<void>,
): Promise<Page[]> {
  const hall: Page[] = [];
  for (let first = 0; first < names.length; first += PER_DEVICE) {
    const page = await person();
    await sitDown(page, code);
    await enter(page, names.slice(first, first + PER_DEVICE));
    hall.push(page);
  }
  return hall;
}

/** Looking at the meeting makes them a guest; a page that opens no camera is enough to sit in. */
export async function sitDown(page: Page, code: string): Promise<void> {
  await page.request.get(`/m/${code}`);
  await page.goto("/login");
}

/** `Listener 1`, `Listener 2` and so on. */
export const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);

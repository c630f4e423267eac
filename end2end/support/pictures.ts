import { join as below } from "node:path";
import type { Page } from "@playwright/test";
import { type Portrait, portraitCamera } from "./portraits";
import type { NewPerson, PersonOptions } from "./test";

/** Pictures of every page for `docs/screens/`; only when asked for, because they change the tree. */
const FOLDER = below(__dirname, "../../docs/screens");
export const DESK = { viewport: { width: 1440, height: 900 } };
const SIZES = { desktop: DESK.viewport, phone: { width: 390, height: 844 } };

/** Whether the pictures were asked for. */
export const WANTED = Boolean(process.env["SCREENS"]);

/** A size of window and a theme. */
export interface Look {
  name: string;
  context: NonNullable<PersonOptions["context"]>;
}

export const EACH: Look[] = Object.entries(SIZES).flatMap(([size, viewport]) =>
  (["light", "dark"] as const).map((colorScheme) => ({ name: `${size}-${colorScheme}`, context: { viewport, colorScheme } })),
);

/** The theme alone, for what has to be done at a desk before the picture is taken. */
export const dark = ({ context: { colorScheme } }: Look) => (colorScheme ? { colorScheme } : {});

export type Take = (page: Page, name: string) => Promise<unknown>;

export const taker = (look: Look): Take => (page, name) =>
  page.screenshot({ path: below(FOLDER, `${name}-${look.name}.png`), animations: "disabled" });

/** Somebody whose camera shows a face. */
export async function sitter(person: NewPerson, portrait: Portrait, context: PersonOptions["context"] = {}): Promise<Page> {
  const page = await person({ context });
  await page.addInitScript(portraitCamera, portrait);
  return page;
}


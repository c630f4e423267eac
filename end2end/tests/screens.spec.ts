import { join as below } from "node:path";
import type { Page } from "@playwright/test";
import { admit, expectIn, expectMessage, expectPicture, join, knock, leave, newMeeting, openChat, openMeeting, register, say } from "../support/people";
import { PORTRAITS, type Portrait, portraitCamera } from "../support/portraits";
import { type NewPerson, test } from "../support/test";

/** Pictures of every page for `docs/screens/`; only when asked for, because they change the tree. */
const FOLDER = below(__dirname, "../../docs/screens");
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

test.skip(!process.env["SCREENS"], "set SCREENS=1 to take the pictures of docs/screens");

async function sitter(person: NewPerson, portrait: Portrait, context = {}): Promise<Page> {
  const page = await person({ context });
  await page.addInitScript(portraitCamera, portrait);
  return page;
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`pictures: ${size}, ${colorScheme}`, async ({ person }) => {
      const context = { viewport, colorScheme };
      const asha = await sitter(person, PORTRAITS.asha, context);
      const take = (page: Page, name: string) =>
        page.screenshot({ path: below(FOLDER, `${name}-${size}-${colorScheme}.png`), animations: "disabled" });

      for (const [path, name] of [["/", "landing"], ["/register", "register"], ["/login", "login"], ["/no/page", "404"]] as const) {
        await asha.goto(path);
        await asha.waitForLoadState("networkidle");
        await take(asha, name);
      }
      await register(asha, "Asha Patil");
      const code = await newMeeting(asha);
      await take(asha, "home");
      await openMeeting(asha, code);
      await asha.locator(".preview video").evaluate((video: HTMLVideoElement) =>
        new Promise<void>((done) => video.requestVideoFrameCallback(() => done())),
      );
      await take(asha, "prejoin");
      await knock(asha);
      await expectIn(asha);

      const [ravi, meera] = [await sitter(person, PORTRAITS.ravi), await sitter(person, PORTRAITS.meera)];
      await register(ravi, "Ravi Kulkarni");
      await join(ravi, code);
      await openMeeting(meera, code);
      await knock(meera, "Meera Joshi");
      await admit(asha, "Meera Joshi");
      await expectIn(meera);
      for (const name of ["Ravi Kulkarni", "Meera Joshi"]) await expectPicture(asha, name);
      await asha.mouse.move(0, 0);
      await take(asha, "room");

      await say(ravi, "The notes of chapter 4 are in the folder.");
      await say(meera, "Thank you! I have one question about page 12.");
      await openChat(asha);
      await expectMessage(asha, "Meera Joshi", "one question");
      await take(asha, "chat");
      // On a phone the panel is a sheet over the controls.
      await asha.keyboard.press("Escape");
      await asha.getByRole("button", { name: "People", exact: true }).click();
      await take(asha, "people");
      await asha.keyboard.press("Escape");
      await leave(asha);
      await take(asha, "after");
      await asha.goto("/history");
      await take(asha, "history");
    });
  }
}

import { limitData } from "../support/data";
import { expectPicture, join, newMeeting, register } from "../support/people";
import { DESK, EACH, type Look, WANTED, sitter, taker } from "../support/pictures";
import { PORTRAITS } from "../support/portraits";
import { ALLOWED, SHARING, bar, openNotes, screen, share } from "../support/sharing";
import { act } from "../support/steering";
import { type NewPerson, expect, test } from "../support/test";

/** Its own file, because a tab is captured by a browser that was started for it. */
test.use(SHARING);
test.describe.configure({ timeout: 240_000 });
test.skip(!WANTED, "set SCREENS=1 to take the pictures of docs/screens");

async function aShare(person: NewPerson, look: Look): Promise<void> {
  const take = taker(look);
  const { colorScheme } = look.context;
  const asha = await sitter(person, PORTRAITS.asha, { ...look.context, ...ALLOWED.context });
  // Telephones cannot share: whoever shares sits at a desk.
  const ravi = await sitter(person, PORTRAITS.ravi, { ...DESK, ...ALLOWED.context, ...(colorScheme && { colorScheme }) });
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expectPicture(asha, "Ravi Kulkarni");
  await act(asha, "Ravi Kulkarni", "Spotlight");
  await expect(asha.locator('[data-tile][data-name="Ravi Kulkarni"]')).toHaveAttribute("data-spotlight");
  await asha.keyboard.press("Escape");
  await take(asha, "spotlight");

  await openNotes(ravi);
  await share(ravi);
  await bar(ravi).getByRole("button", { name: "Let others draw" }).click();
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");
  await screen(asha, "Ravi Kulkarni").getByRole("button", { name: "Draw an arrow", exact: true }).click();
  const box = await screen(asha, "Ravi Kulkarni").locator("video").boundingBox();
  if (!box) throw new Error("the share is shown");
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await asha.mouse.move(middle.x - 60, middle.y + 20);
  await asha.mouse.down();
  await asha.mouse.move(middle.x + 40, middle.y - 20, { steps: 8 });
  await asha.mouse.up();
  await take(asha, "drawing");
  await expect(bar(ravi)).toContainText("Asha Patil is drawing on your screen");
  if (!look.name.startsWith("desktop")) return;
  await take(ravi, "share");
  await limitData(asha, "100");
  await asha.locator("[data-spent]").scrollIntoViewIfNeeded();
  await take(asha, "data-limit");
}

for (const look of EACH) test(`pictures of sharing: ${look.name}`, ({ person }) => aShare(person, look));

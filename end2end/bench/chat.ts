import { talk } from "../support/bots";
import { comeBack, openChat } from "../support/people";
import { openToAll } from "../support/steering";
import { expect, test } from "../support/test";

const MESSAGES = 10_000;

test("a conversation of ten thousand messages", async ({ person }) => {
  test.setTimeout(600_000);
  const asha = await person();
  const code = await openToAll(asha);
  await talk(await person(), code, MESSAGES);
  await openChat(asha);
  const said = (number: number) => asha.locator("[data-message]").filter({ hasText: `message number ${number}.` });
  await expect(said(MESSAGES)).toBeVisible();
  // A fresh page has the end only, and fetches the rest.
  await asha.reload();
  await comeBack(asha);
  await openChat(asha);
  await expect(said(MESSAGES)).toBeVisible();
  const gaps = await asha.getByRole("log", { name: "Conversation" }).evaluate(async (list) => {
    const gaps: number[] = [];
    let before = performance.now();
    for (let step = 0; step < 300; step += 1) {
      list.scrollBy(0, -300);
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - before);
      before = performance.now();
    }
    return gaps.sort((a, b) => a - b);
  });
  const began = Date.now();
  await asha.getByRole("searchbox").fill("number 17.");
  await expect(asha.locator(".chat-found")).toHaveText("1 found", { timeout: 120_000 });
  console.log(`scrolling back through 90,000 px: median ${gaps[150]?.toFixed(0)} ms between frames, longest ${gaps[299]?.toFixed(0)} ms`);
  console.log(`the 17th of ${MESSAGES} messages found in ${Date.now() - began} ms, all of them fetched`);
});

import AxeBuilder from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

/** No serious or critical finding of axe on what is open now. All that a test looks at is looked at, whatever is found first. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is still fading in has other colours than it will have.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    return Promise.allSettled(ending.map((one) => one.finished));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter((found) => found.impact === "serious" || found.impact === "critical");
  const told = grave.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect.soft(told).toEqual([]);
}

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { join, newMeeting, openChat, openMeeting, register } from "../support/people";
import { expect, test } from "../support/test";

/** No serious or critical finding of axe on what is open now. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter((found) => found.impact === "serious" || found.impact === "critical");
  const told = grave.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  // All pages are looked at, whatever the first of them has.
  expect.soft(told).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page is accessible (${colorScheme})`, async ({ person }) => {
    const page = await person({ context: { colorScheme } });
    for (const path of ["/", "/register", "/login", "/no/such/page"]) {
      await page.goto(path);
      await test.step(path, () => expectAccessible(page));
    }
    await register(page, "Asha Patil");
    const code = await newMeeting(page);
    await test.step("home", () => expectAccessible(page));
    await openMeeting(page, code);
    await test.step("pre-join", () => expectAccessible(page));
    await join(page, code);
    await test.step("room", () => expectAccessible(page));
    await openChat(page);
    await test.step("chat", () => expectAccessible(page));
    await page.goto("/history");
    await test.step("history", () => expectAccessible(page));
  });
}

import { newMeeting, register } from "../support/people";
import { EACH, WANTED, taker } from "../support/pictures";
import { expect, test } from "../support/test";

test.skip(!WANTED, "set SCREENS=1 to take the pictures of docs/screens");

for (const look of EACH) {
  test(`pictures of planning: ${look.name}`, async ({ person }) => {
    const take = taker(look);
    const page = await person({ context: { ...look.context, timezoneId: "Asia/Kolkata" } });
    await register(page, "Asha Patil");
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await page.goto("/schedule");
    await page.getByLabel("Title", { exact: true }).fill("Physics, class 11");
    await page.getByLabel("Date", { exact: true }).fill(day);
    await page.getByLabel("Starts at", { exact: true }).fill("09:30");
    await page.getByLabel("Repeats", { exact: true }).selectOption("weekly");
    await page.getByLabel("Ends", { exact: true }).selectOption("after");
    await page.getByLabel("Number of times", { exact: true }).fill("12");
    await page.getByLabel("Invitees", { exact: true }).fill("ravi@example.org\nmeera@example.org");
    await page.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo(0, 0));
    await take(page, "schedule");
    await page.getByRole("main").getByRole("button", { name: "Schedule", exact: true }).click();
    await expect(page.locator("li.date").first()).toBeVisible();
    await take(page, "invitation");
    await newMeeting(page);
    await page.goto("/home");
    await take(page, "upcoming");
    await page.locator("[data-upcoming]").first().getByRole("link", { name: /^Join/ }).click();
    await expect(page.locator("[data-starts]")).toBeVisible();
    await take(page, "prejoin-planned");
  });
}

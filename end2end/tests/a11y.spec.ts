import { expectAccessible } from "../support/access";
import { join, leave, newMeeting, openChat, openMeeting, register, say } from "../support/people";
import { test } from "../support/test";

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
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await test.step("settings of a meeting", () => expectAccessible(page));
    await openMeeting(page, code);
    await test.step("pre-join", () => expectAccessible(page));
    await join(page, code);
    await test.step("room", () => expectAccessible(page));
    await openChat(page);
    await test.step("chat", () => expectAccessible(page));
    await page.getByRole("combobox", { name: "To", exact: true }).selectOption("Hosts");
    await say(page, "a note to myself and whoever steers");
    await test.step("chat with a private message", () => expectAccessible(page));
    await page.getByRole("button", { name: "Meeting details" }).click();
    await test.step("details", () => expectAccessible(page));
    await leave(page);
    await test.step("after", () => expectAccessible(page));
    await page.goto("/history");
    await test.step("history", () => expectAccessible(page));
  });
}

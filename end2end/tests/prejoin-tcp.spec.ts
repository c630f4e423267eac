import { chromiumFlags, launchOptions } from "../support/chromium";
import { newMeeting, openMeeting, register } from "../support/people";
import { expect, test } from "../support/test";

// This browser sends no UDP of its own, as behind a firewall that lets only TCP out.
test.use({ launchOptions: launchOptions([...chromiumFlags, "--webrtc-ip-handling-policy=disable_non_proxied_udp"]) });

test("the connection test says that UDP is blocked and media takes TCP", async ({ person }) => {
  const page = await person();
  await register(page, "Asha Patil");
  await openMeeting(page, await newMeeting(page));
  await page.getByText("Test your sound and connection").click();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.locator(".checkup")).toContainText(/TCP, because UDP is blocked.*Round trip: \d+ ms/);
});

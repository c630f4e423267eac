import { defineConfig } from "@playwright/test";
import { chromiumFlags, launchOptions } from "./support/chromium";

/** Each test starts its own server with its own data; one at a time, because several calls at once would starve each other. */
export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  // A test that waits for this long is wrong; the longest stages a call of six pages.
  timeout: 90_000,
  // What has to show "at once" says its own, shorter limit.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: {
    launchOptions: launchOptions(chromiumFlags),
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
  },
});

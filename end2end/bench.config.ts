import { defineConfig } from "@playwright/test";
import { chromiumFlags, launchOptions } from "./support/chromium";

/** Measurements: same browser and server as the tests, but they print figures. */
export default defineConfig({
  testDir: "bench",
  testMatch: "*.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  timeout: 600_000,
  reporter: [["line"]],
  use: { launchOptions: launchOptions(chromiumFlags), locale: "en-GB", viewport: { width: 1280, height: 800 } },
});

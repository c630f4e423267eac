import { defineConfig } from "@playwright/test";
import { chromiumFlags, launchOptions } from "./support/chromium";

/** Here the camera is as quick as people's are. */
const flags = chromiumFlags.map((flag) => flag.replace("fps=10", "fps=30"));

/** Measurements: same browser and server as the tests, but they print figures. */
export default defineConfig({
  testDir: "bench",
  testMatch: "*.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  timeout: 600_000,
  reporter: [["line"]],
  use: { launchOptions: launchOptions(flags), locale: "en-GB", viewport: { width: 1280, height: 800 } },
});

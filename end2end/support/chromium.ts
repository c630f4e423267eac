import type { LaunchOptions } from "@playwright/test";

/**
 * The system's Chromium with a camera of moving pictures and a microphone that beeps. Ten pictures a second show whatever
 * thirty would, and three pages that encode thirty take all of a small machine.
 */
export const chromiumFlags = [
  "--headless=new",
  "--no-sandbox",
  "--use-fake-device-for-media-stream=fps=10",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  // Pages behind other pages must not be slowed down: every page here is somebody's foreground.
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

export function launchOptions(args: string[]): LaunchOptions {
  return { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args };
}

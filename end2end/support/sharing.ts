import { type Page, expect } from "@playwright/test";
import { chromiumFlags, launchOptions } from "./chromium";

/** The page that the browser shares when it is asked for a screen. */
export const TITLE = "Lecture notes";

/** With the fake prompt Chromium shares a painted monitor; here a real tab is captured, so permissions are given by name. */
const launch = launchOptions([
  ...chromiumFlags.filter((flag) => flag !== "--use-fake-ui-for-media-stream"),
  `--auto-select-tab-capture-source-by-title=${TITLE}`,
]);

/** For `test.use`. Playwright mutes the browser, and a muted page has no sound to share. */
export const SHARING = { launchOptions: { ...launch, ignoreDefaultArgs: ["--mute-audio"] } };

export const ALLOWED = { context: { permissions: ["camera", "microphone"] } };

/** Lines of small letters, and a note that sounds until the page goes. Nothing moves. */
const NOTES = `<!doctype html><meta charset="utf-8"><title>${TITLE}</title>
<style>body { margin: 24px; background: #fff; color: #111; font: 16px/1.5 sans-serif; column-count: 3 }</style>
${Array.from({ length: 120 }, (_, line) => `<p>${line + 1}. The quick brown fox jumps over the lazy dog; f(x) = x² + ${line}.</p>`).join("")}
<script>
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.connect(audio.destination);
  tone.start();
</script>`;

/** Opens what is to be shared, in the sharer's own browser. */
export async function openNotes(sharer: Page): Promise<Page> {
  const notes = await sharer.context().newPage();
  await notes.setViewportSize({ width: 1920, height: 1080 });
  await notes.route("**/lecture-notes", (route) => route.fulfill({ contentType: "text/html", body: NOTES }));
  await notes.goto("/lecture-notes");
  await notes.mouse.click(5, 5);
  await sharer.bringToFront();
  return notes;
}

export async function share(sharer: Page): Promise<void> {
  await sharer.getByRole("button", { name: "Share screen" }).click();
  await expect(sharer.locator("[data-share-bar]")).toBeVisible();
}

/** Somebody's shared screen. */
export const screen = (page: Page, name: string) => page.locator(`[data-tile][data-screen][data-name="${name}"]`);

/** What the sharer sees of the share. */
export const bar = (page: Page) => page.locator("[data-share-bar]");

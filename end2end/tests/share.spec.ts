import { type Page, expect } from "@playwright/test";
import { inboundAudio } from "../support/media";
import { knock, openMeeting, tile, two } from "../support/people";
import { ALLOWED, SHARING, bar, openNotes, screen, share } from "../support/sharing";
import { AT_ONCE } from "../support/steering";
import { test } from "../support/test";

test.use(SHARING);

/** How often the picture on the screen's tile has changed. */
const frames = (page: Page, name: string) =>
  screen(page, name).locator("video").evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);

/** What the sharer's encoder was told, and how many packets of the screen and its sound have gone out. */
const sent = (page: Page) =>
  page.evaluate(async () => {
    const [peer] = window.instruments.peers.filter((peer) => peer.connectionState === "connected").slice(-1);
    const [, , picture, sound] = peer?.getTransceivers() ?? [];
    if (!picture || !sound) throw new Error("there are no lines");
    const packets = async (sender: RTCRtpSender) =>
      [...(await sender.getStats()).values()].filter((entry) => entry.type === "outbound-rtp").reduce((sum, entry) => sum + entry.packetsSent, 0);
    const [encoding] = picture.sender.getParameters().encodings;
    return {
      frameRate: encoding?.maxFramerate,
      hint: picture.sender.track?.contentHint,
      capture: picture.sender.track?.getConstraints(),
      picture: await packets(picture.sender),
      sound: await packets(sound.sender),
    };
  });

/** Peak signal-to-noise ratio, in decibels, of what is on the tile against a picture of the page that is shared. */
async function likeness(viewer: Page, name: string, original: Buffer): Promise<{ width: number; height: number; psnr: number }> {
  const source = `data:image/png;base64,${original.toString("base64")}`;
  return screen(viewer, name).locator("video").evaluate(async (video: HTMLVideoElement, source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const pixels = (picture: CanvasImageSource) => {
      const canvas = new OffscreenCanvas(image.width, image.height);
      const paint = canvas.getContext("2d");
      if (!paint) throw new Error("no canvas");
      paint.drawImage(picture, 0, 0, image.width, image.height);
      return paint.getImageData(0, 0, image.width, image.height).data;
    };
    const [ours, theirs] = [pixels(video), pixels(image)];
    const light = (data: Uint8ClampedArray, at: number) => 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
    let error = 0;
    for (let at = 0; at < ours.length; at += 4) error += (light(ours, at) - light(theirs, at)) ** 2;
    const psnr = 10 * Math.log10(255 ** 2 / (error / (ours.length / 4)));
    return { width: video.videoWidth, height: video.videoHeight, psnr };
  }, source);
}

test("shared text arrives whole, in full size and sharp enough to read", async ({ person }) => {
  const { asha, ravi } = await two(person, ALLOWED);
  const notes = await openNotes(ravi);
  await share(ravi);
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");
  const original = await notes.screenshot();
  await expect
    .poll(async () => (await likeness(asha, "Ravi Kulkarni", original)).width, { message: "the full width", timeout: 30_000 })
    .toBe(1920);
  // White paper alone, without a letter on it, would be at about 15; VP8 text that one reads without effort begins at 30.
  await expect
    .poll(async () => (await likeness(asha, "Ravi Kulkarni", original)).psnr, { message: "the letters are sharp", timeout: 30_000 })
    .toBeGreaterThan(30);
  const measured = await likeness(asha, "Ravi Kulkarni", original);
  test.info().annotations.push({ type: "measured", description: JSON.stringify(measured) });
  expect(measured.height).toBe(1080);

  // Large at the others, the speakers beside it; the sharer sees a word instead of their screen in itself.
  const size = async (locator: ReturnType<typeof tile>) => (await locator.boundingBox())?.width ?? 0;
  expect(await size(screen(asha, "Ravi Kulkarni"))).toBeGreaterThan(2 * (await size(tile(asha, "Ravi Kulkarni"))));
  await expect(screen(ravi, "Ravi Kulkarni")).toContainText("The others see your screen here.");
  await expect(screen(ravi, "Ravi Kulkarni").locator("video")).toBeHidden();
});

test("the sound of what is shared is heard, and takes no voice's place", async ({ person }) => {
  const { asha, ravi } = await two(person, ALLOWED);
  for (const page of [asha, ravi]) await page.getByRole("button", { name: "Turn off microphone" }).click();
  await openNotes(ravi);
  await share(ravi);
  const energy = async () => (await inboundAudio(asha)).reduce((sum, stream) => sum + stream.audioEnergy, 0);
  let before = await energy();
  const louder = async () => {
    const now = await energy();
    const grown = now - before;
    before = now;
    return grown;
  };
  await expect.poll(louder, { message: "the note is heard", intervals: [1000] }).toBeGreaterThan(0.01);
  await ravi.getByRole("button", { name: "Pause" }).click();
  await expect.poll(louder, { message: "and not while it is paused", intervals: [1000] }).toBeLessThan(0.001);
  await ravi.getByRole("button", { name: "Resume" }).click();
  await expect.poll(louder, { message: "and again", intervals: [1000] }).toBeGreaterThan(0.01);
});

test("a paused share stands still, sends nothing, and says so", async ({ person }) => {
  const { code, asha, ravi } = await two(person, ALLOWED);
  const notes = await openNotes(ravi);
  await share(ravi);
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");

  await bar(ravi).getByRole("button", { name: "Pause" }).click();
  await expect(bar(ravi)).toContainText("Your sharing is paused");
  await expect(screen(asha, "Ravi Kulkarni").getByText("Paused")).toBeVisible(AT_ONCE);
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");
  await notes.evaluate(() => document.body.style.setProperty("background", "#ff0"));
  const still = [await sent(ravi), await frames(asha, "Ravi Kulkarni")] as const;
  await expect
    .poll(async () => {
      const now = await sent(ravi);
      return [now.picture - still[0].picture, now.sound - still[0].sound];
    }, { message: "nothing is sent", intervals: [1500] })
    .toEqual([0, 0]);
  expect(await frames(asha, "Ravi Kulkarni")).toBe(still[1]);

  // Whoever comes meanwhile is told the same.
  const meera = await person(ALLOWED);
  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await asha.locator('[data-knock="Meera Joshi"]').getByRole("button", { name: "Admit", exact: true }).click();
  await expect(screen(meera, "Ravi Kulkarni")).toContainText("Paused");

  await bar(ravi).getByRole("button", { name: "Resume" }).click();
  for (const page of [asha, meera]) {
    await expect(screen(page, "Ravi Kulkarni").getByText("Paused")).toHaveCount(0, AT_ONCE);
    await expect(screen(page, "Ravi Kulkarni")).toHaveAttribute("data-live");
  }
  await expect.poll(() => frames(asha, "Ravi Kulkarni"), { message: "the picture goes on" }).toBeGreaterThan(still[1]);
});

test("text and motion are exchanged without a gap, and remembered", async ({ person }) => {
  const { asha, ravi } = await two(person, ALLOWED);
  await openNotes(ravi);
  await share(ravi);
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");
  await expect.poll(() => sent(ravi)).toMatchObject({ hint: "text", frameRate: 8, capture: { frameRate: { max: 8 } } });

  await bar(ravi).getByRole("button", { name: "Motion" }).click();
  await expect(bar(ravi).getByRole("button", { name: "Motion" })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => sent(ravi)).toMatchObject({ hint: "motion", frameRate: 30, capture: { frameRate: { max: 30 } } });
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");

  await ravi.getByRole("button", { name: "Stop sharing" }).click();
  await expect(bar(ravi)).toHaveCount(0);
  await share(ravi);
  await expect(bar(ravi).getByRole("button", { name: "Motion" })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => sent(ravi)).toMatchObject({ hint: "motion", frameRate: 30 });
});

test("a share ends with what is shared, with the button, and with the page", async ({ person }) => {
  const { asha, ravi } = await two(person, ALLOWED);
  const notes = await openNotes(ravi);
  await share(ravi);
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");
  // To the page it is the same as the browser's own bar: the track ends from outside.
  await notes.close();
  await expect(screen(asha, "Ravi Kulkarni")).toHaveCount(0);
  await expect(ravi.getByRole("button", { name: "Share screen" })).toHaveAttribute("aria-pressed", "false");

  await openNotes(ravi);
  await share(ravi);
  await bar(ravi).getByRole("button", { name: "Stop", exact: true }).click();
  await expect(screen(asha, "Ravi Kulkarni")).toHaveCount(0, AT_ONCE);
  await expect(ravi.getByRole("button", { name: "Share screen" })).toBeFocused();

  await share(ravi);
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");
  await ravi.close();
  await expect(screen(asha, "Ravi Kulkarni")).toHaveCount(0);
});

test("two share at once, and both are large", async ({ person }) => {
  const { code, asha, ravi } = await two(person, ALLOWED);
  await openNotes(ravi);
  await share(ravi);
  await openNotes(asha);
  await share(asha);
  await expect(screen(asha, "Ravi Kulkarni")).toHaveAttribute("data-live");
  const meera = await person(ALLOWED);
  await openMeeting(meera, code);
  await knock(meera, "Meera Joshi");
  await asha.locator('[data-knock="Meera Joshi"]').getByRole("button", { name: "Admit", exact: true }).click();
  for (const name of ["Asha Patil", "Ravi Kulkarni"]) {
    await expect(screen(meera, name)).toHaveAttribute("data-live");
    const [large, small] = [await screen(meera, name).boundingBox(), await tile(meera, name).boundingBox()];
    expect(large?.width).toBeGreaterThan(small?.width ?? 0);
  }
});

import type { Page } from "@playwright/test";
import { chromiumFlags, launchOptions } from "../support/chromium";
import { expectMovingPictures, expectSoundFrom } from "../support/media";
import { expectIn, expectPicture, join, knock, newMeeting, openMeeting, register, tile } from "../support/people";
import { plugs, withoutDevices } from "../support/plugs";
import { expect, test } from "../support/test";

// Three cameras (the second is one for depth, which no codec takes); of microphones and speakers the fake ones are several anyway.
const flags = chromiumFlags.filter((flag) => !flag.startsWith("--use-fake-device"));
test.use({ launchOptions: launchOptions([...flags, "--use-fake-device-for-media-stream=fps=10,device-count=3"]) });

const toast = (page: Page) => page.locator(".device-toast");
const choices = (page: Page, kind: "Camera" | "Microphone" | "Speaker") => page.getByLabel(kind, { exact: true });
const chosen = (page: Page, kind: "Camera" | "Microphone" | "Speaker") =>
  choices(page, kind).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent);

/** A machine whose camera is in another program's hands. */
function cameraBusy(): void {
  if (!navigator.mediaDevices) return;
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (constraints) =>
    constraints?.video ? Promise.reject(new DOMException("in use", "NotReadableError")) : getUserMedia(constraints);
}

test("without any device one joins, sees the others and is told why one is not seen", async ({ person }) => {
  const [asha, ravi] = [await person(), await person({ script: withoutDevices })];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await openMeeting(ravi, code);
  await expect(ravi.locator(".device-problems")).toContainText(/camera/i);
  await knock(ravi);
  await expectIn(ravi);
  await expectPicture(ravi, "Asha Patil");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
});

test("a busy camera leaves the microphone working", async ({ person }) => {
  const [asha, ravi] = [await person(), await person({ script: cameraBusy })];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on");
});

test("the selects follow plugging in and out, and what was missing is used at once before joining", async ({ person }) => {
  const asha = await person({ script: plugs });
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await asha.addInitScript(() => window.plugs.pull("videoinput"));
  await openMeeting(asha, code);
  await expect(asha.locator(".device-problems")).toContainText("We cannot find a camera");
  const microphones = choices(asha, "Microphone").getByRole("option");
  const all = await microphones.count();
  await asha.evaluate(() => window.plugs.pull("audioinput", "Fake Audio Input 2"));
  await expect(microphones).toHaveCount(all - 1);
  await asha.evaluate(() => window.plugs.plugIn("audioinput", "Fake Audio Input 2"));
  await expect(microphones).toHaveCount(all);
  await asha.evaluate(() => window.plugs.plugIn("videoinput"));
  await expect(asha.locator(".preview")).toHaveAttribute("data-camera", "on");
  await expect(asha.locator(".device-problems")).not.toContainText("camera");
  await expect.poll(() => asha.locator(".preview video").evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
});

test("a device is changed in the call without a gap", async ({ person }) => {
  const [asha, ravi] = [await person(), await person({ script: watchSenders })];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expectPicture(asha, "Ravi Kulkarni");
  await ravi.getByRole("button", { name: "Settings", exact: true }).click();
  for (const [kind, label] of [["Camera", "fake_device_2"], ["Microphone", "Fake Audio Input 2"]] as const) {
    await expect(choices(ravi, kind).getByRole("option", { name: label })).toBeAttached();
    const before = await chosen(ravi, kind);
    expect(before).not.toBe(label);
    await ravi.evaluate(() => (window.swaps.length = 0));
    const option = await choices(ravi, kind).getByRole("option", { name: label }).getAttribute("value");
    await choices(ravi, kind).selectOption(option);
    await expect.poll(() => ravi.evaluate(() => window.swaps)).not.toEqual([]);
    // The new one is there before the old one goes, and nothing is sent in between but one of them.
    expect(await ravi.evaluate(() => window.swaps)).toEqual([{ from: before, to: label, old: "live" }]);
    await expect.poll(() => ravi.evaluate((label) => window.instruments.tracks.find((track) => track.label === label)?.readyState, before)).toBe("ended");
  }
  await expectMovingPictures(asha, 1);
  await expectSoundFrom(asha, 1);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on");
});

test("a lost device is replaced within a second, says so, and is taken up again when it is back", async ({ person }) => {
  const asha = await person({ script: plugs });
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await openMeeting(asha, code);
  await choices(asha, "Microphone").selectOption({ label: "Fake Audio Input 2" });
  await choices(asha, "Camera").selectOption({ label: "fake_device_1" });
  await knock(asha);
  await expectIn(asha);
  const live = (kind: "audio" | "video") =>
    asha.evaluate((kind) => window.instruments.tracks.filter((track) => track.kind === kind && track.readyState === "live").map((track) => track.label), kind);
  await expect.poll(() => live("audio")).toEqual(["Fake Audio Input 2"]);

  await asha.evaluate(() => window.plugs.pull("audioinput", "Fake Audio Input 2"));
  await expect(toast(asha)).toContainText(/microphone was disconnected.*Fake/, { timeout: 1000 });
  expect(await live("audio")).not.toContain("Fake Audio Input 2");
  expect(await live("audio")).toHaveLength(1);
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "on");
  await asha.evaluate(() => window.plugs.plugIn("audioinput", "Fake Audio Input 2"));
  await expect.poll(() => live("audio")).toEqual(["Fake Audio Input 2"]);

  // A browser that tells only by its list.
  await toast(asha).getByRole("button", { name: "Dismiss" }).click();
  await expect(toast(asha)).toBeHidden();
  await asha.evaluate(() => window.plugs.pull("videoinput", "fake_device_1", "quietly"));
  await expect(toast(asha)).toContainText(/camera was disconnected/, { timeout: 1000 });
  await expect.poll(() => live("video")).toEqual(["fake_device_0"]);
  await expectPicture(asha, "Asha Patil");
});

test("the last microphone lost mutes with its reason, and another one is not heard unawares", async ({ person }) => {
  const [asha, ravi] = [await person(), await person({ script: plugs })];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on");
  await ravi.evaluate(() => window.plugs.pull("audioinput"));
  await expect(toast(ravi)).toContainText(/there is no other, so you are muted/, { timeout: 1000 });
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
  await ravi.evaluate(() => window.plugs.plugIn("audioinput"));
  await ravi.getByRole("button", { name: "Settings", exact: true }).click();
  await expect(choices(ravi, "Microphone").getByRole("option")).not.toHaveCount(1);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
  await ravi.getByRole("button", { name: "Turn on microphone" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on");
  await expectSoundFrom(asha, 1);
});

test("devices, switches and name are remembered for the next time", async ({ person }) => {
  const [asha, meera] = [await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await openMeeting(meera, code);
  await choices(meera, "Microphone").selectOption({ label: "Fake Audio Input 2" });
  await choices(meera, "Speaker").selectOption({ label: "Fake Audio Output 1" });
  await meera.getByRole("button", { name: "Turn off camera" }).click();
  await knock(meera, "Meera Joshi");
  await expect(meera.locator("[data-call]")).toHaveAttribute("data-call", "waiting");
  const again = await meera.context().newPage();
  await meera.close();
  await openMeeting(again, code);
  await expect(again.getByLabel("Your name")).toHaveValue("Meera Joshi");
  await expect(again.getByRole("button", { name: "Turn on camera" })).toBeVisible();
  await expect(again.getByRole("button", { name: "Turn off microphone" })).toBeVisible();
  await expect.poll(() => chosen(again, "Microphone")).toBe("Fake Audio Input 2");
  await expect.poll(() => chosen(again, "Speaker")).toBe("Fake Audio Output 1");
  await expect.poll(() => again.evaluate(() => window.instruments.tracks.map((track) => track.label))).toEqual(["Fake Audio Input 2"]);
});

test("whoever speaks while muted is told, and unmutes with one press", async ({ person }) => {
  const asha = await person({ script: humming });
  await register(asha, "Asha Patil");
  await join(asha, await newMeeting(asha));
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "on");
  await expect(toast(asha)).toBeHidden();
  await asha.keyboard.press("Control+d");
  await expect(toast(asha)).toContainText("You are muted");
  await toast(asha).getByRole("button", { name: "Unmute" }).click();
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "on");
  await expect(toast(asha)).toBeHidden();
  // The copy that was listened to is given back.
  const live = () => asha.evaluate(() => window.instruments.tracks.filter((track) => track.kind === "audio" && track.readyState === "live").length);
  await expect.poll(live).toBe(1);
  // And all of it ends with the call.
  await asha.keyboard.press("Control+d");
  await asha.getByRole("button", { name: "Leave meeting" }).click();
  await asha.getByRole("button", { name: "Leave", exact: true }).click();
  await expect.poll(live).toBe(0);
});

declare global {
  interface Window {
    /** Tracks put in place of others on the lines that send. */
    swaps: { from: string | undefined; to: string | undefined; old: string | undefined }[];
  }
}

/** Notes which track takes the place of which, and whether the old one is still alive when it does. */
function watchSenders(): void {
  window.swaps = [];
  const replaceTrack = RTCRtpSender.prototype.replaceTrack;
  RTCRtpSender.prototype.replaceTrack = async function (track) {
    const before = this.track;
    await replaceTrack.call(this, track);
    // The server's own events make the page say the same again.
    if (before !== track) window.swaps.push({ from: before?.label, to: track?.label, old: before?.readyState });
  };
}

/** A microphone into which somebody hums without a pause. */
function humming(): void {
  if (!navigator.mediaDevices) return;
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (!constraints?.audio) return getUserMedia(constraints);
    const context = new AudioContext();
    const [voice, out] = [context.createOscillator(), context.createMediaStreamDestination()];
    voice.connect(out);
    voice.start();
    window.instruments.tracks.push(...out.stream.getTracks());
    return out.stream;
  };
}

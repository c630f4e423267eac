import { chromiumFlags, launchOptions } from "../support/chromium";
import { expectIn, knock, newMeeting, openMeeting, register, say, tile } from "../support/people";
import { expect, test } from "../support/test";

const flags = chromiumFlags.filter((flag) => !flag.startsWith("--use-fake-ui"));
test.use({ launchOptions: launchOptions([...flags, "--use-fake-ui-for-media-stream=deny"]) });

test("whoever answers no joins all the same, and reads what to do", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await openMeeting(asha, code);
  await expect(asha.getByText(/Your browser blocked/)).toBeVisible();
  await knock(asha);
  await expectIn(asha);
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-camera", "off");
  await expect(tile(asha, "Asha Patil")).toHaveAttribute("data-mic", "off");
  await say(asha, "I can still write");
});

const AGENTS = {
  firefox: ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Click the crossed-out symbol"],
  safari: ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Click Safari in the menu bar"],
  chrome: [undefined, "Click the camera icon in the address bar and choose Allow."],
} as const;

test("what to click is said for the browser at hand", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  for (const [userAgent, words] of Object.values(AGENTS)) {
    const page = await person(userAgent ? { context: { userAgent } } : {});
    await openMeeting(page, code);
    await expect(page.getByText("Your browser blocked the camera and the microphone.")).toContainText(words);
    await expect(page.getByText("You can join all the same")).toBeVisible();
  }
});

/** Somebody who says no at first and then allows it in the address bar. */
function allowsLater(): void {
  if (!navigator.mediaDevices) return;
  const status = Object.assign(new EventTarget(), { state: "denied" });
  navigator.permissions.query = async () => status as unknown as PermissionStatus;
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (status.state === "denied") throw new DOMException("no", "NotAllowedError");
    const context = new AudioContext();
    const picture = document.createElement("canvas").captureStream(10);
    return constraints?.video ? picture : context.createMediaStreamDestination().stream;
  };
  window.addEventListener("allow", () => {
    status.state = "granted";
    status.dispatchEvent(new Event("change"));
  });
}

test("what is allowed after all is used at once before joining", async ({ person }) => {
  const asha = await person({ script: allowsLater });
  await register(asha, "Asha Patil");
  await openMeeting(asha, await newMeeting(asha));
  await expect(asha.getByText(/Your browser blocked/)).toBeVisible();
  await expect(asha.getByRole("button", { name: "Turn on camera" })).toBeVisible();
  await asha.evaluate(() => window.dispatchEvent(new Event("allow")));
  await expect(asha.getByText(/Your browser blocked/)).toBeHidden();
  await expect(asha.getByRole("button", { name: "Turn off camera" })).toBeVisible();
  await expect(asha.getByRole("button", { name: "Turn off microphone" })).toBeVisible();
});

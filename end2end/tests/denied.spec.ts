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

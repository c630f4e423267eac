import { chromiumFlags, launchOptions } from "../support/chromium";
import { expectMovingPictures, expectSoundFrom } from "../support/media";
import { expectPicture, join, newMeeting, register, tile } from "../support/people";
import { expect, test } from "../support/test";

// This browser sends no UDP of its own, as behind a firewall that lets only TCP out.
test.use({ launchOptions: launchOptions([...chromiumFlags, "--webrtc-ip-handling-policy=disable_non_proxied_udp"]) });

test("where UDP is blocked, people see and hear each other over TCP", async ({ person }) => {
  const [asha, ravi] = [await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expectPicture(asha, "Ravi Kulkarni");
  for (const page of [asha, ravi]) {
    await expectMovingPictures(page, 1);
    await expectSoundFrom(page, 1);
    const protocol = await page.evaluate(async () => {
      const stats = [...(await window.instruments.peers.at(-1)?.getStats() ?? new Map()).values()];
      const transport = stats.find((entry) => entry.type === "transport");
      const pair = stats.find((entry) => entry.id === transport?.selectedCandidatePairId);
      return stats.find((entry) => entry.id === pair?.remoteCandidateId)?.protocol;
    });
    expect(protocol).toBe("tcp");
  }
  await ravi.getByRole("button", { name: "Turn off camera" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off");
  await ravi.getByRole("button", { name: "Turn on camera" }).click();
  await expectPicture(asha, "Ravi Kulkarni");
});

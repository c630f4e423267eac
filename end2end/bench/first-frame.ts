import { expectPicture, join, newMeeting, openMeeting, register } from "../support/people";
import { test } from "../support/test";

const RUNS = 10;

/** Runs in the page: the moment of the click on Join, and of the first frame of somebody else's picture. */
function timeline(): void {
  const moments = { clicked: 0, shown: 0 };
  Object.assign(window, { moments });
  addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest("button");
    if (button?.textContent?.includes("Join now")) moments.clicked = performance.now();
  }, true);
  const watched = new WeakSet<HTMLVideoElement>();
  const watch = () => {
    for (const video of document.querySelectorAll<HTMLVideoElement>("[data-tile]:not([data-me]) video")) {
      if (watched.has(video)) continue;
      watched.add(video);
      video.requestVideoFrameCallback(() => (moments.shown ||= performance.now()));
    }
  };
  new MutationObserver(watch).observe(document, { childList: true, subtree: true, attributes: true });
}

test("click on Join to the first remote frame", async ({ person }) => {
  const asha = await person();
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);

  const ravi = await person({ script: timeline });
  await register(ravi, "Ravi Kulkarni");
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await openMeeting(ravi, code);
    // As people do: look at oneself first. What is measured begins with the click.
    await ravi.locator(".preview video").evaluate((video: HTMLVideoElement) =>
      new Promise<void>((done) => video.requestVideoFrameCallback(() => done())),
    );
    await ravi.getByRole("button", { name: "Join now" }).click();
    await expectPicture(ravi, "Asha Patil");
    const { clicked, shown } = await ravi.evaluate(() => (window as unknown as { moments: Moments }).moments);
    times.push(shown - clicked);
    await ravi.getByRole("button", { name: "Leave meeting" }).click();
    await ravi.getByRole("button", { name: "Leave", exact: true }).click();
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)]?.toFixed(0);
  console.log(`click on Join to first remote frame, ${RUNS} runs: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  console.log(`all: ${times.map((time) => time.toFixed(0)).join(" ")} ms`);
});

interface Moments {
  clicked: number;
  shown: number;
}

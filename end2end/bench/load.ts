import { expectMovingPictures } from "../support/media";
import { join, newMeeting, register } from "../support/people";
import { test } from "../support/test";

/** How long the call is watched once everybody sees everybody. */
const SECONDS = 20;

for (const people of [3, 6]) {
  test(`what a call of ${people} costs the server`, async ({ person, server }) => {
    const idle = await server.usage();
    const first = await person();
    await register(first, "Person 1");
    const code = await newMeeting(first);
    await join(first, code);
    const pages = [first];
    for (let number = 2; number <= people; number += 1) {
      const page = await person();
      await register(page, `Person ${String.fromCharCode(64 + number)}`);
      await join(page, code);
      pages.push(page);
    }
    for (const page of pages) await expectMovingPictures(page, people - 1);
    const before = await server.usage();
    const began = Date.now();
    await new Promise((done) => setTimeout(done, SECONDS * 1000));
    const after = await server.usage();
    const share = ((after.cpu - before.cpu) / (Date.now() - began)) * 100;
    console.log(
      `${people} people: ${share.toFixed(1)} % of one core, ${after.memory.toFixed(0)} MiB resident ` +
        `(${idle.memory.toFixed(0)} MiB before anybody came)`,
    );
  });
}

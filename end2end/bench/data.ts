import { limitData, received, seconds } from "../support/data";
import { three } from "../support/people";
import { test } from "../support/test";

const MINUTES = 5;

for (const megabytes of [100, 400]) {
  test(`${megabytes} MB an hour over five minutes`, async ({ person }) => {
    test.setTimeout(600_000);
    const { asha, meera } = await three(person, { context: { viewport: { width: 1440, height: 900 } } });
    await limitData(asha, `${megabytes}`);
    const [bytes, began] = [await received(meera), Date.now()];
    for (let minute = 1; minute <= MINUTES; minute++) {
      await seconds(60);
      const spent = (await received(meera)) - bytes;
      const allowed = (megabytes * 1_000_000 * (Date.now() - began)) / 3_600_000;
      const share = ((100 * spent) / allowed).toFixed(1);
      console.log(`${megabytes} MB an hour, minute ${minute}: ${Math.round(spent / 1000)} kB, ${share} % of what is allowed`);
    }
  });
}

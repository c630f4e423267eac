import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "../support/test";

const run = promisify(execFile);

/** Requests of each page. */
const REQUESTS = 200;
/** A page that took longer would be felt. */
const P95_MS = 100;

/** The lesson of sixty people that was held forty times. */
const LESSON = "/meetings/00000000-meeting";

/** What is asked of somebody with 2,500 meetings behind them who administers the server. */
const PAGES: [string, string][] = [
  ["home", "/home"],
  ["history", "/history"],
  ["history, filtered", "/history?show=attended&from=2026-01-01&minutes=30&weeks=26"],
  ["history, searched", "/history?search=physics+1"],
  ["history, deep page", "/history?before=1750000000000"],
  ["history, export", "/history.csv"],
  ["record", LESSON],
  ["record of a lesson", `${LESSON}?run=lesson-0`],
  ["record of a busy lesson", `${LESSON}?run=lesson-remembered`],
  ["the same, searched", `${LESSON}?run=lesson-remembered&find=field`],
  ["the same, attendance", `${LESSON}/attendance.csv?run=lesson-remembered`],
  ["the same, conversation", `${LESSON}/chat.csv?run=lesson-remembered`],
  ["the same, whole", `${LESSON}/record.json?run=lesson-remembered`],
  ["roll of forty lessons", `${LESSON}?view=roll`],
  ["roll, export", `${LESSON}/attendance.csv?view=roll`],
  ["door of a meeting", "/m/aaaa-aaaa-aaaa"],
  ["settings of a meeting", `${LESSON}/settings`],
  ["schedule", "/schedule"],
  ["profile", "/profile"],
  ["people", "/admin/users"],
  ["people, searched", "/admin/users?q=person+99"],
  ["people, nobody found", "/admin/users?q=nobody+at+all"],
  ["meetings", "/admin/meetings"],
  ["meetings, searched", "/admin/meetings?q=physics+1"],
  ["meetings, poor connections", "/admin/meetings?show=poor"],
  ["system", "/admin/system"],
  ["audit log", "/admin/audit"],
  ["audit log, searched", "/admin/audit?q=person+99"],
];

test("pages over a million stays", async ({ server }) => {
  test.setTimeout(600_000);
  const seed = process.env["SEED_PROGRAM"];
  if (!seed) throw new Error("run it by `cargo xtask bench pages`, which builds what fills the database");
  await server.stop();
  const session = randomBytes(32).toString("hex");
  const digest = createHash("sha256").update(session).digest("hex");
  const { stdout } = await run(seed, [join(server.dataDir, "talkspace.db"), digest]);
  await server.startAgain();
  const lines = [`Over ${stdout.trim()}; milliseconds of ${REQUESTS} requests one after the other, to the last byte.`, "", "| page | p50 | p95 | p99 |", "|---|---|---|---|"];
  const slow: string[] = [];
  for (const [name, path] of PAGES) {
    const took = await measure(server.url + path, `talkspace=${session}`);
    const at = (share: number) => took[Math.ceil(took.length * share) - 1] ?? NaN;
    lines.push(`| ${name} | ${at(0.5).toFixed(1)} | ${at(0.95).toFixed(1)} | ${at(0.99).toFixed(1)} |`);
    if (at(0.95) > P95_MS) slow.push(name);
  }
  const report = lines.join("\n");
  console.log(report);
  await writeFile(join(__dirname, "../../docs/pages-speed.md"), `# How fast pages are\n\n\`cargo xtask bench pages\` writes this.\n\n${report}\n`);
  expect(slow, `p95 above ${P95_MS} ms`).toEqual([]);
});

async function measure(url: string, cookie: string): Promise<number[]> {
  const took: number[] = [];
  for (let left = REQUESTS; left > 0; left -= 1) {
    const began = performance.now();
    const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
    await answer.arrayBuffer();
    took.push(performance.now() - began);
    expect(answer.status).toBe(200);
  }
  return took.sort((a, b) => a - b);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { numbered, sitDown } from "./hall";

/** An offer as a browser makes it; nothing will ever come over its lines. */
const OFFER = readFileSync(join(__dirname, "../../crates/server/tests/live/offer.sdp"), "utf8");

declare global {
  interface Window {
    bots: WebSocket[];
  }
}

/**
 * Lets people without media into a meeting over sockets of their own, all from one page (which must be on the site). They
 * are one guest's device to the server, which gives one device 20 seats.
 */
export async function bots(page: Page, code: string, names: string[]): Promise<void> {
  await page.evaluate(
    async ({ code, names, offer }) => {
      window.bots = await Promise.all(
        names.map(async (name) => {
          const asked = { method: "POST", headers: { "content-type": "application/json" } };
          const answer = await fetch("/api/enter", { ...asked, body: JSON.stringify({ code, name, passcode: "" }) });
          const { Ok } = (await answer.json()) as { Ok: { ticket: string } };
          const socket = new WebSocket(`ws://${location.host}/ws/${code}`);
          const say = (message: object) => socket.send(JSON.stringify(message));
          await new Promise((done) => socket.addEventListener("open", done));
          const publish = { microphone: true, camera: false, screen: false };
          const joined = new Promise<void>((done) =>
            socket.addEventListener("message", (event) => {
              if ((JSON.parse(event.data as string) as { type: string }).type === "joined") done();
            }),
          );
          say({ type: "hello", version: 2, ticket: Ok.ticket });
          say({ type: "join", offer, publish });
          await joined;
          setInterval(() => say({ type: "ping", n: 1 }), 5000);
          return socket;
        }),
      );
    },
    { code, names, offer: OFFER },
  );
}

/** Some of a page's bots say something to the server. */
export async function botsSay(page: Page, count: number, message: object): Promise<void> {
  await page.evaluate(
    ({ count, text }) => window.bots.slice(0, count).forEach((bot) => bot.send(text)),
    { count, text: JSON.stringify(message) },
  );
}

/** Twenty people, all of this page, write `count` numbered messages as fast as they may. */
export async function talk(page: Page, code: string, count: number): Promise<void> {
  await sitDown(page, code);
  await bots(page, code, numbered("Writer", 20));
  await page.evaluate(async (count) => {
    for (let n = 0; n < count; ) {
      for (const bot of window.bots) {
        n += 1;
        bot.send(JSON.stringify({ type: "chat", id: crypto.randomUUID(), text: `message number ${n}.` }));
      }
      // Each may write five times a second.
      await new Promise((done) => setTimeout(done, 205));
    }
  }, count);
}

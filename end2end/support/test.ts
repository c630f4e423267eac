import { type Browser, type BrowserContextOptions, type Page, test as base, expect } from "@playwright/test";
import { instrument } from "./instrument";
import { Server } from "./server";

/** A page of a person of their own: own cookies, own storage. */
export type NewPerson = (options?: PersonOptions) => Promise<Page>;

export interface PersonOptions {
  context?: BrowserContextOptions;
  /** Runs in the page before anything else, after the instruments. */
  script?: () => void;
}

interface Fixtures {
  /** Further flags of the server. */
  settings: string[];
  server: Server;
  person: NewPerson;
}

export const test = base.extend<Fixtures>({
  settings: [[], { option: true }],

  server: async ({ settings }, use, info) => {
    const server = await Server.start(settings);
    await use(server);
    const failed = info.status !== info.expectedStatus;
    if (failed) await info.attach("server.log", { body: server.log, contentType: "text/plain" });
    await server.discard();
  },

  person: async ({ browser, server }, use) => {
    const complaints: string[] = [];
    const contexts: Awaited<ReturnType<Browser["newContext"]>>[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: server.url, ...options.context });
      contexts.push(context);
      await context.addInitScript(instrument);
      if (options.script) await context.addInitScript(options.script);
      context.on("page", (page) => listen(page, complaints));
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    // Whatever a test looks at: no page may have failed, nor broken the content security policy.
    expect(complaints).toEqual([]);
  },
});

function listen(page: Page, complaints: string[]): void {
  page.on("pageerror", (error) => complaints.push(`${error}`));
  page.on("console", (message) => {
    const text = message.text();
    if (/panicked|Content Security Policy|hydration/i.test(text)) complaints.push(text);
  });
}

export { expect };

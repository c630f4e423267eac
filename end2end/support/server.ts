import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** How long the program may take from its start until it answers. */
const READY_WITHIN_MS = 20_000;

/** The real program on ports and data of its own. */
export class Server {
  readonly url: string;
  #log = "";
  #process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly mediaPort: number,
    readonly dataDir: string,
    private readonly settings: string[],
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts the program with fresh data. `settings` are further flags. */
  static async start(settings: string[] = []): Promise<Server> {
    const dataDir = await mkdtemp(join(tmpdir(), "talkspace-end2end-"));
    const server = new Server(await freeTcpPort(), await freeUdpPort(), dataDir, settings);
    await server.startAgain();
    return server;
  }

  /** Starts it once more on the same ports and data. */
  async startAgain(): Promise<void> {
    const flags = ["serve", "--listen", `127.0.0.1:${this.port}`, "--media-port", `${this.mediaPort}`];
    const child = spawn(program(), [...flags, "--data-dir", this.dataDir, ...this.settings], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.#log += text));
    }
    await this.#ready(child);
  }

  async #ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`the server stopped at once:\n${this.#log}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`the server is not ready after ${READY_WITHIN_MS} ms:\n${this.#log}`);
  }

  /** Everything it has written, colours taken out. */
  get log(): string {
    return this.#log.replace(/\u001b\[[0-9;]*m/g, "");
  }

  /** The address in the log that makes the first administrator, on this test's port. */
  setupLink(): string {
    const found = this.log.match(/\/setup\?token=[\w.~-]+/);
    if (!found) throw new Error(`there is no set-up link in the log:\n${this.log}`);
    return this.url + found[0];
  }

  /** Ends it with a signal, by its process id, and waits until it is gone. Milliseconds it took. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return 0;
    const asked = Date.now();
    const gone = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill(signal);
    await gone;
    return Date.now() - asked;
  }

  /** Processor time used so far in milliseconds, and resident memory in MiB. Linux only (proc(5)). */
  async usage(): Promise<{ cpu: number; memory: number }> {
    const of = (name: string) => readFile(`/proc/${this.#process?.pid}/${name}`, "utf8");
    // The second field is the program's name in brackets and may hold anything; utime and stime are the 14th and 15th.
    const fields = (await of("stat")).split(") ").at(-1)?.split(" ") ?? [];
    const memory = Number((await of("status")).match(/VmRSS:\s+(\d+)/)?.[1]) / 1024;
    const TICK_MS = 10;
    return { cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS, memory };
  }

  /** Stops it if need be and removes its data. */
  async discard(): Promise<void> {
    await this.stop("SIGKILL");
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

function program(): string {
  const path = resolve(process.env["E2E_PROGRAM"] ?? join(__dirname, "../../target/release/talkspace"));
  if (!existsSync(path)) throw new Error(`${path} is not there: run the tests by \`cargo xtask test\`, which builds it`);
  return path;
}

function freeTcpPort(): Promise<number> {
  return new Promise((done, failed) => {
    const listener = createServer();
    listener.once("error", failed);
    listener.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      listener.close(() => (typeof address === "object" && address ? done(address.port) : failed(new Error("no port"))));
    });
  });
}

/** Free for UDP and for TCP, as the media port has to be. */
async function freeUdpPort(): Promise<number> {
  for (;;) {
    const port = await freeTcpPort();
    const free = await new Promise<boolean>((done) => {
      const socket = createSocket("udp4");
      socket.once("error", () => done(false));
      socket.bind(port, "127.0.0.1", () => socket.close(() => done(true)));
    });
    if (free) return port;
  }
}

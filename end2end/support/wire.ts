import { type Server as Listener, type Socket, connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";

/**
 * A stretch of network between one browser and the server that can be cut. To the browser it is a web proxy, so that
 * addresses stay as they are; WebSockets come through it by CONNECT (RFC 9110 section 9.3.6). Media does not use it.
 */
export class Wire {
  #pairs = new Set<Pair>();
  #listener: Listener | undefined;
  #silent = false;

  private constructor(private readonly target: number) {}

  /** Opens a wire that leads to a port of this machine. */
  static async to(port: number): Promise<Wire> {
    const wire = new Wire(port);
    const listener = createServer({ pauseOnConnect: true }, (near) => wire.#carry(near));
    await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
    wire.#listener = listener;
    return wire;
  }

  /** What a browser context is told to use. */
  get proxy(): { server: string } {
    return { server: `http://127.0.0.1:${(this.#listener?.address() as AddressInfo).port}` };
  }

  #carry(near: Socket): void {
    const far = connect(this.target, "127.0.0.1");
    const pair = { near, far };
    this.#pairs.add(pair);
    for (const from of [near, far]) {
      from.on("error", () => this.#drop(pair));
      from.on("close", () => this.#drop(pair));
      from.on("end", () => this.#drop(pair));
    }
    far.on("data", (bytes) => this.#pass(bytes, near));
    near.once("data", (first) => {
      if (!this.#open(first, near)) this.#pass(first, far);
      near.on("data", (bytes) => this.#pass(bytes, far));
    });
    near.resume();
  }

  /** Answers a CONNECT; every other request goes to the server as it is. */
  #open(first: Buffer, near: Socket): boolean {
    const asked = first.subarray(0, 8).toString("latin1") === "CONNECT ";
    if (asked) near.write("HTTP/1.1 200 Connection established\r\n\r\n");
    return asked;
  }

  #pass(bytes: Buffer, to: Socket): void {
    if (!this.#silent) to.write(bytes);
  }

  #drop(pair: Pair): void {
    // Half-open: neither side is told that the other is gone.
    if (this.#silent) return;
    this.#pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }

  /** Resets every connection, as a router that is restarted does. New ones go through at once. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    this.#pairs.clear();
  }

  /** Swallows everything and tells nobody, as a mobile network without coverage does. */
  fallSilent(): void {
    this.#silent = true;
  }

  /** Carries again. What was under way is lost, and so are the connections it belonged to. */
  speakAgain(): void {
    this.#silent = false;
    this.cut();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#listener?.close(done));
  }
}

interface Pair {
  near: Socket;
  far: Socket;
}

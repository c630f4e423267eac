import type { Page } from "@playwright/test";

declare global {
  interface Window {
    /** What holds the connections of a page's people, who would be collected otherwise. */
    cameras: { socket: WebSocket; peer: RTCPeerConnection }[];
  }
}

/**
 * Lets people with a camera and nothing else into a meeting, all from one page (which must be on the site). Each has a peer
 * connection of their own and really sends: a small picture of one layer, five times a second, the same for all of a page. They are one guest's
 * device to the server, which gives one device 20 seats.
 */
export async function cameras(page: Page, code: string, names: string[]): Promise<void> {
  await page.evaluate(
    async ({ code, names }) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [160, 90];
      const paint = canvas.getContext("2d");
      if (!paint) throw new Error("no canvas");
      setInterval(() => {
        paint.fillStyle = `hsl(${(performance.now() / 20) % 360} 60% 50%)`;
        paint.fillRect(0, 0, 160, 90);
      }, 200);
      const stream = canvas.captureStream(5);
      const [camera] = stream.getVideoTracks();
      if (!camera) throw new Error("no picture");

      const enter = async (name: string) => {
        const asked = { method: "POST", headers: { "content-type": "application/json" } };
        const answer = await fetch("/api/enter", { ...asked, body: JSON.stringify({ code, name, passcode: "" }) });
        const { Ok } = (await answer.json()) as { Ok: { ticket: string } };
        const peer = new RTCPeerConnection();
        peer.addTransceiver("audio", { direction: "sendonly" });
        peer.addTransceiver(camera, { direction: "sendonly", streams: [stream] });
        await peer.setLocalDescription();
        const socket = new WebSocket(`ws://${location.host}/ws/${code}`);
        const say = (message: object) => socket.send(JSON.stringify(message));
        await new Promise((done) => socket.addEventListener("open", done));
        const joined = new Promise<string>((done, failed) =>
          socket.addEventListener("message", ({ data }) => {
            const told = JSON.parse(data as string) as { type: string; answer?: string };
            if (told.type === "joined" && told.answer) done(told.answer);
            if (told.type === "refused") failed(new Error(data as string));
          }),
        );
        say({ type: "hello", version: 2, ticket: Ok.ticket });
        say({ type: "join", offer: peer.localDescription?.sdp, publish: { microphone: false, camera: true, screen: false } });
        await peer.setRemoteDescription({ type: "answer", sdp: await joined });
        setInterval(() => say({ type: "ping", n: 1 }), 5000);
        return { socket, peer };
      };
      window.cameras = await Promise.all(names.map(enter));
    },
    { code, names },
  );
}

/** How many of a page's people have sent a picture. */
export const sending = (page: Page) =>
  page.evaluate(async () => {
    const sends = async ({ peer }: { peer: RTCPeerConnection }) =>
      [...(await peer.getStats()).values()].some((entry) => entry.type === "outbound-rtp" && entry.kind === "video" && entry.framesSent > 0);
    return (await Promise.all(window.cameras.map(sends))).filter(Boolean).length;
  });

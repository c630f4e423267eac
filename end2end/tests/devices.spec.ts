import { expectIn, expectPicture, join, knock, newMeeting, openMeeting, register, tile } from "../support/people";
import { expect, test } from "../support/test";

/** A machine without camera and microphone. */
function noDevices(): void {
  // The empty page before the first one is no secure context and has no devices to begin with.
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
  navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
}

/** A machine whose camera is in another program's hands. */
function cameraBusy(): void {
  if (!navigator.mediaDevices) return;
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (constraints) =>
    constraints?.video ? Promise.reject(new DOMException("in use", "NotReadableError")) : getUserMedia(constraints);
}

test("without any device one joins, sees the others and is told why one is not seen", async ({ person }) => {
  const [asha, ravi] = [await person(), await person({ script: noDevices })];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await openMeeting(ravi, code);
  await expect(ravi.locator(".device-problems")).toContainText(/camera/i);
  await knock(ravi);
  await expectIn(ravi);
  await expectPicture(ravi, "Asha Patil");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");
});

test("a busy camera leaves the microphone working", async ({ person }) => {
  const [asha, ravi] = [await person(), await person({ script: cameraBusy })];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on");
});

import { liveTracks } from "../support/media";
import { three, tile, two } from "../support/people";
import { AT_ONCE, act, confirm, notice, openMenu, openPanel, row } from "../support/steering";
import { expect, test } from "../support/test";

test("a co-host steers, but not the host, and stops steering when the role is taken", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await act(asha, "Ravi Kulkarni", "Make co-host");
  await expect(notice(ravi)).toHaveText(/^Asha Patil made you a co-host\./);
  await openPanel(ravi, "People");
  await expect(row(ravi, "Ravi Kulkarni")).toHaveAttribute("data-role", "co_host");

  await act(ravi, "Meera Joshi", "Mute");
  await expect(tile(asha, "Meera Joshi")).toHaveAttribute("data-mic", "off", AT_ONCE);
  await expect(notice(meera)).toHaveText(/^Ravi Kulkarni muted you\./);
  await openMenu(ravi, "Asha Patil");
  await expect(ravi.getByRole("menuitem")).toHaveText(["Spotlight", "Write privately", "Mute everyone else"]);
  await ravi.keyboard.press("Escape");
  await ravi.getByRole("button", { name: "Leave meeting" }).click();
  await expect(ravi.getByRole("button", { name: "End for all" })).toHaveCount(0);

  await act(asha, "Ravi Kulkarni", "Remove as co-host");
  await expect(row(ravi, "Ravi Kulkarni")).toHaveAttribute("data-role", "participant", AT_ONCE);
  await ravi.keyboard.press("Escape");
  await openMenu(ravi, "Meera Joshi");
  await expect(ravi.getByRole("menuitem")).toHaveText(["Write privately"]);
});

test("the host hands the meeting over and stays as a co-host", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await act(asha, "Ravi Kulkarni", "Make host");
  await expect(asha.getByRole("dialog")).toContainText("you become a co-host");
  await confirm(asha, "Make host");
  await expect(notice(ravi)).toHaveText("Asha Patil made you the host. You lead the meeting now.");
  await expect(row(asha, "Ravi Kulkarni")).toHaveAttribute("data-role", "host", AT_ONCE);
  await expect(row(asha, "Asha Patil")).toHaveAttribute("data-role", "co_host");

  await asha.getByRole("button", { name: "Leave meeting" }).click();
  await expect(asha.getByRole("button", { name: "End for all" })).toHaveCount(0);
  await ravi.getByRole("button", { name: "Leave meeting" }).click();
  await expect(ravi.getByRole("button", { name: "End for all" })).toBeVisible();
});

test("a viewer sends nothing and is told why; a participant may again", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await act(asha, "Ravi Kulkarni", "Make viewer");
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off", AT_ONCE);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "off", AT_ONCE);
  await expect.poll(() => liveTracks(ravi, "video")).toBe(0);
  for (const name of ["Turn on microphone", "Turn on camera", "Share screen"]) {
    const control = ravi.getByRole("button", { name });
    await expect(control).toBeDisabled();
    await expect(control).toHaveAccessibleDescription(/^You are here as a viewer/);
  }
  // Neither by key.
  await ravi.keyboard.press("Control+e");
  await expect(notice(ravi)).toHaveText(/^You are here as a viewer/);
  expect(await liveTracks(ravi, "video")).toBe(0);

  await act(asha, "Ravi Kulkarni", "Make participant");
  await expect(ravi.getByRole("button", { name: "Turn on camera" })).toBeEnabled();
  await ravi.getByRole("button", { name: "Turn on camera" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-camera", "on");
});

test("a presenter speaks whatever the switches say", async ({ person }) => {
  const { asha, ravi, meera } = await three(person);
  await openPanel(asha, "Settings");
  await asha.getByRole("button", { name: /^Lecture/ }).click();
  await expect(notice(ravi)).toBeVisible();
  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  await meera.getByRole("button", { name: "Turn off microphone" }).click();
  for (const page of [ravi, meera]) await expect(page.getByRole("button", { name: "Turn on microphone" })).toBeDisabled();

  await act(asha, "Ravi Kulkarni", "Make presenter");
  await expect(notice(ravi)).toHaveText(/^Asha Patil made you a presenter\./);
  await ravi.getByRole("button", { name: "Turn on microphone" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on", AT_ONCE);
  await expect(meera.getByRole("button", { name: "Turn on microphone" })).toBeDisabled();
});

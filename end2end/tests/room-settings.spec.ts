import { expectAccessible } from "../support/access";
import { call, knock, openMeeting, three, tile, two } from "../support/people";
import { AT_ONCE, act, flip, notice, openMenu, openPanel } from "../support/steering";
import { expect, test } from "../support/test";

test("the unmute switch keeps the muted muted, until one of them is asked", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await flip(asha, "Unmute themselves");
  await expect(notice(ravi)).toHaveText("Asha Patil lets only hosts and presenters unmute for now.");
  // Who is speaking is not cut off.
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on");
  await ravi.getByRole("button", { name: "Turn off microphone" }).click();
  const microphone = ravi.getByRole("button", { name: "Turn on microphone" });
  await expect(microphone).toBeDisabled();
  await expect(microphone).toHaveAccessibleDescription(/^Only hosts can unmute at the moment\./);
  await ravi.keyboard.press("Control+d");
  await expect(notice(ravi)).toHaveText(/^Only hosts can unmute at the moment\./);
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "off");

  await act(asha, "Ravi Kulkarni", "Ask to unmute");
  await ravi.locator("[data-asked]").getByRole("button", { name: "Unmute" }).click();
  await expect(tile(asha, "Ravi Kulkarni")).toHaveAttribute("data-mic", "on", AT_ONCE);
});

test("the chat switch closes the composer for participants at once", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await openPanel(ravi, "Chat");
  const message = ravi.getByRole("textbox", { name: "Message" });
  await message.fill("half a sentence");
  await flip(asha, "Write in the chat");
  await expect(message).toBeDisabled(AT_ONCE);
  await expect(message).toHaveAccessibleDescription("Only hosts can write at the moment.");
  await expect(notice(ravi)).toHaveText("Asha Patil lets only hosts and presenters write for now.");
  await flip(asha, "Write in the chat");
  await expect(message).toBeEnabled(AT_ONCE);
  await expect(message).toHaveValue("half a sentence");
  await openPanel(asha, "Chat");
  await expect(asha.getByRole("textbox", { name: "Message" })).toBeEnabled();
});

test("the share and rename switches take effect at once", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await flip(asha, "Share the screen");
  await expect(ravi.getByRole("button", { name: "Share screen" })).toBeDisabled(AT_ONCE);
  await expect(notice(ravi)).toHaveText("Asha Patil lets only hosts and presenters share for now.");
  await expect(asha.getByRole("button", { name: "Share screen" })).toBeEnabled();

  await openMenu(ravi, "Ravi Kulkarni");
  await ravi.keyboard.press("Escape");
  await flip(asha, "Change their name");
  await expect(ravi.getByRole("button", { name: "More actions for Ravi Kulkarni" })).toHaveCount(0, AT_ONCE);
  await expect(notice(ravi)).toHaveText("Asha Patil lets nobody change their own name for now.");
});

test("who comes into a meeting that mutes on entry is muted and told so", async ({ person }) => {
  const { code, asha } = await two(person);
  await flip(asha, "Mute on entry");
  await asha.getByLabel("Waits to be let in").selectOption("Nobody");
  const lina = await person();
  await openMeeting(lina, code);
  await knock(lina, "Lina");
  await expect(call(lina)).toHaveAttribute("data-call", "joined");
  await expect(tile(asha, "Lina")).toHaveAttribute("data-mic", "off");
  await expect(notice(lina)).toHaveText(/^Everyone comes into this meeting muted\./);
});

test("a meeting for accounts only keeps guests out, with the reason", async ({ person }) => {
  const { code, asha } = await two(person);
  await flip(asha, "Only with an account");
  const lina = await person();
  await openMeeting(lina, code);
  await expect(lina.locator("[data-needs-account]")).toBeVisible();
  await expect(lina.getByRole("button", { name: /^(Join now|Ask to join)$/ })).toHaveCount(0);
});

test("title and templates are changed while the meeting runs", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await openPanel(asha, "Settings");
  const title = asha.getByLabel("Title", { exact: true });
  await title.fill("Chapter 5");
  await title.press("Enter");
  await expect(ravi.getByRole("heading", { level: 1, name: "Chapter 5" })).toBeVisible(AT_ONCE);
  await expect(notice(ravi)).toHaveText("Asha Patil gave the meeting a new title.");

  const lecture = asha.getByRole("button", { name: /^Lecture/ });
  await lecture.click();
  await expect(lecture).toHaveAttribute("aria-pressed", "true", AT_ONCE);
  await expect(asha.getByRole("switch", { name: "Mute on entry" })).toBeChecked();
  await expect(notice(ravi)).toHaveText("Asha Patil changed the settings of the meeting.");
  await openPanel(ravi, "Settings");
  // Only what is his own to decide.
  await expect(ravi.getByRole("switch", { name: "Use less data" })).toBeVisible();
  await expect(ravi.getByRole("switch")).toHaveCount(1);
});

test("a switch is flipped by keyboard alone", async ({ person }) => {
  const { asha, ravi } = await two(person);
  await openPanel(asha, "Settings");
  const react = asha.getByRole("switch", { name: "Send reactions" });
  await react.focus();
  await asha.keyboard.press("Space");
  await expect(react).not.toBeChecked(AT_ONCE);
  await expect(react).toBeFocused();
  await expect(notice(ravi)).toHaveText("Asha Patil turned reactions off for now.");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the panels are accessible (${colorScheme})`, async ({ person }) => {
    const { asha, ravi } = await three(person, { context: { colorScheme } });
    await ravi.getByRole("button", { name: "Raise hand" }).click();
    await openPanel(asha, "People");
    await expect(asha.locator("[data-person][data-hand]")).toHaveCount(1);
    await test.step("people", () => expectAccessible(asha));
    await openMenu(asha, "Ravi Kulkarni");
    await test.step("menu", () => expectAccessible(asha));
    await asha.getByRole("menuitem", { name: "Remove", exact: true }).click();
    await test.step("question", () => expectAccessible(asha));
    await asha.keyboard.press("Escape");
    await openPanel(asha, "Settings");
    await test.step("settings", () => expectAccessible(asha));
  });
}

test("the host gives the meeting a passcode while it runs, and takes it away", async ({ person }) => {
  const { code, asha, ravi } = await two(person);
  await openPanel(asha, "Settings");
  const field = asha.getByRole("textbox", { name: "New passcode" });
  await field.fill("abc");
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(/at least 4/);
  await field.fill("blue door");
  await field.press("Enter");
  await expect(asha.getByText("The passcode is set.")).toBeVisible();
  await expect(field).toHaveValue("");

  const meera = await person();
  await openMeeting(meera, code);
  await meera.getByLabel("Passcode").fill("red door");
  await knock(meera, "Meera Joshi");
  await expect(meera.getByLabel("Passcode")).toHaveAccessibleDescription(/passcode/i);
  await meera.getByLabel("Passcode").fill("blue door");
  await knock(meera);
  await expect(call(meera)).toHaveAttribute("data-call", "waiting");
  // Co-hosts steer this run; the passcode is the meeting's.
  await act(asha, "Ravi Kulkarni", "Make co-host");
  await openPanel(ravi, "Settings");
  await expect(ravi.getByRole("switch", { name: "Write in the chat" })).toBeVisible();
  await expect(ravi.getByRole("textbox", { name: "New passcode" })).toHaveCount(0);

  await openPanel(asha, "Settings");
  await asha.getByRole("button", { name: "Take the passcode away" }).click();
  await expect(asha.getByText("The passcode is gone.")).toBeVisible();
  const lina = await person();
  await openMeeting(lina, code);
  await expect(lina.getByLabel("Passcode")).toHaveCount(0);
});

import type { Page } from "@playwright/test";
import {
  admit,
  call,
  endForAll,
  expectIn,
  expectMessage,
  expectPicture,
  join,
  knock,
  leave,
  newMeeting,
  openChat,
  openMeeting,
  register,
  say,
} from "../support/people";
import { EACH, type Take, WANTED, sitter, taker } from "../support/pictures";
import { PORTRAITS } from "../support/portraits";
import { act, flip, openMenu } from "../support/steering";
import { type NewPerson, type PersonOptions, expect, test } from "../support/test";

/** Nothing is measured here, and the machine may be busy. */
test.describe.configure({ timeout: 240_000 });
test.skip(!WANTED, "set SCREENS=1 to take the pictures of docs/screens");

type Context = NonNullable<PersonOptions["context"]>;

async function pages(person: NewPerson, context: Context, take: Take): Promise<void> {
  const asha = await sitter(person, PORTRAITS.asha, context);
  for (const [path, name] of [["/", "landing"], ["/register", "register"], ["/login", "login"], ["/no/page", "404"]] as const) {
    await asha.goto(path);
    await asha.waitForLoadState("networkidle");
    await take(asha, name);
  }
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await take(asha, "home");
  await openMeeting(asha, code);
  await asha.locator(".preview video").evaluate((video: HTMLVideoElement) =>
    new Promise<void>((done) => video.requestVideoFrameCallback(() => done())),
  );
  await take(asha, "prejoin");
  await asha.getByText("Test your sound and connection").click();
  await asha.getByRole("button", { name: "Test connection" }).click();
  await expect(asha.locator(".checkup-test").last()).toContainText("Round trip");
  await take(asha, "prejoin-tests");
  await asha.goto(`/home?new=${code}`);
  await asha.getByRole("link", { name: "Settings", exact: true }).click();
  await take(asha, "settings");
  await asha.getByRole("switch", { name: "Only with an account" }).check();
  await asha.getByLabel("New passcode").fill("blue door");
  await asha.getByRole("button", { name: "Save" }).click();
  const guest = await person({ context });
  await openMeeting(guest, code);
  await take(guest, "door-account");
}

async function aCall(person: NewPerson, context: Context, take: Take): Promise<void> {
  const asha = await sitter(person, PORTRAITS.asha, context);
  const [ravi, meera] = [await sitter(person, PORTRAITS.ravi), await sitter(person, PORTRAITS.meera, context)];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await openMeeting(meera, code);
  await take(meera, "door-guest");
  await meera.getByLabel("Message to the host (optional)").fill("I am Ravi's sister");
  await knock(meera, "Meera Joshi");
  await expect(call(meera)).toHaveAttribute("data-call", "waiting");
  await take(meera, "waiting");
  await join(asha, code);
  await expect(asha.locator("[data-knock]")).toBeVisible();
  await take(asha, "knock");
  await asha.locator("[data-knock]").getByRole("button", { name: "Deny" }).click();
  await expect(meera.getByRole("button", { name: "Ask again" })).toBeVisible();
  await take(meera, "denied");

  await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  const lina = await sitter(person, PORTRAITS.meera, context);
  await openMeeting(lina, code);
  await knock(lina, "Meera Joshi");
  await admit(asha, "Meera Joshi");
  await expectIn(lina);
  for (const name of ["Ravi Kulkarni", "Meera Joshi"]) await expectPicture(asha, name);
  await asha.mouse.move(0, 0);
  await take(asha, "room");
  // On a phone it stands with the rest.
  await asha.getByRole("button", { name: /^(Layout|More)$/ }).filter({ visible: true }).first().click();
  await take(asha, "layout");
  await asha.keyboard.press("Escape");
  await steer({ asha, ravi, meera: lina }, take);
  // On a phone the panel is a sheet over the controls.
  await lina.keyboard.press("Escape");
  await leave(lina);
  await lina.getByText("people were there").click();
  await lina.getByText("Conversation and files").click();
  await expect(lina.locator("[data-message]").first()).toBeVisible();
  await take(lina, "after");
  await endForAll(asha);
  await asha.goto("/history");
  await take(asha, "history");
}

async function steer({ asha, ravi, meera }: Record<"asha" | "ravi" | "meera", Page>, take: Take): Promise<void> {
  await say(ravi, "The notes of chapter 4 are in the folder.");
  await say(meera, "Thank you! I have one question about page 12.");
  await openChat(asha);
  await expectMessage(asha, "Meera Joshi", "one question");
  await asha.getByRole("combobox", { name: "To", exact: true }).selectOption("Meera Joshi");
  await say(asha, "Come to my office after the lesson, and bring your book.");
  await asha.locator(".compose input[type=file]").setInputFiles({
    name: "Timetable of the spring term.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.alloc(48_000, "%PDF"),
  });
  await asha.getByRole("textbox", { name: "Message" }).fill("At four?");
  await take(asha, "chat");
  await asha.getByRole("button", { name: "Send", exact: true }).click();
  await expect(asha.locator("[data-message] [data-file]")).toBeVisible();
  await asha.locator("[data-message]").first().hover();
  await asha.locator("[data-message]").first().getByRole("button", { name: "Options" }).click();
  await take(asha, "chat-options");
  await asha.locator("[data-message]").first().getByRole("button", { name: "Options" }).click();
  await asha.getByRole("button", { name: "Emoji", exact: true }).click();
  await take(asha, "chat-emoji");
  await asha.keyboard.press("Escape");
  await asha.keyboard.press("Escape");

  await ravi.getByRole("button", { name: "Raise hand" }).click();
  await asha.getByRole("button", { name: "People", exact: true }).click();
  await expect(asha.locator('[data-person][data-hand="1"]')).toBeVisible();
  await take(asha, "people");
  await openMenu(asha, "Ravi Kulkarni");
  await take(asha, "person-menu");
  await asha.keyboard.press("Escape");
  await act(asha, "Ravi Kulkarni", "Remove");
  await take(asha, "remove");
  await asha.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await asha.keyboard.press("Escape");

  await flip(asha, "Share the screen");
  await take(asha, "room-settings");
  await asha.keyboard.press("Escape");
  await take(meera, "notice");
  await act(asha, "Meera Joshi", "Mute");
  await act(asha, "Meera Joshi", "Ask to unmute");
  await asha.keyboard.press("Escape");
  await expect(meera.locator("[data-asked]")).toBeVisible();
  await take(meera, "asked");
}

for (const each of EACH) {
  test(`pictures of pages: ${each.name}`, ({ person }) => pages(person, each.context, taker(each)));
  test(`pictures of a call: ${each.name}`, ({ person }) => aCall(person, each.context, taker(each)));
}

import { expectAccessible } from "../support/access";
import { command, letters, openAccount, setUp } from "../support/admin";
import { PASSWORD, account, call, expectPicture, fillRegistration, join, newMeeting, openMeeting, register, signIn, signOut } from "../support/people";
import { expect, test } from "../support/test";

const NEW = "seven violet umbrellas";

test("an administrator makes an account, its owner chooses the password", async ({ person, server }) => {
  const leela = await person();
  await setUp(leela, server);
  await leela.getByLabel("Your account").click();
  await leela.getByRole("link", { name: "Administration" }).click();
  await expect(leela.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  await leela.getByRole("link", { name: "New account" }).click();
  await leela.getByRole("button", { name: "Create account" }).click();
  await expect(leela.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/enter your name/);
  await leela.getByLabel("Name", { exact: true }).fill("Ravi Kulkarni");
  await leela.getByLabel("Email", { exact: true }).fill("ravi.kulkarni@example.org");
  await leela.getByLabel("Role", { exact: true }).selectOption("Member");
  await leela.getByRole("button", { name: "Create account" }).click();
  const link = await leela.locator("[data-password-link]").innerText();

  const ravi = await person();
  await ravi.goto(link);
  await ravi.getByLabel("Password", { exact: true }).fill("ravi kulkarni");
  await ravi.getByRole("button", { name: "Save password" }).click();
  await expect(ravi.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/easy to guess/);
  await ravi.getByLabel("Password", { exact: true }).fill(NEW);
  await ravi.getByRole("button", { name: "Save password" }).click();
  await expect(ravi).toHaveURL(/\/home$/);
  // A member joins meetings and makes none.
  await expect(ravi.getByRole("button", { name: "Join", exact: true })).toBeVisible();
  await expect(ravi.getByRole("button", { name: "New meeting" })).toHaveCount(0);
  const made = await ravi.request.post("/meetings", { form: {} });
  expect(made.url(), `${made.status()}`).toContain("/home?failed");
  
  for (const path of ["/schedule", "/admin", "/admin/users", "/admin/settings", "/admin/audit", "/admin/audit.csv"]) {
    expect((await ravi.goto(path))?.status(), path).toBe(403);
    await expect(ravi.getByRole("heading", { name: "This page is not for your account" })).toBeVisible();
  }
  await ravi.goto(link);
  await expect(ravi.getByRole("main")).toContainText("This link has been used");
});

test("a forgotten password is chosen anew by a letter's link", async ({ person, server }) => {
  const page = await person();
  const asha = await register(page, "Asha Patil");
  await signOut(page);
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  const ask = async (email: string) => {
    await page.goto("/forgot");
    await page.getByLabel("Email", { exact: true }).fill(email);
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
    return page.getByRole("main").innerText();
  };
  expect(await ask("nobody@example.org")).toBe(await ask(asha.email));
  await expect.poll(async () => (await letters(server)).length).toBe(1);
  const [letter] = await letters(server);
  expect(letter).toContain(`To: ${asha.email}`);
  const path = letter?.match(/\/reset\/[\w-]+/)?.[0] ?? "none";
  await page.goto(path);
  await expect(page.getByRole("main")).toContainText(asha.email);
  await page.getByLabel("Password", { exact: true }).fill(NEW);
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page).toHaveURL(/\/home$/);
  await signOut(page);
  await page.goto("/login");
  await signIn(page, asha, PASSWORD);
  await expect(page.getByRole("alert")).toContainText("do not match");
  await signIn(page, asha, NEW);
  await expect(page).toHaveURL(/\/home$/);
});

test("another email address counts once the link that goes there is opened", async ({ person, server }) => {
  const asha = await person();
  const who = await register(asha, "Asha Patil");
  const taken = await register(await person(), "Ravi Kulkarni");
  await asha.goto("/profile");
  await asha.getByRole("link", { name: "Change email address" }).click();
  const ask = async (email: string, password: string) => {
    await asha.getByLabel("New email address").fill(email);
    await asha.getByLabel("Current password").fill(password);
    await asha.getByRole("button", { name: "Send link" }).click();
  };
  await ask("nonsense", PASSWORD);
  await expect(asha.getByLabel("New email address")).toHaveAccessibleDescription(/email address/);
  await ask(taken.email, PASSWORD);
  await expect(asha.getByLabel("New email address")).toHaveAccessibleDescription(/already an account/);
  await expect(asha.getByLabel("New email address")).toHaveValue(taken.email);
  await ask("asha@new.example", "not my password at all");
  await expect(asha.getByLabel("Current password")).toHaveAccessibleDescription(/not your password/);
  await expectAccessible(asha);
  await ask("asha@new.example", PASSWORD);
  await expect(asha.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  const letter = () => letters(server).then((all) => all.find((text) => text.includes("To: asha@new.example")) ?? "");
  await expect.poll(letter).toContain("/email/");
  const link = /http:\/\/\S+\/email\/[\w%-]+/.exec(await letter())?.[0] ?? "";

  // Nothing has changed by the letter alone.
  const phone = await person();
  await phone.goto("/login");
  await signIn(phone, who);
  await expect(phone).toHaveURL(/\/home$/);
  await asha.goto(link);
  await expect(asha.getByRole("main")).toContainText("asha@new.example");
  await expectAccessible(asha);
  await asha.getByRole("button", { name: "Use this address" }).click();
  await expect(asha.getByRole("status").first()).toContainText("Your email address is changed");
  await expect(asha.getByRole("main")).toContainText("You sign in as asha@new.example");
  // The old address is told, in case it was somebody else.
  await expect.poll(() => letters(server).then((all) => all.some((text) => text.includes(`To: ${who.email}`) && text.includes("asha@new.example")))).toBe(true);
  await asha.goto(link);
  await expect(asha.getByRole("main")).toContainText("This link has been used");
  await signOut(asha);
  await asha.goto("/login");
  await signIn(asha, who);
  await expect(asha.getByRole("alert")).toContainText("do not match");
  await signIn(asha, { ...who, email: "asha@new.example" });
  await expect(asha).toHaveURL(/\/home$/);
});

test("whoever is disabled leaves the call within two seconds and stays out", async ({ person, server }) => {
  const leela = await person();
  await setUp(leela, server);
  const [asha, ravi] = [await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  const who = await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expectPicture(asha, "Ravi Kulkarni");
  await openAccount(leela, "Ravi Kulkarni");
  await leela.getByRole("button", { name: "Disable account" }).click();
  await expect(leela.getByRole("status")).toContainText("is disabled");
  const done = Date.now();
  await expect(asha.locator('[data-tile][data-name="Ravi Kulkarni"]')).toHaveCount(0, { timeout: 10_000 });
  console.log(`gone ${Date.now() - done} ms after the administrator saw it done`);
  await expect(call(ravi)).not.toHaveAttribute("data-call", "joined");
  await ravi.goto("/login");
  await signIn(ravi, who);
  await expect(ravi.getByRole("alert")).toContainText("This account is disabled");
  await leela.getByRole("button", { name: "Enable account" }).click();
  await signIn(ravi, who);
  await expect(ravi).toHaveURL(/\/home$/);
  await leela.goto("/admin/audit?action=account.");
  for (const action of ["account.disable", "account.enable", "account.sign_in_disabled"]) {
    await expect(leela.locator(`tr[data-action="${action}"]`)).toHaveCount(1);
  }
  await expect(leela.locator('tr[data-action="account.disable"]')).toContainText("Ravi Kulkarni");
});

test("whoever is deleted leaves the call and the list, and is asked about first", async ({ person, server }) => {
  const [leela, asha, ravi] = [await person(), await person(), await person()];
  await setUp(leela, server);
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  const who = await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expectPicture(asha, "Ravi Kulkarni");
  await openAccount(leela, "Ravi Kulkarni");
  await leela.getByRole("link", { name: "Delete account" }).click();
  await expect(leela.getByRole("main")).toContainText("Ravi Kulkarni");
  await expect(leela.getByRole("main")).toContainText("cannot be undone");
  await leela.getByRole("link", { name: "Keep the account" }).click();
  await expect(leela.getByRole("heading", { level: 1, name: "Ravi Kulkarni" })).toBeVisible();
  await leela.getByRole("link", { name: "Delete account" }).click();
  await leela.getByRole("button", { name: "Delete account" }).click();
  await expect(leela.getByRole("status").first()).toContainText("The account is deleted");
  await expect(leela.locator("[data-account]").filter({ hasText: "Ravi Kulkarni" })).toHaveCount(0);
  await expect(asha.locator('[data-tile][data-name="Ravi Kulkarni"]')).toHaveCount(0, { timeout: 10_000 });
  await ravi.goto("/login");
  await signIn(ravi, who);
  await expect(ravi.getByRole("alert")).toContainText("do not match");
  // One's own is deleted on one's own profile, with the password.
  await openAccount(leela, "Leela Joshi");
  await expect(leela.getByRole("link", { name: "Delete account" })).toHaveCount(0);
});

test("a meeting that goes on is seen, ended, and noted; the system tells how it is", async ({ person, server }) => {
  const leela = await person();
  await setUp(leela, server);
  const asha = await person();
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await leela.goto("/admin/meetings");
  await expect(leela.locator("[data-live-meetings]")).toHaveText("1 person in 1 meeting now.");
  await expect(leela.locator("[data-run]")).toContainText("Asha Patil’s meeting");
  await leela.getByRole("searchbox").fill(code.toUpperCase());
  await leela.getByRole("button", { name: "Find" }).click();
  await expect(leela.locator("[data-run] [data-inside]")).toHaveText("1 inside now");
  await leela.getByRole("button", { name: "End Asha Patil’s meeting for everybody" }).click();
  await expect(leela.getByRole("status")).toHaveText("The meeting is over for everybody.");
  await expect(call(asha)).toHaveAttribute("data-call", "left");
  await leela.goto("/admin/meetings");
  await leela.getByRole("combobox", { name: "Which meetings" }).selectOption("With poor connections");
  await leela.getByRole("button", { name: "Find" }).click();
  await expect(leela.getByRole("main")).toContainText("connection was poor for a minute");
  await expect(leela.getByRole("combobox", { name: "Which meetings" })).toHaveValue("poor");
  await leela.goto("/admin/audit?action=meeting.");
  await expect(leela.locator('tr[data-action="meeting.ended"]')).toContainText("Leela Joshi");

  await leela.goto("/admin/system");
  await expect(leela.getByRole("status")).toHaveText("Everything works.");
  await expect(leela.locator('[data-fact="system-address"]')).toContainText(server.url);
  await expect(leela.locator('[data-fact="system-media"]')).toContainText(`127.0.0.1:${server.mediaPort}`);
  const figures = await fetch(`${server.url}/metrics`);
  expect(figures.headers.get("content-type")).toContain("version=0.0.4");
  expect(await figures.text()).toMatch(/^talkspace_accounts 2$/m);
  const passedOn = await fetch(`${server.url}/metrics`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(passedOn.status, "whoever a proxy brings is not this machine").toBe(403);
});

test("on the machine itself an administrator is made, and somebody disabled while in a call", async ({ person, server }) => {
  const [asha, ravi, leela] = [await person(), await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  const who = await register(ravi, "Ravi Kulkarni");
  await join(ravi, code);
  await expectPicture(asha, "Ravi Kulkarni");

  const link = await command(server, "admin", "create", "--email", "leela@example.org", "--name", "Leela Joshi");
  await leela.goto(link);
  await leela.getByLabel("Password", { exact: true }).fill(NEW);
  await leela.getByRole("button", { name: "Save password" }).click();
  await expect(leela).toHaveURL(/\/home$/);
  await leela.goto("/admin/users");
  await expect(leela.locator("[data-account]")).toHaveCount(3);

  await command(server, "admin", "disable", "--email", who.email);
  await expect(asha.locator('[data-tile][data-name="Ravi Kulkarni"]')).toHaveCount(0, { timeout: 10_000 });
  expect(await command(server, "admin", "list")).toContain(`${who.email}\torganiser\tdisabled\tRavi Kulkarni`);
  await command(server, "admin", "enable", "--email", who.email);
  await ravi.goto(await command(server, "admin", "reset-password", "--email", who.email));
  await ravi.getByLabel("Password", { exact: true }).fill(NEW);
  await ravi.getByRole("button", { name: "Save password" }).click();
  await expect(ravi).toHaveURL(/\/home$/);
  await expect(command(server, "admin", "disable", "--email", "leela@example.org")).rejects.toThrow(/last administrator/);
  await expect(command(server, "admin", "enable", "--email", "nobody@example.org")).rejects.toThrow(/nobody has an account/);
});

test("who may open an account, and whether guests may join, is decided at run time", async ({ person, server }) => {
  const leela = await person();
  await setUp(leela, server);
  const code = await newMeeting(leela);
  await leela.goto("/admin/settings");
  await leela.getByLabel("Email domains").fill("college.example\nnot a domain");
  await leela.getByLabel("People without an account may join meetings").uncheck();
  await leela.getByRole("button", { name: "Save" }).click();
  await expect(leela.getByLabel("Email domains")).toHaveAccessibleDescription(/not an email domain/);
  await expect(leela.getByLabel("People without an account may join meetings"), "nothing is lost").not.toBeChecked();
  await leela.getByLabel("Email domains").fill("college.example");
  await leela.getByLabel("Sign in anew after (days)").fill("0");
  await leela.getByRole("button", { name: "Save" }).click();
  await expect(leela.getByLabel("Sign in anew after (days)")).toHaveAccessibleDescription(/from 1 to 365/);
  await leela.getByLabel("Sign in anew after (days)").fill("30");
  await leela.getByRole("button", { name: "Save" }).click();
  await expect(leela.getByRole("status")).toHaveText("The rules are saved.");

  const guest = await person();
  await guest.goto(`/m/${code}`);
  await expect(guest.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(guest.getByRole("button", { name: /^(Join now|Ask to join)$/ })).toHaveCount(0);
  await guest.goto("/register");
  await fillRegistration(guest, account("Asha Patil"));
  await guest.getByRole("button", { name: "Create account" }).click();
  await expect(guest.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(/college\.example/);
  await fillRegistration(guest, { name: "Asha Patil", email: "asha@college.example" });
  await guest.getByRole("button", { name: "Create account" }).click();
  await expect(guest).toHaveURL(/\/home$/);
  await openMeeting(guest, code);

  await leela.getByLabel("Who may open an account").selectOption("Nobody");
  await leela.getByLabel("People without an account may join meetings").check();
  await leela.getByRole("button", { name: "Save" }).click();
  await expect(leela.getByRole("status")).toHaveText("The rules are saved.");
  const another = await person();
  await another.goto("/register");
  await expect(another.getByRole("heading", { name: "No new accounts at the moment" })).toBeVisible();
  await openMeeting(another, code);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the administrator's pages are accessible (${colorScheme})`, async ({ person, server }) => {
    const page = await person({ context: { colorScheme } });
    await setUp(page, server);
    for (const path of ["/admin", "/admin/users?q=nobody", "/admin/users/new", "/admin/settings", "/admin/audit", "/admin/meetings", "/admin/system"]) {
      await page.goto(path);
      await test.step(path, () => expectAccessible(page));
    }
    await openAccount(page, "Leela Joshi");
    await page.getByRole("button", { name: "Make a password link" }).click();
    await expect(page.locator("[data-password-link]")).toBeVisible();
    await test.step("an account", () => expectAccessible(page));
    await register(await person(), "Asha Patil");
    await openAccount(page, "Asha Patil");
    await page.getByRole("link", { name: "Delete account" }).click();
    await test.step("before deleting", () => expectAccessible(page));
    await signOut(page);
    for (const path of ["/forgot", "/forgot?sent=1", "/reset/nonsense"]) {
      await page.goto(path);
      await test.step(path, () => expectAccessible(page));
    }
  });
}

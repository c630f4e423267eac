import { PASSWORD, account, fillRegistration, register, signIn, signOut } from "../support/people";
import { expect, test } from "../support/test";

test("register, sign out, sign in", async ({ person }) => {
  const page = await person();
  const asha = await register(page, "Asha Patil");
  await expect(page.getByRole("button", { name: "New meeting" })).toBeVisible();

  await signOut(page);
  await page.goto("/home");
  await expect(page).toHaveURL(/\/login\?next=/);

  await signIn(page, asha);
  await expect(page).toHaveURL(/\/home$/);
  await page.reload();
  await expect(page).toHaveURL(/\/home$/);
});

test("signing in leads back to where one wanted to go, on this site only", async ({ person, server }) => {
  const page = await person();
  const asha = await register(page, "Asha Patil");
  await signOut(page);

  await page.goto("/history");
  await expect(page).toHaveURL(/\/login\?next=/);
  await signIn(page, asha);
  await expect(page).toHaveURL(/\/history$/);
  await signOut(page);

  for (const elsewhere of ["https://example.org/", "//example.org/", "/\\example.org"]) {
    await page.goto(`/login?next=${encodeURIComponent(elsewhere)}`);
    await signIn(page, asha);
    await expect(page.getByRole("main")).toBeVisible();
    expect(new URL(page.url()).origin).toBe(server.url);
    await page.goto("/home");
    await signOut(page);
  }
});

test("a refused form keeps what was typed and says what is wrong beside the field", async ({ person }) => {
  const page = await person();
  await register(page, "Asha Patil");
  await signOut(page);

  await page.goto("/register");
  await fillRegistration(page, { name: "Ravi Kulkarni", email: "asha.patil@example.org" });
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(/already an account/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ravi Kulkarni");
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("asha.patil@example.org");
  // A password is never written back into a page.
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");

  await fillRegistration(page, { name: "Ravi Kulkarni", email: "ravi@example.org" }, "short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/at least 10/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ravi Kulkarni");
});

test("a wrong password says the same as an unknown account", async ({ person }) => {
  const page = await person();
  const asha = await register(page, "Asha Patil");
  await signOut(page);
  const refusal = page.getByText("The email address and password do not match.");

  await page.goto("/login");
  await signIn(page, asha, "not the password at all");
  await expect(refusal).toBeVisible();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(asha.email);

  await page.goto("/login");
  await expect(refusal).toBeHidden();
  await signIn(page, account("Nobody Here"));
  await expect(refusal).toBeVisible();
});

test("without WebAssembly: register, sign in, new meeting and sign out still work", async ({ person }) => {
  const page = await person();
  await page.context().route("**/*.wasm", (route) => route.abort());
  page.removeAllListeners("pageerror");
  const asha = await register(page, "Asha Patil");
  await page.getByRole("button", { name: "New meeting" }).click();
  await expect(page.locator("[data-meeting-code]")).toBeVisible();
  await signOut(page);
  await page.goto("/login");
  await signIn(page, asha);
  await expect(page).toHaveURL(/\/home$/);
});

test("the set-up link of the log makes one administrator, once", async ({ person, server }) => {
  const page = await person();
  const link = server.setupLink();

  await page.goto(link.replace(/token=.*/, "token=guessed"));
  await expect(page.getByText("This set-up link is not valid any more.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create account" })).toHaveCount(0);

  await page.goto(link);
  await fillRegistration(page, account("Asha Patil"), PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/home$/);

  const other = await person();
  expect((await other.goto(link))?.status()).toBe(404);
});

test("an unknown page is a 404 in the app's own look", async ({ person }) => {
  const page = await person();
  expect((await page.goto("/no/such/page"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  expect((await page.goto("/m/abcd-efgh-jkmn"))?.status()).toBe(404);
});

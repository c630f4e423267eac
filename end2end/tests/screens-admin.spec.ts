import { openAccount, setUp } from "../support/admin";
import { code } from "../support/authenticator";
import { PASSWORD, account, register, signIn, signOut } from "../support/people";
import { EACH, WANTED, taker } from "../support/pictures";
import { expect, test } from "../support/test";

test.skip(!WANTED, "set SCREENS=1 to take the pictures of docs/screens");

for (const look of EACH) {
  test(`pictures of the administrator's pages: ${look.name}`, async ({ person, server }) => {
    const take = taker(look);
    const page = await person({ context: look.context });
    for (const name of ["Asha Patil", "Ravi Kulkarni", "Meera Deshpande", "Sunil Jadhav"]) {
      const one = await person();
      await register(one, name);
    }
    await setUp(page, server);
    await openAccount(page, "Ravi Kulkarni");
    await page.getByRole("button", { name: "Disable account" }).click();
    await openAccount(page, "Asha Patil");
    await take(page, "admin-account");
    await page.getByRole("button", { name: "Make a password link" }).click();
    await expect(page.locator("[data-password-link]")).toBeVisible();
    await take(page, "admin-link");
    for (const [path, name] of [["/admin/users", "admin-users"], ["/admin/users/new", "admin-new-user"], ["/admin/settings", "admin-settings"], ["/admin/audit", "admin-audit"], ["/admin/meetings", "admin-meetings"], ["/admin/system", "admin-system"]] as const) {
      await page.goto(path);
      await take(page, name);
    }
    await page.goto("/admin/invitations/new");
    await page.getByLabel("Email addresses", { exact: true }).fill("kiran.more@example.org\nlata.shinde@example.org");
    await take(page, "admin-invite");
    await page.getByRole("button", { name: "Send invitations" }).click();
    await take(page, "admin-invitations");
    await page.goto("/admin/invitations/link");
    await page.getByRole("button", { name: "Make the link" }).click();
    await expect(page.locator("[data-password-link]")).toBeVisible();
    await take(page, "admin-invite-link");
    await page.goto("/admin/users/import");
    await take(page, "admin-import");
    const list = "Name,Email\nKiran More,kiran.more@example.org\nAsha Patil,asha.patil@example.org\nLata,lata@\n";
    await page.getByLabel("File", { exact: true }).setInputFiles({ name: "class.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.getByRole("button", { name: "Look through" }).click();
    await take(page, "admin-import-report");
    await page.getByRole("button", { name: "Create 1 account" }).click();
    await take(page, "admin-import-made");
    await page.goto("/profile/second-factor");
    await take(page, "second-factor-off");
    await page.getByLabel("Current password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Set up" }).click();
    const secret = await page.locator("[data-secret]").innerText();
    await take(page, "second-factor-setup");
    await page.getByLabel("Code", { exact: true }).fill(code(secret));
    await page.getByRole("button", { name: "Turn on" }).click();
    await take(page, "second-factor-codes");
    await page.goto("/profile/second-factor");
    await take(page, "second-factor-on");
    await page.goto("/profile");
    await take(page, "profile");
    await signOut(page);
    await page.goto("/login");
    await signIn(page, account("Leela Joshi"));
    await expect(page.getByRole("heading", { level: 1, name: "Your code" })).toBeVisible();
    await take(page, "login-code");
    await page.goto("/forgot");
    await take(page, "forgot");
  });
}

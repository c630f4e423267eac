import { openAccount, setUp } from "../support/admin";
import { register, signOut } from "../support/people";
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
    await signOut(page);
    await page.goto("/forgot");
    await take(page, "forgot");
  });
}

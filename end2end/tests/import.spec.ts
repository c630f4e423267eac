import { expectAccessible } from "../support/access";
import { letters, setUp } from "../support/admin";
import { expect, test } from "../support/test";

const LIST = "\ufeffRoll no;Name;E-Mail\r\n1;Asha Patil;asha.patil@example.org\r\n2;रवी कुलकर्णी;ravi@example.org\r\n3;Nobody;nonsense\r\n4;Leela;leela.joshi@example.org\r\n";

const file = (name: string, content: string | Buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

test("a class list is looked through before its accounts are made", async ({ person, server }) => {
  const leela = await person();
  await setUp(leela, server);
  await leela.goto("/admin/users");
  await leela.getByRole("link", { name: "Import a list" }).click();
  await leela.getByRole("button", { name: "Look through" }).click();
  await expect(leela.getByLabel("File", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await leela.getByLabel("File", { exact: true }).setInputFiles(file("excel.csv", Buffer.from([0x4e, 0x61, 0x6d, 0x65, 0x2c, 0x4d, 0x61, 0x69, 0x6c, 0x0a, 0xe9])));
  await leela.getByRole("button", { name: "Look through" }).click();
  await expect(leela.getByLabel("File", { exact: true })).toHaveAccessibleDescription(/CSV UTF-8/);
  await leela.getByLabel("File", { exact: true }).setInputFiles(file("class.csv", LIST));
  await leela.getByRole("button", { name: "Look through" }).click();
  await expect(leela.getByRole("status")).toContainText("4 rows, 2 of them new.");
  const becomes = await leela.locator("[data-becomes]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-becomes")));
  expect(becomes).toEqual(["new", "new", "wrong", "known"]);
  await expectAccessible(leela);
  // Without a mail server nobody would read a letter.
  await expect(leela.getByRole("checkbox", { name: "Send each a letter with the link" })).not.toBeChecked();
  await leela.getByRole("button", { name: "Create 2 accounts" }).click();
  await expect(leela.getByRole("status")).toContainText("2 accounts are made.");
  const table = await leela.locator("[data-password-links]").innerText();
  expect(table.trim().split("\n")).toHaveLength(2);
  await expectAccessible(leela);

  const ravi = await person();
  await ravi.goto(/http:\S+/.exec(table.split("\n")[1] ?? "")?.[0] ?? "");
  await ravi.getByLabel("Password", { exact: true }).fill("seven violet umbrellas");
  await ravi.getByRole("button", { name: "Save password" }).click();
  await expect(ravi).toHaveURL(/\/home$/);

  await leela.goto("/admin/users/import");
  await leela.getByLabel("File", { exact: true }).setInputFiles(file("class.csv", `${LIST}5;Meera;meera@example.org\r\n`));
  await leela.getByRole("button", { name: "Look through" }).click();
  await leela.getByRole("checkbox", { name: "Send each a letter with the link" }).check();
  await leela.getByRole("button", { name: "Create 1 account" }).click();
  await expect(leela.getByRole("main")).toContainText("The letters with the links are being sent.");
  await expect.poll(async () => (await letters(server)).length).toBe(1);
  expect((await letters(server))[0]).toContain("Your account for video meetings");
});

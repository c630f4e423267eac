import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join as below, resolve } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { account, fillRegistration } from "./people";
import { type Server } from "./server";
import { expect } from "./test";

/** The first administrator, by the link in the log; ends on `/home`. */
export async function setUp(page: Page, server: Server, name = "Leela Joshi"): Promise<void> {
  await page.goto(server.setupLink());
  await fillRegistration(page, account(name));
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/home$/);
}

/** The page of somebody's account, found by name. */
export async function openAccount(admin: Page, name: string): Promise<void> {
  await admin.goto("/admin/users");
  await admin.getByRole("searchbox", { name: "Name or email" }).fill(name);
  await admin.getByRole("button", { name: "Find" }).click();
  await admin.getByRole("link", { name, exact: true }).click();
  await expect(admin.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** The program on the machine itself, beside the running server; what it prints. */
export async function command(server: Server, ...words: string[]): Promise<string> {
  const program = resolve(process.env["E2E_PROGRAM"] ?? below(__dirname, "../../target/release/talkspace"));
  const where = ["--data-dir", server.dataDir, "--listen", `127.0.0.1:${server.port}`];
  return (await promisify(execFile)(program, [...words, ...where])).stdout.trim();
}

/** The letters that the server has written, each whole, with soft line breaks undone. */
export async function letters(server: Server): Promise<string[]> {
  const folder = below(server.dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  const whole = names.filter((name) => name.endsWith(".eml"));
  const texts = await Promise.all(whole.map((name) => readFile(below(folder, name), "utf8")));
  return texts.map((text) => text.replaceAll("=\r\n", ""));
}

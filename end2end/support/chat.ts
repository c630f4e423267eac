import type { Page } from "@playwright/test";
import { join, letIn, newMeeting, openChat, register } from "./people";
import type { NewPerson } from "./test";

export interface InChat {
  code: string;
  /** The host. */
  asha: Page;
  /** A guest. */
  ravi: Page;
  /** Another guest. */
  meera: Page;
}

/** A host and a guest in one call, with the chat open. */
export async function twoInChat(person: NewPerson): Promise<Omit<InChat, "meera">> {
  const { code, asha, ravi } = await two(person);
  await openChat(asha);
  await openChat(ravi);
  return { code, asha, ravi };
}

/** The same with a second guest. */
export async function threeInChat(person: NewPerson): Promise<InChat> {
  const { code, asha, ravi } = await two(person);
  const meera = await person();
  await letIn(asha, meera, code, "Meera Joshi");
  for (const page of [asha, ravi, meera]) {
    await openChat(page);
  }
  return { code, asha, ravi, meera };
}

async function two(person: NewPerson): Promise<Omit<InChat, "meera">> {
  const [asha, ravi] = [await person(), await person()];
  await register(asha, "Asha Patil");
  const code = await newMeeting(asha);
  await join(asha, code);
  await letIn(asha, ravi, code, "Ravi Kulkarni");
  return { code, asha, ravi };
}

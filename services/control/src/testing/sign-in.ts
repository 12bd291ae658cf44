import type { Control } from '../control.ts';

let addresses = 0;

/** An address of its own for each call: sign-ins are limited by address, and the count is that of the process. */
export function ownAddress(): string {
  addresses += 1;
  return `10.0.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
}

/** Opens a sign-in link as a browser does. */
export const follow = (control: Control, link: string) =>
  control.app.inject({ url: link.slice(new URL(link).origin.length), remoteAddress: ownAddress() });

/** A session's cookie of a person, who is made where missing. */
export async function signIn(control: Control, ...who: Parameters<Control['signInLink']>): Promise<string> {
  const answer = await follow(control, await control.signInLink(...who));
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

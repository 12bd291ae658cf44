/** A letter. `id` is the same for the same letter: handing it over twice must not deliver it twice where that can be helped. */
export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a letter over for delivery; resolves when somebody else answers for it durably, rejects when nobody does. */
export type SendMail = (letter: Letter) => Promise<void>;

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SendMail } from '@jianchat/control';
import { createTransport } from 'nodemailer';
import { replaceDurably } from '../keys/write-durably.ts';

export interface MailOptions {
  readonly dataFolder: string;
  /** `smtp://` or `smtps://` with credentials; undefined = letters are left in the outbox folder. */
  readonly smtpUrl: string | undefined;
  /** Host under which the platform is reached: the sender's and the letters' own. */
  readonly host: string;
}

/** Below the data folder: letters that no mail server took. */
export const OUTBOX = 'outbox';
export const outboxFolder = (dataFolder: string): string => join(dataFolder, OUTBOX);

/**
 * Sends mail by SMTP, or leaves it in the data folder's `outbox` as .eml files, which any mail program opens. A letter's file is named
 * by its id, so the same letter is there once, however often it was handed over; over SMTP the same letter has the same Message-ID.
 */
export function openMail({ dataFolder, smtpUrl, host }: MailOptions): SendMail {
  const from = `jianchat <no-reply@${mailHost(host)}>`;
  const messageId = (id: string): string => `<${id}@${mailHost(host)}>`;
  if (smtpUrl !== undefined) {
    const smtp = createTransport(smtpUrl);
    return async ({ id, to, subject, text }) => {
      await smtp.sendMail({ from, to, subject, text, messageId: messageId(id) });
    };
  }
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const folder = outboxFolder(dataFolder);
  return async ({ id, to, subject, text }) => {
    // Hashed: ids are ours, but a file's name must not depend on what an id may hold.
    const file = join(folder, `${createHash('sha256').update(id).digest('hex').slice(0, 32)}.eml`);
    if (existsSync(file)) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { message } = await composer.sendMail({ from, to, subject, text, messageId: messageId(id) });
    replaceDurably(file, message.toString(), 0o600);
  };
}

/** Addresses in numbers, and hosts without a dot, are no mail domain. */
const mailHost = (host: string): string =>
  /[a-z]/i.test(host) && host.includes('.') ? host : 'jianchat.local';

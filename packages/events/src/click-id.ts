import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { type ClaimsRow, fromRow, toRow } from './claims-row.ts';
import type { EventClaims } from './event-claims.ts';

/** A click whose conversions are collected: what was agreed of its ad, and when it was clicked. */
export interface Click {
  readonly claims: EventClaims;
  readonly atMs: number;
}

export type ClickFault = 'click.malformed' | 'click.forged' | 'click.expired' | 'click.early';

export type ClickReading =
  | { readonly ok: true; readonly click: Click }
  | { readonly ok: false; readonly fault: ClickFault };

export interface ClickIds {
  /** The id that a click's landing page is told; undefined where no conversions of the ad are collected. */
  write(click: Click): string | undefined;
  /** Any text is safe to pass. */
  read(text: string, nowMs: number): ClickReading;
}

const VERSION = 1;
const IV_BYTES = 16;
/** An id longer than this was not made here. */
const CHARS_MAX = 2048;
const HOUR_MS = 3_600_000;
const CLOCK_DIFFERENCE_MS = 60_000;

/**
 * Ids that landing pages carry and advertisers hand back. They are sealed, not only signed: an advertiser must not read in them what the media
 * earns, nor by which signals it was decided. The first 16 bytes are an HMAC of what is inside, and also the cipher's counter (SIV): the
 * same click has the same id, and nothing random is needed.
 * @param key at least 32 secret bytes, the one of event tokens
 */
export function createClickIds(key: Uint8Array): ClickIds {
  if (key.length < 32) throw new Error('the key of click ids has fewer than 32 bytes');
  const sealing = derived(key, 'click-id/seal');
  const signing = derived(key, 'click-id/sign');
  const ivOf = (plain: Buffer): Buffer =>
    createHmac('sha256', signing).update(plain).digest().subarray(0, IV_BYTES);
  return {
    write({ claims, atMs }) {
      if (claims.conversion === undefined) return undefined;
      const row: ClickRow = [VERSION, atMs, toRow({ ...claims, clickUrl: '' })];
      const plain = Buffer.from(JSON.stringify(row));
      const iv = ivOf(plain);
      const sealed = createCipheriv('aes-256-ctr', sealing, iv);
      return Buffer.concat([iv, sealed.update(plain), sealed.final()]).toString('base64url');
    },
    read(text, nowMs) {
      if (text.length > CHARS_MAX) return { ok: false, fault: 'click.malformed' };
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= IV_BYTES) return { ok: false, fault: 'click.malformed' };
      const iv = bytes.subarray(0, IV_BYTES);
      const opened = createDecipheriv('aes-256-ctr', sealing, iv);
      const plain = Buffer.concat([opened.update(bytes.subarray(IV_BYTES)), opened.final()]);
      if (!timingSafeEqual(iv, ivOf(plain))) return { ok: false, fault: 'click.forged' };
      const [, atMs, row] = JSON.parse(plain.toString()) as ClickRow;
      const claims = fromRow(row);
      if (nowMs < atMs - CLOCK_DIFFERENCE_MS) return { ok: false, fault: 'click.early' };
      if (nowMs > atMs + (claims.conversion?.withinHours ?? 0) * HOUR_MS)
        return { ok: false, fault: 'click.expired' };
      return { ok: true, click: { claims, atMs } };
    },
  };
}

type ClickRow = readonly [version: typeof VERSION, atMs: number, claims: ClaimsRow];

const derived = (key: Uint8Array, purpose: string): Buffer =>
  createHmac('sha256', key).update(purpose).digest();

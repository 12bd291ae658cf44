import { createHmac } from 'node:crypto';
import type { readToken } from '../../packages/events/src/event-token.ts';
import { defineGate } from '../registry/define-gate.ts';

const SIGNATURE_BYTES = 16;

export const gate = defineGate<typeof readToken>({
  file: 'packages/events/src/event-token.ts',
  export: 'readToken',
  says: {
    en: 'An event counts only with the platform’s own signature over everything it says, and only in its time',
    zh: '事件只有带有平台对其全部内容的签名、且在有效期内才会被计入',
  },
  provenBy: ['packages/events/src/event-token.test.ts'],
  mutants: {
    'takes any signature for its own': (original) => (token, options) => {
      const body = token.slice(1, token.lastIndexOf('.'));
      const signed = createHmac('sha256', options.key).update(body).digest().subarray(0, SIGNATURE_BYTES);
      return original(`${token.charAt(0)}${body}.${signed.toString('base64url')}`, options);
    },
    'knows no time': (original) => (token, options) => {
      const reading = original(token, { ...options, lifetimeMs: Number.MAX_SAFE_INTEGER });
      return reading;
    },
  },
});

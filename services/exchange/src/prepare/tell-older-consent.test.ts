import { expect, it } from 'vitest';
import { tellOlderConsent } from './tell-older-consent.ts';

it('K2: takes a member that is no text or number for one that says no', () => {
  const raw = { regs: { gpp_sid: [7], gdpr: { toString: 1, valueOf: 1 } } };
  expect(tellOlderConsent(raw, [])).toEqual(raw);
});

import { expect, it } from 'vitest';
import { CHARS_KEPT_MAX, rememberLately } from './two-generations.ts';

it('computes a text once while it is asked for, and keeps none that is as large as a body', () => {
  const computed: number[] = [];
  const read = rememberLately((text) => ({ length: computed.push(text.length) }));
  for (const text of ['short', 'x'.repeat(CHARS_KEPT_MAX), 'x'.repeat(CHARS_KEPT_MAX + 1)]) {
    read(text);
    read(text);
  }
  expect(computed).toEqual([5, CHARS_KEPT_MAX, CHARS_KEPT_MAX + 1, CHARS_KEPT_MAX + 1]);
});

it('forgets a text that nobody asked for in two generations', () => {
  const computed: string[] = [];
  const read = rememberLately((text) => ({ at: computed.push(text) }));
  read('once');
  for (let at = 0; at < 2_048; at++) read(`other ${at}`);
  read('once');
  expect(computed.filter((text) => text === 'once')).toHaveLength(2);
});

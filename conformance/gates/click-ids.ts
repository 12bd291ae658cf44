import type { Click, createClickIds } from '../../packages/events/src/click-id.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createClickIds>({
  file: 'packages/events/src/click-id.ts',
  export: 'createClickIds',
  says: {
    en: 'A conversion comes by the sealed id of a click: nobody else can make one or read in it, and after its window it is worth nothing',
    zh: '转化须凭密封的点击标识：他人既不能伪造也无法读取，过了归因期即失效',
  },
  provenBy: ['packages/events/src/click-id.test.ts'],
  mutants: {
    'takes any id for its own': (original) => (key) => {
      const ids = original(key);
      let last: Click | undefined;
      return {
        write: (click) => {
          last = click;
          return ids.write(click);
        },
        read: (text, nowMs) => {
          const reading = ids.read(text, nowMs);
          return !reading.ok && reading.fault === 'click.forged' && last
            ? { ok: true, click: last }
            : reading;
        },
      };
    },
    'knows no window': (original) => (key) => {
      const ids = original(key);
      let writtenMs = 0;
      return {
        write: (click) => {
          writtenMs = click.atMs;
          return ids.write(click);
        },
        read: (text, nowMs) => {
          const reading = ids.read(text, nowMs);
          return !reading.ok && reading.fault === 'click.expired' ? ids.read(text, writtenMs) : reading;
        },
      };
    },
    'says in plain what it carries': (original) => (key) => ({
      ...original(key),
      write: ({ claims, atMs }) =>
        claims.conversion && Buffer.from(JSON.stringify({ claims, atMs })).toString('base64url'),
    }),
    'gives one where nothing may be measured': (original) => (key) => {
      const ids = original(key);
      const unmeasured = { withinHours: 1, micros: 0, paidKind: '' };
      return {
        ...ids,
        write: ({ claims, atMs }) =>
          ids.write({ claims: { ...claims, conversion: claims.conversion ?? unmeasured }, atMs }),
      };
    },
  },
});

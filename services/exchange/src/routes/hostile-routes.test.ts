import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';
import { ROUTES } from './route-table.ts';

const faults: unknown[] = [];
let rig: ExchangeRig;
beforeAll(async () => {
  const inventory = JSON.parse(
    await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  const url = 'https://a.example/sync?to={{redirect_url}}';
  Object.assign(inventory.bidders[0], { userSync: { redirect: { url } }, modifyingVastXmlAllowed: true });
  inventory.storedRequests.amp = { imp: [{ id: 'i', banner: { format: [{ w: 300, h: 250 }] } }] };
  rig = await startExchangeRig({ snapshot: snapshotOf(inventory), onFault: (fault) => faults.push(fault) });
});
afterAll(() => rig.close());

/** Names that some route reads, each with values that get through some of its checks and with any others. */
const NAMES = [
  'tag_id',
  'account',
  'a',
  'uuid',
  'bidder',
  'uid',
  'f',
  't',
  'vtype',
  'b',
  'ts',
  'x',
  'int',
  'gdpr',
]
  .concat(['gdpr_consent', 'us_privacy', 'gpp', 'gpp_sid', 'consent_string', 'consent_type', 'gdpr_applies'])
  .concat([
    'addtl_consent',
    'curl',
    'slot',
    'targeting',
    'w',
    'h',
    'ow',
    'oh',
    'ms',
    'timeout',
    'debug',
    'trace',
  ])
  .concat(['__amp_source_origin', 'optout', 'lang', 'enabledonly', 'gzip'])
  .concat(['srid', 'mtype', 'sizes', 'page', 'req', 'req.imp.ext', 'req.imp.0.banner', 'req.__proto__.x']);
const value = fc.oneof(
  fc.constantFrom(
    'amp',
    'demo',
    'dsp-a',
    '1',
    '0',
    'imp',
    'vast',
    'true',
    '300x250,',
    '{"a":{}}',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const query = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 8 });

const member = fc.oneof(value, fc.jsonValue({ maxDepth: 2 }));
const object = (...names: string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, member])), { requiredKeys: [] });
const several = <T>(item: fc.Arbitrary<T>) => fc.oneof(fc.array(item, { maxLength: 3 }), member);
const put = fc.oneof(
  fc.record({
    type: fc.constant('xml'),
    value: fc.constantFrom('<VAST><Ad><InLine>', '<'),
    bidid: value,
    bidder: value,
  }),
  object('type', 'value', 'ttlseconds', 'key', 'bidid', 'bidder'),
);
const pod = fc.oneof(
  fc.record({
    podid: fc.integer(),
    adpoddurationsec: fc.integer(),
    configid: fc.constantFrom('demo-video', 'x'),
  }),
  object('podid', 'adpoddurationsec', 'configid'),
);
const place = fc.record({ page: fc.constant('p'), publisher: fc.record({ id: fc.constant('demo') }) });
const body = fc.oneof(
  fc.record({ puts: several(put) }),
  fc.record(
    {
      podconfig: fc.record({ durationrangesec: several(fc.integer()), pods: several(pod) }),
      site: fc.oneof(place, member),
      video: fc.oneof(fc.record({ mimes: several(value), protocols: several(member) }), member),
      user: fc.oneof(object('gdpr', 'buyeruids', 'ext'), member),
      regs: member,
      content: member,
      storedrequestid: value,
    },
    { requiredKeys: ['podconfig', 'site', 'video'] },
  ),
  object(
    'bidders',
    'account',
    'limit',
    'coopSync',
    'gdpr',
    'gdpr_consent',
    'gpp_sid',
    'filterSettings',
    'debug',
  ),
  fc.jsonValue(),
);
const cookie = fc.oneof(
  fc.jsonValue().map((json) => `uids=${Buffer.from(JSON.stringify({ tempUIDs: json })).toString('base64')}`),
  fc.base64String().map((text) => `uids=${text}; uids=${text}`),
);

describe.each(ROUTES.flatMap(({ path, methods }) => methods.map((method) => [method, path] as const)))(
  '%s %s',
  (method, path) => {
    it('[K2] answers whatever comes with no fault of its own', async () => {
      await fc.assert(
        fc.asyncProperty(query, body, cookie, async (asked, sent, kept) => {
          const answer = await fetch(`${rig.url}${path}?${new URLSearchParams(asked)}`, {
            method,
            headers: { cookie: kept, origin: 'https://news.example' },
            redirect: 'manual',
            ...(method === 'POST' && { body: JSON.stringify(sent) }),
          });
          await answer.arrayBuffer();
          expect([answer.status < 500, faults]).toEqual([true, []]);
        }),
        { numRuns: 40 },
      );
    });
  },
);

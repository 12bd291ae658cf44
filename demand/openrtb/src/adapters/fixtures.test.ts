import { readdirSync, readFileSync } from 'node:fs';
import type { BidderAnswer } from '@jianchat/auction';
import { beforeAll, describe, expect, it } from 'vitest';
import { bidderRoute } from '../bidder-route.ts';
import { mergeAnswers } from '../merge-answers.ts';
import { type KnownAdapter, readAdapters } from '../openrtb-adapters.ts';
import { answerOf } from '../read-answer.ts';
import {
  type AdapterCases,
  type AdapterFixture,
  bidderOf,
  readAdapterCases,
} from '../testing/adapter-fixture.ts';
import { writeCalls } from '../write-calls.ts';

const HERE = new URL('./', import.meta.url);
const adapters = readAdapters();
const folders = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const cases = new Map<string, AdapterCases>();
for (const { name } of folders)
  if (adapters.get(name)?.aliasOf === undefined)
    cases.set(name, await readAdapterCases(new URL(`${name}/`, HERE)));

it('knows every folder, and each says where its facts come from', () => {
  expect([...adapters.keys()].sort()).toEqual(folders.map(({ name }) => name).sort());
  expect(cases.size).toBeGreaterThan(0);
});

it("says in each partner's folder that nothing was tried with the partner", () => {
  for (const { name } of folders) {
    const text = readFileSync(new URL(`${name}/README.md`, HERE), 'utf8');
    if (name !== 'openrtb') expect(text).toContain('Nothing here was tried against');
  }
});

describe.each([...cases])('%s', (name, { fixtures, params }) => {
  let known: KnownAdapter;
  beforeAll(() => {
    const found = adapters.get(name);
    if (found === undefined) throw new Error(`${name} is not in the registry`);
    known = found;
  });

  it.each(params.valid)('takes parameters %j', (valid) => {
    expect(known.check(valid)).toBeUndefined();
  });
  it.each(params.invalid)('refuses parameters %j', (invalid) => {
    expect(known.check(invalid)).toEqual(expect.any(String));
  });

  it.each(fixtures.map(({ name: file, fixture }) => [file, fixture] as const))('%s', (_file, fixture) => {
    const { imp: imps } = fixture.request as { imp: { ext?: { bidder?: unknown } }[] };
    for (const { ext } of imps)
      if (ext?.bidder !== undefined) expect(known.check(ext.bidder)).toBeUndefined();
    expect(run(known, fixture)).toEqual(expected(fixture));
  });
});

/** Writes the calls, compares them, and reads the answers that the fixture gives to them. */
function run(known: KnownAdapter, fixture: AdapterFixture): unknown {
  const route = bidderRoute(bidderOf(known.name, fixture), { known, secrets: fixture.bidder?.secrets });
  const written = writeCalls(JSON.stringify(fixture.request), route);
  if (!written.ok) {
    expect(fixture.calls).toEqual([]);
    return { outcome: 'failed', reason: written.reason, message: written.message };
  }
  expect(written.calls.map(({ url }) => url)).toEqual(fixture.calls.map(({ url }) => url));
  const answers: BidderAnswer[] = [];
  for (const [index, call] of fixture.calls.entries()) {
    const sent = written.calls[index];
    if (sent === undefined) continue;
    // As the partner would read it: what is undefined does not go out.
    expect(JSON.parse(JSON.stringify(sent.body))).toEqual(call.body);
    const headers: Readonly<Record<string, string>> = { ...route.headers, ...sent.headers };
    for (const [header, value] of Object.entries(call.headers)) expect(headers[header] ?? null).toBe(value);
    const { status, body, headers: answered } = call.answer;
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    answers.push(
      answerOf(
        { kind: 'answered', status, headers: answered, body: text },
        { adapter: route.adapter, body: sent.body },
      ),
    );
  }
  return seen(mergeAnswers(answers));
}

function seen(answer: BidderAnswer): unknown {
  if (answer.outcome === 'bids')
    return { outcome: 'bids', currency: answer.currency, bids: answer.bids.map(({ bid }) => bid) };
  if (answer.outcome === 'nobid') return { outcome: 'nobid' };
  return { outcome: 'failed', reason: answer.reason, message: answer.message };
}

function expected({ expect: { outcome, currency = 'USD', bids, reason, message } }: AdapterFixture): unknown {
  if (outcome === 'bids') return { outcome, currency, bids };
  return outcome === 'nobid' ? { outcome } : { outcome, reason, message };
}

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BID_REQUEST, type VocabularyNode } from '@jianchat/openrtb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicy } from './compose/policy.ts';
import { projectPath } from './settings/read-settings.ts';
import { runCommand } from './testing/api-client.ts';
import { lastingState } from './testing/lasting-state.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';

const BODY_BYTES_MAX = 262_144;
const EXAMPLES = projectPath(join('packages', 'openrtb', 'fixtures', 'spec-2.6'));
const examples = readdirSync(EXAMPLES).map(
  (name) => [name, JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')).request] as const,
);
const publisherOf = (request: { site?: Site; app?: Site }): string =>
  (request.site ?? request.app)?.publisher.id ?? '';
interface Site {
  readonly publisher: { readonly id: string };
}

let dataFolder: string;
let platform: PlatformProcess;
let key: string;
let before: unknown;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat bad input '));
  const configuration = join(dataFolder, 'import.json');
  const ids = new Set(examples.map(([, request]) => publisherOf(request)));
  const accounts = [...ids].map((id) => ({ id, name: 'Of an example' }));
  writeFileSync(
    configuration,
    JSON.stringify({ accounts: [...accounts, { id: 'closed', name: 'Closed', enabled: false }] }),
  );
  const data = join(dataFolder, 'data');
  platform = await startPlatformProcess({ dataFolder: data, args: ['--import', configuration] });
  key = (await runCommand(data, ['key', 'create', '--role', 'operator'])).trim();
  before = await lastingState(platform.url, key);
}, 60_000);

afterAll(async () => {
  await platform?.stop();
  if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

type Body = string | Uint8Array<ArrayBuffer>;
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

async function post(
  body: Body,
  init: { headers?: Record<string, string>; query?: string } = {},
): Promise<Answer> {
  const answer = await fetch(`${platform.url}/openrtb2/auction${init.query ?? ''}`, {
    method: 'POST',
    headers: init.headers ?? {},
    body,
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const IMP = { id: '1', banner: { w: 300, h: 250 } };
const request = (changes: object = {}): Record<string, unknown> => ({
  id: 'r',
  imp: [IMP],
  site: { page: 'https://press.example/', publisher: { id: 'demo' } },
  tmax: 300,
  ...changes,
});
const textOf = (changes: object = {}): string => JSON.stringify(request(changes));
const padded = (bytes: number): string => {
  const text = textOf();
  return `${text.slice(0, -1)},"padding":"${'x'.repeat(bytes - text.length - 13)}"}`;
};
const gzip = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(text));
const nested = (open: string, close: string, levels: number): string =>
  `${textOf().slice(0, -1)},"user":{"ext":{"x":${open.repeat(levels)}1${close.repeat(levels)}}}}`;
const imps = (count: number): object[] =>
  Array.from({ length: count }, (_, at) => ({ ...IMP, id: String(at) }));
const stored = (id: unknown): object => ({ ...IMP, ext: { prebid: { storedrequest: { id } } } });
const by = (account: string): object => ({ site: { publisher: { id: account } } });
/** Who uses Prebid's extensions must name an account; a plain request of a stranger is only not served. */
const PREBID = { ext: { prebid: {} } };
const TOO_LARGE = `request size exceeded max size of ${BODY_BYTES_MAX} bytes.`;
const NO_ACCOUNT =
  'Prebid-server could not verify the Account ID. Please reach out to the prebid server host.';

it.each(['nobody', '__proto__', undefined])(
  'a plain request of publisher %s gets a no-bid',
  async (account) => {
    const answer = await post(
      textOf(account === undefined ? { site: { page: 'https://press.example/' } } : by(account)),
    );
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ id: 'r', seatbid: [], nbr: 7 });
  },
);

describe('a body that is refused', () => {
  const gz = { 'content-encoding': 'gzip' };
  const cases: [string, () => Body, Record<string, string>, string][] = [
    ['nothing', () => '', {}, 'the body is not valid JSON'],
    ['null', () => 'null', {}, 'the body is not a JSON object'],
    ['a list', () => `[${textOf()}]`, {}, 'the body is not a JSON object'],
    ['a text', () => JSON.stringify(textOf()), {}, 'the body is not a JSON object'],
    ['a number', () => '1', {}, 'the body is not a JSON object'],
    ['NaN', () => '{"id":NaN}', {}, 'the body is not valid JSON'],
    ['invalid UTF-8', () => new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), {}, 'the body is not valid JSON'],
    ['a byte too many', () => padded(BODY_BYTES_MAX + 1), {}, TOO_LARGE],
    ['a megabyte', () => padded(1_000_000), {}, TOO_LARGE],
    ['a bomb', () => gzip(' '.repeat(50_000_000)), gz, TOO_LARGE],
    ['broken gzip', () => textOf(), gz, 'the body is not valid gzip'],
    ['truncated gzip', () => gzip(textOf()).slice(0, 40), gz, 'the body is not valid gzip'],
    [
      'another compression',
      () => textOf(),
      { 'content-encoding': 'br' },
      'Content-Encoding is not supported',
    ],
    ['no account', () => textOf({ site: {}, ...PREBID }), {}, NO_ACCOUNT],
    ['an unknown account', () => textOf({ ...by('nobody'), ...PREBID }), {}, NO_ACCOUNT],
    ['an account of JavaScript', () => textOf({ ...by('__proto__'), ...PREBID }), {}, NO_ACCOUNT],
    [
      'an unknown stored imp',
      () => textOf({ imp: [stored('none')] }),
      {},
      'Stored Imp with ID="none" not found.',
    ],
    [
      'a stored imp of JavaScript',
      () => textOf({ imp: [stored('constructor')] }),
      {},
      'Stored Imp with ID="constructor" not found.',
    ],
    [
      'a stored imp that is no text',
      () => textOf({ imp: [stored({})] }),
      {},
      'request.imp[0].ext.prebid.storedrequest.id must be a string',
    ],
    [
      'an unknown stored request',
      () => textOf({ ext: { prebid: { storedrequest: { id: 'none' } } } }),
      {},
      'Stored Request with ID="none" not found.',
    ],
    ['no imp', () => textOf({ imp: [] }), {}, 'request.imp must contain at least one element.'],
    ['101 imps', () => textOf({ imp: imps(101) }), {}, 'request.imp must contain at most 100 elements.'],
    ['an imp that is null', () => textOf({ imp: [null] }), {}, 'request.imp[0] must be an object'],
    ['a number beyond all', () => textOf().replace('300}', '1e999}'), {}, 'request.tmax must be an integer'],
    [
      'a price beyond all',
      () => textOf({ imp: [{ ...IMP, bidfloor: 7 }] }).replace(':7', ':1e999'),
      {},
      'request.imp[0].bidfloor must be a number',
    ],
    [
      'a currency that is none',
      () => textOf({ cur: ['usd'] }),
      {},
      'request.cur must contain only ISO 4217 codes such as "USD"',
    ],
  ];
  it.each(cases)('is %s', async (_what, body, headers, message) => {
    const { status, text, headers: answered } = await post(body(), { headers });
    expect([status, text]).toEqual([400, `Invalid request: ${message}\n`]);
    expect(answered.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('is a disabled account, which may come back', async () => {
    const { status, text } = await post(textOf({ site: { publisher: { id: 'closed' } } }));
    expect([status, text]).toEqual([
      503,
      'Invalid request: Prebid-server has disabled Account ID: closed, please reach out to the prebid server host.\n',
    ]);
  });

  it('is one cut off anywhere', async () => {
    const text = textOf();
    for (let at = 1; at < text.length; at += 7) expect((await post(text.slice(0, at))).status).toBe(400);
  });
});

describe('a body that is answered', () => {
  const cases: [string, () => Body, { headers?: Record<string, string>; query?: string }][] = [
    ['of just the size', () => padded(BODY_BYTES_MAX), {}],
    ['of a byte less', () => padded(BODY_BYTES_MAX - 1), {}],
    ['of 10,000 levels of lists', () => nested('[', ']', 10_000), {}],
    ['of 10,000 levels of objects', () => nested('{"a":', '}', 10_000), {}],
    ['with 100 imps', () => textOf({ imp: imps(100) }), {}],
    ['with unknown fields', () => textOf({ unknown: { a: [1] }, imp: [{ ...IMP, unknown: 1 }] }), {}],
    ['with keys twice, of which the last holds', () => textOf().replace('{', '{"id":7,'), {}],
    [
      'with keys of JavaScript',
      () => textOf().replace('{', '{"__proto__":{"id":1},"constructor":{"x":1},'),
      {},
    ],
    [
      'with bidders of JavaScript',
      () => textOf({ imp: [{ ...IMP, ext: { prebid: { bidder: { constructor: {}, toString: {} } } } }] }),
      {},
    ],
    [
      'with lone surrogates',
      () => textOf({ source: { tid: '\ud800' }, site: { publisher: { id: 'demo' }, name: '\udfff' } }),
      {},
    ],
    [
      'with the largest numbers',
      () => textOf({ tmax: Number.MAX_SAFE_INTEGER, imp: [{ ...IMP, bidfloor: 1e308 }] }),
      {},
    ],
    ['as gzip', () => gzip(textOf()), { headers: { 'content-encoding': 'gzip' } }],
    ['as gzip by the query', () => gzip(textOf()), { query: '?gzip=1' }],
    ['plain, though the query says gzip', () => textOf(), { query: '?gzip=1' }],
    ['as text', () => textOf(), { headers: { 'content-type': 'text/plain' } }],
    ['as anything', () => textOf(), { headers: { 'content-type': 'image/png; \u00e4' } }],
    ['under a long name of a browser', () => textOf(), { headers: { 'user-agent': 'x'.repeat(4_000) } }],
  ];
  it.each(cases)('is one %s', async (_what, body, init) => {
    const { status, text } = await post(body(), init);
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    expect(JSON.parse(text)).toMatchObject({ id: 'r', seatbid: expect.any(Array), cur: 'USD' });
  });

  it.each(examples)('is the specification’s example %s', async (_name, example) => {
    const { status, text } = await post(JSON.stringify(example));
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    expect(JSON.parse(text)).toMatchObject({ id: example.id, seatbid: expect.any(Array) });
  });
});

/** A place of the vocabulary, and what doesn't belong there. */
interface Misfit {
  readonly path: string;
  readonly steps: readonly (string | 0)[];
  readonly value: unknown;
}

function misfits(): readonly Misfit[] {
  const found: Misfit[] = [];
  const visit = (node: VocabularyNode, path: string, steps: readonly (string | 0)[]): void => {
    const value = misfitOf(node);
    if (path !== '' && value !== undefined) found.push({ path, steps, value });
    if (node.kind === 'array') visit(node.item, path, [...steps, 0]);
    else if (node.kind === 'record') visit(node.value, `${path}.*`, [...steps, 'some']);
    else if (node.kind === 'object')
      for (const [name, child] of node.children)
        visit(child, path === '' ? name : `${path}.${name}`, [...steps, name]);
  };
  visit(BID_REQUEST, '', []);
  return found;
}

const WRONG = 'cnry-wrong';
function misfitOf(node: VocabularyNode): unknown {
  if (node.kind === 'open') return node.root === 'any' ? undefined : WRONG;
  if (node.kind === 'leaf' && (node.type === 'string' || node.type === 'text')) return { [WRONG]: WRONG };
  return WRONG;
}

function place(misfit: Misfit): unknown {
  const root: Record<string, unknown> = structuredClone(request({ imp: [stored('demo-banner')] }));
  let node: Record<string, unknown> = root;
  misfit.steps.forEach((step, at) => {
    const next = misfit.steps[at + 1];
    if (next === undefined) node[step] = misfit.value;
    else {
      const there = node[step];
      if (typeof there !== 'object' || there === null) node[step] = next === 0 ? [] : {};
      node = node[step] as Record<string, unknown>;
    }
  });
  usable(root);
  return root;
}

/** Ids without a source or without an id are dropped whole, as Prebid Server does; the misfit stands in one that is kept. */
function usable({ user }: { user?: { eids?: unknown; ext?: { eids?: unknown } } }): void {
  for (const eids of [user?.eids, user?.ext?.eids]) {
    const [eid] = Array.isArray(eids) ? eids : [];
    if (typeof eid !== 'object') continue;
    eid.source ??= 'ids.example';
    eid.uids ??= [{}];
    if (typeof eid.uids?.[0] === 'object') eid.uids[0].id ??= 'one';
  }
}

/** An exchange that is behind answers without reading; on a busy machine that may be so for a moment. */
async function judged(body: string): ReturnType<typeof post> {
  for (let tries = 0; ; tries++) {
    const answer = await post(body);
    if (tries === 5 || !answer.text.includes('"nbr":1')) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

it('a value of the wrong type at any declared place is refused by its path, without the value', async () => {
  const policy = loadPolicy(projectPath('policy'));
  const ignored = (path: string): boolean =>
    policy.notCollected.some((name) => path === name || path.endsWith(`.ortb2.${name}`));
  const all = misfits();
  expect(all.length).toBeGreaterThan(1_000);
  const wrong: unknown[] = [];
  const check = async (misfit: Misfit): Promise<void> => {
    const { status, text } = await judged(JSON.stringify(place(misfit)));
    const name =
      misfit.path
        .replace(/(\.\*)+$/, '')
        .split('.')
        .at(-1) ?? '';
    const isRefused =
      status === 400 && /^Invalid request: \S+ must be .+\n$/.test(text) && text.includes(name);
    const isFine = ignored(misfit.path) ? status === 200 : isRefused;
    if (!isFine || text.includes(WRONG)) wrong.push([misfit.path, status, text.slice(0, 200)]);
  };
  for (let from = 0; from < all.length; from += 16) await Promise.all(all.slice(from, from + 16).map(check));
  expect(wrong).toEqual([]);
}, 40_000);

describe('the door', () => {
  const ask = (method: string, headers: Record<string, string> = {}) =>
    fetch(`${platform.url}/openrtb2/auction`, { method, headers });

  it.each(['PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    const answer = await ask(method);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  });

  it('names the asking origin, never all of them, where credentials are taken', async () => {
    for (const origin of ['https://press.example', 'null']) {
      const preflight = await ask('OPTIONS', { origin, 'access-control-request-method': 'POST' });
      const answer = await post(textOf(), { headers: { origin } });
      for (const { headers } of [preflight, answer]) {
        expect(headers.get('access-control-allow-origin')).toBe(origin);
        expect(headers.get('access-control-allow-credentials')).toBe('true');
        expect(headers.get('vary')).toBe('Origin');
      }
    }
    expect((await post(textOf())).headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('all that changed nothing, and the process lives', async () => {
  expect((await fetch(`${platform.url}/livez`)).status).toBe(200);
  expect(() => process.kill(platform.pid, 0)).not.toThrow();
  expect(await lastingState(platform.url, key)).toEqual(before);
  expect(platform.printed()).not.toMatch(/"level":(50|60)/);
  expect(platform.printed()).not.toContain(WRONG);
});

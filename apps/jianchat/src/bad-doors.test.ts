import { mkdtempSync, rmSync } from 'node:fs';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROBLEMS, type ProblemCode, ROUTES, type Route } from '@jianchat/api-contract';
import { createTokenMint, type EventClaims, type EventKind } from '@jianchat/events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMasterKey } from './keys/master-key.ts';
import { runCommand } from './testing/api-client.ts';
import { lastingState } from './testing/lasting-state.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';

let dataFolder: string;
let platform: PlatformProcess;
let key: string;
let eventKey: Uint8Array;
let before: unknown;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat bad doors '));
  platform = await startPlatformProcess({ dataFolder });
  key = (await runCommand(dataFolder, ['key', 'create', '--role', 'operator'])).trim();
  const master = openMasterKey({ given: undefined, dataFolder, mayGenerate: false });
  if (!master.ok) throw new Error(master.message);
  eventKey = master.key.derive('event-token/1');
  // Settings that set nothing are right, and may come up among the bodies: so they stand there before.
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const put = await ask('/api/host', { method: 'PUT', headers, body: '{}' });
  expect(put.status).toBe(200);
  before = await lastingState(platform.url, key);
}, 60_000);

afterAll(async () => {
  await platform?.stop();
  if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** Sends the path as it is: `fetch` would tidy it up. */
function ask(
  path: string,
  init: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(platform.url);
  const { method = 'GET', headers = {}, body } = init;
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0' };
const HOUR_MS = 3_600_000;
let serial = 0;
/** Claims of an ad that costs nothing, so that what is counted leaves the books as they are. */
const claimsOf = (changes: Partial<EventClaims> = {}): EventClaims => ({
  auction: `auction-${serial++}`,
  imp: 0,
  atMs: Date.now(),
  account: 'demo',
  media: 'demo-site',
  placement: 'demo-banner',
  format: 'banner',
  demandKind: 'direct',
  demand: 'demo-direct',
  advertiser: 'demo-advertiser',
  creative: 'c',
  priceCpmMicros: 0,
  currency: 'USD',
  revenueShareBps: 8000,
  deviceType: 'desktop',
  country: '',
  policyVersion: 1,
  clickUrl: 'https://shop.example/',
  ...changes,
});
const token = (kind: EventKind, changes: Partial<EventClaims> = {}, by: Uint8Array = eventKey): string =>
  createTokenMint(by).sign(claimsOf(changes))(kind);

describe('an event URL', () => {
  const cases: [string, () => string, number, string][] = [
    ['of another key', () => `/e/${token('impression', {}, Buffer.alloc(32, 9))}`, 403, 'token.forged'],
    ['cut off', () => `/e/${token('impression').slice(0, -5)}`, 403, 'token.forged'],
    ['without signature', () => `/e/${token('impression').split('.')[0]}`, 400, 'token.malformed'],
    ['with another price', () => `/e/${repriced(token('impression'))}`, 403, 'token.forged'],
    ['of no kind', () => `/e/Z${token('impression').slice(1)}`, 400, 'token.malformed'],
    ['of a kind that the ad may not report', () => `/e/x${token('impression').slice(1)}`, 403, 'token.kind'],
    [
      'of two days ago',
      () => `/e/${token('impression', { atMs: Date.now() - 48 * HOUR_MS })}`,
      410,
      'token.expired',
    ],
    [
      'of tomorrow',
      () => `/e/${token('impression', { atMs: Date.now() + 24 * HOUR_MS })}`,
      400,
      'token.early',
    ],
    ['of a click among impressions', () => `/e/${token('click')}`, 400, 'event.route'],
    ['of an impression among clicks', () => `/c/${token('impression')}`, 400, 'event.route'],
    ['of a win among clicks', () => `/c/${token('win')}`, 400, 'event.route'],
    ['to a script', () => `/c/${token('click', { clickUrl: 'javascript:alert(1)' })}`, 400, 'click.url'],
    ['to data', () => `/c/${token('click', { clickUrl: 'data:text/html,x' })}`, 400, 'click.url'],
    ['to nowhere', () => `/c/${token('click', { clickUrl: '//evil.example' })}`, 400, 'click.url'],
    ['with another address instead of a token', () => '/c/https://evil.example/', 400, 'token.malformed'],
    ['with an address in the query', () => '/c/x?url=https://evil.example/', 400, 'token.malformed'],
    ['without token', () => '/e/', 400, 'token.malformed'],
    [
      'longer than any token',
      () => `/e/i${'A'.repeat(8_000)}.AAAAAAAAAAAAAAAAAAAAAA`,
      400,
      'token.malformed',
    ],
    ['of other letters', () => '/e/i%00%ff%2e%2e/../..', 400, 'token.malformed'],
  ];
  it.each(cases)('%s is refused', async (_what, path, status, code) => {
    const answer = await ask(path(), { headers: BROWSER });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers.location).toBeUndefined();
  });

  it('leads to the signed landing page only, whatever it is followed by', async () => {
    for (const tail of [
      '?url=https://evil.example/',
      '/../https://evil.example',
      '#x',
      '?next=//evil.example',
    ]) {
      const answer = await ask(`/c/${token('click')}${tail}`, { headers: BROWSER });
      expect([answer.status, answer.headers.location]).toEqual([302, 'https://shop.example/']);
    }
  });

  it('adds no header and takes any script', async () => {
    for (const [clickUrl, location] of [
      ['https://shop.example/\r\nset-cookie: a=b', 'https://shop.example/set-cookie:%20a=b'],
      ['https://shop.example/商品', 'https://shop.example/%E5%95%86%E5%93%81'],
    ] as const) {
      const answer = await ask(`/c/${token('click', { clickUrl })}`, { headers: BROWSER });
      expect([answer.status, answer.headers.location]).toEqual([302, location]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('answers again as before when it is sent again', async () => {
    const path = `/e/${token('impression')}`;
    for (let time = 0; time < 5; time += 1) {
      const answer = await ask(path, { headers: BROWSER });
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/gif']);
    }
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'TRACE'])('refuses %s', async (method) => {
    const answer = await ask(`/e/${token('impression')}`, { method });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([405, 'method.refused']);
  });
});

/** The same signature under a higher price. */
function repriced(text: string): string {
  const dot = text.lastIndexOf('.');
  const row: unknown[] = JSON.parse(Buffer.from(text.slice(1, dot), 'base64url').toString());
  row[12] = 9_000_000;
  return `${text.charAt(0)}${Buffer.from(JSON.stringify(row)).toString('base64url')}${text.slice(dot)}`;
}

/** Every refusal is a problem document of the one table; a fault of ours is never among them. */
function expectDocumented({ status, text, headers }: Answer): void {
  expect(status).toBeGreaterThan(0);
  if (status < 400) return;
  const { code } = JSON.parse(text) as { code: ProblemCode };
  expect([status, String(headers['content-type'])]).toEqual([
    PROBLEMS[code]?.status,
    expect.stringContaining('application/problem+json'),
  ]);
  expect(code).not.toBe('internal.fault');
  if (status >= 500) expect(code).toBe('mail.unconfigured');
}

const routes: readonly Route[] = ROUTES.filter(
  (route: Route) => !route.answerTypes?.includes('text/event-stream'),
);
/** Ids that no record has, as they may stand in a path. */
const strangeId = fc.oneof(
  fc.constantFrom('nobody', '__proto__', 'constructor', '..', '%2e%2e%2f', '%00', "'--", 'x'.repeat(500)),
  fc.string({ minLength: 1, maxLength: 30 }).map((text) => `x-${encodeURIComponent(text.toWellFormed())}`),
);
const strangeBody = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '{',
    '',
    'null',
    '[]',
    '{"__proto__":{"role":"operator"}}',
    '{"id":"demo"}',
    '"\\ud800"',
    '1e999',
  ),
);
/** The export is what an import takes: an empty one is right, and so is an empty record of a session. */
const BODY_TYPES = [
  'application/json',
  'application/yaml',
  'text/plain',
  'application/x-www-form-urlencoded',
];

describe('the control API', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers any input as documented',
    async (_name, route) => {
      await fc.assert(
        fc.asyncProperty(strangeId, strangeBody, fc.constantFrom(...BODY_TYPES), async (id, body, type) => {
          const path = route.path.replace(/:[a-z]+/g, () => id);
          const sendsBody = route.method === 'POST' || route.method === 'PUT';
          const answer = await ask(`${path}${route.method === 'GET' ? '?limit=x&from[]=1' : ''}`, {
            method: route.method,
            headers: { authorization: `Bearer ${key}`, ...(sendsBody && { 'content-type': type }) },
            ...(sendsBody && { body }),
          });
          expectDocumented(answer);
        }),
        { numRuns: 25 },
      );
    },
  );

  it.each(
    routes
      .filter(({ roles }) => roles !== 'public')
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is closed to strangers', async (_name, { method, path: pattern }) => {
    const path = pattern.replace(/:[a-z]+/g, 'demo');
    const strangers: [OutgoingHttpHeaders, ProblemCode][] = [
      [{}, 'auth.missing'],
      [{ authorization: 'Bearer ' }, 'auth.refused'],
      [{ authorization: `Basic ${Buffer.from(key).toString('base64')}` }, 'auth.refused'],
      [{ authorization: `Bearer ${key.slice(0, -1)}` }, 'auth.refused'],
      [{ authorization: `Bearer ${key}x` }, 'auth.refused'],
      [{ authorization: `Bearer ${"' or 1=1--"}` }, 'auth.refused'],
      [{ authorization: 'Bearer x', cookie: 'better-auth.session_token=x' }, 'auth.refused'],
    ];
    for (const [headers, code] of strangers) {
      const answer = await ask(path, { method, headers });
      expect([headers, answer.status, JSON.parse(answer.text).code]).toEqual([headers, 401, code]);
    }
    // A cookie that is none leaves the caller unknown, whatever page sends it.
    const answer = await ask(path, { method, headers: { cookie: 'x=y', origin: 'https://evil.example' } });
    expect(answer.status).toBe(401);
  });

  const period = 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z';
  const lineItem = { id: 'l', advertiser: 'demo-advertiser', priceCpmMicros: 1 };
  it.each([
    ['POST', '/api/keys', { name: 'a\0', role: 'auditor', account: null }, 'request.invalid'],
    ['POST', '/api/keys', { name: 'a', role: 'media', account: '\0' }, 'request.invalid'],
    ['PUT', '/api/advertisers/a', { id: 'a', name: '\ud800' }, 'record.invalid'],
    ['PUT', '/api/line-items/l', { ...lineItem, startsAt: '0000-01-01T00:00:00Z' }, 'request.invalid'],
    ['PUT', '/api/line-items/other', lineItem, 'request.invalid'],
    ['POST', '/api/import', { storedImps: { s: { a: '\0' } } }, 'import.invalid'],
    ['DELETE', '/api/keys/%00', undefined, 'request.invalid'],
    ['GET', `/api/reports/revenue?${period}&placement=%00`, undefined, 'request.invalid'],
    ['GET', `/api/reports/revenue?${period}&groupBy=password`, undefined, 'request.invalid'],
  ] as const)('%s %s refuses what no store takes: %j', async (method, path, body, code) => {
    const answer = await ask(path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    expectDocumented(answer);
    expect(JSON.parse(answer.text).code).toBe(code);
  });

  it('takes no body beyond its bound', async () => {
    const answer = await ask('/api/import', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ padding: 'x'.repeat(64 * 1024 * 1024) }),
    }).catch(() => undefined);
    // The server may close the connection while the rest is still on its way.
    if (answer !== undefined)
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'body.tooLarge']);
  });
});

describe('a path', () => {
  const outside = [
    '/demo/../package.json',
    '/demo/..%2f..%2fpackage.json',
    '/demo/%2e%2e/%2e%2e/package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/..%2f..%2f..%2f..%2fetc/passwd',
    '//../../etc/passwd',
    '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/demo/%c0%ae%c0%ae/package.json',
    '/policy/../../policy.yaml',
    '/assets/%00.js',
    '/%zz',
    '/%',
    `/${'a'.repeat(12_000)}/x.json`,
  ];
  it.each(outside)('leads nowhere: %s', async (path) => {
    const { status, text } = await ask(path);
    // Whatever is no file leads to the console's one page, or is no path at all; never to another file.
    if (status === 200) expect(text).toContain('<!doctype html>');
    else expect([400, 404]).toContain(status);
    expect(text).not.toMatch(/"workspaces"|root:|dependencies|purposes:/);
  });

  it('longer than any is refused before anything reads it', async () => {
    expect((await ask(`/${'a'.repeat(40_000)}`)).status).toBe(431);
  });

  it('that is no HTTP at all ends its own connection only', async () => {
    const { hostname, port } = new URL(platform.url);
    const text = await new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect({ host: hostname, port: Number(port) }, () =>
        socket.write('\0\xff no http\r\n\r\n'),
      );
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });
});

it('all that changed nothing, and the process lives', async () => {
  expect((await fetch(`${platform.url}/livez`)).status).toBe(200);
  expect(() => process.kill(platform.pid, 0)).not.toThrow();
  expect(await lastingState(platform.url, key)).toEqual(before);
  expect(platform.printed()).not.toMatch(/"level":(50|60)/);
});

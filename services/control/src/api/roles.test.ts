import { ROLES, ROUTES, type Role, type Route } from '@jianchat/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleAuction } from '../testing/sample-auction.ts';
import { sampleImport } from '../testing/sample-import.ts';
import {
  appendAuction,
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';
import { openApiDocument } from './openapi.ts';

let stores: TestStores;
let test: TestControl;
let bearers: Record<Role, string>;

beforeAll(async () => {
  stores = await startTestStores({ analytics: true });
  await appendAuction(stores.log, sampleAuction());
  test = await startTestControl(stores);
  const outcome = await test.control.importConfiguration(sampleImport);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  bearers = {
    operator: await test.bearer('operator'),
    media: await test.bearer('media', 'press'),
    advertiser: await test.bearer('advertiser', 'shoes'),
    auditor: await test.bearer('auditor'),
  };
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

/** A request that gets past form checks only where it is allowed to: ids of nothing, bodies of no form. */
function ask(route: Route, authorization: string | undefined) {
  return test.control.app.inject({
    method: route.method,
    url: route.path.replace(/:[a-z]+/g, 'nothing'),
    headers: authorization === undefined ? {} : { authorization },
    ...(route.body === undefined ? {} : { payload: { no: 'form' } }),
  });
}

/** Refusals that say who may call, as opposed to what was asked. */
const ADMISSION = ['auth.missing', 'auth.refused', 'auth.forbidden', 'origin.refused'];

// Streams do not end; they have a test of their own.
const answered = ROUTES.filter((route: Route) => !route.answerTypes?.includes('text/event-stream'));
const streams = ROUTES.filter((route: Route) => route.answerTypes?.includes('text/event-stream'));

describe.each(answered.map((route: Route) => ({ name: `${route.method} ${route.path}`, route })))(
  '$name',
  ({ route }) => {
    it('is refused to strangers unless public', async () => {
      const anonymous = await ask(route, undefined);
      const forged = await ask(route, `Bearer jck_${'0'.repeat(16)}_${'A'.repeat(43)}`);
      if (route.roles === 'public') {
        for (const answer of [anonymous, forged]) expect(ADMISSION).not.toContain(codeOf(answer));
      } else {
        expect([anonymous.statusCode, codeOf(anonymous)]).toEqual([401, 'auth.missing']);
        expect([forged.statusCode, codeOf(forged)]).toEqual([401, 'auth.refused']);
        expect(anonymous.headers['www-authenticate']).toMatch(/^Bearer/);
      }
    });

    it.each(ROLES)('is for %s exactly if it says so', async (role) => {
      const answer = await ask(route, bearers[role]);
      const allowed = typeof route.roles === 'string' || route.roles.includes(role);
      if (allowed) expect(ADMISSION).not.toContain(codeOf(answer));
      else expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'auth.forbidden']);
      if (codeOf(answer) !== 'mail.unconfigured') expect(answer.statusCode).toBeLessThan(500);
    });
  },
);

it.each(streams.map((route: Route) => route.path))('the stream %s is refused to strangers', async (url) => {
  expect((await test.control.app.inject({ url })).json()).toMatchObject({ code: 'auth.missing' });
});

/** What everybody signed in may change, because it is their own: a notice put away, their own leaving. */
const OWN = ['/api/policy/notices/:version/acknowledge', '/api/me/leave'];

/** Questions too long for an address: they change nothing. */
const ASKED = ['/api/forecast'];

it('every route that changes anything is for operators, for everybody to sign in and out, or about oneself', () => {
  const changing = ROUTES.filter((route: Route) => route.method !== 'GET' && !ASKED.includes(route.path));
  expect(changing.length).toBeGreaterThan(10);
  for (const route of changing as readonly Route[])
    expect([route.path, route.roles]).toEqual([
      route.path,
      route.path.startsWith('/api/auth/') ? 'public' : OWN.includes(route.path) ? 'signed-in' : ['operator'],
    ]);
});

it('no route stands twice', () => {
  const keys = ROUTES.map((route: Route) => `${route.method} ${route.path}`);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('the OpenAPI document', () => {
  it('is served to anybody and has every route in', async () => {
    const answer = await test.control.app.inject({ url: '/api/openapi.json' });
    const document = answer.json();
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument(ROUTES, 'http://127.0.0.1:8080'))));
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described.toSorted()).toEqual(
      ROUTES.map((route: Route) => `${route.method} ${route.path}`).toSorted(),
    );
  });

  it('names operations uniquely, declares path parameters and resolves its references', () => {
    const text = JSON.stringify(openApiDocument(ROUTES, 'http://127.0.0.1:8080'));
    const document = JSON.parse(text);
    const operations = Object.entries<
      Record<string, { operationId: string; parameters: { name: string; in: string }[] }>
    >(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(named);
    }
    const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
    const resolvable = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.filter((reference) => !resolvable.includes(reference ?? ''))).toEqual([]);
    expect(references).toContain('#/components/schemas/Problem');
    expect(document.components.schemas.Problem.properties.code.enum).toContain('record.unknown');
  });

  it('marks optional query parameters as such', () => {
    const { paths } = JSON.parse(JSON.stringify(openApiDocument(ROUTES, 'http://127.0.0.1:8080')));
    const required = paths['/api/reports/revenue'].get.parameters.flatMap(
      (parameter: { name: string; required: boolean }) => (parameter.required ? [parameter.name] : []),
    );
    expect(required).toEqual(['from', 'to']);
  });
});

function codeOf(answer: { headers: Record<string, unknown>; json(): { code?: string } }): string {
  return String(answer.headers['content-type']).startsWith('application/problem+json')
    ? (answer.json().code ?? '')
    : '';
}

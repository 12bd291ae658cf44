import { ROLES, ROUTES, type Role, type Route } from '@jianchat/api-contract';
import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toCaller } from '../auth/caller.ts';
import type { Identify } from '../auth/identify.ts';
import { createServe, type ServeContext } from './serve.ts';

const ORIGIN = 'https://ads.example';
/** Whoever the request says it is: what is tried here is what each may do. */
const identify: Identify = async ({ authorization, cookie }) => {
  const role = ROLES.find((known) => known === (authorization ?? cookie));
  if (role === undefined) return { status: authorization === undefined ? 'anonymous' : 'refused' };
  const caller = toCaller(cookie ? 'user' : 'key', {
    ...{ id: '1', name: 'one', role },
    account: role === 'media' ? 'press' : null,
    advertiser: role === 'advertiser' ? 'shoes' : null,
  });
  return caller === undefined ? { status: 'refused' } : { status: 'known', caller };
};

function appOf(routes: readonly Route[]) {
  const app = fastify();
  const context: ServeContext = { app, identify, publicOrigin: ORIGIN };
  const serve = createServe(context);
  // Forms and tags are left out, so that whatever is refused is refused for who asks.
  for (const { query: _query, body: _body, tagged: _tagged, ...route } of routes)
    serve({ ...route, answer: z.any() }, async () => ({ done: true }));
  return app;
}

const app = appOf(ROUTES);
const ask = async (route: Route, headers: Record<string, string>) => {
  const answer = await app.inject({
    method: route.method,
    url: route.path.replace(/:[a-z]+/gi, 'x'),
    headers,
  });
  return answer.statusCode;
};
const guarded = ROUTES.filter((route: Route) => route.roles !== 'public') as readonly Route[];

describe('K3: a route', () => {
  it('answers nobody unknown', async () => {
    for (const route of guarded) {
      expect(await ask(route, {}), route.path).toBe(401);
      expect(await ask(route, { authorization: 'root' }), route.path).toBe(401);
    }
  });

  it.each(ROLES)('answers %s exactly where it says so', async (role: Role) => {
    for (const route of guarded) {
      const allowed = typeof route.roles === 'string' || route.roles.includes(role);
      expect(await ask(route, { authorization: role }), `${route.method} ${route.path}`).toBe(
        allowed ? 200 : 403,
      );
    }
  });
});

describe('K2: a signed-in browser', () => {
  const changing = guarded.filter((route) => route.method !== 'GET');

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: ORIGIN }, 403],
    [{ origin: 'https://ads.example.evil' }, 403],
    [{}, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: ORIGIN }, 200],
  ])('with %j changes something: %i', async (headers, status) => {
    expect(changing.length).toBeGreaterThan(10);
    for (const route of changing)
      expect(await ask(route, { cookie: 'operator', ...headers }), route.path).toBe(status);
  });
});

it('K2, K3: an answer holds nothing that its contract does not declare', async () => {
  const bare = fastify();
  const serve = createServe({ app: bare, identify, publicOrigin: ORIGIN });
  const route = {
    method: 'GET',
    path: '/api/one',
    summary: '',
    roles: ['operator'],
    answer: z.object({ id: z.string() }),
  } as const satisfies Route;
  const row: { id: string; secret: string } = { id: 'a', secret: 'hush' };
  serve(route, async () => row);
  const answer = await bare.inject({ url: '/api/one', headers: { authorization: 'operator' } });
  expect(answer.json()).toEqual({ id: 'a' });
});

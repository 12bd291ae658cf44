import { describe, expect, it } from 'vitest';
import { createKey, PROBLEMS, Problem, pathParams, ROUTES, type Route, revenueReport } from './index.ts';

describe('the routes', () => {
  it('are under the API or the demo, each once', () => {
    const keys = ROUTES.map((route: Route) => `${route.method} ${route.path}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { path } of ROUTES) expect(path).toMatch(/^\/(demo\/)?api\/[a-z/:-]+$/);
  });

  it('take a body only where they change something', () => {
    for (const route of ROUTES as readonly Route[])
      if (route.body !== undefined) expect(['POST', 'PUT']).toContain(route.method);
  });

  it('name the parameters of their paths', () => {
    expect(pathParams('/api/a/:one/b/:two')).toEqual(['one', 'two']);
    expect(pathParams('/api/a')).toEqual([]);
  });
});

it('a key of media belongs to one account, any other to none', () => {
  const fits = (role: string, account: string | null) =>
    createKey.body.safeParse({ name: 'n', role, account }).success;
  expect([fits('media', 'a'), fits('operator', null), fits('auditor', null)]).toEqual([true, true, true]);
  expect([fits('media', null), fits('operator', 'a'), fits('auditor', 'a'), fits('root', null)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('a report has defaults, and no parameter that is not declared', () => {
  const period = { from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z' };
  expect(revenueReport.query.parse({ ...period, limit: '5' })).toEqual({
    ...period,
    groupBy: 'hour',
    limit: 5,
    format: 'json',
  });
  expect(revenueReport.query.safeParse({ ...period, order: 'x' }).success).toBe(false);
});

it('every problem has a code that its document can carry, and a status of an error', () => {
  for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(Problem.parse({ type: `urn:jianchat:problem:${code}`, title, status, code }).code).toBe(code);
  }
});

import { AnalyticsError } from '@jianchat/analytics';
import { fastify } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';
import { installFaultHandler } from './fault-handler.ts';

let stores: TestStores;
let test: TestControl;
let operator: string;

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores, {
    status: () => {
      throw new Error('secret value of somebody');
    },
  });
  operator = await test.bearer('operator');
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const get = (url: string) => test.control.app.inject({ url, headers: { authorization: operator } });

it('an unexpected fault is logged under the id it is answered with, and its message nowhere', async () => {
  const answer = await get('/api/status');
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal.fault' });
  expect(answer.body).not.toContain('secret');
  const line = test.lines.find(({ event }) => event === 'control.request.failed');
  expect(line).toMatchObject({
    level: 'error',
    detail: { instance: answer.json().instance, route: '/api/status' },
  });
  expect(JSON.stringify(test.lines)).not.toContain('secret');
});

it('a store that is away is said to be', async () => {
  expect((await get('/api/overview')).json()).toMatchObject({ status: 503, code: 'analytics.unavailable' });
  await stores.records.engine.stop();
  expect((await get('/api/accounts')).json()).toMatchObject({ status: 503, code: 'records.unavailable' });
});

it.each(['/api/%zz', '/%', `/api/keys/${'x'.repeat(300)}`])(
  'a path that leads nowhere is not quoted: %s',
  async (url) => {
    const answer = await get(url);
    expect(answer.json()).toMatchObject({ status: 404, code: 'route.unknown' });
    expect(answer.body).not.toContain(url.slice(-3));
  },
);

it('a report that is too long is the question’s fault, and no fault of ours', async () => {
  const app = fastify();
  const lines: unknown[] = [];
  installFaultHandler(app, { onLog: (line) => lines.push(line), newInstance: () => 'one' });
  app.get('/', () => {
    throw new AnalyticsError('analytics.too_long', 'report: ClickHouse answered TOO_MANY_ROWS_OR_BYTES');
  });
  expect((await app.inject('/')).json()).toMatchObject({
    status: 400,
    faults: [{ path: 'query', code: 'report.tooLong' }],
  });
  expect(lines).toEqual([]);
});

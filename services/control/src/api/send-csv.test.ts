import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import { sendCsv } from './send-csv.ts';

const DAYS = { name: 'lines', from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z' };

async function serve(lines: () => AsyncGenerator<string>, onGone = () => {}) {
  const app = fastify();
  app.get('/file', async (_request, reply) => {
    reply.raw.once('close', onGone);
    await sendCsv(reply, lines(), DAYS);
    return reply;
  });
  return { app, url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/file` };
}

async function fileThatFails(afterLines: number) {
  const { app, url } = await serve(async function* lines() {
    for (let line = 0; line < afterLines; line += 1) yield `${line}\r\n`;
    throw new Error('the store went away');
  });
  const answer = await fetch(url);
  const read = answer.text();
  return { status: answer.status, read, close: () => app.close() };
}

it('answers with a fault what fails before the first row, and cuts what fails later', async () => {
  const early = await fileThatFails(1);
  expect(early.status).toBe(500);
  await early.read;
  await early.close();
  const late = await fileThatFails(3);
  expect(late.status).toBe(200);
  await expect(late.read).rejects.toThrow();
  await late.close();
});

it('reads no further for who went away before the first page was there', async () => {
  const ended = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const { app, url } = await serve(async function* lines() {
    try {
      yield 'head\r\n';
      asked.resolve();
      await gone.promise;
      yield 'first\r\n';
      yield 'more\r\n';
    } finally {
      ended.resolve();
    }
  }, gone.resolve);
  const leaving = new AbortController();
  const answer = fetch(url, { signal: leaving.signal });
  await asked.promise;
  leaving.abort();
  await expect(answer).rejects.toThrow();
  await ended.promise;
  await app.close();
});

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { SENT } from './serve.ts';

/**
 * A report as a file, named after what it tells and its days, sent as it is read. What fails before any row was read is answered as
 * any fault; later the connection is cut, so that nobody takes a part for the whole. Who goes away ends the reading.
 */
export async function sendCsv(
  reply: FastifyReply,
  csv: AsyncGenerator<string>,
  { name, from, to }: { name: string; from: string; to: string },
): Promise<typeof SENT> {
  const begun = [await csv.next(), await csv.next()];
  const rows = Readable.from(joined(begun, csv), { objectMode: false });
  // However far it came: a stream that is closed early asks only the generator that it has begun with.
  rows.once('close', () => void csv.return(undefined).catch(() => undefined));
  const day = (time: string) => new Date(time).toISOString().slice(0, 10);
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="jianchat-${name}-${day(from)}-${day(to)}.csv"`)
    .type('text/csv; charset=utf-8; header=present')
    .send(rows);
  return SENT;
}

async function* joined(
  begun: readonly IteratorResult<string>[],
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  for (const { done, value } of begun) if (done !== true) yield value;
  yield* rest;
}

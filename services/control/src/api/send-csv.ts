import type { FastifyReply } from 'fastify';
import { SENT } from './serve.ts';

/** A report as a file, named after what it tells and its days. */
export function sendCsv(
  reply: FastifyReply,
  csv: string,
  { name, from, to }: { name: string; from: string; to: string },
): typeof SENT {
  const day = (time: string) => new Date(time).toISOString().slice(0, 10);
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="jianchat-${name}-${day(from)}-${day(to)}.csv"`)
    .type('text/csv; charset=utf-8; header=present')
    .send(csv);
  return SENT;
}

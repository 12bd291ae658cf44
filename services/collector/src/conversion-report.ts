import type { IncomingMessage } from 'node:http';
import type { RefusalCode } from './outcome.ts';
import { type ConversionReport, IDS_MAX } from './read-conversion.ts';
import { viewsInCookies } from './told-view.ts';

export type ReportReading =
  | { readonly ok: true; readonly report: ConversionReport }
  | { readonly ok: false; readonly code: RefusalCode };

const BODY_BYTES_MAX = 32_768;
const QUERY_CHARS_MAX = 8_192;
const MICROS = 1_000_000;

/**
 * - `GET /conversion/ADVERTISER?click=…&view=…&key=…&kind=purchase&value=12.50&currency=EUR&order=…` from a page; its browser adds the
 *   views of the advertiser's ads that it keeps; where it opted out no view is read
 * - `POST /conversion` from a server: the same as JSON, the value as `valueMicros`, several ids as `clicks` and `views`, the key as bearer token
 */
export async function readReport(
  req: IncomingMessage,
  path: string,
  { isOptedOut }: { isOptedOut: (cookies: string | undefined) => boolean },
): Promise<ReportReading> {
  if (req.method === 'GET') {
    req.resume();
    const { cookie } = req.headers;
    return readQuery(path, { cookie, optedOut: isOptedOut(cookie) });
  }
  const body = await readBody(req);
  return typeof body === 'string' ? { ok: false, code: body } : readJson(body, req.headers.authorization);
}

function readQuery(
  path: string,
  { cookie, optedOut }: { cookie: string | undefined; optedOut: boolean },
): ReportReading {
  const mark = path.indexOf('?');
  if (mark === -1 || path.length > QUERY_CHARS_MAX) return { ok: false, code: 'click.malformed' };
  const query = new URLSearchParams(path.slice(mark));
  const said = (name: string): string | undefined => query.get(name) ?? undefined;
  const views = query.getAll('view').filter((id) => id !== '');
  // What a browser adds by itself must not make a report too long.
  if (views.length < IDS_MAX) views.push(...viewsInCookies(cookie).slice(0, IDS_MAX - views.length));
  const value = said('value');
  return {
    ok: true,
    report: {
      use: 'page',
      key: said('key'),
      clicks: query.getAll('click').filter((id) => id !== ''),
      views: optedOut ? [] : views,
      kind: said('kind'),
      valueMicros: value === undefined ? undefined : decimalMicros(value),
      currency: said('currency'),
      order: said('order'),
    },
  };
}

/** Exact: "12.50" is 12,500,000 micros. NaN for what is no such number. */
function decimalMicros(text: string): number {
  const parts = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.slice(0, 20));
  if (parts === null) return Number.NaN;
  return Number(parts[1]) * MICROS + Number((parts[2] ?? '').padEnd(6, '0'));
}

function readJson(body: Buffer, authorization: string | undefined): ReportReading {
  let said: unknown;
  try {
    said = JSON.parse(body.toString());
  } catch {
    return { ok: false, code: 'conversion.body' };
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    return { ok: false, code: 'conversion.body' };
  const {
    click,
    clicks,
    views = [],
    kind,
    valueMicros,
    currency,
    order,
    ...others
  } = said as Record<string, unknown>;
  // What nobody asked for may say something of a person: it is refused, so that nobody goes on sending it.
  if (Object.keys(others).length > 0) return { ok: false, code: 'conversion.member' };
  return {
    ok: true,
    report: {
      use: 'server',
      key: authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : undefined,
      clicks: click === undefined ? (Array.isArray(clicks) ? clicks : []) : [click],
      views: Array.isArray(views) ? views : [views],
      kind,
      valueMicros,
      currency,
      order,
    },
  };
}

/** What is left of a body that is too large is not read; one whose sender left in the middle is no body. */
async function readBody(
  req: IncomingMessage,
): Promise<Buffer | Extract<RefusalCode, 'conversion.large' | 'conversion.body'>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of req) {
      bytes += (chunk as Buffer).length;
      if (bytes > BODY_BYTES_MAX) return 'conversion.large';
      chunks.push(chunk as Buffer);
    }
  } catch {
    return 'conversion.body';
  }
  return Buffer.concat(chunks);
}

import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** Largest body, before and after decompression, where the host says nothing (Prebid Server's default). */
export const BYTES_MAX = 262_144;

export type BodyReading =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly message: string };

const tooLarge = (bytesMax: number): BodyReading => ({
  ok: false,
  message: `request size exceeded max size of ${bytesMax} bytes.`,
});
const inflate = promisify(gunzip);

/**
 * Reads a body up to the limit. Compression is told by Content-Encoding or, as Prebid.js does because the header would
 * cost a preflight, by `?gzip=1`. The content type doesn't matter: Prebid.js sends text/plain.
 */
export async function readBody(req: IncomingMessage, bytesMax: number): Promise<BodyReading> {
  const encoding = codingOf(req.headers['content-encoding']);
  const compressed = encoding === 'gzip' || (encoding === undefined && asksForGzip(req.url ?? ''));
  if (encoding !== undefined && encoding !== 'gzip' && encoding !== 'identity')
    return { ok: false, message: 'Content-Encoding is not supported' };
  const reading = await readBytes(req, bytesMax);
  if (!reading.ok) return reading;
  const { bytes } = reading;
  // A client may append the parameter and yet send plain JSON, when its browser can't compress.
  if (!compressed || (encoding === undefined && bytes[0] !== 0x1f)) return { ok: true, bytes };
  try {
    return { ok: true, bytes: await inflate(bytes, { maxOutputLength: bytesMax }) };
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : '';
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge(bytesMax)
      : { ok: false, message: 'the body is not valid gzip' };
  }
}

/** Names of codings are the same in any case, and `x-gzip` is an older name of `gzip` (RFC 9110, 8.4.1). */
function codingOf(header: string | undefined): string | undefined {
  const name = header?.trim().toLowerCase();
  return name === 'x-gzip' ? 'gzip' : name || undefined;
}

function asksForGzip(url: string): boolean {
  const query = url.indexOf('?');
  return query >= 0 && new URLSearchParams(url.slice(query)).get('gzip') === '1';
}

const GONE: BodyReading = { ok: false, message: 'the client has gone' };

/** The rest of a body that is too large is read and thrown away, so that the connection can be used again. */
function readBytes(req: IncomingMessage, bytesMax: number): Promise<BodyReading> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bytesMax) chunks.push(chunk);
      else chunks.length = 0;
    });
    req.on('end', () => {
      const only = chunks.length === 1 ? chunks[0] : undefined;
      resolve(size > bytesMax ? tooLarge(bytesMax) : { ok: true, bytes: only ?? Buffer.concat(chunks) });
    });
    // Comes after every request, so it must cost nothing: by then the promise is resolved.
    req.on('close', () => resolve(GONE));
    req.on('error', () => resolve(GONE));
  });
}

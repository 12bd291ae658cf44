import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** Largest bid request taken, in bytes, packed or unpacked. */
const bodyBytesMax = 256 * 1024;

export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'malformed' | 'tooLarge' };

/** Reads a JSON body, gzip included, within the size limit. */
export async function readJsonBody(request: IncomingMessage): Promise<Body> {
  try {
    const packed = await collect(request);
    if (packed === undefined) return { kind: 'tooLarge' };
    const gzipped = request.headers['content-encoding'] === 'gzip';
    const bytes = gzipped ? await promisify(gunzip)(packed, { maxOutputLength: bodyBytesMax }) : packed;
    return { kind: 'json', value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    // Not JSON, not gzip, unpacking to too much, or a sender that broke off.
    return { kind: 'malformed' };
  }
}

async function collect(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    // The rest is read to its end but not kept, so that the answer reaches a sender that is still writing.
    if (size <= bodyBytesMax) parts.push(bytes);
  }
  return size > bodyBytesMax ? undefined : Buffer.concat(parts);
}

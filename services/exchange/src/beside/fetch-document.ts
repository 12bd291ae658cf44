/** A JSON document somebody else publishes, and how long it may be used. */
export type FetchedDocument =
  | { readonly ok: true; readonly value: unknown; readonly maxAgeSec: number | undefined }
  /** `why` says what went wrong, never what was received. */
  | { readonly ok: false; readonly why: string };

export interface FetchLimits {
  readonly timeoutMs: number;
  readonly bytesMax: number;
}

/** Fetches a document beside requests. Never rejects. */
export type FetchDocument = (url: string, limits: FetchLimits) => Promise<FetchedDocument>;

/** By HTTP, bounded in time and size, without following redirects to elsewhere. */
export const fetchDocument: FetchDocument = async (url, { timeoutMs, bytesMax }) => {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      headers: { accept: 'application/json' },
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, why: `status ${response.status}` };
    }
    const text = await readText(response, bytesMax);
    if (text === undefined) return { ok: false, why: `larger than ${bytesMax} bytes` };
    return { ok: true, value: JSON.parse(text), maxAgeSec: maxAgeOf(response.headers) };
  } catch (fault) {
    return { ok: false, why: fault instanceof SyntaxError ? 'not JSON' : 'not reachable in time' };
  }
};

async function readText(response: Response, bytesMax: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > bytesMax) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** Of `Cache-Control`, or of the `max-age` header that floor providers send to Prebid Server. */
function maxAgeOf(headers: Headers): number | undefined {
  const directive = (headers.get('cache-control') ?? '')
    .slice(0, 256)
    .split(',')
    .map((part) => part.trim())
    .find((part) => part.startsWith('max-age='));
  const seconds = Number(headers.get('max-age') ?? directive?.slice('max-age='.length));
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined;
}

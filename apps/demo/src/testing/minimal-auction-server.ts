import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { loadDemoAssets } from '../demo-assets.ts';
import { demoImport } from '../demo-import.ts';
import { type StartedDemoDsps, startDemoDsps } from '../dsp/start.ts';

type Json = Record<string, unknown>;

export interface MinimalServer {
  readonly origin: string;
  readonly dsps: StartedDemoDsps;
  /** Auction requests as the page sent them. */
  readonly requests: Json[];
  /** Paths of the notices that came back. */
  readonly notices: string[];
  /** What `/demo/api/auctions/:id` answers; undefined is 404. */
  auctionRecord: ((id: string) => unknown) | undefined;
  /** Set to make the auction fail with this status. */
  failWith: number | undefined;
  close(): Promise<void>;
}

/**
 * Stands in for the platform in the page's browser test: serves the built page and answers auctions just well enough,
 * asking the real demo bidders. It has no policy; the one rule it knows is whether the page's signals allow an id.
 */
export async function startMinimalServer(pageDir: string): Promise<MinimalServer> {
  const assets = await loadDemoAssets(pageDir);
  let origin = '';
  const dsps = await startDemoDsps({ publicUrl: () => origin, random: () => 0.5 });
  const self = {
    requests: [] as Json[],
    notices: [] as string[],
    auctionRecord: undefined as MinimalServer['auctionRecord'],
    failWith: undefined as number | undefined,
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', origin).pathname;
    const asset = assets.get(path);
    if (asset) {
      response.writeHead(200, { 'content-type': asset.contentType, 'cache-control': asset.cacheControl });
      response.end(asset.body);
    } else if (path === '/openrtb2/auction' && self.failWith === undefined) {
      const body = await readJson(request);
      self.requests.push(body);
      answer(response, 200, await runAuction(body, { dsps, origin }));
    } else if (path.startsWith('/notice/')) {
      self.notices.push(path);
      answer(response, 204);
    } else if (path.startsWith('/demo/api/auctions/') && self.auctionRecord) {
      answer(response, 200, self.auctionRecord(path.slice('/demo/api/auctions/'.length)));
    } else answer(response, self.failWith ?? 404);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return Object.assign(self, {
    origin,
    dsps,
    close: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), dsps.close()]);
    },
  });
}

async function runAuction(
  request: Json,
  { dsps, origin }: { dsps: StartedDemoDsps; origin: string },
): Promise<Json> {
  const demo = demoImport({ dspA: '', dspB: '', publicUrl: origin });
  const imps = (request['imp'] as Json[]).map((imp) => ({
    ...demo.placements.find(({ id }) => id === imp['id'])?.imp,
    id: imp['id'],
  }));
  const outgoing = {
    id: request['id'],
    imp: imps,
    site: request['site'],
    device: request['device'],
    tmax: 500,
    ...identity(request),
  };
  const seats: Json[] = [{ seat: 'jianchat', bid: directBids(demo) }];
  const responsetimemillis: Json = { jianchat: 1 };
  const seatnonbid: Json[] = [];
  for (const [seat, endpoint] of Object.entries(dsps.endpoints)) {
    const start = performance.now();
    const reply = await fetch(endpoint, { method: 'POST', body: JSON.stringify(outgoing) });
    const answered =
      reply.status === 200 ? ((await reply.json()) as { seatbid: { bid: Json[] }[] }) : { seatbid: [] };
    const bids = answered.seatbid.flatMap(({ bid }) => bid);
    responsetimemillis[seat] = Math.round(performance.now() - start);
    seats.push({ seat, bid: bids.map((bid) => ({ ...bid, nurl: undefined })) });
    const missing = imps.filter(({ id }) => !bids.some(({ impid }) => impid === id));
    if (missing.length > 0)
      seatnonbid.push({ seat, nonbid: missing.map(({ id }) => ({ impid: id, statuscode: 0 })) });
  }
  return {
    id: request['id'],
    cur: 'USD',
    seatbid: withEvents(seats, origin),
    ext: { responsetimemillis, seatnonbid },
  };
}

function directBids(demo: ReturnType<typeof demoImport>): Json[] {
  const base = { price: 1.8, adomain: ['demo-advertiser.example'] };
  return demo.creatives.flatMap((creative) => {
    if (creative.kind === 'video') {
      const adm = `<VAST version="4.0"><Ad><InLine><AdTitle>Lit windows</AdTitle><Impression/><Creatives><Creative><Linear><Duration>00:00:06</Duration><VideoClicks><ClickThrough>${creative.clickUrl}</ClickThrough></VideoClicks><MediaFiles><MediaFile type="video/webm" delivery="progressive" width="640" height="360">${creative.files[0]?.url}</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>`;
      return [{ ...base, id: creative.id, crid: creative.id, impid: 'demo-video', mtype: 2, adm }];
    }
    if (creative.w !== 300) return [];
    const adm = creative.html.replaceAll('{{click}}', creative.clickUrl);
    return [
      {
        ...base,
        id: creative.id,
        crid: creative.id,
        impid: 'demo-banner',
        mtype: 1,
        w: creative.w,
        h: creative.h,
        adm,
      },
    ];
  });
}

function withEvents(seats: Json[], origin: string): Json[] {
  return seats.map(({ seat, bid }) => ({
    seat,
    bid: (bid as Json[]).map((one) => {
      const type = one['mtype'] === 2 ? 'video' : 'banner';
      const events = { win: `${origin}/notice/win/${seat}/${type}` };
      return { ...one, burl: `${origin}/notice/bill/${seat}/${type}`, ext: { prebid: { type, events } } };
    }),
  }));
}

/** The id goes on unless the GDPR applies without consent to purpose 1, or Global Privacy Control is on. */
function identity(request: Json): Json {
  const regs = ((request['regs'] as Json)?.['ext'] ?? {}) as Json;
  const user = (request['user'] ?? {}) as { eids?: unknown; ext?: { consent?: string; eids?: unknown } };
  // Bit 152 of the core segment is purpose 1: the third bit of character 25.
  const purposeOne = /^[A-Za-z0-9_-]{25}[I-Pg-v4-9_-]/.test(user.ext?.consent ?? '');
  const allowed = regs['gdpr'] === 1 ? purposeOne : regs['gpc'] !== '1';
  return allowed ? { user: { eids: user.eids ?? user.ext?.eids } } : {};
}

async function readJson(request: IncomingMessage): Promise<Json> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

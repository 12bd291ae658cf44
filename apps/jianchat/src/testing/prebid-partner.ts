import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** A demand partner and a site in one: bids on everything, knows its browser by a cookie sync, and serves the site's page. */
export interface PrebidPartner {
  readonly origin: string;
  /** Bid requests since the last look, oldest first. */
  take(): readonly BidRequestSeen[];
  /** Notices that came, by path. */
  readonly notices: readonly string[];
  close(): void;
}

export interface BidRequestSeen {
  readonly imp: readonly {
    readonly id: string;
    readonly banner?: object;
    readonly video?: object;
    readonly native?: object;
  }[];
  readonly user?: {
    readonly buyeruid?: string;
    readonly consent?: string;
    readonly ext?: { readonly consent?: string };
  };
  readonly regs?: Readonly<Record<string, unknown>>;
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
/** The partner's own name of the browser. */
export const BROWSER_ID = 'browser-7';

/** @param pageFolder what is served below `/page/` */
export async function startPrebidPartner(pageFolder: string): Promise<PrebidPartner> {
  let seen: BidRequestSeen[] = [];
  const notices: string[] = [];
  const server = createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://partner');
    if (url.pathname === '/bid') {
      const request = JSON.parse(await bodyOf(req)) as BidRequestSeen;
      seen.push(request);
      return void res
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answerTo(request)));
    }
    if (url.pathname === '/sync') {
      const back = (url.searchParams.get('r') ?? '').replace('$UID', BROWSER_ID);
      return void res.writeHead(302, { location: back }).end();
    }
    if (url.pathname.startsWith('/notice/')) {
      notices.push(url.pathname);
      return void res.writeHead(204).end();
    }
    const file = url.pathname === '/page/' ? 'index.html' : url.pathname.slice('/page/'.length);
    try {
      const body = readFileSync(join(pageFolder, file));
      res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      res.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** One bid for each imp, dearer than anybody else's. */
  const answerTo = (request: BidRequestSeen): object => ({
    id: 'answer',
    cur: 'USD',
    seatbid: [
      {
        bid: request.imp.map((imp, index) => ({
          id: `bid-${index}`,
          impid: imp.id,
          price: 9,
          crid: `creative-${index}`,
          adomain: ['brand.example'],
          nurl: `${origin}/notice/win/${index}`,
          ...markupFor(imp),
        })),
      },
    ],
  });

  return {
    origin,
    notices,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function markupFor(imp: BidRequestSeen['imp'][number]): object {
  if (imp.video)
    return {
      mtype: 2,
      adm: '<VAST version="3.0"><Ad id="1"><InLine><AdSystem>partner</AdSystem><AdTitle>Film</AdTitle><Impression></Impression><Creatives><Creative><Linear><Duration>00:00:10</Duration><MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="640" height="360">https://media.example/film.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>',
    };
  if (imp.native)
    return {
      mtype: 4,
      adm: JSON.stringify({
        ver: '1.2',
        assets: [{ id: 1, title: { text: 'A native headline' } }],
        link: { url: 'https://brand.example/landing' },
      }),
    };
  return { mtype: 1, w: 300, h: 250, adm: '<p>A partner’s banner</p>' };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

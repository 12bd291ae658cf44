import { auction, demoAuction, liveStream, platformStatus, recentAuctions } from '@jianchat/api-contract';
import type { z } from 'zod';
import { refuse } from '../api/problem-reply.ts';
import { SENT, type Serve } from '../api/serve.ts';
import { accountSeen, maySee } from '../auth/caller.ts';
import type { Live } from '../live/live.ts';

export type PlatformStatus = z.input<(typeof platformStatus)['answer']>;

interface LiveDeps {
  readonly live: Live;
  readonly status: () => PlatformStatus | Promise<PlatformStatus>;
  /** Whose auctions anybody may look at; undefined = nobody's. */
  readonly demoAccount: string | undefined;
}

export function serveLive(serve: Serve, { live, status, demoAccount }: LiveDeps): void {
  const { ring, viewers, explain, explainRecipients } = live;

  serve(recentAuctions, async ({ caller, query }) => ({
    auctions: ring.newest(query.limit, accountSeen(caller)).map(explain),
  }));

  serve(auction, async ({ caller, params }) => {
    const record = ring.get(params.id);
    return record !== undefined && maySee(caller, record.account)
      ? { ...explain(record), recipients: explainRecipients(record) }
      : refuse('record.unknown');
  });

  serve(demoAuction, async ({ params }) => {
    const record = demoAccount === undefined ? undefined : ring.get(params.id);
    return record !== undefined && record.account === demoAccount
      ? explain(record)
      : refuse('record.unknown');
  });

  serve(liveStream, async ({ caller, reply }) => {
    const res = reply.raw;
    if (!viewers.add(res, accountSeen(caller))) return refuse('live.full');
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) res.setHeader(name, value);
    // `no-transform` and the proxy's own word for it: a stream that is buffered on its way is none.
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    res.write('retry: 3000\n\n');
    return SENT;
  });

  serve(platformStatus, async () => status());
}

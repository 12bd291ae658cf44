import type { Snapshot } from '@jianchat/snapshot';
import { type SellerLine, sellersFile, writeSellerLine } from '@jianchat/supply-chain';
import type { FastifyInstance, FastifyReply } from 'fastify';

interface RegistryDeps {
  /** The snapshot published last: what is public is what the exchange sells by. */
  readonly snapshot: () => Snapshot | undefined;
  /** Whom questions go to; undefined: nobody is named. */
  readonly contact: () => string | undefined;
}

/** `/sellers.json` of this platform, and at `/ads.txt?account=ID` the lines that an account's sites and apps need. */
export function serveRegistries(app: FastifyInstance, { snapshot, contact }: RegistryDeps): void {
  app.get('/sellers.json', async (_request, reply) => {
    const current = snapshot();
    if (current === undefined) return unavailable(reply);
    // Named is only who has said so: an account's name is nobody's business without it.
    const sellers = current.accounts.map(({ id, settings: { seller } }) => ({
      id,
      type: 'PUBLISHER' as const,
      ...(seller && { name: seller.name, domain: seller.domain }),
    }));
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/json')
      .send(JSON.stringify(sellersFile(sellers, { contact: contact() })));
  });

  app.get<{ Querystring: { account?: unknown } }>('/ads.txt', async ({ query }, reply) => {
    const current = snapshot();
    if (current === undefined) return unavailable(reply);
    const { schainNode } = current.host;
    const account = current.accounts.find(({ id }) => id === query.account);
    if (schainNode === undefined || account === undefined)
      return reply
        .code(404)
        .type('text/plain; charset=utf-8')
        .send(
          schainNode === undefined
            ? 'The host has no node of the supply chain (host.schainNode), so no line can name it.\n'
            : 'Name an account: /ads.txt?account=ID\n',
        );
    const own: SellerLine = { domain: schainNode.asi, seller: account.id, relationship: 'DIRECT' };
    const lines = [own, ...partnerLines(current)].map(writeSellerLine);
    return reply.type('text/plain; charset=utf-8').send(`${[...new Set(lines)].join('\n')}\n`);
  });
}

/** Everybody through whom the platform sells on. */
const partnerLines = ({ bidders }: Snapshot): readonly SellerLine[] =>
  bidders.flatMap(({ settings: { seller } }) =>
    seller
      ? [
          {
            domain: seller.domain,
            seller: seller.id,
            relationship: seller.relationship,
            ...(seller.certification !== undefined && { certification: seller.certification }),
          },
        ]
      : [],
  );

const unavailable = (reply: FastifyReply) =>
  reply.code(503).type('text/plain; charset=utf-8').send('Nothing is published yet.\n');

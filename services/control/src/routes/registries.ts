import type { Snapshot } from '@jianchat/snapshot';
import { type SellerLine, sellersFile, writeSellerLine } from '@jianchat/supply-chain';
import type { FastifyInstance, FastifyReply } from 'fastify';

interface RegistryDeps {
  /** The snapshot published last: what is public is what the exchange sells by. */
  readonly snapshot: () => Snapshot | undefined;
  /** Whom questions go to; undefined: nobody is named. */
  readonly contact: () => string | undefined;
}

/** `/sellers.json` of this platform, and at `/ads.txt` the lines that its media's sites and apps need. */
export function serveRegistries(app: FastifyInstance, { snapshot, contact }: RegistryDeps): void {
  app.get('/sellers.json', async (_request, reply) => {
    const current = snapshot();
    if (current === undefined) return unavailable(reply);
    const sellers = sellersOf(current);
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/json')
      .send(JSON.stringify(sellersFile(sellers, { contact: contact() })));
  });

  app.get('/ads.txt', async (_request, reply) => {
    const current = snapshot();
    if (current === undefined) return unavailable(reply);
    const { schainNode } = current.host;
    if (schainNode === undefined)
      return reply
        .code(404)
        .type('text/plain; charset=utf-8')
        .send('The host has no node of the supply chain (host.schainNode), so no line can name it.\n');
    // As our node stands in the chain: that is what buyers look for.
    const own: SellerLine = { domain: schainNode.asi, seller: schainNode.sid, relationship: 'DIRECT' };
    const lines = [own, ...partnerLines(current)].map(writeSellerLine);
    return reply.type('text/plain; charset=utf-8').send(`${[...new Set(lines)].join('\n')}\n`);
  });
}

/**
 * The platform's own entry, by the id under which its node stands in supply chains, and its accounts. Named is only who has said so: an
 * account's name is nobody's business without it.
 */
function sellersOf({ host: { schainNode }, accounts }: Snapshot): Parameters<typeof sellersFile>[0] {
  const sellers = accounts.map(({ id, settings: { seller } }) => ({
    id,
    type: 'PUBLISHER' as const,
    ...(seller && { name: seller.name, domain: seller.domain }),
  }));
  if (schainNode === undefined || sellers.some(({ id }) => id === schainNode.sid)) return sellers;
  const { sid, asi, name, domain = asi } = schainNode;
  return [...sellers, { id: sid, type: 'INTERMEDIARY', domain, ...(name !== undefined && { name }) }];
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

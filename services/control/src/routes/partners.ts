import { allowPartner, partnerStates } from '@jianchat/api-contract';
import type { Tables } from '@jianchat/records';
import { type AccountSettings, type HostSettings, settingsOver } from '@jianchat/snapshot';
import { isSellerOfMedia, writeSellerLine } from '@jianchat/supply-chain';
import type { Kysely } from 'kysely';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { readList } from '../configuration/read-configuration.ts';
import { CONFIG_TABLES } from '../configuration/tables.ts';
import type { MediaFile } from '../partners/media-files.ts';
import type { KeptState, PartnerChecks } from '../partners/partner-checks.ts';
import type { KeptChain } from '../partners/supply-chains.ts';

const CHAINS_TOLD_MAX = 100;

/** Whether bidders still match what they were taken on with, and whether the media's owners let us sell. */
export function servePartners(
  serve: Serve,
  { partners, db }: { readonly partners: PartnerChecks; readonly db: Kysely<Tables> },
): void {
  serve(partnerStates, async () => {
    const [states, media, chains, accounts] = await Promise.all([
      partners.states(),
      partners.media(),
      partners.untrueChains(),
      readList(db, CONFIG_TABLES.accounts),
    ]);
    const settings = new Map(accounts.map((account) => [account.id, account.settings]));
    return {
      partners: states.map(told),
      media: media.files.map((file) =>
        toldMedia(file, { host: media.host, settings: settings.get(file.account) }),
      ),
      chains: chains.slice(0, CHAINS_TOLD_MAX).map(toldChain),
    };
  });
  serve(allowPartner, async ({ params }) => {
    const state = await partners.allow(params.id);
    return state === undefined ? refuse('record.unknown') : told(state);
  });
}

function toldMedia(
  { account: _account, wanted: _wanted, ownership, ...file }: MediaFile,
  { host, settings }: { host: HostSettings | undefined; settings: AccountSettings | undefined },
) {
  const { schainNode, accountDefaults = {} } = host ?? {};
  const { supplyChecks = 'report' } = settingsOver(accountDefaults, settings ?? {});
  const isMissing = file.authorises === false && schainNode !== undefined;
  const effect =
    !isMissing || supplyChecks === 'off' ? 'none' : supplyChecks === 'report' ? 'reported' : 'stopped';
  const line = isMissing
    ? writeSellerLine({ domain: schainNode.asi, seller: schainNode.sid, relationship: 'DIRECT' })
    : null;
  const isRead = file.outcome === 'read';
  const sellerMatches = isRead ? (isSellerOfMedia(settings?.seller?.domain, ownership) ?? null) : null;
  return { ...file, effect, line, sellerMatches } as const;
}

const toldChain = ({ chain: { nodes, complete }, reasons, seenAt }: KeptChain) => ({
  nodes: nodes.map(({ asi, sid }) => `${asi} ${sid}`),
  complete,
  reasons: [...reasons],
  seenAt: seenAt.toISOString(),
});

const told = ({ bidder, state, reasons, since, checkedAt }: KeptState) => ({
  bidder,
  state,
  reasons: [...reasons],
  since: since.toISOString(),
  checkedAt: checkedAt.toISOString(),
});

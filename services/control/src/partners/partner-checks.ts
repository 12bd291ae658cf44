import type { CompiledPolicy } from '@jianchat/policy';
import type { Tables } from '@jianchat/records';
import { type DriftReason, driftOf, nextState, type PartnerState } from '@jianchat/supply-chain';
import type { Kysely } from 'kysely';
import { readSupply, type Supply } from '../configuration/read-configuration.ts';
import { errorDetail, type OnLog } from '../log-line.ts';
import { type MediaFile, mediaFiles } from './media-files.ts';
import { contractedVendors, partnerFacts } from './partner-facts.ts';
import { type FetchFile, knownFiles, refreshFiles } from './registry-files.ts';
import { askedSellers, type KeptChain, keptChains, verifyChains } from './supply-chains.ts';
import { wantedFiles } from './wanted-files.ts';

/** A bidder's state as it is kept. */
export interface KeptState extends PartnerState {
  readonly bidder: string;
  readonly since: Date;
  readonly checkedAt: Date;
}

export interface PartnerChecksOptions {
  readonly db: Kysely<Tables>;
  /** The policy in force. */
  readonly policy: () => CompiledPolicy;
  /** Without it no file is fetched: what was read before still counts. */
  readonly fetchFile: FetchFile | undefined;
  readonly now: () => number;
  readonly onLog: OnLog;
}

/**
 * Compares every enabled bidder with its contract and with what public files say, and pauses those that no longer match: the snapshot
 * names them, and the exchange leaves them out.
 */
export interface PartnerChecks {
  /** Fetches what is due, and compares. Never rejects; what fails is logged and done in the next round. */
  work(): Promise<void>;
  /** Ends the round under way as soon as it can; none begins any more. */
  stop(): Promise<void>;
  states(): Promise<readonly KeptState[]>;
  media(): Promise<{ readonly host: Supply['host']; readonly files: readonly MediaFile[] }>;
  /** Supply chains that public files do not bear out, the latest first. */
  untrueChains(): Promise<readonly KeptChain[]>;
  /** An operator lets a paused bidder be asked as it differs now; undefined where it isn't paused. */
  allow(bidder: string): Promise<KeptState | undefined>;
}

export function createPartnerChecks(options: PartnerChecksOptions): PartnerChecks {
  const { db, now, onLog } = options;
  let working: Promise<void> | undefined;
  let ending = false;

  async function once(): Promise<void> {
    const file = await readSupply(db);
    const policy = options.policy();
    if (options.fetchFile !== undefined) {
      const wanted = wantedFiles(file, {
        vendors: contractedVendors(policy),
        chainSellers: askedSellers(await keptChains(db)),
        files: await knownFiles(db),
      });
      await refreshFiles(db, wanted, { fetchFile: options.fetchFile, now, isEnding: () => ending });
    }
    if (ending) return;
    const files = await knownFiles(db);
    await verifyChains(db, { files, nowMs: now() });
    const before = new Map((await statesOf(db)).map((state) => [state.bidder, state]));
    for (const bidder of file.bidders) {
      if (!bidder.enabled) continue;
      const facts = partnerFacts(bidder, { policy, vendorListUrl: file.host?.vendorListUrl, files });
      const was = before.get(bidder.id);
      const state = nextState(was, driftOf(facts));
      await keep(db, { bidder: bidder.id, state, was, atMs: now() });
      if (state.state === was?.state) continue;
      if (state.state !== 'matches' || was !== undefined)
        onLog({
          level: state.state === 'paused' ? 'warn' : 'info',
          event: `partner.${state.state}`,
          detail: { bidder: bidder.id, reasons: state.reasons.join(' ') },
        });
    }
  }

  return {
    work() {
      if (ending) return Promise.resolve();
      working ??= once()
        .catch((error: unknown) =>
          onLog({ level: 'warn', event: 'partner.check.failed', detail: errorDetail(error) }),
        )
        .finally(() => {
          working = undefined;
        });
      return working;
    },
    async stop() {
      ending = true;
      await working;
    },
    states: () => statesOf(db),
    async media() {
      const [file, files] = await Promise.all([readSupply(db), knownFiles(db)]);
      return { host: file.host, files: mediaFiles(file, files) };
    },
    untrueChains: async () => (await keptChains(db)).filter(({ verdict }) => verdict === 'untrue'),
    async allow(bidder) {
      const at = new Date(now());
      const row = await db
        .updateTable('partner_states')
        .set({ state: 'allowed', since: at })
        .where('bidder_id', '=', bidder)
        .where('state', '=', 'paused')
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      onLog({ level: 'info', event: 'partner.allowed', detail: { bidder } });
      return keptState(row);
    },
  };
}

async function statesOf(db: Kysely<Tables>): Promise<readonly KeptState[]> {
  const rows = await db.selectFrom('partner_states').selectAll().orderBy('bidder_id').execute();
  return rows.map(keptState);
}

interface StateRow {
  readonly bidder_id: string;
  readonly state: string;
  readonly reasons: Record<string, unknown>;
  readonly since: Date;
  readonly checked_at: Date;
}

/** Only `keep` and `allow` write the row. */
const keptState = (row: StateRow): KeptState => ({
  bidder: row.bidder_id,
  state: row.state as PartnerState['state'],
  reasons: (row.reasons['codes'] ?? []) as DriftReason[],
  since: row.since,
  checkedAt: row.checked_at,
});

interface Keeping {
  readonly bidder: string;
  readonly state: PartnerState;
  readonly was: KeptState | undefined;
  readonly atMs: number;
}

/** An operator's decision that came in between stays: the row is replaced only where it is as it was read. */
async function keep(db: Kysely<Tables>, { bidder, state, was, atMs }: Keeping): Promise<void> {
  const at = new Date(atMs);
  const news = {
    state: state.state,
    reasons: { codes: state.reasons },
    since: was?.state === state.state ? was.since : at,
    checked_at: at,
  };
  if (was === undefined)
    await db
      .insertInto('partner_states')
      .values({ bidder_id: bidder, ...news })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await db
      .updateTable('partner_states')
      .set(news)
      .where('bidder_id', '=', bidder)
      .where('state', '=', was.state)
      .execute();
}

import type { Role } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import type { ImportFile } from '@jianchat/snapshot';
import { sql } from 'kysely';
import type { ApiKeys } from '../auth/api-keys.ts';
import { boundTo, type Caller, type Scope } from '../auth/caller.ts';
import { OWN_LEDGERS } from '../auth/own-ledgers.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';
import type { ConversionKeys } from '../conversions/conversion-keys.ts';

/** All that is held about a person and their account or advertiser; undefined where there is no such person. */
export async function dataOf(
  caller: Caller,
  { db, keys, conversionKeys }: { db: Records['db']; keys: ApiKeys; conversionKeys: ConversionKeys },
) {
  const { rows } = await sql<{ id: string; email: string; role: Role; since: Date }>`
    select id, email, role, "createdAt" as since from auth."user" where email = ${caller.name}`.execute(db);
  const user = rows[0];
  if (user === undefined) return undefined;
  const { scope } = caller;
  const { account, advertiser } = boundTo(caller);
  const notices = await db
    .selectFrom('policy_notices')
    .select(['version', 'sent_at', 'acknowledged_at'])
    .where('user_id', '=', user.id)
    .orderBy('version')
    .execute();
  return {
    user: { email: user.email, role: user.role, account, advertiser, since: user.since.toISOString() },
    configuration: scope.of === 'all' ? null : { ...ofScope((await readConfiguration(db)).file, scope) },
    balances: scope.of === 'all' ? [] : await balancesOf(db, scope),
    conversionKeys: advertiser === null ? [] : [...(await conversionKeys.list(advertiser))],
    keys:
      scope.of === 'all'
        ? []
        : (await keys.list()).filter((key) => key.account === account && key.advertiser === advertiser),
    notices: notices.map(({ version, sent_at, acknowledged_at }) => ({
      version,
      sentAt: sent_at?.toISOString() ?? null,
      acknowledgedAt: acknowledged_at?.toISOString() ?? null,
    })),
  };
}

type OneScope = Exclude<Scope, { of: 'all' }>;

const ofScope = (file: ImportFile, { of, id }: OneScope) =>
  of === 'account' ? ofAccount(file, id) : ofAdvertiser(file, id);

function ofAdvertiser(
  file: ImportFile,
  advertiser: string,
): Pick<ImportFile, 'advertisers' | 'orders' | 'lineItems' | 'creatives'> {
  const lineItems = file.lineItems.filter((each) => each.advertiser === advertiser);
  const ids = new Set(lineItems.map(({ id }) => id));
  return {
    advertisers: file.advertisers.filter(({ id }) => id === advertiser),
    orders: file.orders.filter((each) => each.advertiser === advertiser),
    lineItems,
    creatives: file.creatives.filter((each) => ids.has(each.lineItem)),
  };
}

function ofAccount(file: ImportFile, account: string): Pick<ImportFile, 'accounts' | 'media' | 'placements'> {
  const media = file.media.filter((each) => each.account === account);
  const ids = new Set(media.map(({ id }) => id));
  return {
    accounts: file.accounts.filter(({ id }) => id === account),
    media,
    placements: file.placements.filter((each) => ids.has(each.media)),
  };
}

async function balancesOf(db: Records['db'], { of, id }: OneScope) {
  const rows = await db
    .selectFrom('ledger_balances')
    .select(['currency', 'kind', 'balance_micros'])
    .where('owner', '=', id)
    .where('kind', '=', OWN_LEDGERS[of])
    .execute();
  return rows.map(({ currency, kind, balance_micros }) => ({ currency, kind, micros: balance_micros }));
}

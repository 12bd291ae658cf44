import type { Role } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';

export type RoleFault = 'account.unknown' | 'account.unfit' | 'advertiser.unknown' | 'advertiser.unfit';

interface Bound {
  readonly role: Role;
  readonly account: string | null;
  readonly advertiser: string | null;
}

/** Why a role can't be bound to this; undefined where it can. */
export async function roleFault(
  db: Records['db'],
  { role, account, advertiser }: Bound,
): Promise<RoleFault | undefined> {
  if ((role === 'media') !== (account !== null)) return 'account.unfit';
  if ((role === 'advertiser') !== (advertiser !== null)) return 'advertiser.unfit';
  const isThere = async (table: 'accounts' | 'advertisers', id: string) =>
    (await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
  if (account !== null && !(await isThere('accounts', account))) return 'account.unknown';
  if (advertiser !== null && !(await isThere('advertisers', advertiser))) return 'advertiser.unknown';
  return undefined;
}

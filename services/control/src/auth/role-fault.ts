import { type Owner, type Role, unfitOwners } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';

export type RoleFault = `${Owner}.${'unknown' | 'unfit'}`;

interface Bound {
  readonly role: Role;
  readonly account: string | null;
  readonly advertiser: string | null;
}

/** Why a role can't be bound to this; undefined where it can. */
export async function roleFault(
  db: Records['db'],
  { role, ...bound }: Bound,
): Promise<RoleFault | undefined> {
  const [unfit] = unfitOwners(role, bound);
  if (unfit !== undefined) return `${unfit}.unfit`;
  const { account, advertiser } = bound;
  const isThere = async (table: 'accounts' | 'advertisers', id: string) =>
    (await db
      .selectFrom(table)
      .select('id')
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .executeTakeFirst()) !== undefined;
  if (account !== null && !(await isThere('accounts', account))) return 'account.unknown';
  if (advertiser !== null && !(await isThere('advertisers', advertiser))) return 'advertiser.unknown';
  return undefined;
}

import type { Records } from '@jianchat/records';
import type { ListName } from '../configuration/tables.ts';
import type { Caller } from './caller.ts';

interface Owned {
  readonly id: string;
}

type Mine = (record: Owned) => boolean;

const NONE: Mine = () => false;

/** Which records of a list the caller may see. Default deny: whoever does not see all sees of other lists none. */
export async function ownership(db: Records['db'], list: ListName, { scope }: Caller): Promise<Mine> {
  if (scope.of === 'all') return () => true;
  return scope.of === 'account' ? ofAccount(db, list, scope.id) : ofAdvertiser(db, list, scope.id);
}

async function ofAccount(db: Records['db'], list: ListName, account: string): Promise<Mine> {
  if (list === 'accounts') return ({ id }) => id === account;
  if (list === 'media') return (record) => memberOf(record, 'account') === account;
  if (list !== 'placements') return NONE;
  const media = await db.selectFrom('media').select('id').where('account_id', '=', account).execute();
  return among(media, 'media');
}

async function ofAdvertiser(db: Records['db'], list: ListName, advertiser: string): Promise<Mine> {
  if (list === 'advertisers') return ({ id }) => id === advertiser;
  if (list === 'orders' || list === 'lineItems')
    return (record) => memberOf(record, 'advertiser') === advertiser;
  if (list !== 'creatives') return NONE;
  const lines = await db
    .selectFrom('line_items')
    .select('id')
    .where('advertiser_id', '=', advertiser)
    .execute();
  return among(lines, 'lineItem');
}

function among(owners: readonly Owned[], member: string): Mine {
  const ids = new Set<unknown>(owners.map(({ id }) => id));
  return (record) => ids.has(memberOf(record, member));
}

const memberOf = (record: object, member: string): unknown =>
  Object.hasOwn(record, member) ? Reflect.get(record, member) : undefined;

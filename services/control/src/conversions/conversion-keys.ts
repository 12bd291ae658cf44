import { createHash } from 'node:crypto';
import type { ConversionKeyRecord } from '@jianchat/api-contract';
import type { Records, Tables } from '@jianchat/records';
import type { ConversionKey } from '@jianchat/snapshot';
import type { Selectable } from 'kysely';
import { changeConfiguration } from '../configuration/change-configuration.ts';

export interface ConversionKeyRequest {
  readonly advertiser: string;
  readonly use: ConversionKey['use'];
}

export type MakeConversionKeyOutcome =
  /** `key` is what reports carry; it is stored nowhere. */
  | { readonly ok: true; readonly key: string; readonly record: ConversionKeyRecord }
  | { readonly ok: false; readonly fault: 'advertiser.unknown' | 'advertiser.keys' };

/** Keys of the form `jcv_ID_SECRET`: 64 random bits that name it, 256 that prove it. */
export interface ConversionKeys {
  create(request: ConversionKeyRequest): Promise<MakeConversionKeyOutcome>;
  /** Of one advertiser, or of all; revoked ones too. */
  list(advertiser?: string): Promise<readonly ConversionKeyRecord[]>;
  /** Undefined where there is no such key; repeatable. */
  revoke(id: string): Promise<ConversionKeyRecord | undefined>;
}

/** Keys of an advertiser that may hold at a time: each stands in the snapshot. */
const ACTIVE_MAX = 20;

export function createConversionKeys(options: {
  readonly db: Records['db'];
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}): ConversionKeys {
  const { db } = options;
  const today = (): string => new Date(options.now()).toISOString().slice(0, 10);

  async function create({ advertiser, use }: ConversionKeyRequest): Promise<MakeConversionKeyOutcome> {
    // One after another: two at a time do not both make the last one.
    return changeConfiguration(db, undefined, async (tx): Promise<MakeConversionKeyOutcome> => {
      const known = await tx
        .selectFrom('advertisers')
        .select('id')
        .where('id', '=', advertiser)
        .executeTakeFirst();
      if (known === undefined) return { ok: false, fault: 'advertiser.unknown' };
      const active = await tx
        .selectFrom('conversion_keys')
        .select('id')
        .where('advertiser_id', '=', advertiser)
        .where('revoked_on', 'is', null)
        .execute();
      if (active.length >= ACTIVE_MAX) return { ok: false, fault: 'advertiser.keys' };
      const id = Buffer.from(options.randomBytes(8)).toString('hex');
      const key = `${prefixOf(id)}_${Buffer.from(options.randomBytes(32)).toString('base64url')}`;
      const secret_sha256 = createHash('sha256').update(key).digest('hex');
      const row = await tx
        .insertInto('conversion_keys')
        .values({ id, advertiser_id: advertiser, use, secret_sha256, created_on: today() })
        .returningAll()
        .executeTakeFirstOrThrow();
      return { ok: true, key, record: toRecord(row) };
    });
  }

  return {
    create,
    async list(advertiser) {
      let query = db.selectFrom('conversion_keys').selectAll().orderBy('created_on').orderBy('id');
      if (advertiser !== undefined) query = query.where('advertiser_id', '=', advertiser);
      return (await query.execute()).map(toRecord);
    },
    async revoke(id) {
      await changeConfiguration(db, undefined, (tx) =>
        tx
          .updateTable('conversion_keys')
          .set({ revoked_on: today() })
          .where('id', '=', id)
          .where('revoked_on', 'is', null)
          .execute(),
      );
      const row = await db.selectFrom('conversion_keys').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toRecord(row);
    },
  };
}

/** What reports may be told by now, by advertiser: for the snapshot. */
export async function issuedKeys(
  db: Records['db'],
): Promise<Readonly<Record<string, readonly ConversionKey[]>>> {
  const rows = await db
    .selectFrom('conversion_keys')
    .select(['advertiser_id', 'use', 'secret_sha256'])
    .where('revoked_on', 'is', null)
    .orderBy('id')
    .execute();
  const byAdvertiser = Map.groupBy(rows, ({ advertiser_id }) => advertiser_id);
  return Object.fromEntries(
    [...byAdvertiser].map(([id, keys]) => [
      id,
      keys.map(({ use, secret_sha256 }) => ({ use, hash: secret_sha256 })),
    ]),
  );
}

/** What of a key may be shown: enough to know it again. */
const prefixOf = (id: string): string => `jcv_${id}`;

const toRecord = (row: Selectable<Tables['conversion_keys']>): ConversionKeyRecord => ({
  id: row.id,
  prefix: prefixOf(row.id),
  advertiser: row.advertiser_id,
  use: row.use,
  createdOn: row.created_on,
  lastUsedOn: row.last_used_on,
  revokedOn: row.revoked_on,
});

import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey, Role } from '@jianchat/api-contract';
import type { Records, Tables } from '@jianchat/records';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { type Caller, toCaller } from './caller.ts';
import { type RoleFault, roleFault } from './role-fault.ts';

export type ApiKeyRecord = z.infer<typeof ApiKey>;

export interface KeyRequest {
  readonly name: string;
  readonly role: Role;
  /** Given for role `media`, null for the others. */
  readonly account: string | null;
  /** Given for role `advertiser`, null for the others. */
  readonly advertiser?: string | null;
}

export type CreateKeyOutcome =
  /** `key` is what the caller sends; it is stored nowhere. */
  | { readonly ok: true; readonly key: string; readonly record: ApiKeyRecord }
  | { readonly ok: false; readonly fault: RoleFault };

/** Keys of the form `jck_ID_SECRET`: 64 random bits that name it, 256 that prove it. */
export interface ApiKeys {
  create(request: KeyRequest): Promise<CreateKeyOutcome>;
  list(): Promise<readonly ApiKeyRecord[]>;
  /** Undefined where there is no such key; repeatable. */
  revoke(id: string): Promise<{ readonly id: string; readonly revokedAt: string } | undefined>;
  /** The caller that a bearer token proves, or undefined. */
  identify(token: string): Promise<Caller | undefined>;
}

const KEY = /^jck_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
/** `last_used_at` is written at most this often, ms. */
const USE_INTERVAL_MS = 60_000;

export function createApiKeys(options: {
  readonly db: Records['db'];
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}): ApiKeys {
  const { db } = options;

  async function create(request: KeyRequest): Promise<CreateKeyOutcome> {
    const { name, role, account, advertiser = null } = request;
    const fault = await roleFault(db, { role, account, advertiser });
    if (fault !== undefined) return { ok: false, fault };
    const id = Buffer.from(options.randomBytes(8)).toString('hex');
    const secret = Buffer.from(options.randomBytes(32)).toString('base64url');
    const row = await db
      .insertInto('api_keys')
      .values({
        id,
        name,
        role,
        account_id: account,
        advertiser_id: advertiser,
        secret_sha256: sha256(secret),
        created_at: new Date(options.now()),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { ok: true, key: `jck_${id}_${secret}`, record: toRecord(row) };
  }

  async function identify(token: string): Promise<Caller | undefined> {
    const [, id, secret] = KEY.exec(token) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const row = await db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined || row.revoked_at !== null) return undefined;
    if (!timingSafeEqual(sha256(secret), row.secret_sha256)) return undefined;
    const nowMs = options.now();
    if (row.last_used_at === null || nowMs - row.last_used_at.getTime() >= USE_INTERVAL_MS)
      await db
        .updateTable('api_keys')
        .set({ last_used_at: new Date(nowMs) })
        .where('id', '=', id)
        .execute();
    const { name, role, account_id: account, advertiser_id: advertiser } = row;
    return toCaller('key', { id, name, role, account, advertiser });
  }

  return {
    create,
    identify,
    async list() {
      const rows = await db.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map(toRecord);
    },
    revoke: (id) => revoke(db, id, new Date(options.now())),
  };
}

async function revoke(db: Records['db'], id: string, at: Date) {
  await db
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  const row = await db.selectFrom('api_keys').select('revoked_at').where('id', '=', id).executeTakeFirst();
  const revokedAt = row?.revoked_at?.toISOString();
  return revokedAt === undefined ? undefined : { id, revokedAt };
}

const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

function toRecord(row: Selectable<Tables['api_keys']>): ApiKeyRecord {
  return {
    id: row.id,
    name: row.name,
    // The column is written by `create` only.
    role: row.role as Role,
    account: row.account_id,
    advertiser: row.advertiser_id,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

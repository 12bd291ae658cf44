import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { magicLink } from 'better-auth/plugins';
import { sql } from 'kysely';
import { lockConfiguration } from '../configuration/change-configuration.ts';
import { errorDetail, type OnLog } from '../log-line.ts';
import { type Identity, toCaller } from './caller.ts';
import { type RoleFault, roleFault } from './role-fault.ts';

export interface SessionsOptions {
  readonly db: Records['db'];
  /** At least 32 characters. */
  readonly secret: string;
  /** Origin under which browsers reach the platform; decides the cookies' flags. */
  readonly publicUrl: string;
  readonly onLog: OnLog;
  /** Delivers a link; without it, links come from `signInLink` only. */
  readonly sendSignInLink: ((mail: { email: string; url: string }) => Promise<void>) | undefined;
}

/** What a user is made as: its role, and the account or the advertiser that role is bound to. */
export interface NewUser {
  readonly role: Role;
  readonly account?: string | null;
  readonly advertiser?: string | null;
}

/** Users and their sessions: better-auth on the records store, in the schema `auth`. Sign-in is by one-time link only. */
export interface Sessions {
  /** Creates or completes the tables; repeatable, safe from several processes at once. */
  migrate(): Promise<void>;
  /** Answers one of better-auth's own routes under `/api/auth`. `clientIp` is what its rate limits count by. */
  handle(request: Request, clientIp: string): Promise<Response>;
  /** The caller that the session in a `Cookie` header proves. */
  identify(cookie: string): Promise<Identity>;
  /** A one-time link for this address, valid 15 minutes; the user is made where missing. Rejects with `SignUpRefused`. */
  link(email: string, newUser: NewUser): Promise<string>;
}

/** Nobody signs in for an account or an advertiser that is not there or has closed. */
export class SignUpRefused extends Error {
  readonly fault: RoleFault;
  constructor(fault: RoleFault) {
    super(fault);
    this.fault = fault;
  }
}

const SCHEMA = 'auth';
const LINK_LIFETIME_SEC = 15 * 60;
const SESSION_LIFETIME_SEC = 7 * 24 * 3600;
const CLIENT_IP_HEADER = 'x-jianchat-client-ip';
/** Without the `__Secure-` that https puts before it. */
const SESSION_COOKIE = 'jianchat.session_token=';
/** Any number, the same in every process: whoever holds it creates the tables. */
const MIGRATION_LOCK = 7_310_925;

export function createSessions(options: SessionsOptions): Sessions {
  /** Set while `link` asks for a link: it goes to the caller instead of the mail. */
  const handOver = new AsyncLocalStorage<{ url?: string }>();

  async function deliver({ email, url }: { email: string; url: string }): Promise<void> {
    const slot = handOver.getStore();
    if (slot !== undefined) {
      slot.url = url;
      return;
    }
    const user = await findUser(email);
    if (user === undefined) return;
    // Not awaited: how long the mail takes would tell a stranger whether the address has a user.
    options
      .sendSignInLink?.({ email: user.email, url })
      .catch((error: unknown) =>
        options.onLog({ level: 'error', event: 'control.signInMail.failed', detail: errorDetail(error) }),
      );
  }

  const auth = betterAuth(authOptions(options, deliver));
  const findUser = async (email: string) =>
    (await (await auth.$context).internalAdapter.findUserByEmail(email.toLowerCase()))?.user;

  return {
    migrate: () => migrate(options.db, authOptions(options, deliver)),
    handle(request, clientIp) {
      const headers = new Headers(request.headers);
      headers.set(CLIENT_IP_HEADER, clientIp);
      return auth.handler(new Request(request, { headers }));
    },
    async identify(cookie) {
      // Other sites' cookies on the same host (ports share them) are none of ours.
      if (!cookie.includes(SESSION_COOKIE)) return { status: 'anonymous' };
      const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
      if (session === null) return { status: 'refused' };
      const { id, email, role, account, advertiser } = session.user;
      const caller = toCaller('user', {
        ...{ id, name: email, role },
        account: account ?? null,
        advertiser: advertiser ?? null,
      });
      return caller === undefined ? { status: 'refused' } : { status: 'known', caller };
    },
    async link(email, { role, account = null, advertiser = null }) {
      const address = email.toLowerCase();
      const { internalAdapter } = await auth.$context;
      if ((await findUser(address)) === undefined) {
        const user = await internalAdapter.createUser(
          { email: address, emailVerified: true, name: address, role, account, advertiser },
          { method: 'magic-link' },
        );
        await confirm(options.db, { id: user.id, role, account, advertiser });
      }
      const slot: { url?: string } = {};
      await handOver.run(slot, () =>
        auth.api.signInMagicLink({ body: { email: address, callbackURL: '/' }, headers: new Headers() }),
      );
      if (slot.url === undefined) throw new Error('no sign-in link was made');
      return slot.url;
    },
  };
}

/**
 * Somebody may be removing the account meanwhile: under the configuration's lock either they see its person, or the account is seen to
 * be gone, and the person, who has no link yet, goes too.
 */
async function confirm(
  db: Records['db'],
  { id, ...bound }: { id: string } & Parameters<typeof roleFault>[1],
): Promise<void> {
  const fault = await db.transaction().execute(async (trx) => {
    await lockConfiguration(trx);
    const found = await roleFault(trx, bound);
    if (found !== undefined) await sql`delete from auth."user" where id = ${id}`.execute(trx);
    return found;
  });
  if (fault !== undefined) throw new SignUpRefused(fault);
}

function authOptions(
  { db, secret, publicUrl }: SessionsOptions,
  sendMagicLink: (mail: { email: string; url: string }) => Promise<void>,
) {
  return {
    appName: 'jianchat',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: { db, type: 'postgres', schemaName: SCHEMA, transaction: true },
    trustedOrigins: [new URL(publicUrl).origin],
    telemetry: { enabled: false },
    // Its messages quote addresses and origins; what goes wrong is logged where it is answered.
    logger: { disabled: true },
    rateLimit: { enabled: true, storage: 'memory' },
    // A week from signing in, however busy: nothing renews the cookie.
    session: { expiresIn: SESSION_LIFETIME_SEC, disableSessionRefresh: true },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        account: { type: 'string', required: false, input: false },
        advertiser: { type: 'string', required: false, input: false },
      },
    },
    advanced: {
      // Said here, because the library's defaults depend on NODE_ENV.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: 'jianchat',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
    databaseHooks: {
      session: {
        create: {
          // Nothing here needs to know where somebody signed in from or with what, so it is not kept.
          before: async (session) => ({ data: { ...session, ipAddress: '', userAgent: '' } }),
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_LIFETIME_SEC,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink,
      }),
    ],
  } satisfies BetterAuthOptions;
}

async function migrate(db: Records['db'], options: BetterAuthOptions): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      await sql`create schema if not exists ${sql.id(SCHEMA)}`.execute(connection);
      const { runMigrations } = await getMigrations(options);
      await runMigrations();
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
    }
  });
}

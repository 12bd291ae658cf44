import { EXPLORE_BUDGET_BPS } from '@jianchat/effectiveness';
import { z } from 'zod';
import { masterKeyBytes } from '../keys/master-key-bytes.ts';
import { parseWitness } from '../ledger/ask-witnesses.ts';

export const ROLES = ['exchange', 'collector', 'pipeline', 'control'] as const;
export type ServiceRole = (typeof ROLES)[number];

const Url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)), {
    error: `must be a URL starting with ${protocols.map((p) => `${p}://`).join(' or ')}`,
  });

/** A number, or its digits. */
const wholeNumber = (range: readonly [min: number, max: number], error: string) =>
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], { error })
    .refine((value) => Number.isInteger(value) && value >= range[0] && value <= range[1], { error });

/** Comma-separated in the environment; in the file a list will do as well. */
const roleList = z
  .union([z.string().transform((text) => text.split(',').map((role) => role.trim())), z.array(z.string())])
  .refine(
    (roles): roles is ServiceRole[] =>
      roles.length > 0 && roles.every((role) => ROLES.some((r) => r === role)),
    { error: `must list some of ${ROLES.join(', ')}` },
  );

/** `VKEY URL` each; comma-separated in the environment, in the file a list will do as well. */
const witnessList = z
  .union([
    z.string().transform((text) => text.split(',').filter((one) => one.trim() !== '')),
    z.array(z.string()),
  ])
  .transform((texts, context) => {
    const witnesses = texts.map(parseWitness).filter((witness) => witness !== undefined);
    if (witnesses.length === texts.length) return witnesses;
    context.addIssue({
      code: 'custom',
      message: 'must list witnesses, each as its cosignature key (NAME+ID+KEY), a space and its URL',
    });
    return z.NEVER;
  });

const SecretsOfBidders = z.record(z.string(), z.record(z.string(), z.string().max(500)), {
  error: 'must be an object of bidders, each an object of texts',
});

/** JSON in the environment; in the file an object will do as well. */
const bidderSecrets = z.union([z.string(), SecretsOfBidders]).transform((given, context) => {
  if (typeof given !== 'string') return given;
  try {
    const read = SecretsOfBidders.safeParse(JSON.parse(given));
    if (read.success) return read.data;
  } catch {
    // The message below says what it must be; what it was is a secret.
  }
  context.addIssue({
    code: 'custom',
    message: 'must be JSON: an object of bidders, each an object of texts',
  });
  return z.NEVER;
});

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Every setting of the platform, by the name it has in the environment and in `jianchat.yaml`. An unset engine URL
 * selects the embedded engine; nothing else falls back silently. Secrets have no defaults.
 */
export const Settings = z.strictObject({
  /** Address to listen on. */
  JIANCHAT_HOST: z.string().min(1).default('127.0.0.1'),
  /** Port to listen on; 0 picks a free one. */
  JIANCHAT_PORT: wholeNumber([0, 65_535], 'must be a port, 0 to 65535').default(8080),
  /** How browsers and partners reach this host; unset = the address listened on. */
  JIANCHAT_PUBLIC_URL: Url('http', 'https').optional(),
  /**
   * `true` where the only way in is a proxy that sets `X-Forwarded-For`: its last entry is then the client's address.
   * Otherwise a forwarded request has no known address, and with it no place but the one it declares.
   */
  JIANCHAT_TRUST_PROXY: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  /** Folder of the embedded engines, the event log and generated keys. */
  JIANCHAT_DATA: z.string().min(1).default('./data'),
  /** Which services this process plays, comma-separated. */
  JIANCHAT_ROLES: roleList.default([...ROLES]),
  /** Processes that answer ad requests and events; with 1 the main process does. */
  JIANCHAT_WORKERS: wholeNumber([1, 64], 'must be a count, 1 to 64').default(1),
  /** PostgreSQL 15 or later; unset = embedded. */
  JIANCHAT_POSTGRES_URL: Url('postgres', 'postgresql').optional(),
  /** ClickHouse over HTTP, credentials in the URL; unset = embedded. */
  JIANCHAT_CLICKHOUSE_URL: Url('http', 'https').optional(),
  JIANCHAT_REDIS_URL: z
    .undefined('an outside Redis is not supported by this version; unset it to use the embedded store')
    .optional(),
  JIANCHAT_NATS_URL: z
    .undefined('an outside NATS is not supported by this version; unset it to use the embedded log')
    .optional(),
  /** 32 bytes in base64 or hex, from which every other key is derived; unset = generated in the data folder (0600). */
  JIANCHAT_MASTER_KEY: z
    .string()
    .refine((text) => masterKeyBytes(text) !== undefined, { error: 'must hold 32 bytes in base64 or hex' })
    .optional(),
  /** `smtp://` or `smtps://` with credentials, through which mail goes out; unset = it is left in the data folder's `outbox`. */
  JIANCHAT_SMTP_URL: Url('smtp', 'smtps').optional(),
  /** What bidders' adapters need and nobody may read, such as an account's password with a partner: `{"BIDDER":{"NAME":"TEXT"}}`. */
  JIANCHAT_BIDDER_SECRETS: bidderSecrets.default({}),
  /** Folder with policy.yaml, text/ and released/. What was released rules; policy.yaml itself only where nothing was. */
  JIANCHAT_POLICY: z.string().min(1).default('./policy'),
  /** Witnesses that are asked to cosign the ledger's checkpoints (C2SP tlog-witness): `VKEY URL`, several with commas. */
  JIANCHAT_LEDGER_WITNESSES: witnessList.default([]),
  /** How many of them must have cosigned for the ledger to count as ready. */
  JIANCHAT_LEDGER_WITNESSES_MIN: wholeNumber([0, 100], 'must be a count, 0 to 100').default(0),
  /** People known at the same time at most, about 300 bytes each: made-up identifiers can't fill the disk. */
  JIANCHAT_SUBJECTS_MAX: wholeNumber([0, 1_000_000_000], 'must be a count, 0 to 1000000000').default(
    10_000_000,
  ),
  /** How much of the money of ads that are ranked by estimates may go to those chosen only to find out, basis points; 0 never explores. */
  JIANCHAT_EXPLORE_BUDGET_BPS: wholeNumber([0, 10_000], 'must be basis points, 0 to 10000').default(
    EXPLORE_BUDGET_BPS,
  ),
  JIANCHAT_LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info'),
});
export type Settings = z.infer<typeof Settings>;

export interface SettingFault {
  readonly name: string;
  readonly message: string;
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly faults: readonly SettingFault[] };

/** Parses all settings at once and reports every fault together. The environment wins over the file. */
export function parseSettings(
  file: Record<string, unknown>,
  environment: Record<string, string | undefined>,
): SettingsReading {
  const known = Object.keys(Settings.shape);
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(file)) given[name] = value;
  for (const name of known) {
    const value = environment[name];
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = Settings.safeParse(given);
  if (parsed.success) return { ok: true, settings: parsed.data };
  return { ok: false, faults: parsed.error.issues.flatMap(faultsOf) };
}

function faultsOf(issue: z.core.$ZodIssue): SettingFault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({ name, message: 'there is no such setting' }));
  return [{ name: issue.path.map(String).join('.'), message: issue.message }];
}

/** Read elsewhere: by the launcher and by tests. */
const NOT_SETTINGS = new Set(['JIANCHAT_CWD', 'JIANCHAT_TEST_REQUIRE']);

/** Names in the environment that look like settings and are none: most likely misspelt, and without effect. */
export function unknownNames(environment: Record<string, string | undefined>): string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith('JIANCHAT_') && !(name in Settings.shape) && !NOT_SETTINGS.has(name),
  );
}

const SECRET = new Set(['JIANCHAT_MASTER_KEY', 'JIANCHAT_BIDDER_SECRETS']);

/** The settings as they may be printed: secrets and credentials inside URLs replaced. */
export function redacted(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      if (SECRET.has(name)) return [name, '(set)'];
      if (name === 'JIANCHAT_LEDGER_WITNESSES')
        return [
          name,
          settings.JIANCHAT_LEDGER_WITNESSES.map(({ key, url }) => `${key.name} ${withoutCredentials(url)}`),
        ];
      return [name, typeof value === 'string' && URL.canParse(value) ? withoutCredentials(value) : value];
    }),
  );
}

function withoutCredentials(text: string): string {
  const url = new URL(text);
  if (url.password !== '') url.password = '***';
  return url.toString();
}

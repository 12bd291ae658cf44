import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { masterKeyBytes } from './master-key-bytes.ts';
import { writeDurably } from './write-durably.ts';

/** What keys are derived for; a name is never reused, since that would reuse its key. */
export type KeyPurpose =
  | 'choice-hash/1'
  | 'dsr-sign/1'
  | 'event-token/1'
  | 'field-hash/1'
  | 'host/1'
  | 'household-hash/1'
  | 'identifier-hash/1'
  | 'key-encryption/1'
  | 'ledger-salt/1'
  | 'ledger-sign/1'
  | 'person-hash/1'
  | 'session/1'
  | 'uids-cookie/1';

export interface MasterKey {
  /** 32 bytes for one purpose (HKDF-SHA-256, RFC 5869): no key serves two. */
  derive(purpose: KeyPurpose): Buffer;
}

export type MasterKeyReading =
  | { readonly ok: true; readonly key: MasterKey }
  | { readonly ok: false; readonly message: string };

/**
 * The master key of the settings, or the one in the data folder, made there at the first start (mode 0600).
 * @param mayGenerate false where stores outside are used: several hosts must share one key, so none is made up.
 */
export function openMasterKey(options: {
  given: string | undefined;
  dataFolder: string;
  mayGenerate: boolean;
}): MasterKeyReading {
  if (options.given !== undefined) return fromText(options.given, 'JIANCHAT_MASTER_KEY');
  const file = join(options.dataFolder, 'master.key');
  if (!existsSync(file)) {
    if (!options.mayGenerate) {
      return { ok: false, message: 'JIANCHAT_MASTER_KEY must be set when stores outside this host are used' };
    }
    generate(file);
  }
  return fromText(readFileSync(file, 'utf8').trim(), file);
}

/** A hard link fails where the file exists, so two racing starts end up with one key. */
function generate(file: string): void {
  const temporary = `${file}.${process.pid}.new`;
  writeDurably(temporary, `${randomBytes(32).toString('base64')}\n`, 0o600);
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function fromText(text: string, source: string): MasterKeyReading {
  const bytes = masterKeyBytes(text);
  if (bytes === undefined) return { ok: false, message: `${source} must hold 32 bytes in base64 or hex` };
  return {
    ok: true,
    key: { derive: (purpose) => Buffer.from(hkdfSync('sha256', bytes, '', `jianchat/${purpose}`, 32)) },
  };
}

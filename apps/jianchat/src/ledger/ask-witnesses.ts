import {
  encodeAddCheckpoint,
  type Ledger,
  parseVkey,
  SIGNATURE,
  SIZE_TYPE,
  sizeOf,
  type VerifierKey,
  withCosignature,
} from '@jianchat/ledger';

/** A witness as the settings name it: its key and the prefix below which it takes checkpoints. */
export interface WitnessAddress {
  readonly key: VerifierKey;
  readonly url: string;
}

/**
 * Why a witness did not cosign: `unreachable`, `refused` (with its status), `unsound` (its signature does not hold), or
 * `ahead`: it has cosigned a larger tree of this log than there is here, so this one was rolled back or is another.
 */
export interface WitnessFault {
  readonly witness: string;
  readonly fault: 'unreachable' | 'refused' | 'unsound' | 'ahead';
  readonly status?: number;
}

export interface Asked {
  /** The published checkpoint with the cosignatures that came, undefined when none did. */
  readonly cosigned: Uint8Array | undefined;
  /** Names of those who cosigned. */
  readonly witnesses: readonly string[];
  readonly faults: readonly WitnessFault[];
}

export interface Witnesses {
  /** Asks all of them at once to cosign what the ledger has published (C2SP tlog-witness, add-checkpoint). Never rejects. */
  ask(ledger: Pick<Ledger, 'published' | 'proofSince'>): Promise<Asked>;
}

const TIMEOUT_MS = 2_000;
const ANSWER_BYTES_MAX = 16 * 1024;
/** Once to learn what the witness has seen last, once more with the proof from there. */
const ATTEMPTS = 2;

/** A witness as `VKEY URL`; undefined where it is none. */
export function parseWitness(text: string): WitnessAddress | undefined {
  const [vkey = '', url = '', ...rest] = text.trim().split(/\s+/);
  const key = parseVkey(vkey);
  if (key?.type !== SIGNATURE.cosignature || rest.length > 0 || !URL.canParse(url)) return undefined;
  if (!['http:', 'https:'].includes(new URL(url).protocol)) return undefined;
  return { key, url: url.replace(/\/$/, '') };
}

export function openWitnesses(addresses: readonly WitnessAddress[], timeoutMs = TIMEOUT_MS): Witnesses {
  /** Size of the tree that each has cosigned last, as far as is known here. */
  const sizes = new Map<string, number>();
  return {
    async ask(ledger) {
      const { checkpoint } = ledger.published();
      const answers = await Promise.all(
        addresses.map((address) => askOne(address, ledger, { sizes, timeoutMs })),
      );
      const faults: WitnessFault[] = [];
      const witnesses: string[] = [];
      let cosigned: Uint8Array | undefined;
      for (const [at, { key }] of addresses.entries()) {
        const answer = answers[at];
        if (answer === undefined || 'fault' in answer) {
          if (answer !== undefined) faults.push(answer);
          continue;
        }
        const added = withCosignature(cosigned ?? checkpoint, answer.lines, key);
        if (added === undefined) faults.push({ witness: key.name, fault: 'unsound' });
        else {
          cosigned = added;
          witnesses.push(key.name);
        }
      }
      return { cosigned, witnesses, faults };
    },
  };
}

type Answer = { readonly lines: Uint8Array } | WitnessFault;

async function askOne(
  { key, url }: WitnessAddress,
  ledger: Pick<Ledger, 'published' | 'proofSince'>,
  { sizes, timeoutMs }: { sizes: Map<string, number>; timeoutMs: number },
): Promise<Answer> {
  const { checkpoint, head } = ledger.published();
  let status = 0;
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const oldSize = sizes.get(key.name) ?? 0;
      if (oldSize > head.size) return { witness: key.name, fault: 'ahead' };
      const proof = await ledger.proofSince(oldSize);
      const answer = await fetch(`${url}/add-checkpoint`, {
        method: 'POST',
        body: new Uint8Array(encodeAddCheckpoint({ oldSize, proof, checkpoint })),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = answer.status;
      const body = await readUpTo(answer, ANSWER_BYTES_MAX);
      if (status === 200) {
        sizes.set(key.name, head.size);
        return { lines: body };
      }
      const size =
        status === 409 && answer.headers.get('content-type') === SIZE_TYPE ? sizeIn(body) : undefined;
      if (size === undefined || size === oldSize) break;
      sizes.set(key.name, size);
      if (size > head.size) return { witness: key.name, fault: 'ahead' };
    }
    return { witness: key.name, fault: 'refused', status };
  } catch {
    return { witness: key.name, fault: 'unreachable' };
  }
}

const sizeIn = (body: Uint8Array): number | undefined => {
  const text = Buffer.from(body).toString('latin1');
  return text.endsWith('\n') ? sizeOf(text.slice(0, -1)) : undefined;
};

async function readUpTo(answer: Response, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    if (length > bytesMax) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

import { EMPTY_ROOT } from '../merkle/hashing.ts';
import { verifyConsistency } from '../merkle/verify-proof.ts';
import { openCheckpoint, type TreeHead } from '../notes/checkpoint.ts';
import { formatSignature, signText } from '../notes/signed-note.ts';
import type { SignerKey, VerifierKey } from '../notes/vkey.ts';
import { decodeAddCheckpoint, SIZE_TYPE } from './add-checkpoint.ts';

export interface WitnessOptions {
  /** A key of type cosignature. */
  readonly key: SignerKey;
  /** The logs it watches; a log is known by the name of its key. */
  readonly logs: readonly VerifierKey[];
  /** The largest tree of the log it has cosigned; undefined for none. */
  readonly seen: (origin: string) => Promise<TreeHead | undefined>;
  /** Resolves when durable: a witness that forgets could cosign two histories. */
  readonly remember: (head: TreeHead) => Promise<void>;
  /** POSIX seconds. */
  readonly nowS: () => number;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
}

/** A witness of C2SP tlog-witness, whatever carries its messages. */
export interface Witness {
  /** Answers the body of `POST …/add-checkpoint`. One request of a log follows the other. */
  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer>;
}

const TEXT = 'text/plain; charset=utf-8';

export function createWitness(options: WitnessOptions): Witness {
  /** Looking at the last size and remembering the next must be one step: requests wait for one another. */
  let turn: Promise<unknown> = Promise.resolve();
  return {
    addCheckpoint(body) {
      const answer = turn.then(() => answerTo(body, options));
      turn = answer.catch(() => {});
      return answer;
    },
  };
}

async function answerTo(body: Uint8Array, options: WitnessOptions): Promise<WitnessAnswer> {
  const asked = decodeAddCheckpoint(body);
  if (asked === undefined) return refuse(400, 'not as the protocol has it');
  const { parsed, oldSize, proof } = asked;
  const log = options.logs.find(({ name }) => name === parsed.origin);
  if (log === undefined) return refuse(404, 'not a log that is watched here');
  const head = openCheckpoint(asked.checkpoint, log);
  if (head === undefined) return refuse(403, 'not signed by the log');
  if (oldSize > head.size) return refuse(400, 'the old tree is larger than the new');
  const seen = await options.seen(head.origin);
  const last = seen ?? { origin: head.origin, size: 0, root: EMPTY_ROOT };
  if (oldSize !== last.size) return conflict(last.size);
  if (oldSize === head.size && seen !== undefined && !head.root.equals(last.root)) return conflict(last.size);
  const heads = { size1: last.size, root1: last.root, size2: head.size, root2: head.root };
  const isFirst = oldSize === 0 && proof.length === 0 && (head.size > 0 || head.root.equals(EMPTY_ROOT));
  if (!isFirst && !verifyConsistency({ ...heads, proof })) return refuse(422, 'the proof does not hold');
  const { origin, size, root } = head;
  await options.remember({ origin, size, root });
  const signature = signText(head.note.text, options.key, { timeS: options.nowS() });
  return { status: 200, type: TEXT, body: formatSignature(signature) };
}

const refuse = (status: 400 | 403 | 404 | 422, why: string): WitnessAnswer => ({
  status,
  type: TEXT,
  body: `${why}\n`,
});
const conflict = (size: number): WitnessAnswer => ({ status: 409, type: SIZE_TYPE, body: `${size}\n` });

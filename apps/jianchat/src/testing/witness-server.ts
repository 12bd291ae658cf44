import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createWitness,
  SIGNATURE,
  type SignerKey,
  signerKey,
  type TreeHead,
  type VerifierKey,
} from '@jianchat/ledger';

export interface WitnessServer {
  readonly key: SignerKey;
  /** Submission prefix. */
  readonly url: string;
  /** The largest tree that was cosigned. */
  readonly seen: Map<string, TreeHead>;
  /** Statuses of the answers given. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** A witness on loopback that speaks the real protocol over HTTP (C2SP tlog-witness). Its memory is the test's. */
export async function startWitness(
  name: string,
  logs: readonly VerifierKey[],
  seen = new Map<string, TreeHead>(),
): Promise<WitnessServer> {
  const key = signerKey(name, Buffer.alloc(32, name), SIGNATURE.cosignature);
  const witness = createWitness({
    key,
    logs,
    seen: async (origin) => seen.get(origin),
    remember: async (head) => void seen.set(head.origin, head),
    nowS: () => Math.floor(Date.now() / 1000),
  });
  const answers: number[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const isAsked = req.method === 'POST' && req.url === '/w/add-checkpoint';
    const answer = isAsked
      ? await witness.addCheckpoint(Buffer.concat(chunks))
      : { status: 404, type: 'text/plain', body: '' };
    answers.push(answer.status);
    res.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    key,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/w`,
    seen,
    answers,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

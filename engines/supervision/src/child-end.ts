import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Resolves, never rejects, with how the child ended. A child that could not be spawned has ended at once. */
export function childEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve(describeExit(child.exitCode, child.signalCode));
      return;
    }
    child.once('exit', (code, signal) => resolve(describeExit(code, signal)));
    // 'error' also reports a failed kill or message; only a child without a pid never existed.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(`could not be spawned: ${error.message}`);
    });
  });
}

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

const stopOnExit = new Set<() => void>();
let listening = false;

/**
 * Asks the child to end when this process exits without having stopped it (an uncaught exception, a hard
 * `process.exit`). Returns what to call once the child has ended.
 */
export function endWithParent(child: ChildProcess, stop: (child: ChildProcess) => void): () => void {
  const ask = () => stop(child);
  stopOnExit.add(ask);
  if (!listening) {
    listening = true;
    process.on('exit', () => {
      for (const each of stopOnExit) each();
    });
  }
  return () => stopOnExit.delete(ask);
}

/** Hands each line of the child's output over; output without a reader is still drained, or the child would block. */
export function forwardLines(child: ChildProcess, onLine: ((line: string) => void) | undefined): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    if (onLine === undefined) stream.resume();
    else createInterface({ input: stream }).on('line', onLine);
  }
}

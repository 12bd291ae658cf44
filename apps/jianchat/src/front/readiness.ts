export type PartStatus = 'ready' | 'starting' | 'degraded' | 'down';

export interface PartState {
  readonly name: string;
  readonly status: PartStatus;
  /** A code or short sentence; never data of a request. */
  readonly detail: string;
}

/** Asked at every look, so an answer is never older than the question. */
export type PartProbe = () => PartState | Promise<PartState>;

export interface Readiness {
  add(probe: PartProbe): void;
  /** From now on nothing new should be sent here. */
  drain(): void;
  read(): Promise<{ ready: boolean; parts: PartState[] }>;
}

/** What `/readyz` and the console's status dot tell: every part of this process and whether all are well. */
export function createReadiness(): Readiness {
  const probes: PartProbe[] = [];
  let draining = false;
  return {
    add: (probe) => probes.push(probe),
    drain: () => {
      draining = true;
    },
    async read() {
      const parts = await Promise.all(probes.map((probe) => probe()));
      if (draining) parts.push({ name: 'process', status: 'down', detail: 'draining' });
      return { ready: parts.every((part) => part.status === 'ready'), parts };
    },
  };
}

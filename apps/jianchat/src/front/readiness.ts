export type PartStatus = 'ready' | 'starting' | 'degraded' | 'down';

export interface PartState {
  readonly name: string;
  readonly status: PartStatus;
  /** A code or short sentence; never data of a request. */
  readonly detail: string;
  /** What an operator should know of it though it is ready; ids are the operator's own. */
  readonly notes?: readonly string[];
}

/** Asked at every look, so an answer is never older than the question. */
export type PartProbe = () => PartState | Promise<PartState>;

export interface Reading {
  readonly ready: boolean;
  /** Their notes stand in their details. */
  readonly parts: Omit<PartState, 'notes'>[];
  readonly notes: readonly string[];
}

export interface Readiness {
  add(probe: PartProbe): void;
  /** From now on nothing new should be sent here. */
  drain(): void;
  read(): Promise<Reading>;
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
      return {
        ready: parts.every((part) => part.status === 'ready'),
        parts: parts.map(({ notes = [], ...part }) => ({
          ...part,
          detail: [part.detail, ...notes].join('; '),
        })),
        notes: parts.flatMap(({ notes = [] }) => notes),
      };
    },
  };
}

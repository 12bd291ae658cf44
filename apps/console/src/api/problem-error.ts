import type { Problem, ProblemCode } from '@jianchat/api-contract';

/** The server's codes and the two faults that only a client can see. */
export type ConsoleProblemCode = ProblemCode | 'network.unreachable' | 'answer.unexpected';

/** One fault of what was sent, by its path in the body. */
export type Fault = NonNullable<Problem['faults']>[number];

/** What went wrong with a call, as a code of the error table. `status` is 0 when no answer came. */
export class ProblemError extends Error {
  readonly code: ConsoleProblemCode;
  readonly status: number;
  readonly detail: string | undefined;
  readonly instance: string | undefined;
  readonly faults: readonly Fault[];
  /** What a stale change met. */
  readonly current: Problem['current'];

  constructor(code: ConsoleProblemCode, status: number, rest: Partial<Problem> = {}) {
    super(rest.title ?? code);
    this.name = 'ProblemError';
    this.code = code;
    this.status = status;
    this.detail = rest.detail;
    this.instance = rest.instance;
    this.faults = rest.faults ?? [];
    this.current = rest.current;
  }
}

/** The problem an answer that is not 2xx carries; a body in another form (a proxy's page) becomes a code of its own. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) {
    const code = response.status === 401 ? 'auth.refused' : 'answer.unexpected';
    return new ProblemError(code, response.status);
  }
  try {
    const problem: Problem = await response.json();
    return new ProblemError(problem.code ?? 'answer.unexpected', response.status, problem);
  } catch {
    return new ProblemError('answer.unexpected', response.status);
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}

import { ProblemError, problemOf } from '../../api/problem-error.ts';

/** The text of a public document of this platform; fails like a call of the API. */
export async function readPublic(path: string, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(path, { signal });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError('network.unreachable', 0);
  }
  if (!response.ok) throw await problemOf(response);
  return response.text();
}

import type { Problem, Route } from '@jianchat/api-contract';

/** What of a body the contract does not take. */
export function faultsOf(route: Route, body: unknown): NonNullable<Problem['faults']> {
  const checked = route.body?.safeParse(body);
  if (!checked || checked.success) return [];
  return checked.error.issues.map((issue) => ({
    path: issue.path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
      .join('')
      .replace(/^\./, ''),
    code: `form.${issue.code}`,
    message: issue.message,
  }));
}

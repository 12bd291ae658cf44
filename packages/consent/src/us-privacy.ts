import type { Finding } from './finding.ts';

const isAnswer = (letter: string | undefined): boolean => letter === 'Y' || letter === 'N' || letter === '-';

/**
 * A US Privacy string (IAB Tech Lab, "CCPA Compliance Framework", version 1: notice, opt-out, LSPA), deprecated and still sent.
 * Without notice a sale isn't allowed, so its absence counts as refusal.
 */
export function usPrivacyFindings(value: unknown): Finding[] {
  const [version, notice, optOut, lspa] =
    typeof value === 'string' && value.length === 4 ? value.toUpperCase() : '';
  const isWellFormed = version === '1' && isAnswer(notice) && isAnswer(optOut) && isAnswer(lspa);
  if (!isWellFormed) return [{ floor: 'optOut', reason: 'signal.usp.malformed' }];
  if (optOut === 'Y') return [{ floor: 'optOut', reason: 'signal.usp.optOut' }];
  return notice === 'N' ? [{ floor: 'optOut', reason: 'signal.usp.notice' }] : [];
}

/** Beyond this many nats a probability is 0 or 1 for any use here, and exp must not run off. */
const SCORE_MAX = 30;
const RATE_MIN = 1e-9;

/** Log-odds within sane bounds; 0, an even chance, for what is no number. */
export function boundScore(score: number): number {
  if (score > SCORE_MAX) return SCORE_MAX;
  if (score < -SCORE_MAX) return -SCORE_MAX;
  return Number.isNaN(score) ? 0 : score;
}

/** The probability of log-odds; always strictly between 0 and 1. */
export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-boundScore(score)));
}

/** The log-odds of a probability, which is kept off 0 and 1. */
export function logit(rate: number): number {
  const bounded = Math.min(Math.max(rate, RATE_MIN), 1 - RATE_MIN);
  return Math.log(bounded / (1 - bounded));
}

import type { Body } from '../../api/routes.ts';
import { type Draft, heldIn } from '../../record-form/field.ts';
import { membersOf } from '../../schema-form/members.ts';
import { prunedTargeting } from './targeting/rule.ts';

const DAY_MS = 86_400_000;
const DAYS = 28;
const DAYS_MAX = 92;

type Question = Body<'forecast'>;

/** The next four weeks, from tomorrow. */
export function nextWeeks(nowMs: number): Pick<Question, 'from' | 'to'> {
  const fromMs = Math.ceil(nowMs / DAY_MS) * DAY_MS;
  return { from: new Date(fromMs).toISOString(), to: new Date(fromMs + DAYS * DAY_MS).toISOString() };
}

/** What a line item's form asks of the forecast: its flight as far as that lies ahead; undefined where nothing of it does. */
export function questionOf(draft: Draft, nowMs: number): Question | undefined {
  const next = nextWeeks(nowMs);
  const from = Math.max(Date.parse(next.from), momentIn(draft, 'startsAt') ?? 0);
  const open = Math.max(Date.parse(next.to), from + DAYS * DAY_MS);
  const to = Math.min(momentIn(draft, 'endsAt') ?? open, from + DAYS_MAX * DAY_MS);
  if (to <= from) return undefined;
  const id = String(draft['id'] ?? '').trim();
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    targeting: prunedTargeting(heldIn(draft, 'targeting')) as NonNullable<Question['targeting']>,
    ...(id !== '' && id.length <= 64 && { lineItem: id }),
  };
}

/** Impressions that the draft's goal asks for in all; undefined where it counts something else. */
export function impressionsOf(draft: Draft): number | undefined {
  const { metric, amount, per } = membersOf(heldIn(draft, 'goal'));
  if (metric !== 'impressions' || per === 'day') return undefined;
  return typeof amount === 'number' ? amount : undefined;
}

function momentIn(draft: Draft, path: string): number | undefined {
  const value = Date.parse(`${String(draft[path] ?? '')}Z`);
  return Number.isNaN(value) ? undefined : value;
}

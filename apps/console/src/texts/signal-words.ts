import { SIGNAL_REASONS, type SignalReason } from '@jianchat/consent/reasons';

type Underscored<Code extends string> = Code extends `${infer Head}.${infer Rest}`
  ? `${Head}_${Underscored<Rest>}`
  : Code;

/** What the reader of privacy signals says, in its own words; the library reads a dot as a step into a group, so keys have none. */
export function signalWords(language: 'en' | 'zh'): Readonly<Record<Underscored<SignalReason>, string>> {
  const words = Object.entries(SIGNAL_REASONS).map(([code, text]) => [
    code.replaceAll('.', '_'),
    text[language],
  ]);
  return Object.fromEntries(words);
}

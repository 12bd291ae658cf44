export { alpha2Of } from './country-code.ts';
export {
  type ExplainedSignals,
  explainSignals,
  type SignalReading,
} from './explain-signals.ts';
export { readGppString } from './gpp/gpp-string.ts';
export { type LegacyStrings, legacyStrings } from './gpp/legacy-strings.ts';
export {
  createOwnIdentifiers,
  IDENTIFIERS_MAX,
  type OwnIdentifier,
  type OwnIdentifiers,
} from './own-identifiers.ts';
export { type OwnSignal, type RequestSignals, readSignals } from './read-signals.ts';
export { SIGNAL_REASONS, type SignalReason } from './signal-reasons.ts';
export { readTcString, type TcString } from './tcf/tc-string.ts';

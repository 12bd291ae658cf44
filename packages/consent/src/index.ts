export { alpha2Of } from './country-code.ts';
export { type RequestSignals, readSignals } from './read-signals.ts';
export { readTcString, type TcString } from './tcf/tc-string.ts';

import type { Finding } from '../finding.ts';
import type { RawSignals } from '../raw-request.ts';
import { rememberLately } from '../two-generations.ts';
import { usPrivacyFindings } from '../us-privacy.ts';
import { type GppSection, readGppString } from './gpp-string.ts';
import { type SectionFindings, usFindings } from './us-findings.ts';
import { readUsSection } from './us-section.ts';

/** What a request's GPP strings and section ids amount to. */
export interface GppSignals {
  /** Sections in force as `gpp_sid` says; undefined when it says nothing, and then every section counts. */
  readonly stated: ReadonlySet<number> | undefined;
  /** Sections that some string holds. */
  readonly carried: ReadonlySet<number>;
  /** TC strings of section 2, the EU's. */
  readonly eu: readonly string[];
  /** TC strings of section 5, Canada's. */
  readonly canada: readonly string[];
  readonly findings: readonly Finding[];
}

/** Section ids that this package names. */
export const GPP_SECTION = {
  tcfEu1: 1,
  tcfEu: 2,
  header: 3,
  integrity: 4,
  tcfCanada: 5,
  usPrivacy: 6,
} as const;

interface SectionReading extends SectionFindings {
  readonly id: number;
  /** The section's own text, where another decoder reads it. */
  readonly text: string;
}

type GppReading = readonly SectionReading[] | 'malformed';

/** Ids beyond this number aren't read; a CSV text longer than this isn't either. */
const IDS_MAX = 64;
const CSV_LENGTH_MAX = 512;
const NONE: readonly Finding[] = [];
const SILENT: GppSignals = { stated: undefined, carried: new Set(), eu: [], canada: [], findings: NONE };

const readLately = rememberLately((text) => ({ reading: readSections(text) }));

/**
 * Reads every place of GPP. Refusals count in any section, shortcomings (no notice, unreadable) in those in force; a section
 * that is in force and isn't there counts as refused.
 */
export function readGpp({ gpp, gppSid, usPrivacy }: RawSignals): GppSignals {
  if (gpp.length === 0 && gppSid.length === 0) return SILENT;
  const findings: Finding[] = [];
  const ids = gppSid.map(idsOf);
  if (ids.includes('malformed')) findings.push({ floor: 'conflict', reason: 'signal.gpp.sid.malformed' });
  const known = ids.filter((list) => list !== 'malformed').flat();
  // A malformed or empty list says nothing, so that no section escapes by it.
  const stated = known.length > 0 && !ids.includes('malformed') ? new Set(known) : undefined;
  const sections: SectionReading[] = [];
  for (const value of gpp) {
    const reading = typeof value === 'string' ? readLately(value).reading : 'malformed';
    if (reading === 'malformed') findings.push({ floor: 'conflict', reason: 'signal.gpp.malformed' });
    else sections.push(...reading);
  }
  for (const { id, refusals, shortcomings } of sections) {
    findings.push(...refusals);
    if (stated === undefined || stated.has(id)) findings.push(...shortcomings);
  }
  const carried = new Set(sections.map(({ id }) => id));
  if ([...(stated ?? [])].some((id) => isMissing(id, carried, { hasUsPrivacy: usPrivacy.length > 0 })))
    findings.push({ floor: 'optOut', reason: 'signal.gpp.missing' });
  const textsOf = (wanted: number): string[] =>
    sections.flatMap(({ id, text }) => (id === wanted ? [text] : []));
  return {
    stated,
    carried,
    eu: textsOf(GPP_SECTION.tcfEu),
    canada: textsOf(GPP_SECTION.tcfCanada),
    findings,
  };
}

/** The EU's sections may be missing here, because their string has places of its own; header and integrity are no law's. */
function isMissing(
  id: number,
  carried: ReadonlySet<number>,
  { hasUsPrivacy }: { hasUsPrivacy: boolean },
): boolean {
  if (id <= GPP_SECTION.integrity || carried.has(id)) return false;
  return !(id === GPP_SECTION.usPrivacy && hasUsPrivacy);
}

/** `gpp_sid` is an array of integers; some write the ids as text with commas. 0 and -1 mean that no section is in force. */
function idsOf(value: unknown): number[] | 'malformed' {
  if (typeof value === 'number') return idsOf([value]);
  if (typeof value === 'string')
    return value.length > CSV_LENGTH_MAX ? 'malformed' : idsOf(value.split(',').map((id) => id.trim()));
  if (!Array.isArray(value)) return 'malformed';
  if (value.length > IDS_MAX) return 'malformed';
  const ids = value.map((id) => (typeof id === 'string' && id !== '' ? Number(id) : id));
  return ids.every((id): id is number => Number.isInteger(id) && id >= -1) ? ids : 'malformed';
}

function readSections(text: string): GppReading {
  return readGppString(text)?.map(readSection) ?? 'malformed';
}

/** Sections with decoders of their own, and those that say nothing of anybody's choice. */
const READ_ELSEWHERE: ReadonlySet<number> = new Set([
  GPP_SECTION.tcfEu,
  GPP_SECTION.header,
  GPP_SECTION.integrity,
  GPP_SECTION.tcfCanada,
]);

function readSection({ id, place }: GppSection): SectionReading {
  const text = place.text.slice(place.start, place.end);
  if (READ_ELSEWHERE.has(id)) return { id, text, refusals: NONE, shortcomings: NONE };
  if (id === GPP_SECTION.usPrivacy) {
    const findings = usPrivacyFindings(text);
    const isRefusal = findings.some(({ reason }) => reason === 'signal.usp.optOut');
    return {
      id,
      text,
      refusals: isRefusal ? findings : NONE,
      shortcomings: isRefusal ? NONE : findings,
    };
  }
  const section = readUsSection(id, place);
  if (section === 'unknown') return { id, text, ...shortOf('optOut', 'signal.gpp.unknown') };
  if (section === 'malformed') return { id, text, ...shortOf('conflict', 'signal.gpp.section.malformed') };
  return { id, text, ...usFindings(section) };
}

const shortOf = (floor: Finding['floor'], reason: string): SectionFindings => ({
  refusals: NONE,
  shortcomings: [{ floor, reason }],
});

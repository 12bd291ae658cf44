import type { Finding } from '../finding.ts';
import type { UsField } from './us-layouts.ts';
import type { UsSection } from './us-section.ts';

/** What a section says against the use of data. */
export interface SectionFindings {
  /** What the person refused, or is: counts wherever it is found. */
  readonly refusals: readonly Finding[];
  /** What the section lacks where it is in force; elsewhere a section may well be left at its defaults. */
  readonly shortcomings: readonly Finding[];
}

const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'] as const;
const NOTICES = [
  'SharingNotice',
  'ProcessingNotice',
  'SaleOptOutNotice',
  'SharingOptOutNotice',
  'TargetedAdvertisingOptOutNotice',
] as const;
const SENSITIVE_NOTICES = [
  'SensitiveDataProcessingOptOutNotice',
  'SensitiveDataOptOutNotice',
  'SensitiveDataLimitUseNotice',
] as const;
/** A choice, and the notice without which nobody can have made it. */
const NOTICE_OF = [
  ['SaleOptOut', 'SaleOptOutNotice'],
  ['SharingOptOut', 'SharingOptOutNotice'],
  ['SharingOptOut', 'SharingNotice'],
  ['TargetedAdvertisingOptOut', 'TargetedAdvertisingOptOutNotice'],
] as const;

/** The meanings of a field's two bits. */
const NOT_APPLICABLE = 0;
const OPTED_OUT = 1;
const NO_CONSENT = 1;
const CONSENT = 2;
const STAYED_IN = 2;
const NOT_GIVEN = 2;
const YES = 1;
const MSPA_SERVICE_PROVIDER = 2;

/**
 * The rules that Prebid's "US Compliance" documentation describes, stricter in one place: any value about a known child is a
 * child, because newer laws leave minors no consent to targeted advertising.
 */
export function usFindings(section: UsSection): SectionFindings {
  const { has } = section;
  const refusals: Finding[] = [];
  const shortcomings: Finding[] = [];
  if (OPT_OUTS.some((field) => has(field, OPTED_OUT)))
    refusals.push({ floor: 'optOut', reason: 'signal.gpp.optOut' });
  if (section.gpc) refusals.push({ floor: 'optOut', reason: 'signal.gpp.gpc' });
  if ([NO_CONSENT, CONSENT].some((value) => has('KnownChildSensitiveDataConsents', value)))
    refusals.push({ floor: 'child', reason: 'signal.gpp.child' });
  if (has('SensitiveDataProcessing', NO_CONSENT))
    refusals.push({ floor: 'limitSensitive', reason: 'signal.gpp.sensitive' });
  if (lacksNotice(has)) shortcomings.push({ floor: 'optOut', reason: 'signal.gpp.notice' });
  // In service provider mode the publisher says that it neither sells nor shares nor targets.
  if (has('MspaServiceProviderMode', YES) || has('MspaMode', MSPA_SERVICE_PROVIDER))
    shortcomings.push({ floor: 'optOut', reason: 'signal.gpp.serviceProvider' });
  // Nobody can consent to uses that have nothing to do with why the data was collected.
  if (has('PersonalDataConsents', CONSENT))
    shortcomings.push({ floor: 'optOut', reason: 'signal.gpp.personalData' });
  if (lacksSensitiveNotice(has))
    shortcomings.push({ floor: 'limitSensitive', reason: 'signal.gpp.sensitiveNotice' });
  return { refusals, shortcomings };
}

type Has = (field: UsField, value: number) => boolean;

function lacksNotice(has: Has): boolean {
  if (NOTICES.some((notice) => has(notice, NOT_GIVEN))) return true;
  return NOTICE_OF.some(([choice, notice]) => has(choice, STAYED_IN) && has(notice, NOT_APPLICABLE));
}

function lacksSensitiveNotice(has: Has): boolean {
  if (SENSITIVE_NOTICES.some((notice) => has(notice, NOT_GIVEN))) return true;
  const isUsed = has('SensitiveDataProcessing', CONSENT);
  return isUsed && SENSITIVE_NOTICES.some((notice) => has(notice, NOT_APPLICABLE));
}

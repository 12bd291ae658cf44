/** How the US sections of GPP are laid out: one row per section and version, taken from its specification by IAB Tech Lab. */

/** Two bits each: 0 not applicable; for notices 1 given, 2 not given; for opt-outs 1 opted out, 2 not; for consents 1 no, 2 yes. */
export type UsField =
  | 'SharingNotice'
  | 'ProcessingNotice'
  | 'SaleOptOutNotice'
  | 'SharingOptOutNotice'
  | 'TargetedAdvertisingOptOutNotice'
  | 'SensitiveDataProcessingOptOutNotice'
  | 'SensitiveDataOptOutNotice'
  | 'SensitiveDataLimitUseNotice'
  | 'SaleOptOut'
  | 'SharingOptOut'
  | 'TargetedAdvertisingOptOut'
  | 'SensitiveDataProcessing'
  | 'KnownChildSensitiveDataConsents'
  | 'PersonalDataConsents'
  | 'AdditionalDataProcessingConsent'
  | 'MspaCoveredTransaction'
  | 'MspaOptOutOptionMode'
  | 'MspaServiceProviderMode'
  | 'MspaMode';

type Column = UsField | readonly [field: UsField, count: number];

/** A section's fields after the six bits of its version, in their order; a pair is a list of values. */
interface Row {
  readonly id: number;
  readonly name: string;
  /** Values of the first six bits under which the row holds. */
  readonly versions: readonly number[];
  readonly core: readonly Column[];
  /** What may follow the core: the segment of Global Privacy Control, or that of sensitive data, which has no type. */
  readonly more: 'gpc' | 'sensitive';
}

const sensitive = (count: number): Column => ['SensitiveDataProcessing', count];
const knownChild = (count: number): Column => ['KnownChildSensitiveDataConsents', count];
const MSPA: readonly Column[] = ['MspaCoveredTransaction', 'MspaOptOutOptionMode', 'MspaServiceProviderMode'];
const CHOICES: readonly Column[] = ['SaleOptOut', 'TargetedAdvertisingOptOut'];
const OPT_OUT_NOTICES: readonly Column[] = ['SaleOptOutNotice', 'TargetedAdvertisingOptOutNotice'];
const SHARING: readonly Column[] = ['SharingNotice', ...OPT_OUT_NOTICES, ...CHOICES];
const PROCESSING: readonly Column[] = ['ProcessingNotice', ...OPT_OUT_NOTICES, ...CHOICES];
const ADDITIONAL: readonly Column[] = ['AdditionalDataProcessingConsent', ...MSPA];
const NATIONAL: readonly Column[] = [
  'SharingNotice',
  'SaleOptOutNotice',
  'SharingOptOutNotice',
  'TargetedAdvertisingOptOutNotice',
  'SensitiveDataProcessingOptOutNotice',
  'SensitiveDataLimitUseNotice',
  'SaleOptOut',
  'SharingOptOut',
  'TargetedAdvertisingOptOut',
];
const CALIFORNIA: readonly Column[] = [
  'SaleOptOutNotice',
  'SharingOptOutNotice',
  'SensitiveDataLimitUseNotice',
  'SaleOptOut',
  'SharingOptOut',
];
const UTAH: readonly Column[] = [
  'SharingNotice',
  ...OPT_OUT_NOTICES,
  'SensitiveDataProcessingOptOutNotice',
  ...CHOICES,
];
const IOWA: readonly Column[] = [
  'ProcessingNotice',
  ...OPT_OUT_NOTICES,
  'SensitiveDataOptOutNotice',
  ...CHOICES,
];
/** Since 2025: the six bits are the version of the agreement (MSPA), and its two modes are one field. */
const SINCE_2025: readonly Column[] = ['MspaCoveredTransaction', 'MspaMode', ...PROCESSING];
const KENTUCKY: readonly Column[] = [...SINCE_2025, knownChild(1), 'AdditionalDataProcessingConsent'];

const v1 = { versions: [1], more: 'gpc' } as const;
/** Not one of the section ids 24 to 27, with which the draft of another structure begins. */
const mspaVersions = Array.from({ length: 16 }, (_, version) => version);

/** Of two rows for a version the longer one goes first: it holds where the text is long enough for it. */
export const US_ROWS: readonly Row[] = [
  {
    id: 7,
    name: 'usnat',
    // Encoders of a transition wrote version 1 and the fields of version 2.
    versions: [1, 2],
    more: 'gpc',
    core: [...NATIONAL, sensitive(16), knownChild(3), 'PersonalDataConsents', ...MSPA],
  },
  {
    id: 7,
    name: 'usnat',
    ...v1,
    core: [...NATIONAL, sensitive(12), knownChild(2), 'PersonalDataConsents', ...MSPA],
  },
  {
    id: 8,
    name: 'usca',
    ...v1,
    core: [...CALIFORNIA, sensitive(9), knownChild(2), 'PersonalDataConsents', ...MSPA],
  },
  { id: 9, name: 'usva', ...v1, core: [...SHARING, sensitive(8), knownChild(1), ...MSPA] },
  { id: 10, name: 'usco', ...v1, core: [...SHARING, sensitive(7), knownChild(1), ...MSPA] },
  { id: 11, name: 'usut', ...v1, core: [...UTAH, sensitive(8), knownChild(1), ...MSPA] },
  { id: 12, name: 'usct', ...v1, core: [...SHARING, sensitive(8), knownChild(3), ...MSPA] },
  { id: 13, name: 'usfl', ...v1, core: [...PROCESSING, sensitive(8), knownChild(3), ...ADDITIONAL] },
  { id: 14, name: 'usmt', ...v1, core: [...SHARING, sensitive(8), knownChild(3), ...ADDITIONAL] },
  { id: 15, name: 'usor', ...v1, core: [...PROCESSING, sensitive(11), knownChild(3), ...ADDITIONAL] },
  { id: 16, name: 'ustx', ...v1, core: [...PROCESSING, sensitive(8), knownChild(1), ...ADDITIONAL] },
  { id: 17, name: 'usde', ...v1, core: [...PROCESSING, sensitive(9), knownChild(5), ...ADDITIONAL] },
  { id: 18, name: 'usia', ...v1, core: [...IOWA, sensitive(8), knownChild(1), ...MSPA] },
  { id: 19, name: 'usne', ...v1, core: [...PROCESSING, sensitive(8), knownChild(1), ...ADDITIONAL] },
  { id: 20, name: 'usnh', ...v1, core: [...PROCESSING, sensitive(8), knownChild(3), ...ADDITIONAL] },
  { id: 21, name: 'usnj', ...v1, core: [...PROCESSING, sensitive(10), knownChild(5), ...ADDITIONAL] },
  { id: 22, name: 'ustn', ...v1, core: [...PROCESSING, sensitive(8), knownChild(1), ...ADDITIONAL] },
  { id: 23, name: 'usmn', ...v1, core: [...PROCESSING, sensitive(8), knownChild(1), ...ADDITIONAL] },
  {
    id: 24,
    name: 'usmd',
    versions: mspaVersions,
    more: 'gpc',
    core: [...SINCE_2025, 'AdditionalDataProcessingConsent'],
  },
  { id: 25, name: 'usin', versions: mspaVersions, more: 'sensitive', core: KENTUCKY },
  { id: 26, name: 'usky', versions: mspaVersions, more: 'sensitive', core: KENTUCKY },
  { id: 27, name: 'usri', versions: mspaVersions, more: 'sensitive', core: KENTUCKY },
];

/** Where a field's values are: first bit and how many values. */
interface FieldPlace {
  readonly offset: number;
  readonly count: number;
}

/** A row with its offsets worked out. */
export interface UsLayout {
  readonly name: string;
  readonly versions: ReadonlySet<number>;
  readonly fields: ReadonlyMap<UsField, FieldPlace>;
  /** Bits of the core. */
  readonly bits: number;
  readonly more: 'gpc' | 'sensitive';
}

function layoutOf({ name, versions, core, more }: Row): UsLayout {
  const fields = new Map<UsField, FieldPlace>();
  let offset = 6;
  for (const column of core) {
    const [field, count] = typeof column === 'string' ? [column, 1] : column;
    fields.set(field, { offset, count });
    offset += 2 * count;
  }
  return { name, versions: new Set(versions), fields, bits: offset, more };
}

/** Layouts by section id. */
export const US_LAYOUTS: ReadonlyMap<number, readonly UsLayout[]> = Map.groupBy(
  US_ROWS.map((row) => ({ id: row.id, layout: layoutOf(row) })),
  ({ id }) => id,
)
  .entries()
  .reduce(
    (byId, [id, rows]) =>
      byId.set(
        id,
        rows.map(({ layout }) => layout),
      ),
    new Map<number, UsLayout[]>(),
  );

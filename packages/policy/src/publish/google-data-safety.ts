import type { CompiledPolicy } from '../rows.ts';
import { csvOf } from './csv.ts';
import { type StoreFacts, storeFactsOf } from './store-facts.ts';
import {
  GOOGLE_DATA,
  GOOGLE_PURPOSES,
  type GoogleData,
  type GooglePurpose,
  storeFields,
  storeKindOf,
} from './store-mapping.ts';

/** The header that Play Console's import asks for, to the letter. */
const HEADER = [
  'Question ID (machine readable)',
  'Response ID (machine readable)',
  'Response value',
  'Answer requirement',
  'Human-friendly question label',
] as const;

type Row = readonly [question: string, response: string, value: string, requirement: string, label: string];

/** Questions about the app as a whole, which only its maker can answer: left blank. */
const OF_THE_APP: readonly Row[] = [
  ...(
    [
      'USER_ID_PASSWORD',
      'USER_ID_OTHER_AUTH',
      'USER_ID_PASSWORD_OTHER_AUTH',
      'OAUTH',
      'OTHER',
      'NONE',
    ] as const
  ).map(
    (method): Row => [
      'PSL_SUPPORTED_ACCOUNT_CREATION_METHODS',
      `PSL_ACM_${method}`,
      '',
      'MULTIPLE_CHOICE',
      'Which of the following methods of account creation does your app support?',
    ],
  ),
  ['PSL_ACM_SPECIFY', '', '', 'MAYBE_REQUIRED', 'Describe the method of account creation'],
  ['PSL_ACCOUNT_DELETION_URL', '', '', 'MAYBE_REQUIRED', 'Account deletion link'],
  ...(['DATA_DELETION_YES', 'DATA_DELETION_NO', 'DATA_DELETION_NO_AUTO_DELETED'] as const).map(
    (answer): Row => [
      'PSL_SUPPORT_DATA_DELETION_BY_USER',
      answer,
      '',
      'SINGLE_CHOICE',
      'Do you provide a way for users to request that their data is deleted?',
    ],
  ),
  ['PSL_DATA_DELETION_URL', '', '', 'MAYBE_REQUIRED', 'Data deletion link'],
];

interface GoogleFacts {
  readonly collectedFor: ReadonlySet<GooglePurpose>;
  readonly sharedFor: ReadonlySet<GooglePurpose>;
  readonly ephemeral: boolean;
  readonly optional: boolean;
}

/**
 * Google Play's data-safety answers for what an app sends here, in the CSV form that Play Console imports and exports.
 * Kinds of data that no field is stay blank; so do the questions that concern the app as a whole, whose maker adds its own
 * answers. A kind is "optional" or "ephemeral" only when all of its fields are.
 */
export function googleDataSafety(
  policy: CompiledPolicy,
  { encryptedInTransit }: { readonly encryptedInTransit: boolean },
): string {
  const facts = factsByKind(policy);
  const general: readonly Row[] = [
    [
      'PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA',
      '',
      String(facts.size > 0),
      'REQUIRED',
      'Does your app collect or share any of the required user data types?',
    ],
    [
      'PSL_DATA_COLLECTION_ENCRYPTED_IN_TRANSIT',
      '',
      String(encryptedInTransit),
      'MAYBE_REQUIRED',
      'Is all of the user data collected by your app encrypted in transit?',
    ],
  ];
  const kinds = Object.entries(GOOGLE_DATA).flatMap(([category, members]) =>
    Object.entries(members).map(([kind, label]) => ({
      category,
      kind: kind as GoogleData,
      label: String(label),
    })),
  );
  return csvOf([
    HEADER,
    ...general,
    ...OF_THE_APP,
    ...kinds.map(
      ({ category, kind, label }): Row => [
        category,
        kind,
        facts.has(kind) ? 'true' : '',
        'MULTIPLE_CHOICE',
        label,
      ],
    ),
    ...kinds.flatMap(({ kind, label }) => usageRows(kind, label, facts.get(kind))),
  ]);
}

function factsByKind(policy: CompiledPolicy): ReadonlyMap<GoogleData, GoogleFacts> {
  const groups = new Map<GoogleData, StoreFacts[]>();
  for (const field of storeFields(policy)) {
    const kind = storeKindOf(field);
    if (kind === undefined) throw new RangeError(`no store calls field.${field.name} anything`);
    groups.set(kind.google, [...(groups.get(kind.google) ?? []), storeFactsOf(policy, field)]);
  }
  return new Map(
    Array.from(groups, ([kind, fields]) => [
      kind,
      {
        collectedFor: new Set(fields.flatMap(({ google }) => google)),
        sharedFor: new Set(fields.flatMap(({ sharedFor }) => sharedFor)),
        ephemeral: fields.every(({ ephemeral }) => ephemeral),
        optional: fields.every(({ optional }) => optional),
      },
    ]),
  );
}

function usageRows(kind: GoogleData, kindLabel: string, facts: GoogleFacts | undefined): readonly Row[] {
  const label = `Data usage and handling (${kindLabel.split(' / ').at(-1)})`;
  const question = (name: string): string => `PSL_DATA_USAGE_RESPONSES:${kind}:${name}`;
  const chosen = (isChosen: boolean | undefined): string => (isChosen ? 'true' : '');
  const purposes = (name: string, words: string, wanted: ReadonlySet<GooglePurpose> | undefined): Row[] =>
    Object.entries(GOOGLE_PURPOSES).map(([purpose, purposeLabel]) => [
      question(name),
      purpose,
      chosen(wanted?.has(purpose as GooglePurpose)),
      'MULTIPLE_CHOICE',
      `${label} / ${words} / ${purposeLabel}`,
    ]);
  const handling = question('PSL_DATA_USAGE_COLLECTION_AND_SHARING');
  const control = question('DATA_USAGE_USER_CONTROL');
  const isShared = facts !== undefined && facts.sharedFor.size > 0;
  return [
    [
      handling,
      'PSL_DATA_USAGE_ONLY_COLLECTED',
      chosen(facts !== undefined),
      'MULTIPLE_CHOICE',
      `${label} / Collected`,
    ],
    [handling, 'PSL_DATA_USAGE_ONLY_SHARED', chosen(isShared), 'MULTIPLE_CHOICE', `${label} / Shared`],
    [
      question('PSL_DATA_USAGE_EPHEMERAL'),
      '',
      facts === undefined ? '' : String(facts.ephemeral),
      'MAYBE_REQUIRED',
      `${label} / Is this data processed ephemerally?`,
    ],
    [
      control,
      'PSL_DATA_USAGE_USER_CONTROL_OPTIONAL',
      chosen(facts?.optional),
      'SINGLE_CHOICE',
      `${label} / Users can choose whether this data is collected`,
    ],
    [
      control,
      'PSL_DATA_USAGE_USER_CONTROL_REQUIRED',
      chosen(facts !== undefined && !facts.optional),
      'SINGLE_CHOICE',
      `${label} / Data collection is required`,
    ],
    ...purposes('DATA_USAGE_COLLECTION_PURPOSE', 'Why is this user data collected?', facts?.collectedFor),
    ...purposes('DATA_USAGE_SHARING_PURPOSE', 'Why is this user data shared?', facts?.sharedFor),
  ];
}

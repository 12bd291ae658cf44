import { BID_REQUEST, type VocabularyNode } from '@jianchat/openrtb';
import { type AppleData, type GoogleData, storeFields, storeKindOf } from '../publish/store-mapping.ts';
import type { CompiledPolicy } from '../rows.ts';
import { storedTables } from '../stored-places.ts';
import { escapeHtml } from './escape-html.ts';
import { countOf, fateCell } from './fates.ts';
import { fieldName, formOf } from './field-table.ts';
import type { PageContext } from './page-context.ts';
import type { PageTexts } from './page-texts.ts';
import { table } from './table.ts';

/** Kinds of data that app stores ask about, as people call them. One of them is "never" as long as no field is any of its constants. */
const KINDS = {
  name: { apple: ['Name'], google: ['PSL_NAME'] },
  contactDetails: {
    apple: ['EmailAddress', 'PhoneNumber', 'PhysicalAddress', 'OtherUserContactInfo'],
    google: ['PSL_EMAIL', 'PSL_PHONE', 'PSL_ADDRESS'],
  },
  contacts: { apple: ['Contacts'], google: ['PSL_CONTACTS'] },
  messages: {
    apple: ['EmailsOrTextMessages'],
    google: ['PSL_EMAILS', 'PSL_SMS_CALL_LOG', 'PSL_OTHER_MESSAGES'],
  },
  photos: { apple: ['PhotosorVideos'], google: ['PSL_PHOTOS', 'PSL_VIDEOS'] },
  sound: { apple: ['AudioData'], google: ['PSL_AUDIO', 'PSL_MUSIC', 'PSL_OTHER_AUDIO'] },
  files: { apple: [], google: ['PSL_FILES_AND_DOCS'] },
  calendar: { apple: [], google: ['PSL_CALENDAR'] },
  installedApps: { apple: [], google: ['PSL_APPS_ON_DEVICE'] },
  health: { apple: ['Health', 'Fitness'], google: ['PSL_HEALTH', 'PSL_FITNESS'] },
  money: {
    apple: ['PaymentInfo', 'CreditInfo', 'OtherFinancialInfo', 'PurchaseHistory'],
    google: ['PSL_CREDIT_DEBIT_BANK_ACCOUNT_NUMBER', 'PSL_CREDIT_SCORE', 'PSL_OTHER', 'PSL_PURCHASE_HISTORY'],
  },
  beliefs: {
    apple: ['SensitiveInfo'],
    google: ['PSL_RACE_ETHNICITY', 'PSL_POLITICAL_RELIGIOUS', 'PSL_SEXUAL_ORIENTATION_GENDER_IDENTITY'],
  },
  surroundings: { apple: ['EnvironmentScanning', 'Hands', 'Head'], google: [] },
} as const satisfies Readonly<
  Record<string, { readonly apple: readonly AppleData[]; readonly google: readonly GoogleData[] }>
>;

/** Tests of these promises try to get something past the door. */
const DOOR_PROMISES: readonly string[] = ['C2', 'C3', 'K6'];

/** "What we never collect", with what shows it: no field, no way in, no column; counts of what was sent nevertheless; tests. */
export function neverSection(context: PageContext): string {
  const { policy, text } = context;
  return [
    `<p>${text('never.intro')}</p>`,
    kindsNeverCollected(policy, text),
    `<h3>${text('never.how')}</h3>`,
    `<ul>${proofs(context)
      .map((proof) => `<li>${proof}</li>`)
      .join('')}</ul>`,
    doorTests(context),
    `<h3>${text('never.offTitle')}</h3>`,
    `<p>${text('never.off')}</p>`,
    offTable(context),
    `<h3>${text('never.knownTitle')}</h3>`,
    `<p>${text('never.known')}</p>`,
    `<p>${policy.notCollected.map((path) => `<code>${escapeHtml(path)}</code>`).join(' ')}</p>`,
  ].join('\n');
}

/** Kinds that no field is, each with the constants by which app stores know it. */
function kindsNeverCollected(policy: CompiledPolicy, text: PageTexts): string {
  const kinds = storeFields(policy).map(storeKindOf);
  const apple = new Set<string | undefined>(kinds.map((kind) => kind?.apple));
  const google = new Set<string | undefined>(kinds.map((kind) => kind?.google));
  const names = Object.keys(KINDS) as (keyof typeof KINDS)[];
  const items = names
    .filter((name) => !KINDS[name].apple.some((kind) => apple.has(kind)))
    .filter((name) => !KINDS[name].google.some((kind) => google.has(kind)))
    .map((name) => {
      const constants = [...KINDS[name].apple, ...KINDS[name].google].map((each) => `<code>${each}</code>`);
      return `<li><b>${text(`kind.${name}`)}</b><small>${constants.join(' ')}</small></li>`;
    });
  return `<ul class="never-kinds">${items.join('\n')}</ul>`;
}

function proofs({ policy, text, counters }: PageContext): string[] {
  const columns = storedTables(policy).reduce((sum, stored) => sum + stored.columns.size, 0);
  return [
    text('never.proof', { fields: text.number(storeFields(policy).length) }),
    text('never.vocabulary', { places: text.number(placesOf(BID_REQUEST)) }),
    counters === undefined
      ? text('never.copied')
      : `${text('never.copied')} ${text('never.counted', { count: countOf(counters.undeclared, text) })}`,
    text('never.columns', { columns: text.number(columns) }),
  ];
}

/** Places of the protocol at which a value may stand. */
function placesOf(node: VocabularyNode): number {
  switch (node.kind) {
    case 'leaf':
    case 'open':
      return 1;
    case 'array':
      return placesOf(node.item);
    case 'record':
      return placesOf(node.value);
    case 'object':
      return [...node.children.values()].reduce((sum, child) => sum + placesOf(child), 0);
  }
}

function doorTests({ text, report }: PageContext): string {
  const tests = report?.promises
    .filter(({ id }) => DOOR_PROMISES.includes(id))
    .flatMap((promise) => promise.tests);
  if (tests === undefined) return `<p class="soft">${text('evidence.unknownWhat')}</p>`;
  const items = [...new Map(tests.map((each) => [`${each.file}:${each.line}`, each])).values()].map(
    ({ title, file, line, outcome }) =>
      `<li><span class="${outcome === 'passed' ? 'good' : 'soft'}">${text(`evidence.${outcome}`)}</span> ${escapeHtml(title)} <code>${escapeHtml(file)}:${line}</code></li>`,
  );
  return `<details class="rows"><summary>${text('never.tests')} <small>${text.number(items.length)}</small></summary><ul>${items.join('')}</ul></details>`;
}

function offTable({ policy, text, counters }: PageContext): string {
  const off = policy.fields.filter((field) => field.collect === 'off' && field.className === 'immutable');
  const rows = off.map((field) => [
    fieldName(field, text),
    formOf(policy, field, text),
    ...(counters ? [fateCell(counters.fields[field.name], text)] : []),
  ]);
  return table([text('column.field'), text('column.form'), ...(counters ? [text('column.seen')] : [])], rows);
}

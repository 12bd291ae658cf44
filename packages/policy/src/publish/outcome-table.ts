import { hasField } from '../field-mask.ts';
import { createDecider, type Decider, FORM } from '../gates/decision.ts';
import type { SignalState } from '../gates/signal-state.ts';
import type { CompiledPolicy, ContractRow, FieldRow, RegimeRow } from '../rows.ts';

/** One thing a person, a device or a partner may have said, as bits. */
interface Situation {
  readonly name: string;
  readonly grants: number;
  readonly floors: number;
  /** Purposes every recipient was granted. */
  readonly vendor: number;
}

/** Outcome of each field in one cell: what the platform keeps of it, or whether a recipient gets it. */
type Outcome = 'whole' | 'shortened' | 'hashed' | 'nothing';

interface Row {
  readonly situations: readonly string[];
  /** One per column, one per field. */
  readonly cells: readonly (readonly Outcome[])[];
}

/** Fields with the same outcome in every cell of every regime. */
type Group = readonly FieldRow[];

const EVERYTHING = 0x7fffffff;

/**
 * The published table of outcomes, as Markdown: for each regime and each situation of signals, what the platform keeps of a
 * request and what each contract lets its recipient have. Computed by the compiled tables, the same that decide each request.
 * Fields that fare alike everywhere are one group; situations that end alike are one row.
 */
export function outcomeTable(policy: CompiledPolicy): string {
  const decider = createDecider(policy);
  const fields = policy.fields.filter((field) => field.paths.length > 0 || field.coarseOf >= 0);
  const contracts = [...policy.contracts.values()];
  const regimes = policy.regimes.map((regime) => ({
    regime,
    rows: merged(
      situationsOf(policy, { regime, fields }).map((situation) =>
        rowOf({ decider, fields, contracts, regime }, situation),
      ),
    ),
  }));
  const groups = groupsOf(
    fields,
    regimes.flatMap(({ rows }) => rows),
  );
  const sections = regimes.map(({ regime, rows }) =>
    regimeSection(policy, { regime, rows, groups, fields, contracts }),
  );
  return `${[head(policy), legend(policy, groups), ...sections].join('\n\n')}\n`;
}

function situationsOf(
  policy: CompiledPolicy,
  { regime, fields }: { readonly regime: RegimeRow; readonly fields: readonly FieldRow[] },
): readonly Situation[] {
  const all = { grants: EVERYTHING, floors: 0, vendor: EVERYTHING };
  // A purpose that nothing in a request serves makes no difference here.
  const served = fields.reduce((bits, field) => bits | field.purposes | field.requires, 0);
  const asked = policy.purposes.filter(({ bit }) => (regime.onGrant & served & bit) !== 0);
  const nothing = {
    name: 'nothing is said',
    grants: 0,
    floors: 0,
    vendor: regime.signal === 'tcf' ? 0 : EVERYTHING,
  };
  const agreed =
    asked.length === 0
      ? []
      : [
          { ...all, name: 'everything is agreed to' },
          ...asked.map(({ name, bit }) => ({
            ...all,
            name: `everything but \`${name}\``,
            grants: EVERYTHING & ~bit,
            vendor: EVERYTHING & ~bit,
          })),
        ];
  const undisclosed =
    regime.signal === 'tcf' ? [{ ...all, name: 'everything, but no vendor is disclosed', vendor: 0 }] : [];
  const floors = policy.floors.map(({ name, bit }) => ({
    ...all,
    name: asked.length === 0 ? `\`${name}\`` : `everything, and \`${name}\``,
    floors: bit,
  }));
  return [nothing, ...agreed, ...undisclosed, ...floors];
}

interface Setting {
  readonly decider: Decider;
  readonly fields: readonly FieldRow[];
  readonly contracts: readonly ContractRow[];
  readonly regime: RegimeRow;
}

function rowOf({ decider, fields, contracts, regime }: Setting, situation: Situation): Row {
  const signals: SignalState = {
    regime: regime.id,
    grants: situation.grants,
    floors: situation.floors,
    vendorGrants: () => situation.vendor,
    reasons: [],
  };
  const { forms } = decider.decide(signals);
  const kept = fields.map(({ id }) => OUTCOME_OF_FORM[forms[id] ?? FORM.drop] ?? 'nothing');
  const received = contracts.map((contract) => {
    const { mask } = decider.share(signals, contract);
    return fields.map((field): Outcome => {
      if (!hasField(mask, field.id)) return 'nothing';
      return field.coarseOf >= 0 ? 'shortened' : 'whole';
    });
  });
  return { situations: [situation.name], cells: [kept, ...received] };
}

const OUTCOME_OF_FORM: Readonly<Record<number, Outcome>> = {
  [FORM.drop]: 'nothing',
  [FORM.raw]: 'whole',
  [FORM.truncate]: 'shortened',
  [FORM.hash]: 'hashed',
};

function merged(rows: readonly Row[]): readonly Row[] {
  const byOutcome = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(row.cells);
    const known = byOutcome.get(key);
    byOutcome.set(key, known ? { ...known, situations: [...known.situations, ...row.situations] } : row);
  }
  return [...byOutcome.values()];
}

function groupsOf(fields: readonly FieldRow[], rows: readonly Row[]): readonly Group[] {
  const groups = new Map<string, FieldRow[]>();
  fields.forEach((field, index) => {
    const fate = rows.flatMap(({ cells }) => cells.map((cell) => cell[index])).join();
    groups.set(fate, [...(groups.get(fate) ?? []), field]);
  });
  return [...groups.values()];
}

interface Section {
  readonly regime: RegimeRow;
  readonly rows: readonly Row[];
  readonly groups: readonly Group[];
  readonly fields: readonly FieldRow[];
  readonly contracts: readonly ContractRow[];
}

function regimeSection(policy: CompiledPolicy, { regime, rows, groups, fields, contracts }: Section): string {
  const letters = new Map(groups.map((group, index) => [group, letterOf(index)]));
  const cellOf = (cell: readonly Outcome[]): string =>
    groups
      .flatMap((group) => {
        const [first] = group;
        const outcome = first && cell[fields.indexOf(first)];
        const mark = outcome === undefined ? undefined : MARK[outcome];
        return mark === undefined ? [] : `${letters.get(group)}${mark}`;
      })
      .join(' ') || '–';
  const lines = rows.map(({ situations, cells }) => [situations.join('; '), ...cells.map(cellOf)]);
  const countries = regime.countries.length > 0 ? ` (${regime.countries.join(' ')})` : '';
  return [
    `## \`${regime.name}\`: ${policy.texts.en[`regime.${regime.name}`] ?? regime.name}${countries}`,
    '',
    ...tableOf(['when', 'the platform keeps', ...contracts.map(({ name }) => `\`${name}\` gets`)], lines),
  ].join('\n');
}

const MARK: Readonly<Record<Outcome, string | undefined>> = {
  whole: '',
  shortened: '~',
  hashed: '#',
  nothing: undefined,
};

const letterOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;

function legend(policy: CompiledPolicy, groups: readonly Group[]): string {
  const rows = groups.map((fields, index) => [
    `**${letterOf(index)}**`,
    fields.map(({ name }) => `\`${name}\``).join(', '),
    fields.map(({ name }) => policy.texts.en[`field.${name}`] ?? name).join('; '),
  ]);
  return ['## Groups of fields', '', ...tableOf(['group', 'fields', 'in words'], rows)].join('\n');
}

function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)];
}

const head = (
  policy: CompiledPolicy,
): string => `<!-- Generated by \`npm run generate\` from policy/; do not edit. -->
# Who gets what, when

What comes out of the compiled policy (version ${policy.version}) for every regime, situation of signals, recipient and field that an
ad request can carry. The tables that decide requests computed it; \`npm test\` fails when it is stale.

- Letters are groups of fields that fare alike in every row of this page. A plain letter is the value as it was sent, \`~\` a
  shortened one (an address cut to its network, a location to about a kilometre), \`#\` a hash under the platform's key.
- A group that is missing in a cell is not there at all: not kept, or not sent.
- "The platform keeps" says what is left of a request inside, while it is answered; how long, says the policy.
- Situations in one row end alike. Names in \`code\` are purposes and floors of \`policy.yaml\`. Several floors together take away
  what each of them does.
- A recipient without an id on the TCF vendor list counts as not agreed to where the framework applies.`;

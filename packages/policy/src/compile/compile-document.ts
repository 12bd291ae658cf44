import type {
  AccessRow,
  DocumentTables,
  ExceptionalDisclosureRow,
  NoticeRow,
  RecordRow,
} from '../document-rows.ts';
import type { FieldRow } from '../rows.ts';
import { type Compilation, checkIds } from './compilation.ts';
import { compileClauses } from './compile-clauses.ts';
import { compileIdentity } from './compile-identity.ts';
import { compilePlaces, STORED_PLACE } from './compile-places.ts';
import { compileRetention } from './compile-retention.ts';
import { compileChildren, compileSignals } from './compile-signals.ts';
import { compileVocabulary } from './compile-vocabulary.ts';
import { byId, documentRow, everyRegime } from './document-row.ts';
import { CHANGE_KINDS } from './document-schema.ts';

/** The sections that bind the platform and its people. */
export function compileDocument(work: Compilation, fields: readonly FieldRow[]): DocumentTables {
  const { policy } = work;
  checkIds(work, 'parties', policy.parties);
  checkIds(work, 'rights', policy.rights);
  checkIds(work, 'aggregates', policy.aggregates);
  checkIds(work, 'safeguards', policy.safeguards);
  for (const [name, { days }] of Object.entries(policy.rights))
    everyRegime(work, days, ['rights', name, 'days']);
  return {
    clauses: compileClauses(work),
    parties: byId(
      Object.entries(policy.parties).map(([name, row]) => ({
        ...documentRow(name, row),
        role: row.role,
        subject: row.subject ?? 'none',
      })),
    ),
    vocabulary: compileVocabulary(work),
    signals: compileSignals(work, fields),
    children: compileChildren(work),
    identity: compileIdentity(work),
    rights: byId(
      Object.entries(policy.rights).map(([name, row]) => ({
        ...documentRow(name, row),
        subjects: row.subjects,
        through: row.through,
        days: row.days,
      })),
    ),
    access: compileAccess(work, fields),
    exceptionalDisclosures: compileExceptional(work),
    aggregates: byId(
      Object.entries(policy.aggregates).map(([name, row]) => ({
        ...documentRow(name, row),
        minimum: row.minimum,
      })),
    ),
    notice: compileNotice(work),
    records: compileRecords(work),
    safeguards: byId(
      Object.entries(policy.safeguards).map(([name, row]) => ({
        ...documentRow(name, row),
        everyDays: row.everyDays ?? 0,
        standards: row.standards,
      })),
    ),
  };
}

/** Staff that may read anything about anybody is trained and uses a second factor (promises K3 and K4). */
function compileAccess(work: Compilation, fields: readonly FieldRow[]): AccessRow[] {
  const { access, purposes, classes } = work.policy;
  checkIds(work, 'access', access);
  const personal = fields.reduce(
    (bits, field) => (field.subject === 'none' ? bits : bits | field.classBit),
    0,
  );
  return byId(
    Object.entries(access).map(([name, source]): AccessRow => {
      const at = ['access', name];
      const row = {
        ...documentRow(name, source),
        kind: source.kind,
        purposes: work.bitsOf(source.purposes, purposes, [...at, 'purposes']),
        classes: work.bitsOf(source.classes, classes, [...at, 'classes']),
        stores: source.stores,
        training: source.training ?? false,
        secondFactor: source.secondFactor ?? false,
      };
      if (row.kind === 'staff' && (row.classes & personal) !== 0 && !(row.training && row.secondFactor))
        work.report(
          'access.unguarded',
          at,
          'staff that reads personal data is trained and uses a second factor; write training: true and secondFactor: true',
        );
      return row;
    }),
  );
}

/** Clauses under which two people must approve. */
const TWO_PEOPLE = ['S6', 'S7', 'P2'];

function compileExceptional(work: Compilation): ExceptionalDisclosureRow[] {
  const { exceptionalDisclosures, recipientClasses } = work.policy;
  checkIds(work, 'exceptionalDisclosures', exceptionalDisclosures);
  return byId(
    Object.entries(exceptionalDisclosures).map(([name, source]): ExceptionalDisclosureRow => {
      const at = ['exceptionalDisclosures', name];
      work.bitsOf([source.recipient], { ...recipientClasses, public: 0 }, [...at, 'recipient']);
      if (TWO_PEOPLE.includes(source.clause) && source.approvals < 2)
        work.report(
          'disclosure.approvals',
          [...at, 'approvals'],
          `a disclosure under ${source.clause} needs two people; write 2 or more`,
        );
      const { recipient, instruments, approvals, subjectNotice, noticeDays, legalHold } = source;
      return {
        ...documentRow(name, source),
        ...{ recipient, instruments, approvals, subjectNotice, noticeDays, legalHold },
      };
    }),
  );
}

/** Kinds that make the policy wider; their notice is never shorter than `meta.minNoticeDays`. */
const isWidening = (kind: string): boolean => kind !== 'narrowing' && kind !== 'editorial';

function compileNotice(work: Compilation): NoticeRow[] {
  const { notice, meta } = work.policy;
  return CHANGE_KINDS.map((kind) => {
    const row = notice[kind];
    const at = ['notice', kind];
    if (isWidening(kind) && row.days < meta.minNoticeDays)
      work.report(
        'notice.short',
        [...at, 'days'],
        `meta.minNoticeDays promises ${meta.minNoticeDays} days; write at least that`,
      );
    if (!row.channels.includes('page'))
      work.report('notice.short', [...at, 'channels'], 'every change is shown on the page (V1); add page');
    return { name: kind, kind, ...row };
  });
}

function compileRecords(work: Compilation): RecordRow[] {
  checkIds(work, 'retention', work.policy.retention);
  return byId(
    Object.entries(work.policy.retention).map(([name, source]): RecordRow => {
      const at = ['retention', name];
      // biome-ignore lint/suspicious/noThenProperty: the policy's own word, and no promise is near.
      const retention = { keep: source.keep, criterion: source.criterion, then: source.then };
      return {
        ...documentRow(name, source),
        retention: compileRetention(work, at, { retention, store: source.store, subject: 'none' }),
        store: compilePlaces(work, source.store ?? [], { at: [...at, 'store'], ...STORED_PLACE }),
      };
    }),
  );
}

/** The compiled policy: rows with stable ids and integer masks. A purpose's bit is `1 << id`, a floor's `1 << id`, a class's `1 << id`. */
import type { DocumentTables, Subject } from './document-rows.ts';
import type { FieldMask } from './field-mask.ts';
import type { PromiseId } from './promises/promise-ids.ts';
import type { Retention } from './retention.ts';

/** The two languages of the policy. */
export type Locale = 'en' | 'zh';

/** In which form a field enters. `keyedHash`: only a hash under the platform's key; `truncated`: made coarser. */
export type FieldForm = 'raw' | 'truncated' | 'keyedHash';

/** Why data may be used under a regime. `optOut`: allowed until the person refuses. */
export type Basis =
  | 'contract'
  | 'legalObligation'
  | 'legitimateInterest'
  | 'optOut'
  | 'consent'
  | 'separateConsent'
  | 'never';

/** Where a field's values come from. */
export type FieldSourceKind = 'request' | 'event' | 'sdk' | 'api' | 'console' | 'partner' | 'derived';

/** One OpenRTB path of a field; `when` are the values of a sibling member that make the value this field (lower case). */
export interface FieldPath {
  readonly path: string;
  readonly when?: { readonly sibling: string; readonly values: readonly string[] };
  readonly otherwise: boolean;
}

/** A field: something that may be known about a person, a device or an ad request. */
export interface FieldRow {
  readonly id: number;
  readonly name: string;
  /** The promise it serves. */
  readonly clause: PromiseId;
  readonly subject: Subject;
  /** Fideslang data category. */
  readonly category: string;
  readonly className: string;
  readonly classBit: number;
  readonly form: FieldForm;
  readonly paths: readonly FieldPath[];
  /** Id of the finer field whose coarse form this one is; -1 for none. */
  readonly coarseOf: number;
  /** Id of the coarse form of this field; -1 for none. */
  readonly coarse: number;
  /** Purposes it serves: one of them must be allowed. */
  readonly purposes: number;
  /** Purposes that must all be allowed besides. */
  readonly requires: number;
  /** Regimes in which it may be collected: bit `1 << regime index`. */
  readonly regimes: number;
  readonly collect: 'on' | 'off';
  readonly share: 'contract' | 'never';
  /** Where its values come from. */
  readonly sources: readonly FieldSourceKind[];
  /** Members of the control API that hold it, `schema.member`. */
  readonly api: readonly string[];
  /** Where it rests, as `engine:table.column`, `log:topic.member`, `hot:family.key` or `file:path`. */
  readonly store: readonly string[];
  readonly retention: Retention;
}

/** Why data is used. */
export interface PurposeRow {
  readonly id: number;
  readonly name: string;
  readonly clause: PromiseId;
  readonly bit: number;
  /** TCF purposes that must all be granted; empty where TCF has none. */
  readonly tcf: readonly number[];
  /** TCF special feature that must be granted; 0 for none. */
  readonly feature: number;
  /** Concept of the W3C Data Privacy Vocabulary. */
  readonly dpv: string;
  /** Data use of Fideslang. */
  readonly fides: string;
}

/** A signal that takes purposes and classes away. */
export interface FloorRow {
  readonly id: number;
  readonly name: string;
  readonly clause: PromiseId;
  readonly bit: number;
  readonly denies: number;
  readonly drops: number;
}

/** A set of rules by place. */
export interface RegimeRow {
  /** Index into `policy.regimes`; the same as its declared id. */
  readonly id: number;
  readonly name: string;
  readonly clause: PromiseId;
  readonly strictness: number;
  readonly signal: 'none' | 'tcf' | 'separate' | 'optOut';
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** Basis of each purpose, by purpose name; absent means never. */
  readonly basis: Readonly<Record<string, Basis>>;
  /** Purposes allowed without asking. */
  readonly always: number;
  /** Purposes allowed when granted. */
  readonly onGrant: number;
}

/** Who may receive. */
export interface RecipientClassRow {
  readonly id: number;
  readonly name: string;
  readonly clause: PromiseId;
}

/** What one recipient may see, and for what. */
export interface ContractRow {
  readonly id: number;
  readonly name: string;
  /** That of its recipient class. */
  readonly clause: PromiseId;
  readonly recipientClass: string;
  /** Id on the TCF Global Vendor List; 0 for none. */
  readonly gvl: number;
  readonly onward: 'deny' | 'allow';
  readonly retentionDays: number;
  readonly purposes: number;
  /** Purposes this vendor pursues as legitimate interest under TCF. */
  readonly legitimateInterest: number;
  readonly allow: readonly { readonly purpose: number; readonly fields: FieldMask }[];
}

/** The policy as tables; immutable, made by `compilePolicy` only. */
export interface CompiledPolicy extends DocumentTables {
  readonly version: number;
  /** SHA-256 of the tables and texts, hexadecimal. */
  readonly hash: string;
  /** ISO date from which it applies. */
  readonly effective: string;
  readonly minNoticeDays: number;
  readonly controller: string;
  /** Where people write to: an e-mail or postal address, or a page; empty where none is named. */
  readonly contact: string;
  /** The platform's own id on the Global Vendor List; 0 for none. */
  readonly gvl: number;
  readonly fields: readonly FieldRow[];
  readonly fieldById: ReadonlyMap<number, FieldRow>;
  readonly fieldWords: number;
  readonly purposes: readonly PurposeRow[];
  readonly floors: readonly FloorRow[];
  readonly classes: Readonly<Record<string, number>>;
  readonly regimes: readonly RegimeRow[];
  /** Regime index by ISO 3166-1 alpha-2 country. */
  readonly regimeOfCountry: ReadonlyMap<string, number>;
  readonly recipientClasses: readonly RecipientClassRow[];
  readonly contracts: ReadonlyMap<string, ContractRow>;
  /** Subtree path → the path it repeats. */
  readonly mirrors: ReadonlyMap<string, string>;
  /** Subtrees that no projection for a recipient ever holds. */
  readonly platformOnly: readonly string[];
  readonly notCollected: readonly string[];
  readonly texts: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
}

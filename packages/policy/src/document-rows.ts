/** Compiled rows of the sections that bind the platform and its people. Ids are stable integers within their section. */
import type { DocumentSection, PromiseId } from './promises/promise-ids.ts';
import type { Retention } from './retention.ts';

/** Whom a row is about. */
export type Subject = 'endUser' | 'mediaUser' | 'staff' | 'none';

/** What rows of every section have in common. `planned`: declared, and nothing of the platform does it yet. */
export interface DocumentRow {
  readonly id: number;
  readonly name: string;
  readonly clause: PromiseId;
  readonly state: 'inForce' | 'planned';
}

/** A promise. Its words are the texts `clause.ID.title` and `clause.ID.text`. */
export interface ClauseEntry {
  readonly id: PromiseId;
  readonly section: DocumentSection;
}

/** Who takes part, and as what under the law. */
export interface PartyRow extends DocumentRow {
  readonly role:
    | 'controller'
    | 'jointController'
    | 'independentController'
    | 'processor'
    | 'dataSubject'
    | 'verifier';
  /** The `subject` of fields that this party is; `none` where no field is about it. */
  readonly subject: Subject;
}

/** A class of fields whose values recognise somebody. */
export interface IdentifierRow {
  readonly className: string;
  readonly lifetime: 'session' | 'resettable' | 'partner' | 'permanent';
  readonly recognises: 'request' | 'device' | 'household' | 'person';
}

/** A category of fields: its key in Fideslang and its concept in the W3C Data Privacy Vocabulary. */
export interface CategoryRow {
  readonly fides: string;
  readonly dpv: string;
}

/** Names of the things in a policy that describe others. */
export interface Vocabulary {
  readonly clause: PromiseId;
  readonly identifiers: readonly IdentifierRow[];
  readonly categories: readonly CategoryRow[];
}

/** A privacy signal. */
export interface SignalRow extends DocumentRow {
  /** Every OpenRTB path where it has ever lived. */
  readonly paths: readonly string[];
  /** HTTP headers, lower case. */
  readonly headers: readonly string[];
  /** Section ids of the Global Privacy Protocol that carry it. */
  readonly gppSections: readonly number[];
  /** Regimes that it speaks for: bit `1 << regime index`. */
  readonly regimes: number;
  /** Purposes that it can grant. */
  readonly grants: number;
  /** Floors that it can set: bit `1 << floor id`. */
  readonly floors: number;
  /** What an unreadable value does; undefined where no value is unreadable. */
  readonly malformed?: { readonly floor: number; readonly reason: string };
}

/** Who counts as a child. */
export interface ChildrenRule {
  readonly clause: PromiseId;
  /** Bit of the floor that a child's signal sets. */
  readonly floor: number;
  readonly signals: readonly string[];
  /** By regime name: under which age nobody is profiled, and under which age a parent has to agree. */
  readonly ages: Readonly<Record<string, { readonly minorUnder: number; readonly parentUnder: number }>>;
}

/** How widely somebody is recognised; the ids rise with the width. */
export interface ScopeRow extends DocumentRow {
  /** Classes whose fields may serve to recognise at this width. */
  readonly identifiers: number;
  /** Purposes that must all be allowed. */
  readonly requires: number;
  /** At which ends of a link they must be allowed. */
  readonly consent: 'none' | 'oneEnd' | 'bothEnds';
}

/** Recognising people. */
export interface IdentityRule {
  readonly scopes: readonly ScopeRow[];
  /** What stands for a person in the public log of disclosures. */
  readonly commitment: {
    readonly clause: PromiseId;
    readonly state: 'inForce' | 'planned';
    readonly algorithm: 'HMAC-SHA-256';
    readonly key: 'subject';
    readonly unlinkedBy: 'shred';
  };
}

/** What people can ask for. */
export interface RightRow extends DocumentRow {
  readonly subjects: readonly ('endUser' | 'mediaUser' | 'staff')[];
  readonly through: readonly ('signal' | 'privacyCentre' | 'console' | 'contact')[];
  /** By regime name: days until it is done; 0 for at once. */
  readonly days: Readonly<Record<string, number>>;
}

/** A store of the platform. */
export type StoreName = 'records' | 'analytics' | 'hot' | 'log' | 'ledger';

/** What a role of people, or a process, may read. */
export interface AccessRow extends DocumentRow {
  readonly kind: 'staff' | 'customer' | 'process';
  readonly purposes: number;
  readonly classes: number;
  /** Stores that it holds credentials of. */
  readonly stores: readonly StoreName[];
  readonly training: boolean;
  readonly secondFactor: boolean;
}

/** A disclosure outside the contracts. */
export interface ExceptionalDisclosureRow extends DocumentRow {
  /** Recipient class, or `public`. */
  readonly recipient: string;
  readonly instruments: readonly string[];
  /** People who must approve. */
  readonly approvals: number;
  readonly subjectNotice: 'before' | 'unlessBarred' | 'consentFirst';
  /** Days between notice and disclosure; 0 for without delay. */
  readonly noticeDays: number;
  /** Whether what is asked for is kept from deletion while the case is open. */
  readonly legalHold: boolean;
}

/** The smallest group of people that a kind of result may be about. */
export interface AggregateRow extends DocumentRow {
  readonly minimum: number;
}

/** Kinds of change; the semantic diff sorts every change into one. */
export type ChangeKind =
  | 'collection'
  | 'purpose'
  | 'recipient'
  | 'retention'
  | 'basis'
  | 'floor'
  | 'identity'
  | 'minimumGroup'
  | 'right'
  | 'safeguard'
  | 'narrowing'
  | 'editorial';

/** Notice before a kind of change takes effect. */
export interface NoticeRow {
  /** The same as `kind`. */
  readonly name: ChangeKind;
  readonly kind: ChangeKind;
  readonly clause: PromiseId;
  readonly days: number;
  readonly channels: readonly ('page' | 'console' | 'email')[];
  /** Whether people are asked anew where the basis is consent. */
  readonly reconsent: boolean;
}

/** A kind of record that the platform itself keeps. */
export interface RecordRow extends DocumentRow {
  readonly retention: Retention;
  /** `table.column`, as under fields. */
  readonly store: readonly string[];
}

/** A measure that protects data. */
export interface SafeguardRow extends DocumentRow {
  /** How often it is repeated; 0 for a measure that always holds. */
  readonly everyDays: number;
  readonly standards: readonly string[];
}

/** The document's own tables within a compiled policy. */
export interface DocumentTables {
  readonly clauses: readonly ClauseEntry[];
  readonly parties: readonly PartyRow[];
  readonly vocabulary: Vocabulary;
  readonly signals: readonly SignalRow[];
  readonly children: ChildrenRule;
  readonly identity: IdentityRule;
  readonly rights: readonly RightRow[];
  readonly access: readonly AccessRow[];
  readonly exceptionalDisclosures: readonly ExceptionalDisclosureRow[];
  readonly aggregates: readonly AggregateRow[];
  readonly notice: readonly NoticeRow[];
  readonly records: readonly RecordRow[];
  readonly safeguards: readonly SafeguardRow[];
}

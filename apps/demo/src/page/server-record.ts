import { type Json, list, number, record, text } from './json.ts';

/** The server's record of an auction, as `GET /demo/api/auctions/:id` tells it; every part may be missing. */
export interface ServerRecord {
  readonly regime: string | undefined;
  /** What the signals were found to say. */
  readonly signals: readonly string[];
  readonly imps: readonly ImpRecord[];
  /** What became of each field of the request, with the policy's clause that decides. */
  readonly fields: readonly FieldRecord[];
  /** Which fields each recipient was told, and for what. */
  readonly disclosures: readonly DisclosureRecord[];
}

export interface ImpRecord {
  readonly placement: string;
  readonly candidates: readonly CandidateRecord[];
}

interface CandidateRecord {
  readonly demand: string;
  readonly isDirect: boolean;
  readonly priceMicros: number | undefined;
  readonly currency: string;
  readonly outcome: string;
  readonly reason: string | undefined;
  /** Published non-bid code, or one of the server's own from 500 on. */
  readonly reasonCode: number | undefined;
  readonly latencyMs: number | undefined;
}

interface FieldRecord {
  readonly field: string;
  readonly fate: string;
  readonly reason: string | undefined;
  readonly clause: string | undefined;
}

interface DisclosureRecord {
  readonly recipient: string;
  readonly purposes: readonly string[];
  readonly fields: readonly string[];
}

/** Reads the record; undefined when there is no impression in it, which makes it no record. */
export function readServerRecord(value: unknown): ServerRecord | undefined {
  const body = record(value);
  const imps = list(body['imps']).map(record).flatMap(readImp);
  if (imps.length === 0) return undefined;
  return {
    regime: text(body['regime']),
    signals: texts(body['reasons']),
    imps,
    fields: list(body['fields']).map(record).flatMap(readField),
    disclosures: list(body['disclosures']).map(record).flatMap(readDisclosure),
  };
}

function readImp(imp: Json): ImpRecord[] {
  const placement = text(imp['placement']) ?? text(imp['id']);
  if (placement === undefined) return [];
  const currency = text(imp['currency']) ?? 'USD';
  const candidates = list(imp['candidates']).map(record);
  return [{ placement, candidates: candidates.flatMap((candidate) => readCandidate(candidate, currency)) }];
}

function readCandidate(candidate: Json, currency: string): CandidateRecord[] {
  const demand = text(candidate['demand']);
  if (demand === undefined) return [];
  const priceMicros = number(candidate['priceMicros']);
  return [
    {
      demand,
      isDirect: candidate['demandKind'] === 'direct',
      priceMicros: priceMicros === 0 ? undefined : priceMicros,
      currency: text(candidate['currency']) ?? currency,
      outcome: text(candidate['outcome']) ?? '',
      reason: text(candidate['reason']),
      reasonCode: number(candidate['reasonCode']),
      latencyMs: number(candidate['latencyMs']),
    },
  ];
}

function readField({ field, fate, reason, clause }: Json): FieldRecord[] {
  const [name, what] = [text(field), text(fate)];
  if (name === undefined || what === undefined) return [];
  return [{ field: name, fate: what, reason: text(reason), clause: text(clause) }];
}

function readDisclosure({ recipient, purposes, fields }: Json): DisclosureRecord[] {
  const name = text(recipient);
  return name === undefined ? [] : [{ recipient: name, purposes: texts(purposes), fields: texts(fields) }];
}

function texts(value: unknown): readonly string[] {
  return list(value).flatMap((item) => text(item) ?? []);
}

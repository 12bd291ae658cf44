import { type Json, list, number, record, text } from './json.ts';

/** The server's record of an auction, as `GET /demo/api/auctions/:id` tells it; every part may be missing. */
export interface ServerRecord {
  readonly regime: string | undefined;
  readonly imps: readonly ImpRecord[];
  /** What became of each field of the request. */
  readonly fields: readonly {
    readonly field: string;
    readonly fate: string;
    readonly reason: string | undefined;
  }[];
  /** Which fields each recipient was told. */
  readonly disclosures: readonly { readonly recipient: string; readonly fields: readonly string[] }[];
}

export interface ImpRecord {
  readonly placement: string;
  readonly candidates: readonly CandidateRecord[];
  /** Events counted so far, where the server tells them. */
  readonly events: readonly EventRecord[];
}

export interface CandidateRecord {
  readonly demand: string;
  readonly isDirect: boolean;
  readonly priceMicros: number | undefined;
  readonly currency: string;
  readonly outcome: string;
  readonly reason: string | undefined;
  readonly responseMs: number | undefined;
}

export interface EventRecord {
  readonly name: string;
  readonly counted: boolean;
  readonly reason: string | undefined;
}

/** Reads the record; undefined when there is no impression in it, which makes it no record. */
export function readServerRecord(value: unknown): ServerRecord | undefined {
  const body = record(value);
  const imps = list(body['imps']).map(record).flatMap(readImp);
  if (imps.length === 0) return undefined;
  return {
    regime: text(body['regime']) ?? text(record(body['regime'])['id']),
    imps,
    fields: list(body['fields'])
      .map(record)
      .flatMap(({ field, fate, reason }) =>
        text(field) && text(fate) ? [{ field: String(field), fate: String(fate), reason: text(reason) }] : [],
      ),
    disclosures: list(body['disclosures'])
      .map(record)
      .flatMap(({ recipient, fields }) =>
        text(recipient)
          ? [{ recipient: String(recipient), fields: list(fields).flatMap((field) => text(field) ?? []) }]
          : [],
      ),
  };
}

function readImp(imp: Json): ImpRecord[] {
  const placement = text(imp['placement']) ?? text(imp['id']);
  if (placement === undefined) return [];
  return [
    {
      placement,
      candidates: list(imp['candidates']).map(record).flatMap(readCandidate),
      events: list(imp['events']).map(record).flatMap(readEvent),
    },
  ];
}

function readCandidate(candidate: Json): CandidateRecord[] {
  const demand = text(candidate['demand']);
  if (demand === undefined) return [];
  return [
    {
      demand,
      isDirect: candidate['demandKind'] === 'direct',
      priceMicros: number(candidate['priceMicros']),
      currency: text(candidate['currency']) ?? 'USD',
      outcome: text(candidate['outcome']) ?? '',
      reason: text(candidate['reason']),
      responseMs: number(candidate['responseMs']) ?? number(candidate['latencyMs']),
    },
  ];
}

function readEvent(event: Json): EventRecord[] {
  const name = text(event['type']) ?? text(event['kind']) ?? text(event['name']);
  if (name === undefined) return [];
  const state = text(event['state']) ?? text(event['verdict']) ?? '';
  return [{ name, counted: /^(counted|valid|charged|ok)$/i.test(state), reason: text(event['reason']) }];
}

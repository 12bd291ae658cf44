import {
  exportConfiguration,
  hostSettings,
  importConfiguration,
  putHostSettings,
} from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import type { HostSettings } from '@jianchat/snapshot';
import type { FastifyReply } from 'fastify';
import { etagOf, revisionCondition } from '../api/condition.ts';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import * as configuration from '../configuration/import-configuration.ts';
import { putRecord } from '../configuration/put-record.ts';
import { type RevisedRow, readConfiguration, readRevisedRow } from '../configuration/read-configuration.ts';
import { HOST_TABLE } from '../configuration/tables.ts';
import { refusePut } from './refuse-put.ts';

const IMPORT_BYTES_MAX = 16 * 1024 * 1024;

/** The configuration as one file, in and out. */
export function serveConfiguration(
  serve: Serve,
  { db, contract }: { readonly db: Records['db']; readonly contract: configuration.ContractLookup },
): void {
  serve(
    importConfiguration,
    async ({ caller, body, condition }) => {
      const outcome = await configuration.importConfiguration(db, body, { contract, by: caller, condition });
      if (!outcome.ok)
        return outcome.conflict === undefined
          ? refuse('import.invalid', { faults: outcome.faults })
          : refuse(outcome.conflict.code, outcome.conflict);
      return outcome;
    },
    { bodyLimit: IMPORT_BYTES_MAX, bodyUnchecked: true },
  );

  serve(exportConfiguration, async ({ reply }) => {
    const { file, revision } = await readConfiguration(db);
    reply.header('etag', etagOf(revision));
    return file;
  });

  const place = { table: HOST_TABLE, id: 'host' } as const;
  // Only an import writes the row, from parsed settings.
  const answer = (reply: FastifyReply, row: RevisedRow | undefined) => {
    const revision = row?.revision ?? 0;
    reply.header('etag', etagOf(revision));
    return { ...(row?.['settings'] as HostSettings | undefined), revision };
  };

  serve(hostSettings, async ({ reply }) => answer(reply, await readRevisedRow(db, place)));

  serve(putHostSettings, async ({ caller, body, condition, reply }) => {
    const { revision, ...host } = body;
    const outcome = await putRecord(db, {
      file: { host },
      place,
      condition: condition ?? revisionCondition(revision),
      by: caller,
      contract,
    });
    return outcome.ok ? answer(reply, outcome.row) : refusePut(outcome, 'host.');
  });
}

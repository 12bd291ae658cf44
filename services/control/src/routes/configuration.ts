import { exportConfiguration, importConfiguration } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import * as configuration from '../configuration/import-configuration.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';

const IMPORT_BYTES_MAX = 16 * 1024 * 1024;

/** The configuration as one file, in and out. */
export function serveConfiguration(
  serve: Serve,
  { db, contract }: { readonly db: Records['db']; readonly contract: configuration.ContractLookup },
): void {
  serve(
    importConfiguration,
    async ({ body }) => {
      const outcome = await configuration.importConfiguration(db, body, { contract });
      if (!outcome.ok) return refuse('import.invalid', { faults: outcome.faults });
      return outcome;
    },
    { bodyLimit: IMPORT_BYTES_MAX, bodyUnchecked: true },
  );

  serve(exportConfiguration, async () => (await readConfiguration(db)).file);
}

import type { Command } from 'commander';

type AddCommand = (program: Command) => void;

/**
 * The module of each verb. They are loaded when they are asked for: who creates a key need not wait until an exchange, a console and
 * a pipeline are read.
 */
const VERBS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  start: async () => (await import('./start.ts')).addStartCommand,
  import: async () => (await import('./configuration.ts')).addImportCommand,
  export: async () => (await import('./configuration.ts')).addExportCommand,
  admin: async () => (await import('./admin.ts')).addAdminCommand,
  identity: async () => (await import('./identity.ts')).addIdentityCommand,
  key: async () => (await import('./key.ts')).addKeyCommand,
  'conversion-key': async () => (await import('./conversion-key.ts')).addConversionKeyCommand,
  ledger: async () => (await import('./ledger.ts')).addLedgerCommand,
  mediation: async () => (await import('./mediation.ts')).addMediationCommand,
  model: async () => (await import('./model.ts')).addModelCommand,
  policy: async () => (await import('./policy.ts')).addPolicyCommand,
  promises: async () => (await import('./promises.ts')).addPromisesCommand,
  auction: async () => (await import('./auction-explain.ts')).addAuctionCommand,
  delivery: async () => (await import('./delivery.ts')).addDeliveryCommand,
  archive: async () => (await import('./archive.ts')).addArchiveCommand,
  doctor: async () => (await import('./doctor.ts')).addDoctorCommand,
  bench: async () => (await import('./bench.ts')).addBenchCommand,
};

/** Adds the verb that a command line begins with; all of them where it names none, for the help and for a typing error. */
export async function addVerbs(program: Command, verb: string | undefined): Promise<void> {
  const named = Object.hasOwn(VERBS, verb ?? '') ? VERBS[verb ?? ''] : undefined;
  const loads = named === undefined ? Object.values(VERBS) : [named];
  for (const load of loads) (await load())(program);
}

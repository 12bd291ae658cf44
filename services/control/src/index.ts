export {
  type ApiKeyRecord,
  type ApiKeys,
  type CreateKeyOutcome,
  createApiKeys,
  type KeyRequest,
} from './auth/api-keys.ts';
export { type RoleFault, roleFault } from './auth/role-fault.ts';
export { createSessions, type Sessions, type SessionsOptions, SignUpRefused } from './auth/sessions.ts';
export { archiveLineItem } from './configuration/archive-line-item.ts';
export { policyContracts } from './configuration/contracts.ts';
export {
  type ContractLookup,
  type ImportOutcome,
  importConfiguration,
} from './configuration/import-configuration.ts';
export { type Configuration, readConfiguration } from './configuration/read-configuration.ts';
export { type Control, createControl } from './control.ts';
export type { ControlOptions } from './control-options.ts';
export { type ConversionKeys, createConversionKeys } from './conversions/conversion-keys.ts';
export type { PictureRequest } from './creative-review/picture-document.ts';
export type { TakePicture } from './creative-review/picture-queue.ts';
export type { LogLine, OnLog } from './log-line.ts';
export {
  type PlacementPrices,
  placementPrices,
  takeNetworkReports,
} from './mediation/network-reports.ts';
export type { Letter, SendMail } from './notices/mail.ts';
export type { ProofStore } from './notices/notices.ts';
export type { KeptState } from './partners/partner-checks.ts';
export type { FetchedFile, FetchFile } from './partners/registry-files.ts';
export type { ReplayMeans, RunReplay } from './replay/replay-runs.ts';
export { readDeliveries, readDelivery } from './report/delivery/read-deliveries.ts';
export type { PlatformStatus } from './routes/live.ts';
export type { TallyStore } from './tally/kept-tally.ts';

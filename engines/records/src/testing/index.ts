export { type OutsidePostgres, outsidePostgres, outsidePostgresMissing } from './outside-postgres.ts';
export { copyTemplateRecords } from './template-records.ts';
export { startTestRecords, type TestRecords, type TestRecordsOptions } from './test-records.ts';

import { parse } from 'yaml';
import { readGivenFile } from './read-given-file.ts';

/** Reads a configuration file; JSON is YAML, so one parser reads both. */
export const readConfigurationFile = (file: string): Promise<unknown> =>
  readGivenFile(file, (content): unknown => parse(content, { maxAliasCount: 100 }));

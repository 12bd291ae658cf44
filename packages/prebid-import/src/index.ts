export {
  type Conversion,
  type ConversionOptions,
  convertInstallation,
  type LeftOut,
} from './convert-installation.ts';
export type { InstallationFile } from './read-installation.ts';

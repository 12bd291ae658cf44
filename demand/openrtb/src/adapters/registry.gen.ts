// Generated from the folders beside this file by tools/adapter-registry.ts. Do not edit.
import type { AdapterFolder } from '../adapter-folder.ts';
import openrtb_info from './openrtb/info.json' with { type: 'json' };
import openrtb_params from './openrtb/params.schema.json' with { type: 'json' };

export const ADAPTER_FOLDERS: Readonly<Record<string, AdapterFolder>> = {
  openrtb: { info: openrtb_info, params: openrtb_params },
};

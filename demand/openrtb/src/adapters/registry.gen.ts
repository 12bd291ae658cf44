// Generated from the folders beside this file by tools/adapter-registry.ts. Do not edit.
import type { AdapterFolder } from '../adapter-folder.ts';
import { adapter as appnexus_code } from './appnexus/adapter.ts';
import appnexus_info from './appnexus/info.json' with { type: 'json' };
import appnexus_params from './appnexus/params.schema.json' with { type: 'json' };
import criteo_info from './criteo/info.json' with { type: 'json' };
import criteo_params from './criteo/params.schema.json' with { type: 'json' };
import ix_info from './ix/info.json' with { type: 'json' };
import ix_params from './ix/params.schema.json' with { type: 'json' };
import openrtb_info from './openrtb/info.json' with { type: 'json' };
import openrtb_params from './openrtb/params.schema.json' with { type: 'json' };
import { adapter as openx_code } from './openx/adapter.ts';
import openx_info from './openx/info.json' with { type: 'json' };
import openx_params from './openx/params.schema.json' with { type: 'json' };
import pagescience_info from './pagescience/info.json' with { type: 'json' };
import { adapter as pubmatic_code } from './pubmatic/adapter.ts';
import pubmatic_info from './pubmatic/info.json' with { type: 'json' };
import pubmatic_params from './pubmatic/params.schema.json' with { type: 'json' };
import { adapter as rubicon_code } from './rubicon/adapter.ts';
import rubicon_info from './rubicon/info.json' with { type: 'json' };
import rubicon_params from './rubicon/params.schema.json' with { type: 'json' };
import { adapter as smaato_code } from './smaato/adapter.ts';
import smaato_info from './smaato/info.json' with { type: 'json' };
import smaato_params from './smaato/params.schema.json' with { type: 'json' };
import sovrn_info from './sovrn/info.json' with { type: 'json' };
import sovrn_params from './sovrn/params.schema.json' with { type: 'json' };
import { adapter as vungle_code } from './vungle/adapter.ts';
import vungle_info from './vungle/info.json' with { type: 'json' };
import vungle_params from './vungle/params.schema.json' with { type: 'json' };

export const ADAPTER_FOLDERS: Readonly<Record<string, AdapterFolder>> = {
  appnexus: { info: appnexus_info, code: appnexus_code, params: appnexus_params },
  criteo: { info: criteo_info, params: criteo_params },
  ix: { info: ix_info, params: ix_params },
  openrtb: { info: openrtb_info, params: openrtb_params },
  openx: { info: openx_info, code: openx_code, params: openx_params },
  pagescience: { info: pagescience_info },
  pubmatic: { info: pubmatic_info, code: pubmatic_code, params: pubmatic_params },
  rubicon: { info: rubicon_info, code: rubicon_code, params: rubicon_params },
  smaato: { info: smaato_info, code: smaato_code, params: smaato_params },
  sovrn: { info: sovrn_info, params: sovrn_params },
  vungle: { info: vungle_info, code: vungle_code, params: vungle_params },
};

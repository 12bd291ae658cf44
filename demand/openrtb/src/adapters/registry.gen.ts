// Generated from the folders beside this file by tools/adapter-registry.ts. Do not edit.
import type { AdapterFolder } from '../adapter-folder.ts';
import adagio_info from './adagio/info.json' with { type: 'json' };
import adagio_params from './adagio/params.schema.json' with { type: 'json' };
import { adapter as appnexus_code } from './appnexus/adapter.ts';
import appnexus_info from './appnexus/info.json' with { type: 'json' };
import appnexus_params from './appnexus/params.schema.json' with { type: 'json' };
import { adapter as criteo_code } from './criteo/adapter.ts';
import criteo_info from './criteo/info.json' with { type: 'json' };
import criteo_params from './criteo/params.schema.json' with { type: 'json' };
import { adapter as ix_code } from './ix/adapter.ts';
import ix_info from './ix/info.json' with { type: 'json' };
import ix_params from './ix/params.schema.json' with { type: 'json' };
import kargo_info from './kargo/info.json' with { type: 'json' };
import kargo_params from './kargo/params.schema.json' with { type: 'json' };
import liftoff_info from './liftoff/info.json' with { type: 'json' };
import loopme_info from './loopme/info.json' with { type: 'json' };
import loopme_params from './loopme/params.schema.json' with { type: 'json' };
import magnite_info from './magnite/info.json' with { type: 'json' };
import mediafuse_info from './mediafuse/info.json' with { type: 'json' };
import medianet_info from './medianet/info.json' with { type: 'json' };
import medianet_params from './medianet/params.schema.json' with { type: 'json' };
import openrtb_info from './openrtb/info.json' with { type: 'json' };
import openrtb_params from './openrtb/params.schema.json' with { type: 'json' };
import { adapter as openx_code } from './openx/adapter.ts';
import openx_info from './openx/info.json' with { type: 'json' };
import openx_params from './openx/params.schema.json' with { type: 'json' };
import pagescience_info from './pagescience/info.json' with { type: 'json' };
import { adapter as pubmatic_code } from './pubmatic/adapter.ts';
import pubmatic_info from './pubmatic/info.json' with { type: 'json' };
import pubmatic_params from './pubmatic/params.schema.json' with { type: 'json' };
import rise_info from './rise/info.json' with { type: 'json' };
import rise_params from './rise/params.schema.json' with { type: 'json' };
import { adapter as rubicon_code } from './rubicon/adapter.ts';
import rubicon_info from './rubicon/info.json' with { type: 'json' };
import rubicon_params from './rubicon/params.schema.json' with { type: 'json' };
import seedtag_info from './seedtag/info.json' with { type: 'json' };
import seedtag_params from './seedtag/params.schema.json' with { type: 'json' };
import { adapter as smaato_code } from './smaato/adapter.ts';
import smaato_info from './smaato/info.json' with { type: 'json' };
import smaato_params from './smaato/params.schema.json' with { type: 'json' };
import { adapter as sovrn_code } from './sovrn/adapter.ts';
import sovrn_info from './sovrn/info.json' with { type: 'json' };
import sovrn_params from './sovrn/params.schema.json' with { type: 'json' };
import trustedstack_info from './trustedstack/info.json' with { type: 'json' };
import { adapter as vungle_code } from './vungle/adapter.ts';
import vungle_info from './vungle/info.json' with { type: 'json' };
import vungle_params from './vungle/params.schema.json' with { type: 'json' };
import zeta_global_ssp_info from './zeta_global_ssp/info.json' with { type: 'json' };
import zeta_global_ssp_params from './zeta_global_ssp/params.schema.json' with { type: 'json' };

export const ADAPTER_FOLDERS: Readonly<Record<string, AdapterFolder>> = {
  adagio: { info: adagio_info, params: adagio_params },
  appnexus: { info: appnexus_info, code: appnexus_code, params: appnexus_params },
  criteo: { info: criteo_info, code: criteo_code, params: criteo_params },
  ix: { info: ix_info, code: ix_code, params: ix_params },
  kargo: { info: kargo_info, params: kargo_params },
  liftoff: { info: liftoff_info },
  loopme: { info: loopme_info, params: loopme_params },
  magnite: { info: magnite_info },
  mediafuse: { info: mediafuse_info },
  medianet: { info: medianet_info, params: medianet_params },
  openrtb: { info: openrtb_info, params: openrtb_params },
  openx: { info: openx_info, code: openx_code, params: openx_params },
  pagescience: { info: pagescience_info },
  pubmatic: { info: pubmatic_info, code: pubmatic_code, params: pubmatic_params },
  rise: { info: rise_info, params: rise_params },
  rubicon: { info: rubicon_info, code: rubicon_code, params: rubicon_params },
  seedtag: { info: seedtag_info, params: seedtag_params },
  smaato: { info: smaato_info, code: smaato_code, params: smaato_params },
  sovrn: { info: sovrn_info, code: sovrn_code, params: sovrn_params },
  trustedstack: { info: trustedstack_info },
  vungle: { info: vungle_info, code: vungle_code, params: vungle_params },
  zeta_global_ssp: { info: zeta_global_ssp_info, params: zeta_global_ssp_params },
};

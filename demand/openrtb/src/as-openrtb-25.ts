import type { OutgoingImp, OutgoingRequest } from './outgoing-request.ts';

/**
 * Rewrites a 2.6 request for a partner of 2.5: what 2.6 made a member of its own goes back to where 2.5 had it, and what 2.5
 * does not know is left out (OpenRTB 2.6 change log; the same moves as Prebid Server makes).
 */
export function asOpenRtb25(request: OutgoingRequest): void {
  moveRegulations(request);
  moveUser(request);
  if (request.source?.schain !== undefined) {
    const { schain, ...source } = request.source;
    request.source = { ...source, ext: { ...source.ext, schain } };
  }
  delete request.cattax;
  delete request.dooh;
  delete request.wlangb;
  if (request.device !== undefined) {
    const { sua: _sua, langb: _langb, ...device } = request.device;
    request.device = device;
  }
  for (const place of [request.site, request.app]) {
    delete place?.cattax;
    delete place?.kwarray;
    delete place?.inventorypartnerdomain;
  }
  for (const imp of request.imp) withoutPods(imp);
}

function moveRegulations(request: OutgoingRequest): void {
  if (request.regs === undefined) return;
  const { gdpr, us_privacy, gpp, gpp_sid, gpc, ext, ...regs } = request.regs;
  const moved = {
    ...ext,
    ...(gdpr !== undefined && { gdpr }),
    ...(us_privacy !== undefined && { us_privacy }),
    ...(gpp !== undefined && { gpp }),
    ...(gpp_sid !== undefined && { gpp_sid }),
    ...(gpc !== undefined && { gpc }),
  };
  request.regs = Object.keys(moved).length === 0 ? regs : { ...regs, ext: moved };
}

function moveUser(request: OutgoingRequest): void {
  if (request.user === undefined) return;
  const { consent, eids, kwarray: _kwarray, ext, ...user } = request.user;
  const moved = { ...ext, ...(consent !== undefined && { consent }), ...(eids !== undefined && { eids }) };
  request.user = Object.keys(moved).length === 0 ? user : { ...user, ext: moved };
}

const IMP_OF_26 = ['rwdd', 'ssai', 'qty', 'dt', 'refresh'] as const;
const VIDEO_OF_26 = [
  'plcmt',
  'maxseq',
  'poddur',
  'podid',
  'podseq',
  'rqddurs',
  'slotinpod',
  'mincpmpersec',
  'durfloors',
  'poddedupe',
] as const;

function withoutPods(imp: OutgoingImp): void {
  if (imp.rwdd === 1) imp.ext = { ...imp.ext, prebid: { ...imp.ext?.prebid, is_rewarded_inventory: 1 } };
  for (const name of IMP_OF_26) delete imp[name];
  for (const name of VIDEO_OF_26) delete imp.video?.[name];
}

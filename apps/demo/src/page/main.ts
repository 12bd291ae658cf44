import pbjs from 'prebid.js';
import 'prebid.js/modules/prebidServerBidAdapter.js';
import 'prebid.js/modules/consentManagementTcf.js';
import 'prebid.js/modules/consentManagementGpp.js';
import 'prebid.js/modules/consentManagementUsp.js';

pbjs.processQueue();
console.log(pbjs.version);

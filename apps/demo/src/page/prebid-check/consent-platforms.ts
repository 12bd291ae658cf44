import type { ConsentOnPage } from './page-view.ts';

type Callback = (data: unknown, success: boolean) => void;

/** Puts consent platforms on the page, answering as the IAB's in-page interfaces ask; Prebid.js reads them from there. */
export function installConsentPlatforms({ tcf, gpp, usp }: ConsentOnPage): void {
  if (tcf !== undefined) {
    const data = {
      gdprApplies: true,
      tcString: tcf,
      eventStatus: 'tcloaded',
      cmpStatus: 'loaded',
      listenerId: 1,
    };
    Reflect.set(window, '__tcfapi', (command: string, _version: number, callback: Callback) =>
      callback(command === 'ping' ? { cmpLoaded: true, gdprApplies: true } : data, true),
    );
  }
  if (gpp !== undefined) {
    const pingData = {
      gppVersion: '1.1',
      cmpStatus: 'loaded',
      cmpDisplayStatus: 'hidden',
      signalStatus: 'ready',
      supportedAPIs: ['7:usnat'],
      gppString: gpp.text,
      applicableSections: gpp.sections,
      parsedSections: {},
    };
    Reflect.set(window, '__gpp', (command: string, callback: Callback) => {
      const event = { eventName: 'signalStatus', data: 'ready', pingData, listenerId: 1 };
      callback(command === 'ping' ? pingData : event, true);
    });
  }
  if (usp !== undefined)
    Reflect.set(window, '__uspapi', (_command: string, _version: number, callback: Callback) =>
      callback({ version: 1, uspString: usp }, true),
    );
}

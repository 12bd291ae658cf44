import { mergePatch } from '@jianchat/openrtb';
import { AccountSettings, HostSettings, type Snapshot, settingsOver } from '@jianchat/snapshot';
import type { JsonObject } from './json-object.ts';

/** What holds for an account's requests: its settings over the host's, and what is laid under each request. */
export interface AccountRow {
  readonly settings: AccountSettings;
  /** Undefined where neither host nor account has a default request. */
  readonly defaultRequest: JsonObject | undefined;
}

export interface AccountRows {
  readonly host: HostSettings;
  readonly blockedApps: ReadonlySet<string>;
  /** Undefined for an account whose settings this build can't read: a snapshot may come from another one. */
  rowOf(account: string): AccountRow | undefined;
}

/** A host whose settings can't be read is one without settings, save that no account's row is then known. */
export function accountRows(snapshot: Snapshot): AccountRows {
  // Snapshots of older builds have no settings at all.
  const host = HostSettings.safeParse(snapshot.host ?? {});
  const settings: HostSettings = host.success ? host.data : {};
  const rows = new Map<string, AccountRow>();
  for (const account of snapshot.accounts) {
    const own = AccountSettings.safeParse(account.settings ?? {});
    if (!own.success || !host.success) continue;
    rows.set(account.id, {
      settings: settingsOver(settings.accountDefaults ?? {}, own.data),
      defaultRequest: defaultOf(
        settings.defaultRequest,
        own.data.defaultRequest ?? settings.accountDefaults?.defaultRequest,
      ),
    });
  }
  return {
    host: settings,
    blockedApps: new Set(settings.blockedApps),
    rowOf: (account) => rows.get(account),
  };
}

function defaultOf(host: JsonObject | undefined, own: JsonObject | undefined): JsonObject | undefined {
  if (host === undefined || own === undefined) return own ?? host;
  return mergePatch(host, own) as JsonObject;
}

// Generated from demand/openrtb/src/adapters by tools/adapter-registry.ts. Do not edit.

/** The adapters there are: their own address ('' for none) and the settings that an operator must give. */
export const ADAPTERS = {
  openrtb: { endpoint: "", settings: [] },
} as const satisfies Readonly<Record<string, { endpoint: string; settings: readonly string[] }>>;

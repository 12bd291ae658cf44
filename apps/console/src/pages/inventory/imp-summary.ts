/** The formats an OpenRTB imp asks for, with the sizes of its banner. Reads what it knows and passes over the rest. */
export interface ImpSummary {
  readonly formats: readonly ('banner' | 'video' | 'native' | 'audio')[];
  /** `300×250` */
  readonly sizes: readonly string[];
}

const FORMATS = ['banner', 'video', 'native', 'audio'] as const;

export function summariseImp(imp: unknown): ImpSummary {
  const formats = FORMATS.filter((format) => member(imp, format) !== undefined);
  return { formats, sizes: sizesOf(imp).map(([w, h]) => `${w}×${h}`) };
}

/** Banner sizes, else the video's one size. */
export function sizesOf(imp: unknown): readonly (readonly [number, number])[] {
  const banner = member(imp, 'banner');
  const list = member(banner, 'format');
  const sizes = (Array.isArray(list) ? list : [banner, member(imp, 'video')]).map(sizeOf);
  return sizes.filter((size) => size !== undefined);
}

function sizeOf(value: unknown): readonly [number, number] | undefined {
  const w = member(value, 'w');
  const h = member(value, 'h');
  return typeof w === 'number' && typeof h === 'number' ? [w, h] : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

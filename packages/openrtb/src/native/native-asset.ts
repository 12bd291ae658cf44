import type { MemberReader } from './native-members.ts';
import { dataFault, imageFault, titleFault, videoFault } from './native-rules.ts';

interface Place {
  readonly reader: MemberReader;
  readonly path: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Native 1.2 §4.2: one asset, which is exactly one of title, image, video and data. */
export interface NativeAsset {
  readonly id?: number | undefined;
  readonly required?: number | undefined;
  readonly title?: Part<'title'>;
  readonly img?: Part<'img'>;
  readonly video?: Part<'video'>;
  readonly data?: Part<'data'>;
}

type Part<K extends keyof typeof COPIES> = Readonly<ReturnType<(typeof COPIES)[K]>>;

const KINDS = ['title', 'img', 'video', 'data'] as const;

export function copyNativeAsset(item: unknown, { reader, path }: Place): NativeAsset {
  const asset = reader.objectOf(item, path) ?? {};
  const present = KINDS.filter((kind) => asset[kind] !== undefined && asset[kind] !== null);
  const [kind] = present;
  const id = reader.integer(asset['id'], `${path}.id`);
  const required = reader.flag(asset['required'], `${path}.required`);
  const part = <T>(name: (typeof KINDS)[number], copy: (given: JsonObject, place: Place) => T): T => {
    const here = `${path}.${name}`;
    return copy(reader.objectOf(asset[name], here) ?? {}, { reader, path: here });
  };
  const content: Pick<NativeAsset, (typeof KINDS)[number]> = {
    ...(kind === 'title' && { title: part(kind, COPIES.title) }),
    ...(kind === 'img' && { img: part(kind, COPIES.img) }),
    ...(kind === 'video' && { video: part(kind, COPIES.video) }),
    ...(kind === 'data' && { data: part(kind, COPIES.data) }),
  };
  if (present.length !== 1) reader.check(`${path} must define exactly one of {title, img, video, data}`);
  return { id, required, ...content };
}

/** Each gives the declared members of its part and tells the reader what is wrong with them. */
const COPIES = {
  title(given: JsonObject, { reader, path }: Place) {
    const title = { len: reader.integer(given['len'], `${path}.len`) };
    reader.check(titleFault(title, path));
    return title;
  },
  img(given: JsonObject, { reader, path }: Place) {
    const img = {
      type: reader.integer(given['type'], `${path}.type`),
      w: reader.integer(given['w'], `${path}.w`),
      wmin: reader.integer(given['wmin'], `${path}.wmin`),
      h: reader.integer(given['h'], `${path}.h`),
      hmin: reader.integer(given['hmin'], `${path}.hmin`),
      mimes: reader.texts(given['mimes'], `${path}.mimes`),
    };
    reader.check(imageFault(img, path));
    return img;
  },
  video(given: JsonObject, { reader, path }: Place) {
    const video = {
      mimes: reader.texts(given['mimes'], `${path}.mimes`),
      minduration: reader.integer(given['minduration'], `${path}.minduration`),
      maxduration: reader.integer(given['maxduration'], `${path}.maxduration`),
      protocols: reader.integers(given['protocols'], `${path}.protocols`),
    };
    reader.check(videoFault(video, path));
    return video;
  },
  data(given: JsonObject, { reader, path }: Place) {
    const data = {
      type: reader.integer(given['type'], `${path}.type`),
      len: reader.integer(given['len'], `${path}.len`),
    };
    reader.check(dataFault(data, path));
    return data;
  },
};

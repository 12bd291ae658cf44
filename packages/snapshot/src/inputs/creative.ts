import { z } from 'zod';
import { enabled, HttpUrl, Id, Name } from './shapes.ts';

const Pixel = z.int().min(1).max(10_000);
const Mime = z.string().min(1).max(100);
const Seconds = z.int().min(1).max(600);
const Host = z
  .string()
  .max(253)
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'a host name in lower case, without scheme and path');

/** What every creative says of itself; blocks of a request are held against it. */
const common = {
  id: Id,
  lineItem: Id,
  name: Name.optional(),
  clickUrl: HttpUrl,
  advertiserDomains: z.array(z.string().min(1).max(253)).min(1).max(10),
  /** Categories of the taxonomy below (`bid.cat`). */
  categories: z.array(z.string().min(1).max(20)).max(20).optional(),
  /** AdCOM list "Category Taxonomies" (`bid.cattax`); 1, the content taxonomy 1.0, where nothing is said. */
  categoryTaxonomy: z.int().min(1).max(10_000).optional(),
  /** AdCOM list "Creative Attributes" (`bid.attr`). */
  attributes: z.array(z.int().min(1).max(10_000)).max(30).optional(),
  /** ISO 639-1 (`bid.language`). */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'an ISO 639-1 code such as en')
    .optional(),
  /** Bundle of the app that is advertised (`bid.bundle`). */
  bundle: z.string().min(1).max(200).optional(),
  enabled,
};

/** Where markup may fetch from; other hosts are closed to it. */
const hosts = z.array(Host).max(20).optional();

const Companion = z.strictObject({
  w: Pixel,
  h: Pixel,
  image: z.strictObject({ url: HttpUrl, mime: Mime }).optional(),
  html: z.string().min(1).max(20_000).optional(),
  alt: z.string().max(200).optional(),
});

/** A script that measures under Open Measurement. */
const Verification = z.strictObject({
  vendor: z.string().min(1).max(100),
  url: HttpUrl,
  parameters: z.string().max(4_000).optional(),
});

/** A video file; sounds have no size. */
const SoundFile = z.strictObject({ url: HttpUrl, mime: Mime, bitrateKbps: z.int().positive().optional() });
const VideoFile = SoundFile.extend({ w: Pixel, h: Pixel });

/** A timed ad has files of its own, or a third party's VAST tag that is wrapped. */
const timed = {
  durationSec: Seconds,
  tagUrl: HttpUrl.optional(),
  /** Whether the tag may lead on to further tags; players follow five at most. */
  followTags: z.boolean().optional(),
  companions: z.array(Companion).max(6).optional(),
  verifications: z.array(Verification).max(5).optional(),
};
const filesOrTag = {
  error: 'either files or a tagUrl',
  path: ['files'],
};

export const BannerCreativeInput = z
  .strictObject({
    ...common,
    kind: z.literal('banner'),
    w: Pixel,
    h: Pixel,
    /** Further sizes that the same markup fills. */
    sizes: z
      .array(z.strictObject({ w: Pixel, h: Pixel }))
      .max(20)
      .optional(),
    /** It takes the width it is given, in places that offer a ratio instead of a size. */
    fluid: z.boolean().optional(),
    /**
     * Markup or a third party's tag: `{{click}}` becomes the click redirect, `{{clickEncoded}}` the same encoded as a parameter,
     * `{{cachebuster}}` a number. Markup without a click mark links to `clickUrl` as a whole.
     */
    html: z.string().min(1).max(100_000).optional(),
    /** A picture instead of markup. */
    image: z.strictObject({ url: HttpUrl, alt: z.string().max(200) }).optional(),
    hosts,
  })
  .refine(({ html, image }) => (html === undefined) !== (image === undefined), {
    error: 'either html or an image',
    path: ['html'],
  });

export const VideoCreativeInput = z
  .strictObject({
    ...common,
    kind: z.literal('video'),
    ...timed,
    files: z.array(VideoFile).max(10).default([]),
    skipAfterSec: Seconds.optional(),
    /** The original, for servers that stitch ads into a stream. */
    mezzanine: VideoFile.optional(),
    /** A SIMID creative beside the video. */
    interactive: z
      .strictObject({ url: HttpUrl, mime: Mime, variableDuration: z.boolean().optional() })
      .optional(),
  })
  .refine(({ files, tagUrl }) => files.length > 0 !== (tagUrl !== undefined), filesOrTag);

export const AudioCreativeInput = z
  .strictObject({
    ...common,
    kind: z.literal('audio'),
    ...timed,
    files: z.array(SoundFile).max(10).default([]),
  })
  .refine(({ files, tagUrl }) => files.length > 0 !== (tagUrl !== undefined), filesOrTag);

export const NativeCreativeInput = z.strictObject({
  ...common,
  kind: z.literal('native'),
  title: z.string().min(1).max(140),
  images: z
    .array(
      z.strictObject({
        /** Native 1.2 list "Image Asset Types": 1 icon, 3 main. */
        type: z.union([z.literal(1), z.literal(3)]),
        url: HttpUrl,
        w: Pixel,
        h: Pixel,
      }),
    )
    .max(10)
    .default([]),
  data: z
    .array(
      z.strictObject({
        /** Native 1.2 list "Data Asset Types": 1 sponsored, 2 description, 12 call to action … */
        type: z.int().min(1).max(12),
        value: z.string().min(1).max(1_000),
      }),
    )
    .max(12)
    .default([]),
  video: z.strictObject({ durationSec: Seconds, files: z.array(VideoFile).min(1).max(10) }).optional(),
  /** Page about the ad's data use, for the privacy icon. */
  privacyUrl: HttpUrl.optional(),
});

export const CreativeInput = z.discriminatedUnion('kind', [
  BannerCreativeInput,
  VideoCreativeInput,
  AudioCreativeInput,
  NativeCreativeInput,
]);

export type CreativeInput = z.infer<typeof CreativeInput>;

import type { PlaceFeatures } from '../features.ts';

/** A place of which nothing was learned. */
export const SOMEWHERE: PlaceFeatures = {
  media: 'm',
  placement: 'p',
  deviceType: 'tv',
  os: '',
  country: '',
  atMs: 0,
};

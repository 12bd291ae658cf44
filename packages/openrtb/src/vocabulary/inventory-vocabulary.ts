import type {
  App,
  AppExt,
  Content,
  Data,
  Dooh,
  InventoryExt,
  Network,
  Producer,
  Publisher,
  Segment,
  Site,
} from '../inventory.ts';
import {
  FLAG,
  ID,
  INTEGER,
  LONG_TEXT,
  list,
  type ObjectNode,
  object,
  open,
  TEXT,
  TEXTISH,
  URL_TEXT,
} from './node.ts';

/** §3.2.21 */
export const DATA: ObjectNode = object<Data>({
  id: ID,
  name: TEXT,
  segment: list(object<Segment>({ id: ID, name: TEXT, value: TEXT }), 1_000),
  cids: list(ID),
  ext: object<NonNullable<Data['ext']>>({ segtax: INTEGER, segclass: ID, cids: list(ID) }),
});

const categories = list(ID);
const network = object<Network>({ id: ID, name: TEXT, domain: TEXT });
const producer = object<Producer>({ id: ID, name: TEXT, cattax: INTEGER, cat: categories, domain: TEXT });

const publisher = object<Publisher>({
  id: ID,
  name: TEXT,
  cattax: INTEGER,
  cat: categories,
  domain: TEXT,
  ext: object<NonNullable<Publisher['ext']>>({
    prebid: object<NonNullable<NonNullable<Publisher['ext']>['prebid']>>({ parentAccount: ID }),
    data: open(),
  }),
});

const content = object<Content>({
  id: ID,
  episode: INTEGER,
  title: TEXT,
  series: TEXT,
  season: TEXTISH,
  artist: TEXT,
  genre: TEXT,
  genres: list(TEXT),
  gtax: INTEGER,
  album: TEXT,
  isrc: ID,
  producer,
  url: URL_TEXT,
  cattax: INTEGER,
  cat: categories,
  prodq: INTEGER,
  context: INTEGER,
  contentrating: TEXT,
  userrating: TEXTISH,
  qagmediarating: INTEGER,
  keywords: LONG_TEXT,
  kwarray: list(TEXT, 1_000),
  livestream: FLAG,
  sourcerelationship: FLAG,
  len: INTEGER,
  language: ID,
  langb: ID,
  embeddable: FLAG,
  data: list(DATA, 64),
  network,
  channel: network,
  ext: object<NonNullable<Content['ext']>>({ data: open() }),
});

/** What a site and an app have in common. */
const inventory = {
  id: ID,
  name: TEXT,
  domain: TEXT,
  cattax: INTEGER,
  cat: categories,
  sectioncat: categories,
  pagecat: categories,
  privacypolicy: FLAG,
  publisher,
  content,
  keywords: LONG_TEXT,
  kwarray: list(TEXT, 1_000),
  inventorypartnerdomain: TEXT,
};

/** §3.2.13 */
export const SITE: ObjectNode = object<Site>({
  ...inventory,
  page: URL_TEXT,
  ref: URL_TEXT,
  search: TEXT,
  mobile: FLAG,
  ext: object<InventoryExt>({ amp: FLAG, data: open() }),
});

/** §3.2.14 */
export const APP: ObjectNode = object<App>({
  ...inventory,
  bundle: TEXT,
  storeurl: URL_TEXT,
  ver: TEXTISH,
  paid: FLAG,
  ext: object<AppExt>({
    data: open(),
    prebid: object<NonNullable<AppExt['prebid']>>({ source: ID, version: ID }),
  }),
});

/** §3.2.32 */
export const DOOH: ObjectNode = object<Dooh>({
  id: ID,
  name: TEXT,
  venuetype: list(ID),
  venuetypetax: INTEGER,
  publisher,
  domain: TEXT,
  keywords: LONG_TEXT,
  content,
  ext: object<NonNullable<Dooh['ext']>>({ data: open() }),
});

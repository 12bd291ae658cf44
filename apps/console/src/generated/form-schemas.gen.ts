// Generated from packages/snapshot and demand/openrtb/src/adapters by tools/form-schemas.ts. Do not edit.
import type { FormSchema } from '../schema-form/form-schema.ts';

export type FormName = 'accounts' | 'media' | 'placements' | 'bidders' | 'deals' | 'advertisers' | 'orders' | 'line-items' | 'creatives' | 'host';

const S1 = {default: "USD", type: "string"};
const S2 = {type: "object", propertyNames: {type: "string"}, additionalProperties: {}};
const S3 = {type: "string", enum: ["banner", "video", "audio", "native"]};
const S4 = {type: "integer", minimum: 1, maximum: 1000};
const S5 = {type: "integer", minimum: 1, maximum: 100};
const S6 = {type: "string", enum: ["skip", "warn", "enforce"]};
const S7 = {type: "integer", maximum: 10000};
const S8 = {type: "integer", minimum: 0, maximum: 2592000};
const S9 = {type: "string", format: "uri"};
const S10 = {type: "integer", minimum: 10, maximum: 86400};
const S11 = {
  defaultIntegration: {type: "string"},
  defaultRequest: S2,
  debugAllowed: {type: "boolean"},
  preferredMediaTypes: {type: "object", propertyNames: {type: "string"}, additionalProperties: S3},
  events: {
    type: "object",
    properties: {
      enabled: {type: "boolean"},
      byChannel: {type: "object", propertyNames: {type: "string"}, additionalProperties: {type: "boolean"}}
    },
    additionalProperties: false
  },
  seller: {
    type: "object",
    properties: {name: {type: "string"}, domain: {type: "string"}},
    required: ["name", "domain"],
    additionalProperties: false
  },
  supplyChecks: {type: "string", enum: ["off", "report", "enforce"]},
  cookieSync: {
    type: "object",
    properties: {defaultLimit: S4, maxLimit: S4, defaultCoopSync: {type: "boolean"}},
    additionalProperties: false
  },
  priceGranularity: {type: "string", enum: ["low", "med", "medium", "high", "auto", "dense"]},
  targetingPrefix: {type: "string"},
  truncateTargetAttribute: {type: "integer", minimum: 1, maximum: 255},
  defaultBidLimit: S5,
  bidAdjustments: S2,
  alternateBidderCodes: S2,
  bidValidations: {
    type: "object",
    properties: {bannerCreativeMaxSize: S6, secureMarkup: S6, maxCreativeWidth: S7, maxCreativeHeight: S7},
    additionalProperties: false
  },
  cacheTtl: {type: "object", properties: {banner: S8, video: S8, audio: S8, native: S8}, additionalProperties: false},
  priceFloors: {
    type: "object",
    properties: {
      enabled: {type: "boolean"},
      enforceFloorsRate: {type: "integer", minimum: 0, maximum: 100},
      adjustForBidAdjustment: {type: "boolean"},
      enforceDealFloors: {type: "boolean"},
      useDynamicData: {type: "boolean"},
      maxRules: S7,
      maxSchemaDims: {type: "integer", minimum: 1, maximum: 11},
      fetch: {
        type: "object",
        properties: {
          enabled: {type: "boolean"},
          url: S9,
          timeoutMs: {type: "integer", minimum: 10, maximum: 10000},
          maxFileSizeKb: S7,
          maxRules: S7,
          maxAgeSec: S8,
          periodSec: S10
        },
        required: ["url"],
        additionalProperties: false
      }
    },
    additionalProperties: false
  }
};
const S12 = {default: true, type: "boolean"};
const S13 = {type: "array", items: {type: "string"}};
const S14 = {default: "UTC", type: "string"};
const S15 = {default: 0, type: "integer", minimum: 0, format: "micros"};
const S16 = {type: "integer", minimum: 0, format: "micros"};
const S17 = {
  type: "object",
  properties: {mediaTypes: {type: "array", items: S3}},
  required: ["mediaTypes"],
  additionalProperties: false
};
const S18 = {
  type: "object",
  properties: {url: S9, userMacro: {default: "", type: "string"}},
  required: ["url"],
  additionalProperties: false
};
const S19 = {default: false, type: "boolean"};
const S20 = {type: "object", propertyNames: {type: "string"}, additionalProperties: {type: "string"}};
const S21 = {type: "string", format: "date-time"};
const S22 = {type: "integer", minimum: 1, maximum: 1000000000000};
const S23 = {default: "lifetime", type: "string", enum: ["lifetime", "day"]};
const S24 = {
  type: "object",
  properties: {
    mode: {type: "string", enum: ["asap", "even", "frontLoaded", "curve"]},
    curve: {type: "array", items: {type: "number", minimum: 0, maximum: 1000}},
    catchUp: S12
  },
  required: ["mode"],
  additionalProperties: false
};
const S25 = {type: "array", items: {type: "string", enum: ["phone", "tablet", "desktop", "tv", "other", "unknown"]}};
const S26 = {
  type: "object",
  properties: {media: S13, placements: S13, countries: S13, deviceTypes: S25, where: {}},
  additionalProperties: false
};
const S27 = {type: "string", enum: ["server", "any"]};
const S28 = {type: "integer", minimum: 1, maximum: 720};
const S29 = {type: "integer", minimum: 1, maximum: 10000};
const S30 = {type: "array", items: S29};
const S31 = {type: "integer", minimum: 1, maximum: 600};
const S32 = {
  type: "array",
  items: {
    type: "object",
    properties: {
      w: S29,
      h: S29,
      image: {
        type: "object",
        properties: {url: S9, mime: {type: "string"}},
        required: ["url", "mime"],
        additionalProperties: false
      },
      html: {type: "string"},
      alt: {type: "string"}
    },
    required: ["w", "h"],
    additionalProperties: false
  }
};
const S33 = {
  type: "array",
  items: {
    type: "object",
    properties: {vendor: {type: "string"}, url: S9, parameters: {type: "string"}},
    required: ["vendor", "url"],
    additionalProperties: false
  }
};
const S34 = {
  type: "object",
  properties: {url: S9, mime: {type: "string"}, bitrateKbps: {type: "integer"}, w: S29, h: S29},
  required: ["url", "mime", "w", "h"],
  additionalProperties: false
};
const S35 = {type: "integer", minimum: 10, maximum: 60000};
const S36 = {type: "integer", minimum: 0, maximum: 1000};
const S37 = {en: "Organisation id", zh: "组织编号"};
const S38 = {en: "Placement id", zh: "广告位编号"};
const S39 = {en: "Inventory code", zh: "库存代码"};
const S40 = {
  key: {type: "string", words: {label: {en: "Key", zh: "键"}}},
  value: {type: "array", items: {type: "string"}, words: {label: {en: "Values", zh: "值"}}}
};
const S41 = {en: "Traffic source code", zh: "流量来源代码"};
const S42 = {en: "Apply payment rules", zh: "应用付款规则"};
const S43 = {en: "For reports at Xandr", zh: "用于 Xandr 的报表"};
const S44 = {
  endpoint: "https://ib.adnxs.com/openrtb2",
  settings: [],
  params: {
    title: "Xandr Monetize (AppNexus)",
    description: "A placement id, or a member id with an inventory code",
    type: "object",
    properties: {
      placement_id: {
        type: ["integer", "string"],
        minimum: 1,
        words: {label: S38, hint: {en: "Or member and inventory code instead", zh: "也可改填成员编号与库存代码"}}
      },
      placementId: {
        type: ["integer", "string"],
        minimum: 1,
        words: {label: S38, hint: {en: "The same as placement_id, by its older name", zh: "与 placement_id 相同，旧名称"}}
      },
      member: {
        type: ["integer", "string"],
        minimum: 1,
        words: {label: {en: "Member id", zh: "成员编号"}, hint: {en: "Needed with an inventory code", zh: "与库存代码一起填写"}}
      },
      inv_code: {
        type: "string",
        words: {label: S39, hint: {en: "With a member id, in place of a placement id", zh: "与成员编号一起代替广告位编号"}}
      },
      invCode: {
        type: "string",
        words: {label: S39, hint: {en: "The same as inv_code, by its older name", zh: "与 inv_code 相同，旧名称"}}
      },
      keywords: {
        oneOf: [{type: "string"}, {type: "array", items: {type: "object", properties: S40, required: ["key"]}}],
        words: {
          label: {en: "Keywords", zh: "关键词"},
          hint: {en: "key=value pairs, or a list of keys with values", zh: "key=value 形式，或键与值的列表"}
        }
      },
      traffic_source_code: {
        type: "string",
        words: {label: S41, hint: {en: "Names a third party the traffic comes from", zh: "标明流量所来自的第三方"}}
      },
      trafficSourceCode: {
        type: "string",
        words: {
          label: S41,
          hint: {en: "The same as traffic_source_code, by its older name", zh: "与 traffic_source_code 相同，旧名称"}
        }
      },
      reserve: {
        type: "number",
        minimum: 0,
        words: {label: {en: "Floor", zh: "底价"}, hint: {en: "CPM, where the request has none", zh: "CPM，仅在请求未带底价时使用"}}
      },
      position: {
        type: "string",
        enum: ["above", "below"],
        words: {
          label: {en: "Position", zh: "位置"},
          hint: {en: "Whether the place is seen without scrolling", zh: "该位置是否无需滚动即可看到"}
        }
      },
      use_pmt_rule: {
        type: "boolean",
        words: {label: S42, hint: {en: "Bids then are what is paid after Xandr's rules", zh: "出价为依 Xandr 规则计算后的付款额"}}
      },
      usePaymentRule: {
        type: "boolean",
        words: {label: S42, hint: {en: "The same as use_pmt_rule, by its older name", zh: "与 use_pmt_rule 相同，旧名称"}}
      },
      ext_inv_code: {type: "string", words: {label: {en: "External inventory code", zh: "外部库存代码"}, hint: S43}},
      external_imp_id: {type: "string", words: {label: {en: "External impression id", zh: "外部展示编号"}, hint: S43}},
      private_sizes: {
        type: "array",
        items: {type: "object"},
        words: {
          label: {en: "Private sizes", zh: "专有尺寸"},
          hint: {en: "Sizes that only private deals see", zh: "仅私有交易可见的尺寸"}
        }
      }
    },
    anyOf: [
      {required: ["placement_id"]},
      {required: ["placementId"]},
      {required: ["member", "inv_code"]},
      {required: ["member", "invCode"]}
    ]
  }
};
const S45 = {en: "Publisher id", zh: "媒体编号"};
const S46 = {en: "Ad unit id", zh: "广告单元编号"};
const S47 = {
  endpoint: "https://rtb.ads.vungle.com/bid/t/c770f32",
  settings: [],
  params: {
    title: "Liftoff Monetize (Vungle)",
    type: "object",
    properties: {
      app_store_id: {
        type: "string",
        words: {label: {en: "Store id", zh: "应用商店编号"}, hint: {en: "The app's id in its store", zh: "应用在其商店中的编号"}}
      },
      placement_reference_id: {
        type: "string",
        words: {
          label: {en: "Placement reference id", zh: "广告位引用编号"},
          hint: {en: "Given by Liftoff", zh: "由 Liftoff 提供"}
        }
      }
    },
    required: ["app_store_id", "placement_reference_id"],
    additionalProperties: false
  }
};
const S48 = {
  endpoint: "https://exapi-us-east.rubiconproject.com/a/api/exchange",
  settings: [],
  params: {
    title: "Magnite (Rubicon)",
    type: "object",
    properties: {
      accountId: {
        type: ["integer", "string"],
        minimum: 1,
        words: {label: {en: "Account id", zh: "账户编号"}, hint: {en: "Given by Magnite", zh: "由 Magnite 提供"}}
      },
      siteId: {type: ["integer", "string"], minimum: 1, words: {label: {en: "Site id", zh: "站点编号"}}},
      zoneId: {type: ["integer", "string"], minimum: 1, words: {label: {en: "Zone id", zh: "区域编号"}}},
      inventory: {
        type: "object",
        words: {
          label: {en: "Keys of the page", zh: "页面键值"},
          hint: {en: "Names with lists of values", zh: "名称及其取值列表"}
        }
      },
      visitor: {
        type: "object",
        words: {
          label: {en: "Keys of the visitor", zh: "访客键值"},
          hint: {en: "Not sent: parameters stand under no purpose of a person’s data", zh: "不会发送：参数不属于任何个人数据用途"}
        }
      },
      bidonmultiformat: {type: "boolean", words: {label: {en: "Bid on several formats at once", zh: "同时对多种形式出价"}}},
      video: {
        type: "object",
        properties: {
          language: {
            type: "string",
            words: {label: {en: "Language", zh: "语言"}, hint: {en: "ISO 639-1, such as de", zh: "ISO 639-1，如 de"}}
          },
          size_id: {
            type: "integer",
            minimum: 1,
            words: {
              label: {en: "Size id", zh: "尺寸编号"},
              hint: {en: "Magnite's number for the kind of player", zh: "Magnite 对播放器类型的编号"}
            }
          },
          skip: {
            type: "integer",
            enum: [0, 1],
            words: {label: {en: "May be skipped", zh: "可跳过"}, hint: {en: "1 for yes", zh: "1 表示可以"}}
          },
          skipdelay: {
            type: "integer",
            minimum: 0,
            words: {label: {en: "Skip after", zh: "多久后可跳过"}, hint: {en: "Seconds", zh: "秒"}}
          }
        },
        words: {label: {en: "Video", zh: "视频"}}
      }
    },
    required: ["accountId", "siteId", "zoneId"]
  }
};
const S49 = {
  title: "Media.net",
  type: "object",
  properties: {
    cid: {
      type: "string",
      words: {label: {en: "Customer id", zh: "客户编号"}, hint: {en: "Given by Media.net", zh: "由 Media.net 提供"}}
    },
    crid: {
      type: "string",
      words: {
        label: {en: "Ad tag id", zh: "广告代码编号"},
        hint: {en: "The place's id at Media.net", zh: "该位置在 Media.net 的编号"}
      }
    }
  },
  required: ["cid", "crid"]
};
const S50 = {
  type: ["number", "string"],
  minimum: 0,
  words: {
    label: {en: "Floor", zh: "底价"},
    hint: {en: "CPM in US dollars, where the request has none", zh: "美元 CPM，仅在请求未带底价时使用"}
  }
};
const S51 = {en: "Given by Smaato", zh: "由 Smaato 提供"};

export const FORM_SCHEMAS: Readonly<Record<FormName, FormSchema>> = {
  accounts: {
    type: "object",
    properties: {
      id: {type: "string"},
      name: {type: "string"},
      currency: S1,
      revenueShareBps: {default: 8000, type: "integer", minimum: 0, maximum: 10000},
      settings: {default: {}, type: "object", properties: S11, additionalProperties: false},
      enabled: S12
    },
    required: ["id", "name"],
    additionalProperties: false
  },
  media: {
    type: "object",
    properties: {
      id: {type: "string"},
      account: {type: "string"},
      kind: {type: "string", enum: ["app", "site", "ctv", "dooh"]},
      name: {type: "string"},
      bundle: {type: "string"},
      domain: {type: "string"},
      screen: {
        type: "object",
        properties: {
          venueTypes: {
            type: "array",
            items: {
              type: "string",
              enum: [
                "1",
                "2",
                "3",
                "4",
                "5",
                "6",
                "7",
                "8",
                "9",
                "10",
                "11",
                "101",
                "102",
                "103",
                "104",
                "105",
                "106",
                "107",
                "201",
                "202",
                "203",
                "204",
                "205",
                "206",
                "207",
                "208",
                "301",
                "302",
                "303",
                "401",
                "402",
                "403",
                "501",
                "502",
                "601",
                "602",
                "701",
                "801",
                "802",
                "803",
                "804",
                "805",
                "806",
                "807",
                "808",
                "809",
                "901",
                "902",
                "903",
                "1001",
                "1101",
                "10101",
                "10102",
                "10103",
                "10104",
                "10105",
                "10106",
                "10107",
                "10201",
                "10202",
                "10501",
                "10502",
                "10601",
                "10602",
                "20101",
                "20102",
                "20301",
                "20302",
                "20501",
                "20502",
                "20503",
                "30101",
                "30102",
                "30103",
                "40101",
                "40102",
                "60101",
                "60102",
                "60103",
                "70101",
                "70102",
                "80101",
                "80102",
                "80103",
                "80201",
                "80202",
                "80301",
                "80302",
                "80701",
                "80702",
                "80703",
                "110101",
                "110102"
              ]
            }
          },
          multiplier: {type: "number", maximum: 10000}
        },
        required: ["venueTypes"],
        additionalProperties: false
      },
      blocks: {
        default: {},
        type: "object",
        properties: {advertisers: S13, labels: S13, domains: S13, categories: S13},
        additionalProperties: false
      },
      timeZone: S14,
      enabled: S12
    },
    required: ["id", "account", "kind"],
    additionalProperties: false
  },
  placements: {
    type: "object",
    properties: {
      id: {type: "string"},
      media: {type: "string"},
      name: {type: "string"},
      imp: S2,
      floorMicros: S15,
      mediation: {
        type: "object",
        properties: {
          networks: {
            type: "array",
            items: {
              type: "object",
              properties: {
                network: {type: "string"},
                parameters: {default: {}, type: "object", propertyNames: {type: "string"}, additionalProperties: {}},
                ecpmMicros: S16,
                ecpmByCountry: {type: "object", propertyNames: {type: "string"}, additionalProperties: S16},
                ecpmByFormat: {
                  type: "object",
                  propertyNames: {type: "string", enum: ["banner", "video", "native", "audio"]},
                  additionalProperties: S16
                },
                countries: S13,
                ecpmMicrosMin: S16,
                timeoutMs: {default: 5000, type: "integer", minimum: 100, maximum: 60000},
                perHourMax: S4,
                intervalSecMin: {type: "integer", minimum: 1, maximum: 86400},
                enabled: S12
              },
              required: ["network", "ecpmMicros"],
              additionalProperties: false
            }
          }
        },
        required: ["networks"],
        additionalProperties: false
      },
      enabled: S12
    },
    required: ["id", "media", "imp"],
    additionalProperties: false
  },
  bidders: {
    type: "object",
    properties: {
      id: {type: "string"},
      name: {type: "string"},
      endpoint: {default: "", anyOf: [S9, {type: "string", const: ""}]},
      contract: {type: "string"},
      adapter: {
        default: "openrtb",
        type: "string",
        enum: [
          "adagio",
          "appnexus",
          "criteo",
          "ix",
          "kargo",
          "liftoff",
          "loopme",
          "magnite",
          "mediafuse",
          "medianet",
          "openrtb",
          "openx",
          "pagescience",
          "pubmatic",
          "rise",
          "rubicon",
          "seedtag",
          "smaato",
          "sovrn",
          "trustedstack",
          "vungle",
          "zeta_global_ssp"
        ]
      },
      timeoutMs: {default: 500, type: "integer", minimum: 10, maximum: 10000},
      maintainer: {
        type: "object",
        properties: {email: {type: "string", format: "email"}},
        required: ["email"],
        additionalProperties: false
      },
      gvlId: {type: "integer", minimum: 1, maximum: 65535},
      capabilities: {type: "object", properties: {app: S17, site: S17, dooh: S17}, additionalProperties: false},
      userSync: {
        type: "object",
        properties: {
          key: {type: "string"},
          iframe: S18,
          redirect: S18,
          default: {type: "string", enum: ["iframe", "redirect"]},
          enabled: S12,
          skipWhen: {
            type: "object",
            properties: {gdpr: {type: "boolean"}, gppSids: {type: "array", items: S4}},
            additionalProperties: false
          }
        },
        additionalProperties: false
      },
      parametersSchema: S2,
      modifyingVastXmlAllowed: S19,
      settings: {
        default: {},
        type: "object",
        properties: {
          openrtbVersion: {type: "string", enum: ["2.5", "2.6"]},
          singleFormat: {type: "boolean"},
          debugAllowed: {type: "boolean"},
          gzip: {type: "boolean"},
          imps: {type: "string", enum: ["together", "each"]},
          headers: S20,
          limits: {
            type: "object",
            properties: {
              callsPerSecMax: {type: "integer", minimum: 1, maximum: 1000000},
              callsAtOnceMax: {default: 1000, type: "integer", minimum: 1, maximum: 100000},
              failurePercentMax: {default: 60, type: "integer", minimum: 1, maximum: 100},
              failureWindowMs: {default: 10000, type: "integer", minimum: 100, maximum: 600000},
              failureCallsMin: {default: 50, type: "integer", minimum: 1, maximum: 100000},
              pauseMs: {default: 2000, type: "integer", minimum: 10, maximum: 600000},
              pauseMsMax: {default: 60000, type: "integer", minimum: 10, maximum: 3600000},
              probes: {default: 3, type: "integer", minimum: 1, maximum: 100}
            },
            additionalProperties: false
          },
          seller: {
            type: "object",
            properties: {
              domain: {type: "string"},
              id: {type: "string"},
              relationship: {type: "string", enum: ["DIRECT", "RESELLER"]},
              certification: {type: "string"}
            },
            required: ["domain", "id", "relationship"],
            additionalProperties: false
          },
          creativeReview: {type: "string", enum: ["before", "after", "trusted"]},
          partner: S20
        },
        additionalProperties: false
      },
      enabled: S12
    },
    required: ["id", "contract"],
    additionalProperties: false
  },
  deals: {
    type: "object",
    properties: {
      id: {type: "string"},
      name: {type: "string"},
      kind: {type: "string", enum: ["private", "preferred", "guaranteed"]},
      bidders: {
        type: "array",
        items: {
          type: "object",
          properties: {bidder: {type: "string"}, seats: S13},
          required: ["bidder"],
          additionalProperties: false
        }
      },
      priceCpmMicros: S16,
      currency: S1,
      advertiserDomains: S13,
      startsAt: S21,
      endsAt: S21,
      goal: {
        type: "object",
        properties: {impressions: S22, per: S23},
        required: ["impressions"],
        additionalProperties: false
      },
      pacing: S24,
      timeZone: S14,
      targeting: S26,
      enabled: S12
    },
    required: ["id", "kind", "bidders", "priceCpmMicros"],
    additionalProperties: false
  },
  advertisers: {
    type: "object",
    properties: {
      id: {type: "string"},
      name: {type: "string"},
      currency: S1,
      timeZone: S14,
      creativeReview: {default: "auto", type: "string", enum: ["auto", "manual"]},
      dsa: {
        type: "object",
        properties: {
          behalf: {type: "string"},
          paid: {type: "string"},
          transparency: {
            type: "array",
            items: {
              type: "object",
              properties: {domain: {type: "string"}, dsaparams: {type: "array", items: S5}},
              required: ["domain", "dsaparams"],
              additionalProperties: false
            }
          },
          adrender: {default: 0, type: "number", enum: [0, 1]}
        },
        required: ["behalf", "paid"],
        additionalProperties: false
      },
      conversions: {
        type: "object",
        properties: {
          keys: {
            default: [],
            type: "array",
            items: {
              type: "object",
              properties: {use: {type: "string", enum: ["server", "page"]}, hash: {type: "string"}},
              required: ["use", "hash"],
              additionalProperties: false
            }
          },
          kinds: S13,
          paidBy: S27,
          viewHours: S28,
          viewableOnly: {type: "boolean"}
        },
        additionalProperties: false
      },
      enabled: S12
    },
    required: ["id", "name"],
    additionalProperties: false
  },
  orders: {
    type: "object",
    properties: {
      id: {type: "string"},
      advertiser: {type: "string"},
      name: {type: "string"},
      budgetTotalMicros: S16,
      startsAt: S21,
      endsAt: S21,
      enabled: S12
    },
    required: ["id", "advertiser"],
    additionalProperties: false
  },
  "line-items": {
    type: "object",
    properties: {
      id: {type: "string"},
      advertiser: {type: "string"},
      order: {type: "string"},
      name: {type: "string"},
      kind: {default: "pricePriority", type: "string", enum: ["sponsorship", "standard", "pricePriority", "house"]},
      priority: {default: 8, type: "integer", minimum: 1, maximum: 16},
      priceCpmMicros: S15,
      budgetTotalMicros: S16,
      budgetDailyMicros: S16,
      startsAt: S21,
      endsAt: S21,
      targeting: S26,
      goal: {
        oneOf: [
          {
            type: "object",
            properties: {
              metric: {type: "string", enum: ["impressions", "viewableImpressions", "clicks", "conversions"]},
              amount: S22,
              per: S23
            },
            required: ["metric", "amount"],
            additionalProperties: false
          },
          {
            type: "object",
            properties: {metric: {type: "string", const: "shareOfVoice"}, percent: S5},
            required: ["metric", "percent"],
            additionalProperties: false
          }
        ]
      },
      cost: {
        oneOf: [
          {
            type: "object",
            properties: {model: {type: "string", const: "cpm"}},
            required: ["model"],
            additionalProperties: false
          },
          {
            type: "object",
            properties: {model: {type: "string", const: "cpc"}, clickMicros: {type: "integer", minimum: 1}},
            required: ["model", "clickMicros"],
            additionalProperties: false
          },
          {
            type: "object",
            properties: {
              model: {type: "string", const: "cpa"},
              conversionMicros: {type: "integer", minimum: 1},
              kind: {type: "string"},
              paidBy: S27,
              counting: {type: "string", enum: ["one", "every"]}
            },
            required: ["model", "conversionMicros"],
            additionalProperties: false
          },
          {
            type: "object",
            properties: {
              model: {type: "string", const: "flat"},
              dayMicros: {type: "integer", minimum: 1, maximum: 1000000000000000},
              expectedImpressions: S22
            },
            required: ["model", "dayMicros", "expectedImpressions"],
            additionalProperties: false
          }
        ]
      },
      pacing: S24,
      dayParts: {
        type: "array",
        items: {
          type: "object",
          properties: {
            days: {type: "array", items: {type: "integer", minimum: 1, maximum: 7}},
            fromMinute: {type: "integer", minimum: 0, maximum: 1439},
            toMinute: {type: "integer", minimum: 1, maximum: 1440}
          },
          required: ["days", "fromMinute", "toMinute"],
          additionalProperties: false
        }
      },
      clock: {default: "advertiser", type: "string", enum: ["media", "advertiser"]},
      timeZone: {type: "string"},
      conversionHours: S28,
      viewHours: {type: "integer", minimum: 0, maximum: 720},
      viewableOnly: {type: "boolean"},
      viewsCount: {type: "boolean"},
      caps: {
        type: "array",
        items: {
          type: "object",
          properties: {
            of: {default: "lineItem", type: "string", enum: ["ad", "lineItem", "advertiser"]},
            by: {default: "person", type: "string", enum: ["person", "device", "household"]},
            timesMax: S5,
            minutes: {type: "integer", minimum: 1, maximum: 525600},
            unrecognised: {default: "oncePerRequest", type: "string", enum: ["oncePerRequest", "never"]}
          },
          required: ["timesMax"],
          additionalProperties: false
        }
      },
      labels: S13,
      roadblock: {type: "string", enum: ["all", "companion"]},
      rotation: {
        type: "object",
        properties: {
          mode: {type: "string", enum: ["even", "weighted", "sequential", "optimised"]},
          weights: {type: "object", propertyNames: {type: "string"}, additionalProperties: S4}
        },
        required: ["mode"],
        additionalProperties: false
      },
      enabled: S12,
      archived: S19
    },
    required: ["id", "advertiser"],
    additionalProperties: false
  },
  creatives: {
    oneOf: [
      {
        type: "object",
        properties: {
          id: {type: "string"},
          lineItem: {type: "string"},
          name: {type: "string"},
          clickUrl: S9,
          advertiserDomains: S13,
          categories: S13,
          categoryTaxonomy: S29,
          attributes: S30,
          language: {type: "string"},
          bundle: {type: "string"},
          enabled: S12,
          kind: {type: "string", const: "banner"},
          w: S29,
          h: S29,
          sizes: {
            type: "array",
            items: {type: "object", properties: {w: S29, h: S29}, required: ["w", "h"], additionalProperties: false}
          },
          fluid: {type: "boolean"},
          html: {type: "string"},
          image: {
            type: "object",
            properties: {url: S9, alt: {type: "string"}},
            required: ["url", "alt"],
            additionalProperties: false
          },
          hosts: S13
        },
        required: ["id", "lineItem", "clickUrl", "advertiserDomains", "kind", "w", "h"],
        additionalProperties: false
      },
      {
        type: "object",
        properties: {
          id: {type: "string"},
          lineItem: {type: "string"},
          name: {type: "string"},
          clickUrl: S9,
          advertiserDomains: S13,
          categories: S13,
          categoryTaxonomy: S29,
          attributes: S30,
          language: {type: "string"},
          bundle: {type: "string"},
          enabled: S12,
          kind: {type: "string", const: "video"},
          durationSec: S31,
          tagUrl: S9,
          followTags: {type: "boolean"},
          companions: S32,
          verifications: S33,
          files: {default: [], type: "array", items: S34},
          skipAfterSec: S31,
          mezzanine: S34,
          interactive: {
            type: "object",
            properties: {url: S9, mime: {type: "string"}, variableDuration: {type: "boolean"}},
            required: ["url", "mime"],
            additionalProperties: false
          }
        },
        required: ["id", "lineItem", "clickUrl", "advertiserDomains", "kind", "durationSec"],
        additionalProperties: false
      },
      {
        type: "object",
        properties: {
          id: {type: "string"},
          lineItem: {type: "string"},
          name: {type: "string"},
          clickUrl: S9,
          advertiserDomains: S13,
          categories: S13,
          categoryTaxonomy: S29,
          attributes: S30,
          language: {type: "string"},
          bundle: {type: "string"},
          enabled: S12,
          kind: {type: "string", const: "audio"},
          durationSec: S31,
          tagUrl: S9,
          followTags: {type: "boolean"},
          companions: S32,
          verifications: S33,
          files: {
            default: [],
            type: "array",
            items: {
              type: "object",
              properties: {url: S9, mime: {type: "string"}, bitrateKbps: {type: "integer"}},
              required: ["url", "mime"],
              additionalProperties: false
            }
          }
        },
        required: ["id", "lineItem", "clickUrl", "advertiserDomains", "kind", "durationSec"],
        additionalProperties: false
      },
      {
        type: "object",
        properties: {
          id: {type: "string"},
          lineItem: {type: "string"},
          name: {type: "string"},
          clickUrl: S9,
          advertiserDomains: S13,
          categories: S13,
          categoryTaxonomy: S29,
          attributes: S30,
          language: {type: "string"},
          bundle: {type: "string"},
          enabled: S12,
          kind: {type: "string", const: "native"},
          title: {type: "string"},
          images: {
            default: [],
            type: "array",
            items: {
              type: "object",
              properties: {
                type: {anyOf: [{type: "number", const: 1}, {type: "number", const: 3}]},
                url: S9,
                w: S29,
                h: S29
              },
              required: ["type", "url", "w", "h"],
              additionalProperties: false
            }
          },
          data: {
            default: [],
            type: "array",
            items: {
              type: "object",
              properties: {type: {type: "integer", minimum: 1, maximum: 12}, value: {type: "string"}},
              required: ["type", "value"],
              additionalProperties: false
            }
          },
          video: {
            type: "object",
            properties: {durationSec: S31, files: {type: "array", items: S34}},
            required: ["durationSec", "files"],
            additionalProperties: false
          },
          privacyUrl: S9
        },
        required: ["id", "lineItem", "clickUrl", "advertiserDomains", "kind", "title"],
        additionalProperties: false
      }
    ]
  },
  host: {
    type: "object",
    properties: {
      defaultRequest: S2,
      blockedApps: S13,
      accountRequired: {type: "boolean"},
      accountDefaults: {type: "object", properties: S11, additionalProperties: false},
      schainNode: {
        type: "object",
        properties: {
          asi: {type: "string"},
          sid: {type: "string"},
          rid: {type: "string"},
          name: {type: "string"},
          domain: {type: "string"},
          hp: {type: "number", enum: [0, 1]}
        },
        required: ["asi", "sid"],
        additionalProperties: false
      },
      vendorListUrl: S9,
      datacenter: {type: "string"},
      tmax: {
        type: "object",
        properties: {
          defaultMs: S35,
          maxMs: S35,
          answerMs: S36,
          networkMs: S36,
          bidderMinMs: {type: "integer", minimum: 1, maximum: 5000},
          ampMs: S36
        },
        additionalProperties: false
      },
      generateRequestId: {type: "boolean"},
      requestBytesMax: {type: "integer", minimum: 16384, maximum: 4194304},
      generateTransactionId: {type: "boolean"},
      videoStoredRequestRequired: {type: "boolean"},
      cacheUrl: S9,
      userSync: {
        type: "object",
        properties: {
          cookieDomain: {type: "string"},
          partitioned: {type: "boolean"},
          priorityGroups: {type: "array", items: S13},
          cookieDays: {type: "integer", minimum: 1, maximum: 400},
          cookieBytesMax: {type: "integer", minimum: 500, maximum: 4000},
          optOutUrl: S9,
          optInUrl: S9
        },
        additionalProperties: false
      },
      statusText: {type: "string"},
      currency: {
        type: "object",
        properties: {rates: S2, url: S9, refreshSec: S10, staleSec: {type: "integer", minimum: 10, maximum: 31536000}},
        additionalProperties: false
      },
      generateBidId: {type: "boolean"}
    },
    additionalProperties: false
  }
};

/** What targeting can ask of a request, by name. */
export const TRAITS: Readonly<Record<string, FormSchema>> = {
  media: S13,
  placement: S13,
  country: S13,
  region: S13,
  city: S13,
  deviceType: S25,
  os: {
    type: "array",
    items: {
      type: "string",
      enum: ["android", "ios", "windows", "macos", "linux", "chromeos", "tvos", "tizen", "webos", "roku"]
    }
  },
  browser: {type: "array", items: {type: "string", enum: ["chrome", "safari", "firefox", "edge", "opera", "samsung"]}},
  connection: {type: "array", items: {type: "string", enum: ["ethernet", "wifi", "cellular", "2g", "3g", "4g", "5g"]}},
  isp: S13,
  language: S13,
  category: S13,
  keyValue: S13,
  slot: {type: "array", items: {type: "string", enum: ["rewarded", "interstitial", "inline"]}},
  segment: S13
};

/** Rules in one another at most, the outermost counted. */
export const RULE_DEPTH_MAX = 12;

interface AdapterFacts {
  /** Where it is asked unless a bidder says otherwise; '' for none. */
  readonly endpoint: string;
  /** Members of `settings.partner` that it needs. */
  readonly settings: readonly string[];
  /** What it asks of each placement. */
  readonly params: FormSchema;
}

export const ADAPTERS: Readonly<Record<string, AdapterFacts>> = {
  adagio: {
    endpoint: "",
    settings: [],
    params: {
      title: "Adagio",
      type: "object",
      properties: {
        organizationId: {type: "string", words: {label: S37, hint: {en: "Given by Adagio", zh: "由 Adagio 提供"}}},
        placement: {
          type: "string",
          words: {
            label: {en: "Placement", zh: "广告位"},
            hint: {en: "Your name for the place, the same on every page", zh: "您为该位置起的名称，各页面一致"}
          }
        },
        site: {
          type: "string",
          words: {label: {en: "Site", zh: "站点"}, hint: {en: "The site's name at Adagio", zh: "站点在 Adagio 的名称"}}
        },
        pagetype: {
          type: "string",
          words: {
            label: {en: "Kind of page", zh: "页面类型"},
            hint: {en: "Such as homepage or article", zh: "如 homepage 或 article"}
          }
        },
        category: {
          type: "string",
          words: {
            label: {en: "Category of the page", zh: "页面类别"},
            hint: {en: "Such as sport or news", zh: "如 sport 或 news"}
          }
        }
      },
      required: ["organizationId", "placement"]
    }
  },
  appnexus: S44,
  criteo: {
    endpoint: "https://ssp-bidder.criteo.com/openrtb/pbs/auction/request?profile=230",
    settings: [],
    params: {
      title: "Criteo",
      type: "object",
      properties: {
        zoneId: {
          type: "integer",
          minimum: 1,
          words: {
            label: {en: "Zone id", zh: "区域编号"},
            hint: {en: "One of zone, network, publisher id or uid is needed", zh: "区域、网络、媒体编号或 uid 至少填一项"}
          }
        },
        networkId: {type: "integer", minimum: 1, words: {label: {en: "Network id", zh: "网络编号"}}},
        pubid: {type: "string", words: {label: S45}},
        uid: {
          type: "integer",
          minimum: 1,
          words: {label: S46, hint: {en: "The uid of the unit at Criteo", zh: "该单元在 Criteo 的 uid"}}
        }
      },
      anyOf: [{required: ["zoneId"]}, {required: ["networkId"]}, {required: ["pubid"]}, {required: ["uid"]}]
    }
  },
  ix: {
    endpoint: "",
    settings: [],
    params: {
      title: "Index Exchange",
      type: "object",
      properties: {
        siteId: {
          type: "string",
          words: {
            label: {en: "Site id", zh: "站点编号"},
            hint: {en: "Given by Index Exchange for each place and size", zh: "由 Index Exchange 按位置与尺寸提供"}
          }
        },
        sid: {
          type: "string",
          words: {
            label: {en: "Slot id", zh: "广告位标识"},
            hint: {en: "For reports at Index Exchange", zh: "用于 Index Exchange 的报表"}
          }
        }
      },
      required: ["siteId"]
    }
  },
  kargo: {
    endpoint: "https://krk.kargo.com/api/v1/openrtb",
    settings: [],
    params: {
      title: "Kargo",
      type: "object",
      properties: {
        placementId: {type: "string", words: {label: S38, hint: {en: "Given by Kargo", zh: "由 Kargo 提供"}}},
        adSlotID: {
          type: "string",
          words: {label: S38, hint: {en: "The same as placementId, by its older name", zh: "与 placementId 相同，旧名称"}}
        }
      },
      oneOf: [{required: ["placementId"]}, {required: ["adSlotID"]}]
    }
  },
  liftoff: S47,
  loopme: {
    endpoint: "http://prebid.loopmertb.com",
    settings: [],
    params: {
      title: "LoopMe",
      type: "object",
      properties: {
        publisherId: {type: "string", words: {label: S45, hint: {en: "Given by LoopMe", zh: "由 LoopMe 提供"}}},
        bundleId: {
          type: "string",
          words: {
            label: {en: "Bundle id", zh: "应用包编号"},
            hint: {en: "The app's or site's key at LoopMe", zh: "应用或站点在 LoopMe 的标识"}
          }
        },
        placementId: {type: "string", words: {label: S38}}
      },
      required: ["publisherId"]
    }
  },
  magnite: S48,
  mediafuse: S44,
  medianet: {endpoint: "https://prebid-adapter.media.net/rtb/pb/prebids2s", settings: [], params: S49},
  openrtb: {
    endpoint: "",
    settings: [],
    params: {
      title: "Parameters of a bidder that speaks OpenRTB",
      description: "Whatever the bidder wants to read in imp.ext.bidder",
      type: "object"
    }
  },
  openx: {
    endpoint: "https://rtb.openx.net/prebid",
    settings: [],
    params: {
      title: "OpenX",
      type: "object",
      properties: {
        unit: {type: ["integer", "string"], minimum: 1, words: {label: S46}},
        delDomain: {
          type: "string",
          words: {
            label: {en: "Delivery domain", zh: "投放域名"},
            hint: {en: "Such as name-d.openx.net; or a platform id instead", zh: "如 name-d.openx.net；也可改填平台编号"}
          }
        },
        platform: {
          type: "string",
          words: {label: {en: "Platform id", zh: "平台编号"}, hint: {en: "In place of a delivery domain", zh: "代替投放域名"}}
        },
        customFloor: S50,
        customParams: {
          type: "object",
          words: {
            label: {en: "Targeting keys", zh: "定向键值"},
            hint: {en: "As they are set up at OpenX", zh: "与 OpenX 中的设置一致"}
          }
        }
      },
      required: ["unit"],
      oneOf: [{required: ["delDomain"]}, {required: ["platform"]}]
    }
  },
  pagescience: S44,
  pubmatic: {
    endpoint: "https://hbopenbid.pubmatic.com/translator?source=prebid-server",
    settings: [],
    params: {
      title: "PubMatic",
      type: "object",
      properties: {
        publisherId: {type: "string", words: {label: S45, hint: {en: "Given by PubMatic", zh: "由 PubMatic 提供"}}},
        adSlot: {
          type: "string",
          words: {label: {en: "Ad slot", zh: "广告位"}, hint: {en: "Its name, or name@300x250", zh: "名称，或 名称@300x250"}}
        },
        kadfloor: {
          type: "string",
          words: {
            label: {en: "Floor", zh: "底价"},
            hint: {en: "CPM in US dollars, where it is higher than the request's", zh: "美元 CPM，高于请求底价时使用"}
          }
        },
        pmzoneid: {
          type: "string",
          words: {label: {en: "Zones", zh: "区域"}, hint: {en: "Several with a comma between them", zh: "多个以逗号分隔"}}
        },
        dctr: {
          type: "string",
          words: {
            label: {en: "Deal keys", zh: "交易键值"},
            hint: {en: "key=value, several with | between them", zh: "key=value，多个以 | 分隔"}
          }
        },
        wrapper: {
          type: "object",
          properties: {
            profile: {type: "integer", minimum: 1, words: {label: {en: "Profile id", zh: "配置编号"}}},
            version: {type: "integer", minimum: 1, words: {label: {en: "Version id", zh: "版本编号"}}}
          },
          required: ["profile"],
          words: {label: {en: "OpenWrap", zh: "OpenWrap"}}
        },
        keywords: {
          type: "array",
          items: {type: "object", properties: S40, required: ["key", "value"]},
          words: {label: {en: "Keywords", zh: "关键词"}}
        }
      },
      required: ["publisherId"]
    }
  },
  rise: {
    endpoint: "https://pbs.yellowblue.io/pbs?publisher_id={{org}}",
    settings: [],
    params: {
      title: "Rise",
      type: "object",
      properties: {
        org: {type: "string", words: {label: S37, hint: {en: "Given by Rise", zh: "由 Rise 提供"}}},
        placementId: {type: "string", words: {label: S38, hint: {en: "For reports at Rise", zh: "用于 Rise 的报表"}}}
      },
      required: ["org"]
    }
  },
  rubicon: S48,
  seedtag: {
    endpoint: "https://s.seedtag.com/c/openrtb?partner=prebidserver",
    settings: [],
    params: {
      title: "Seedtag",
      type: "object",
      properties: {adUnitId: {type: "string", words: {label: S46, hint: {en: "Given by Seedtag", zh: "由 Seedtag 提供"}}}},
      required: ["adUnitId"]
    }
  },
  smaato: {
    endpoint: "https://prebid.ad.smaato.net/oapi/prebid",
    settings: [],
    params: {
      title: "Smaato",
      type: "object",
      properties: {
        publisherId: {type: "string", words: {label: S45, hint: S51}},
        adspaceId: {type: "string", words: {label: {en: "Ad space id", zh: "广告空间编号"}, hint: S51}}
      },
      required: ["publisherId", "adspaceId"]
    }
  },
  sovrn: {
    endpoint: "https://ap.lijit.com/rtb/bid?src=prebid_server",
    settings: [],
    params: {
      title: "Sovrn",
      type: "object",
      properties: {
        tagid: {
          type: "string",
          words: {label: {en: "Tag id", zh: "代码编号"}, hint: {en: "Given by Sovrn", zh: "由 Sovrn 提供"}}
        },
        tagId: {
          type: "string",
          words: {
            label: {en: "Tag id", zh: "代码编号"},
            hint: {en: "The same as tagid, by its older name", zh: "与 tagid 相同，旧名称"}
          }
        },
        bidfloor: S50,
        adunitcode: {
          type: "string",
          words: {
            label: {en: "Ad unit code", zh: "广告单元代码"},
            hint: {en: "The place's name on the page", zh: "该位置在页面上的名称"}
          }
        }
      },
      anyOf: [{required: ["tagid"]}, {required: ["tagId"]}]
    }
  },
  trustedstack: {endpoint: "https://prebid-adapter.trustedstack.com/rtb/pb/trustedstacks2s", settings: [], params: S49},
  vungle: S47,
  zeta_global_ssp: {
    endpoint: "https://ssp.disqus.com/bid/prebid-server?sid={{sid}}",
    settings: [],
    params: {
      title: "Zeta Global SSP",
      type: "object",
      properties: {
        sid: {
          type: "integer",
          minimum: 1,
          words: {label: {en: "Seat id", zh: "席位编号"}, hint: {en: "Given by Zeta", zh: "由 Zeta 提供"}}
        }
      },
      required: ["sid"]
    }
  }
};

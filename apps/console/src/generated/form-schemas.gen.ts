// Generated from packages/snapshot and demand/openrtb/src/adapters by tools/form-schemas.ts. Do not edit.
import type { FormSchema } from '../schema-form/form-schema.ts';

export type FormName = 'accounts' | 'media' | 'placements' | 'bidders' | 'deals' | 'advertisers' | 'orders' | 'line-items' | 'creatives' | 'host';

export const FORM_SCHEMAS: Readonly<Record<FormName, FormSchema>> = {
  "accounts": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "currency": {
        "default": "USD",
        "type": "string"
      },
      "revenueShareBps": {
        "default": 8000,
        "type": "integer",
        "minimum": 0,
        "maximum": 10000
      },
      "settings": {
        "default": {},
        "type": "object",
        "properties": {
          "defaultIntegration": {
            "type": "string"
          },
          "defaultRequest": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {}
          },
          "debugAllowed": {
            "type": "boolean"
          },
          "preferredMediaTypes": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {
              "type": "string",
              "enum": [
                "banner",
                "video",
                "audio",
                "native"
              ]
            }
          },
          "events": {
            "type": "object",
            "properties": {
              "enabled": {
                "type": "boolean"
              },
              "byChannel": {
                "type": "object",
                "propertyNames": {
                  "type": "string"
                },
                "additionalProperties": {
                  "type": "boolean"
                }
              }
            },
            "additionalProperties": false
          },
          "seller": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "domain": {
                "type": "string"
              }
            },
            "required": [
              "name",
              "domain"
            ],
            "additionalProperties": false
          },
          "supplyChecks": {
            "type": "string",
            "enum": [
              "off",
              "report",
              "enforce"
            ]
          },
          "cookieSync": {
            "type": "object",
            "properties": {
              "defaultLimit": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000
              },
              "maxLimit": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000
              },
              "defaultCoopSync": {
                "type": "boolean"
              }
            },
            "additionalProperties": false
          },
          "priceGranularity": {
            "type": "string",
            "enum": [
              "low",
              "med",
              "medium",
              "high",
              "auto",
              "dense"
            ]
          },
          "targetingPrefix": {
            "type": "string"
          },
          "truncateTargetAttribute": {
            "type": "integer",
            "minimum": 1,
            "maximum": 255
          },
          "defaultBidLimit": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100
          },
          "bidAdjustments": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {}
          },
          "alternateBidderCodes": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {}
          },
          "bidValidations": {
            "type": "object",
            "properties": {
              "bannerCreativeMaxSize": {
                "type": "string",
                "enum": [
                  "skip",
                  "warn",
                  "enforce"
                ]
              },
              "secureMarkup": {
                "type": "string",
                "enum": [
                  "skip",
                  "warn",
                  "enforce"
                ]
              },
              "maxCreativeWidth": {
                "type": "integer",
                "maximum": 10000
              },
              "maxCreativeHeight": {
                "type": "integer",
                "maximum": 10000
              }
            },
            "additionalProperties": false
          },
          "cacheTtl": {
            "type": "object",
            "properties": {
              "banner": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              },
              "video": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              },
              "audio": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              },
              "native": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              }
            },
            "additionalProperties": false
          },
          "priceFloors": {
            "type": "object",
            "properties": {
              "enabled": {
                "type": "boolean"
              },
              "enforceFloorsRate": {
                "type": "integer",
                "minimum": 0,
                "maximum": 100
              },
              "adjustForBidAdjustment": {
                "type": "boolean"
              },
              "enforceDealFloors": {
                "type": "boolean"
              },
              "useDynamicData": {
                "type": "boolean"
              },
              "maxRules": {
                "type": "integer",
                "maximum": 10000
              },
              "maxSchemaDims": {
                "type": "integer",
                "minimum": 1,
                "maximum": 11
              },
              "fetch": {
                "type": "object",
                "properties": {
                  "enabled": {
                    "type": "boolean"
                  },
                  "url": {
                    "type": "string",
                    "format": "uri"
                  },
                  "timeoutMs": {
                    "type": "integer",
                    "minimum": 10,
                    "maximum": 10000
                  },
                  "maxFileSizeKb": {
                    "type": "integer",
                    "maximum": 10000
                  },
                  "maxRules": {
                    "type": "integer",
                    "maximum": 10000
                  },
                  "maxAgeSec": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 2592000
                  },
                  "periodSec": {
                    "type": "integer",
                    "minimum": 10,
                    "maximum": 86400
                  }
                },
                "required": [
                  "url"
                ],
                "additionalProperties": false
              }
            },
            "additionalProperties": false
          }
        },
        "additionalProperties": false
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "name"
    ],
    "additionalProperties": false
  },
  "media": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "account": {
        "type": "string"
      },
      "kind": {
        "type": "string",
        "enum": [
          "app",
          "site",
          "ctv",
          "dooh"
        ]
      },
      "name": {
        "type": "string"
      },
      "bundle": {
        "type": "string"
      },
      "domain": {
        "type": "string"
      },
      "screen": {
        "type": "object",
        "properties": {
          "venueTypes": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
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
          "multiplier": {
            "type": "number",
            "maximum": 10000
          }
        },
        "required": [
          "venueTypes"
        ],
        "additionalProperties": false
      },
      "blocks": {
        "default": {},
        "type": "object",
        "properties": {
          "advertisers": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "labels": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "domains": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "additionalProperties": false
      },
      "timeZone": {
        "default": "UTC",
        "type": "string"
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "account",
      "kind"
    ],
    "additionalProperties": false
  },
  "placements": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "media": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "imp": {
        "type": "object",
        "propertyNames": {
          "type": "string"
        },
        "additionalProperties": {}
      },
      "floorMicros": {
        "default": 0,
        "type": "integer",
        "minimum": 0,
        "format": "micros"
      },
      "mediation": {
        "type": "object",
        "properties": {
          "networks": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "network": {
                  "type": "string"
                },
                "parameters": {
                  "default": {},
                  "type": "object",
                  "propertyNames": {
                    "type": "string"
                  },
                  "additionalProperties": {}
                },
                "ecpmMicros": {
                  "type": "integer",
                  "minimum": 0,
                  "format": "micros"
                },
                "ecpmByCountry": {
                  "type": "object",
                  "propertyNames": {
                    "type": "string"
                  },
                  "additionalProperties": {
                    "type": "integer",
                    "minimum": 0,
                    "format": "micros"
                  }
                },
                "ecpmByFormat": {
                  "type": "object",
                  "propertyNames": {
                    "type": "string",
                    "enum": [
                      "banner",
                      "video",
                      "native",
                      "audio"
                    ]
                  },
                  "additionalProperties": {
                    "type": "integer",
                    "minimum": 0,
                    "format": "micros"
                  }
                },
                "countries": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "ecpmMicrosMin": {
                  "type": "integer",
                  "minimum": 0,
                  "format": "micros"
                },
                "timeoutMs": {
                  "default": 5000,
                  "type": "integer",
                  "minimum": 100,
                  "maximum": 60000
                },
                "perHourMax": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 1000
                },
                "intervalSecMin": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 86400
                },
                "enabled": {
                  "default": true,
                  "type": "boolean"
                }
              },
              "required": [
                "network",
                "ecpmMicros"
              ],
              "additionalProperties": false
            }
          }
        },
        "required": [
          "networks"
        ],
        "additionalProperties": false
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "media",
      "imp"
    ],
    "additionalProperties": false
  },
  "bidders": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "endpoint": {
        "default": "",
        "anyOf": [
          {
            "type": "string",
            "format": "uri"
          },
          {
            "type": "string",
            "const": ""
          }
        ]
      },
      "contract": {
        "type": "string"
      },
      "adapter": {
        "default": "openrtb",
        "type": "string",
        "enum": [
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
      "timeoutMs": {
        "default": 500,
        "type": "integer",
        "minimum": 10,
        "maximum": 10000
      },
      "maintainer": {
        "type": "object",
        "properties": {
          "email": {
            "type": "string",
            "format": "email"
          }
        },
        "required": [
          "email"
        ],
        "additionalProperties": false
      },
      "gvlId": {
        "type": "integer",
        "minimum": 1,
        "maximum": 65535
      },
      "capabilities": {
        "type": "object",
        "properties": {
          "app": {
            "type": "object",
            "properties": {
              "mediaTypes": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": [
                    "banner",
                    "video",
                    "audio",
                    "native"
                  ]
                }
              }
            },
            "required": [
              "mediaTypes"
            ],
            "additionalProperties": false
          },
          "site": {
            "type": "object",
            "properties": {
              "mediaTypes": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": [
                    "banner",
                    "video",
                    "audio",
                    "native"
                  ]
                }
              }
            },
            "required": [
              "mediaTypes"
            ],
            "additionalProperties": false
          },
          "dooh": {
            "type": "object",
            "properties": {
              "mediaTypes": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": [
                    "banner",
                    "video",
                    "audio",
                    "native"
                  ]
                }
              }
            },
            "required": [
              "mediaTypes"
            ],
            "additionalProperties": false
          }
        },
        "additionalProperties": false
      },
      "userSync": {
        "type": "object",
        "properties": {
          "key": {
            "type": "string"
          },
          "iframe": {
            "type": "object",
            "properties": {
              "url": {
                "type": "string",
                "format": "uri"
              },
              "userMacro": {
                "default": "",
                "type": "string"
              }
            },
            "required": [
              "url"
            ],
            "additionalProperties": false
          },
          "redirect": {
            "type": "object",
            "properties": {
              "url": {
                "type": "string",
                "format": "uri"
              },
              "userMacro": {
                "default": "",
                "type": "string"
              }
            },
            "required": [
              "url"
            ],
            "additionalProperties": false
          },
          "default": {
            "type": "string",
            "enum": [
              "iframe",
              "redirect"
            ]
          },
          "enabled": {
            "default": true,
            "type": "boolean"
          },
          "skipWhen": {
            "type": "object",
            "properties": {
              "gdpr": {
                "type": "boolean"
              },
              "gppSids": {
                "type": "array",
                "items": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 1000
                }
              }
            },
            "additionalProperties": false
          }
        },
        "additionalProperties": false
      },
      "parametersSchema": {
        "type": "object",
        "propertyNames": {
          "type": "string"
        },
        "additionalProperties": {}
      },
      "modifyingVastXmlAllowed": {
        "default": false,
        "type": "boolean"
      },
      "settings": {
        "default": {},
        "type": "object",
        "properties": {
          "openrtbVersion": {
            "type": "string",
            "enum": [
              "2.5",
              "2.6"
            ]
          },
          "singleFormat": {
            "type": "boolean"
          },
          "debugAllowed": {
            "type": "boolean"
          },
          "gzip": {
            "type": "boolean"
          },
          "imps": {
            "type": "string",
            "enum": [
              "together",
              "each"
            ]
          },
          "headers": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {
              "type": "string"
            }
          },
          "limits": {
            "type": "object",
            "properties": {
              "callsPerSecMax": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000000
              },
              "callsAtOnceMax": {
                "default": 1000,
                "type": "integer",
                "minimum": 1,
                "maximum": 100000
              },
              "failurePercentMax": {
                "default": 60,
                "type": "integer",
                "minimum": 1,
                "maximum": 100
              },
              "failureWindowMs": {
                "default": 10000,
                "type": "integer",
                "minimum": 100,
                "maximum": 600000
              },
              "failureCallsMin": {
                "default": 50,
                "type": "integer",
                "minimum": 1,
                "maximum": 100000
              },
              "pauseMs": {
                "default": 2000,
                "type": "integer",
                "minimum": 10,
                "maximum": 600000
              },
              "pauseMsMax": {
                "default": 60000,
                "type": "integer",
                "minimum": 10,
                "maximum": 3600000
              },
              "probes": {
                "default": 3,
                "type": "integer",
                "minimum": 1,
                "maximum": 100
              }
            },
            "additionalProperties": false
          },
          "seller": {
            "type": "object",
            "properties": {
              "domain": {
                "type": "string"
              },
              "id": {
                "type": "string"
              },
              "relationship": {
                "type": "string",
                "enum": [
                  "DIRECT",
                  "RESELLER"
                ]
              },
              "certification": {
                "type": "string"
              }
            },
            "required": [
              "domain",
              "id",
              "relationship"
            ],
            "additionalProperties": false
          },
          "creativeReview": {
            "type": "string",
            "enum": [
              "before",
              "after",
              "trusted"
            ]
          },
          "partner": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {
              "type": "string"
            }
          }
        },
        "additionalProperties": false
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "contract"
    ],
    "additionalProperties": false
  },
  "deals": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "kind": {
        "type": "string",
        "enum": [
          "private",
          "preferred",
          "guaranteed"
        ]
      },
      "bidders": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "bidder": {
              "type": "string"
            },
            "seats": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "required": [
            "bidder"
          ],
          "additionalProperties": false
        }
      },
      "priceCpmMicros": {
        "type": "integer",
        "minimum": 0,
        "format": "micros"
      },
      "currency": {
        "default": "USD",
        "type": "string"
      },
      "advertiserDomains": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "startsAt": {
        "type": "string",
        "format": "date-time"
      },
      "endsAt": {
        "type": "string",
        "format": "date-time"
      },
      "goal": {
        "type": "object",
        "properties": {
          "impressions": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000000000000
          },
          "per": {
            "default": "lifetime",
            "type": "string",
            "enum": [
              "lifetime",
              "day"
            ]
          }
        },
        "required": [
          "impressions"
        ],
        "additionalProperties": false
      },
      "pacing": {
        "type": "object",
        "properties": {
          "mode": {
            "type": "string",
            "enum": [
              "asap",
              "even",
              "frontLoaded",
              "curve"
            ]
          },
          "curve": {
            "type": "array",
            "items": {
              "type": "number",
              "minimum": 0,
              "maximum": 1000
            }
          },
          "catchUp": {
            "default": true,
            "type": "boolean"
          }
        },
        "required": [
          "mode"
        ],
        "additionalProperties": false
      },
      "timeZone": {
        "default": "UTC",
        "type": "string"
      },
      "targeting": {
        "type": "object",
        "properties": {
          "media": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "placements": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "countries": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "deviceTypes": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "phone",
                "tablet",
                "desktop",
                "tv",
                "other",
                "unknown"
              ]
            }
          },
          "where": {}
        },
        "additionalProperties": false
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "kind",
      "bidders",
      "priceCpmMicros"
    ],
    "additionalProperties": false
  },
  "advertisers": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "currency": {
        "default": "USD",
        "type": "string"
      },
      "timeZone": {
        "default": "UTC",
        "type": "string"
      },
      "creativeReview": {
        "default": "auto",
        "type": "string",
        "enum": [
          "auto",
          "manual"
        ]
      },
      "dsa": {
        "type": "object",
        "properties": {
          "behalf": {
            "type": "string"
          },
          "paid": {
            "type": "string"
          },
          "transparency": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "domain": {
                  "type": "string"
                },
                "dsaparams": {
                  "type": "array",
                  "items": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 100
                  }
                }
              },
              "required": [
                "domain",
                "dsaparams"
              ],
              "additionalProperties": false
            }
          },
          "adrender": {
            "default": 0,
            "type": "number",
            "enum": [
              0,
              1
            ]
          }
        },
        "required": [
          "behalf",
          "paid"
        ],
        "additionalProperties": false
      },
      "conversions": {
        "type": "object",
        "properties": {
          "keys": {
            "default": [],
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "use": {
                  "type": "string",
                  "enum": [
                    "server",
                    "page"
                  ]
                },
                "hash": {
                  "type": "string"
                }
              },
              "required": [
                "use",
                "hash"
              ],
              "additionalProperties": false
            }
          },
          "kinds": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "additionalProperties": false
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "name"
    ],
    "additionalProperties": false
  },
  "orders": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "advertiser": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "budgetTotalMicros": {
        "type": "integer",
        "minimum": 0,
        "format": "micros"
      },
      "startsAt": {
        "type": "string",
        "format": "date-time"
      },
      "endsAt": {
        "type": "string",
        "format": "date-time"
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "advertiser"
    ],
    "additionalProperties": false
  },
  "line-items": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "advertiser": {
        "type": "string"
      },
      "order": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "kind": {
        "default": "pricePriority",
        "type": "string",
        "enum": [
          "sponsorship",
          "standard",
          "pricePriority",
          "house"
        ]
      },
      "priority": {
        "default": 8,
        "type": "integer",
        "minimum": 1,
        "maximum": 16
      },
      "priceCpmMicros": {
        "default": 0,
        "type": "integer",
        "minimum": 0,
        "format": "micros"
      },
      "budgetTotalMicros": {
        "type": "integer",
        "minimum": 0,
        "format": "micros"
      },
      "budgetDailyMicros": {
        "type": "integer",
        "minimum": 0,
        "format": "micros"
      },
      "startsAt": {
        "type": "string",
        "format": "date-time"
      },
      "endsAt": {
        "type": "string",
        "format": "date-time"
      },
      "targeting": {
        "type": "object",
        "properties": {
          "media": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "placements": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "countries": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "deviceTypes": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "phone",
                "tablet",
                "desktop",
                "tv",
                "other",
                "unknown"
              ]
            }
          },
          "where": {}
        },
        "additionalProperties": false
      },
      "goal": {
        "oneOf": [
          {
            "type": "object",
            "properties": {
              "metric": {
                "type": "string",
                "enum": [
                  "impressions",
                  "viewableImpressions",
                  "clicks",
                  "conversions"
                ]
              },
              "amount": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000000000000
              },
              "per": {
                "default": "lifetime",
                "type": "string",
                "enum": [
                  "lifetime",
                  "day"
                ]
              }
            },
            "required": [
              "metric",
              "amount"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "metric": {
                "type": "string",
                "const": "shareOfVoice"
              },
              "percent": {
                "type": "integer",
                "minimum": 1,
                "maximum": 100
              }
            },
            "required": [
              "metric",
              "percent"
            ],
            "additionalProperties": false
          }
        ]
      },
      "cost": {
        "oneOf": [
          {
            "type": "object",
            "properties": {
              "model": {
                "type": "string",
                "const": "cpm"
              }
            },
            "required": [
              "model"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "model": {
                "type": "string",
                "const": "cpc"
              },
              "clickMicros": {
                "type": "integer",
                "minimum": 1
              }
            },
            "required": [
              "model",
              "clickMicros"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "model": {
                "type": "string",
                "const": "cpa"
              },
              "conversionMicros": {
                "type": "integer",
                "minimum": 1
              },
              "kind": {
                "type": "string"
              }
            },
            "required": [
              "model",
              "conversionMicros"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "model": {
                "type": "string",
                "const": "flat"
              },
              "totalMicros": {
                "type": "integer",
                "minimum": 1
              },
              "expectedImpressions": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000000000000
              }
            },
            "required": [
              "model",
              "totalMicros",
              "expectedImpressions"
            ],
            "additionalProperties": false
          }
        ]
      },
      "pacing": {
        "type": "object",
        "properties": {
          "mode": {
            "type": "string",
            "enum": [
              "asap",
              "even",
              "frontLoaded",
              "curve"
            ]
          },
          "curve": {
            "type": "array",
            "items": {
              "type": "number",
              "minimum": 0,
              "maximum": 1000
            }
          },
          "catchUp": {
            "default": true,
            "type": "boolean"
          }
        },
        "required": [
          "mode"
        ],
        "additionalProperties": false
      },
      "dayParts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "days": {
              "type": "array",
              "items": {
                "type": "integer",
                "minimum": 1,
                "maximum": 7
              }
            },
            "fromMinute": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1439
            },
            "toMinute": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1440
            }
          },
          "required": [
            "days",
            "fromMinute",
            "toMinute"
          ],
          "additionalProperties": false
        }
      },
      "clock": {
        "default": "advertiser",
        "type": "string",
        "enum": [
          "media",
          "advertiser"
        ]
      },
      "timeZone": {
        "type": "string"
      },
      "conversionHours": {
        "type": "integer",
        "minimum": 1,
        "maximum": 720
      },
      "caps": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "of": {
              "default": "lineItem",
              "type": "string",
              "enum": [
                "ad",
                "lineItem",
                "advertiser"
              ]
            },
            "by": {
              "default": "person",
              "type": "string",
              "enum": [
                "person",
                "device",
                "household"
              ]
            },
            "timesMax": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100
            },
            "minutes": {
              "type": "integer",
              "minimum": 1,
              "maximum": 525600
            },
            "unrecognised": {
              "default": "oncePerRequest",
              "type": "string",
              "enum": [
                "oncePerRequest",
                "never"
              ]
            }
          },
          "required": [
            "timesMax"
          ],
          "additionalProperties": false
        }
      },
      "labels": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "roadblock": {
        "type": "string",
        "enum": [
          "all",
          "companion"
        ]
      },
      "rotation": {
        "type": "object",
        "properties": {
          "mode": {
            "type": "string",
            "enum": [
              "even",
              "weighted",
              "sequential",
              "optimised"
            ]
          },
          "weights": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000
            }
          }
        },
        "required": [
          "mode"
        ],
        "additionalProperties": false
      },
      "enabled": {
        "default": true,
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "advertiser"
    ],
    "additionalProperties": false
  },
  "creatives": {
    "oneOf": [
      {
        "type": "object",
        "properties": {
          "id": {
            "type": "string"
          },
          "lineItem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "clickUrl": {
            "type": "string",
            "format": "uri"
          },
          "advertiserDomains": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categoryTaxonomy": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000
          },
          "attributes": {
            "type": "array",
            "items": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000
            }
          },
          "language": {
            "type": "string"
          },
          "bundle": {
            "type": "string"
          },
          "enabled": {
            "default": true,
            "type": "boolean"
          },
          "kind": {
            "type": "string",
            "const": "banner"
          },
          "w": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000
          },
          "h": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000
          },
          "sizes": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "w": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                },
                "h": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                }
              },
              "required": [
                "w",
                "h"
              ],
              "additionalProperties": false
            }
          },
          "fluid": {
            "type": "boolean"
          },
          "html": {
            "type": "string"
          },
          "image": {
            "type": "object",
            "properties": {
              "url": {
                "type": "string",
                "format": "uri"
              },
              "alt": {
                "type": "string"
              }
            },
            "required": [
              "url",
              "alt"
            ],
            "additionalProperties": false
          },
          "hosts": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "required": [
          "id",
          "lineItem",
          "clickUrl",
          "advertiserDomains",
          "kind",
          "w",
          "h"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "properties": {
          "id": {
            "type": "string"
          },
          "lineItem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "clickUrl": {
            "type": "string",
            "format": "uri"
          },
          "advertiserDomains": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categoryTaxonomy": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000
          },
          "attributes": {
            "type": "array",
            "items": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000
            }
          },
          "language": {
            "type": "string"
          },
          "bundle": {
            "type": "string"
          },
          "enabled": {
            "default": true,
            "type": "boolean"
          },
          "kind": {
            "type": "string",
            "const": "video"
          },
          "durationSec": {
            "type": "integer",
            "minimum": 1,
            "maximum": 600
          },
          "tagUrl": {
            "type": "string",
            "format": "uri"
          },
          "followTags": {
            "type": "boolean"
          },
          "companions": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "w": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                },
                "h": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                },
                "image": {
                  "type": "object",
                  "properties": {
                    "url": {
                      "type": "string",
                      "format": "uri"
                    },
                    "mime": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "url",
                    "mime"
                  ],
                  "additionalProperties": false
                },
                "html": {
                  "type": "string"
                },
                "alt": {
                  "type": "string"
                }
              },
              "required": [
                "w",
                "h"
              ],
              "additionalProperties": false
            }
          },
          "verifications": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "vendor": {
                  "type": "string"
                },
                "url": {
                  "type": "string",
                  "format": "uri"
                },
                "parameters": {
                  "type": "string"
                }
              },
              "required": [
                "vendor",
                "url"
              ],
              "additionalProperties": false
            }
          },
          "files": {
            "default": [],
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "url": {
                  "type": "string",
                  "format": "uri"
                },
                "mime": {
                  "type": "string"
                },
                "bitrateKbps": {
                  "type": "integer"
                },
                "w": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                },
                "h": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                }
              },
              "required": [
                "url",
                "mime",
                "w",
                "h"
              ],
              "additionalProperties": false
            }
          },
          "skipAfterSec": {
            "type": "integer",
            "minimum": 1,
            "maximum": 600
          },
          "mezzanine": {
            "type": "object",
            "properties": {
              "url": {
                "type": "string",
                "format": "uri"
              },
              "mime": {
                "type": "string"
              },
              "bitrateKbps": {
                "type": "integer"
              },
              "w": {
                "type": "integer",
                "minimum": 1,
                "maximum": 10000
              },
              "h": {
                "type": "integer",
                "minimum": 1,
                "maximum": 10000
              }
            },
            "required": [
              "url",
              "mime",
              "w",
              "h"
            ],
            "additionalProperties": false
          },
          "interactive": {
            "type": "object",
            "properties": {
              "url": {
                "type": "string",
                "format": "uri"
              },
              "mime": {
                "type": "string"
              },
              "variableDuration": {
                "type": "boolean"
              }
            },
            "required": [
              "url",
              "mime"
            ],
            "additionalProperties": false
          }
        },
        "required": [
          "id",
          "lineItem",
          "clickUrl",
          "advertiserDomains",
          "kind",
          "durationSec"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "properties": {
          "id": {
            "type": "string"
          },
          "lineItem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "clickUrl": {
            "type": "string",
            "format": "uri"
          },
          "advertiserDomains": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categoryTaxonomy": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000
          },
          "attributes": {
            "type": "array",
            "items": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000
            }
          },
          "language": {
            "type": "string"
          },
          "bundle": {
            "type": "string"
          },
          "enabled": {
            "default": true,
            "type": "boolean"
          },
          "kind": {
            "type": "string",
            "const": "audio"
          },
          "durationSec": {
            "type": "integer",
            "minimum": 1,
            "maximum": 600
          },
          "tagUrl": {
            "type": "string",
            "format": "uri"
          },
          "followTags": {
            "type": "boolean"
          },
          "companions": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "w": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                },
                "h": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                },
                "image": {
                  "type": "object",
                  "properties": {
                    "url": {
                      "type": "string",
                      "format": "uri"
                    },
                    "mime": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "url",
                    "mime"
                  ],
                  "additionalProperties": false
                },
                "html": {
                  "type": "string"
                },
                "alt": {
                  "type": "string"
                }
              },
              "required": [
                "w",
                "h"
              ],
              "additionalProperties": false
            }
          },
          "verifications": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "vendor": {
                  "type": "string"
                },
                "url": {
                  "type": "string",
                  "format": "uri"
                },
                "parameters": {
                  "type": "string"
                }
              },
              "required": [
                "vendor",
                "url"
              ],
              "additionalProperties": false
            }
          },
          "files": {
            "default": [],
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "url": {
                  "type": "string",
                  "format": "uri"
                },
                "mime": {
                  "type": "string"
                },
                "bitrateKbps": {
                  "type": "integer"
                }
              },
              "required": [
                "url",
                "mime"
              ],
              "additionalProperties": false
            }
          }
        },
        "required": [
          "id",
          "lineItem",
          "clickUrl",
          "advertiserDomains",
          "kind",
          "durationSec"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "properties": {
          "id": {
            "type": "string"
          },
          "lineItem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "clickUrl": {
            "type": "string",
            "format": "uri"
          },
          "advertiserDomains": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "categoryTaxonomy": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000
          },
          "attributes": {
            "type": "array",
            "items": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000
            }
          },
          "language": {
            "type": "string"
          },
          "bundle": {
            "type": "string"
          },
          "enabled": {
            "default": true,
            "type": "boolean"
          },
          "kind": {
            "type": "string",
            "const": "native"
          },
          "title": {
            "type": "string"
          },
          "images": {
            "default": [],
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "type": {
                  "anyOf": [
                    {
                      "type": "number",
                      "const": 1
                    },
                    {
                      "type": "number",
                      "const": 3
                    }
                  ]
                },
                "url": {
                  "type": "string",
                  "format": "uri"
                },
                "w": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                },
                "h": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10000
                }
              },
              "required": [
                "type",
                "url",
                "w",
                "h"
              ],
              "additionalProperties": false
            }
          },
          "data": {
            "default": [],
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "type": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 12
                },
                "value": {
                  "type": "string"
                }
              },
              "required": [
                "type",
                "value"
              ],
              "additionalProperties": false
            }
          },
          "video": {
            "type": "object",
            "properties": {
              "durationSec": {
                "type": "integer",
                "minimum": 1,
                "maximum": 600
              },
              "files": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "url": {
                      "type": "string",
                      "format": "uri"
                    },
                    "mime": {
                      "type": "string"
                    },
                    "bitrateKbps": {
                      "type": "integer"
                    },
                    "w": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 10000
                    },
                    "h": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 10000
                    }
                  },
                  "required": [
                    "url",
                    "mime",
                    "w",
                    "h"
                  ],
                  "additionalProperties": false
                }
              }
            },
            "required": [
              "durationSec",
              "files"
            ],
            "additionalProperties": false
          },
          "privacyUrl": {
            "type": "string",
            "format": "uri"
          }
        },
        "required": [
          "id",
          "lineItem",
          "clickUrl",
          "advertiserDomains",
          "kind",
          "title"
        ],
        "additionalProperties": false
      }
    ]
  },
  "host": {
    "type": "object",
    "properties": {
      "defaultRequest": {
        "type": "object",
        "propertyNames": {
          "type": "string"
        },
        "additionalProperties": {}
      },
      "blockedApps": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "accountRequired": {
        "type": "boolean"
      },
      "accountDefaults": {
        "type": "object",
        "properties": {
          "defaultIntegration": {
            "type": "string"
          },
          "defaultRequest": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {}
          },
          "debugAllowed": {
            "type": "boolean"
          },
          "preferredMediaTypes": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {
              "type": "string",
              "enum": [
                "banner",
                "video",
                "audio",
                "native"
              ]
            }
          },
          "events": {
            "type": "object",
            "properties": {
              "enabled": {
                "type": "boolean"
              },
              "byChannel": {
                "type": "object",
                "propertyNames": {
                  "type": "string"
                },
                "additionalProperties": {
                  "type": "boolean"
                }
              }
            },
            "additionalProperties": false
          },
          "seller": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "domain": {
                "type": "string"
              }
            },
            "required": [
              "name",
              "domain"
            ],
            "additionalProperties": false
          },
          "supplyChecks": {
            "type": "string",
            "enum": [
              "off",
              "report",
              "enforce"
            ]
          },
          "cookieSync": {
            "type": "object",
            "properties": {
              "defaultLimit": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000
              },
              "maxLimit": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000
              },
              "defaultCoopSync": {
                "type": "boolean"
              }
            },
            "additionalProperties": false
          },
          "priceGranularity": {
            "type": "string",
            "enum": [
              "low",
              "med",
              "medium",
              "high",
              "auto",
              "dense"
            ]
          },
          "targetingPrefix": {
            "type": "string"
          },
          "truncateTargetAttribute": {
            "type": "integer",
            "minimum": 1,
            "maximum": 255
          },
          "defaultBidLimit": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100
          },
          "bidAdjustments": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {}
          },
          "alternateBidderCodes": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {}
          },
          "bidValidations": {
            "type": "object",
            "properties": {
              "bannerCreativeMaxSize": {
                "type": "string",
                "enum": [
                  "skip",
                  "warn",
                  "enforce"
                ]
              },
              "secureMarkup": {
                "type": "string",
                "enum": [
                  "skip",
                  "warn",
                  "enforce"
                ]
              },
              "maxCreativeWidth": {
                "type": "integer",
                "maximum": 10000
              },
              "maxCreativeHeight": {
                "type": "integer",
                "maximum": 10000
              }
            },
            "additionalProperties": false
          },
          "cacheTtl": {
            "type": "object",
            "properties": {
              "banner": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              },
              "video": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              },
              "audio": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              },
              "native": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2592000
              }
            },
            "additionalProperties": false
          },
          "priceFloors": {
            "type": "object",
            "properties": {
              "enabled": {
                "type": "boolean"
              },
              "enforceFloorsRate": {
                "type": "integer",
                "minimum": 0,
                "maximum": 100
              },
              "adjustForBidAdjustment": {
                "type": "boolean"
              },
              "enforceDealFloors": {
                "type": "boolean"
              },
              "useDynamicData": {
                "type": "boolean"
              },
              "maxRules": {
                "type": "integer",
                "maximum": 10000
              },
              "maxSchemaDims": {
                "type": "integer",
                "minimum": 1,
                "maximum": 11
              },
              "fetch": {
                "type": "object",
                "properties": {
                  "enabled": {
                    "type": "boolean"
                  },
                  "url": {
                    "type": "string",
                    "format": "uri"
                  },
                  "timeoutMs": {
                    "type": "integer",
                    "minimum": 10,
                    "maximum": 10000
                  },
                  "maxFileSizeKb": {
                    "type": "integer",
                    "maximum": 10000
                  },
                  "maxRules": {
                    "type": "integer",
                    "maximum": 10000
                  },
                  "maxAgeSec": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 2592000
                  },
                  "periodSec": {
                    "type": "integer",
                    "minimum": 10,
                    "maximum": 86400
                  }
                },
                "required": [
                  "url"
                ],
                "additionalProperties": false
              }
            },
            "additionalProperties": false
          }
        },
        "additionalProperties": false
      },
      "schainNode": {
        "type": "object",
        "properties": {
          "asi": {
            "type": "string"
          },
          "sid": {
            "type": "string"
          },
          "rid": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "hp": {
            "type": "number",
            "enum": [
              0,
              1
            ]
          }
        },
        "required": [
          "asi",
          "sid"
        ],
        "additionalProperties": false
      },
      "vendorListUrl": {
        "type": "string",
        "format": "uri"
      },
      "datacenter": {
        "type": "string"
      },
      "tmax": {
        "type": "object",
        "properties": {
          "defaultMs": {
            "type": "integer",
            "minimum": 10,
            "maximum": 60000
          },
          "maxMs": {
            "type": "integer",
            "minimum": 10,
            "maximum": 60000
          },
          "answerMs": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000
          },
          "networkMs": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000
          },
          "bidderMinMs": {
            "type": "integer",
            "minimum": 1,
            "maximum": 5000
          }
        },
        "additionalProperties": false
      },
      "generateTransactionId": {
        "type": "boolean"
      },
      "videoStoredRequestRequired": {
        "type": "boolean"
      },
      "cacheUrl": {
        "type": "string",
        "format": "uri"
      },
      "userSync": {
        "type": "object",
        "properties": {
          "cookieDomain": {
            "type": "string"
          },
          "partitioned": {
            "type": "boolean"
          },
          "priorityGroups": {
            "type": "array",
            "items": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "cookieDays": {
            "type": "integer",
            "minimum": 1,
            "maximum": 400
          },
          "cookieBytesMax": {
            "type": "integer",
            "minimum": 500,
            "maximum": 4000
          },
          "optOutUrl": {
            "type": "string",
            "format": "uri"
          },
          "optInUrl": {
            "type": "string",
            "format": "uri"
          }
        },
        "additionalProperties": false
      },
      "statusText": {
        "type": "string"
      },
      "currency": {
        "type": "object",
        "properties": {
          "rates": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {}
          },
          "url": {
            "type": "string",
            "format": "uri"
          },
          "refreshSec": {
            "type": "integer",
            "minimum": 10,
            "maximum": 86400
          },
          "staleSec": {
            "type": "integer",
            "minimum": 10,
            "maximum": 31536000
          }
        },
        "additionalProperties": false
      },
      "generateBidId": {
        "type": "boolean"
      }
    },
    "additionalProperties": false
  }
};

/** What targeting can ask of a request, by name. */
export const TRAITS: Readonly<Record<string, FormSchema>> = {
  "media": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "placement": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "country": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "region": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "city": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "deviceType": {
    "type": "array",
    "items": {
      "type": "string",
      "enum": [
        "phone",
        "tablet",
        "desktop",
        "tv",
        "other",
        "unknown"
      ]
    }
  },
  "os": {
    "type": "array",
    "items": {
      "type": "string",
      "enum": [
        "android",
        "ios",
        "windows",
        "macos",
        "linux",
        "chromeos",
        "tvos",
        "tizen",
        "webos",
        "roku"
      ]
    }
  },
  "browser": {
    "type": "array",
    "items": {
      "type": "string",
      "enum": [
        "chrome",
        "safari",
        "firefox",
        "edge",
        "opera",
        "samsung"
      ]
    }
  },
  "connection": {
    "type": "array",
    "items": {
      "type": "string",
      "enum": [
        "ethernet",
        "wifi",
        "cellular",
        "2g",
        "3g",
        "4g",
        "5g"
      ]
    }
  },
  "isp": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "language": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "category": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "keyValue": {
    "type": "array",
    "items": {
      "type": "string"
    }
  },
  "slot": {
    "type": "array",
    "items": {
      "type": "string",
      "enum": [
        "rewarded",
        "interstitial",
        "inline"
      ]
    }
  },
  "segment": {
    "type": "array",
    "items": {
      "type": "string"
    }
  }
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
  "adagio": {
    "endpoint": "",
    "settings": [],
    "params": {
      "title": "Adagio",
      "type": "object",
      "properties": {
        "organizationId": {
          "type": "string"
        },
        "placement": {
          "type": "string"
        },
        "site": {
          "type": "string"
        },
        "pagetype": {
          "type": "string"
        },
        "category": {
          "type": "string"
        }
      },
      "required": [
        "organizationId",
        "placement"
      ]
    }
  },
  "appnexus": {
    "endpoint": "https://ib.adnxs.com/openrtb2",
    "settings": [],
    "params": {
      "title": "Xandr Monetize (AppNexus)",
      "description": "A placement id, or a member id with an inventory code",
      "type": "object",
      "properties": {
        "placement_id": {
          "type": [
            "integer",
            "string"
          ],
          "minimum": 1
        },
        "placementId": {
          "type": [
            "integer",
            "string"
          ],
          "minimum": 1
        },
        "member": {
          "type": [
            "integer",
            "string"
          ],
          "minimum": 1
        },
        "inv_code": {
          "type": "string"
        },
        "invCode": {
          "type": "string"
        },
        "keywords": {
          "oneOf": [
            {
              "type": "string"
            },
            {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "key": {
                    "type": "string"
                  },
                  "value": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                },
                "required": [
                  "key"
                ]
              }
            }
          ]
        },
        "traffic_source_code": {
          "type": "string"
        },
        "trafficSourceCode": {
          "type": "string"
        },
        "reserve": {
          "type": "number",
          "minimum": 0
        },
        "position": {
          "type": "string",
          "enum": [
            "above",
            "below"
          ]
        },
        "use_pmt_rule": {
          "type": "boolean"
        },
        "usePaymentRule": {
          "type": "boolean"
        },
        "ext_inv_code": {
          "type": "string"
        },
        "external_imp_id": {
          "type": "string"
        },
        "private_sizes": {
          "type": "array",
          "items": {
            "type": "object"
          }
        }
      },
      "anyOf": [
        {
          "required": [
            "placement_id"
          ]
        },
        {
          "required": [
            "placementId"
          ]
        },
        {
          "required": [
            "member",
            "inv_code"
          ]
        },
        {
          "required": [
            "member",
            "invCode"
          ]
        }
      ]
    }
  },
  "criteo": {
    "endpoint": "https://ssp-bidder.criteo.com/openrtb/pbs/auction/request?profile=230",
    "settings": [],
    "params": {
      "title": "Criteo",
      "type": "object",
      "properties": {
        "zoneId": {
          "type": "integer",
          "minimum": 1
        },
        "networkId": {
          "type": "integer",
          "minimum": 1
        },
        "pubid": {
          "type": "string"
        },
        "uid": {
          "type": "integer",
          "minimum": 1
        }
      },
      "anyOf": [
        {
          "required": [
            "zoneId"
          ]
        },
        {
          "required": [
            "networkId"
          ]
        },
        {
          "required": [
            "pubid"
          ]
        },
        {
          "required": [
            "uid"
          ]
        }
      ]
    }
  },
  "ix": {
    "endpoint": "",
    "settings": [],
    "params": {
      "title": "Index Exchange",
      "type": "object",
      "properties": {
        "siteId": {
          "type": "string"
        },
        "sid": {
          "type": "string"
        }
      },
      "required": [
        "siteId"
      ]
    }
  },
  "kargo": {
    "endpoint": "https://krk.kargo.com/api/v1/openrtb",
    "settings": [],
    "params": {
      "title": "Kargo",
      "type": "object",
      "properties": {
        "placementId": {
          "type": "string"
        },
        "adSlotID": {
          "type": "string"
        }
      },
      "oneOf": [
        {
          "required": [
            "placementId"
          ]
        },
        {
          "required": [
            "adSlotID"
          ]
        }
      ]
    }
  },
  "liftoff": {
    "endpoint": "",
    "settings": [],
    "params": {}
  },
  "loopme": {
    "endpoint": "http://prebid.loopmertb.com",
    "settings": [],
    "params": {
      "title": "LoopMe",
      "type": "object",
      "properties": {
        "publisherId": {
          "type": "string"
        },
        "bundleId": {
          "type": "string"
        },
        "placementId": {
          "type": "string"
        }
      },
      "required": [
        "publisherId"
      ]
    }
  },
  "magnite": {
    "endpoint": "",
    "settings": [],
    "params": {}
  },
  "mediafuse": {
    "endpoint": "",
    "settings": [],
    "params": {}
  },
  "medianet": {
    "endpoint": "https://prebid-adapter.media.net/rtb/pb/prebids2s",
    "settings": [],
    "params": {
      "title": "Media.net",
      "type": "object",
      "properties": {
        "cid": {
          "type": "string"
        },
        "crid": {
          "type": "string"
        }
      },
      "required": [
        "cid",
        "crid"
      ]
    }
  },
  "openrtb": {
    "endpoint": "",
    "settings": [],
    "params": {
      "title": "Parameters of a bidder that speaks OpenRTB",
      "description": "Whatever the bidder wants to read in imp.ext.bidder",
      "type": "object"
    }
  },
  "openx": {
    "endpoint": "https://rtb.openx.net/prebid",
    "settings": [],
    "params": {
      "title": "OpenX",
      "type": "object",
      "properties": {
        "unit": {
          "type": [
            "integer",
            "string"
          ],
          "minimum": 1
        },
        "delDomain": {
          "type": "string"
        },
        "platform": {
          "type": "string"
        },
        "customFloor": {
          "type": [
            "number",
            "string"
          ],
          "minimum": 0
        },
        "customParams": {
          "type": "object"
        }
      },
      "required": [
        "unit"
      ],
      "oneOf": [
        {
          "required": [
            "delDomain"
          ]
        },
        {
          "required": [
            "platform"
          ]
        }
      ]
    }
  },
  "pagescience": {
    "endpoint": "",
    "settings": [],
    "params": {}
  },
  "pubmatic": {
    "endpoint": "https://hbopenbid.pubmatic.com/translator?source=prebid-server",
    "settings": [],
    "params": {
      "title": "PubMatic",
      "type": "object",
      "properties": {
        "publisherId": {
          "type": "string"
        },
        "adSlot": {
          "type": "string"
        },
        "kadfloor": {
          "type": "string"
        },
        "pmzoneid": {
          "type": "string"
        },
        "dctr": {
          "type": "string"
        },
        "wrapper": {
          "type": "object",
          "properties": {
            "profile": {
              "type": "integer",
              "minimum": 1
            },
            "version": {
              "type": "integer",
              "minimum": 1
            }
          },
          "required": [
            "profile"
          ]
        },
        "keywords": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "key": {
                "type": "string"
              },
              "value": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            },
            "required": [
              "key",
              "value"
            ]
          }
        }
      },
      "required": [
        "publisherId"
      ]
    }
  },
  "rise": {
    "endpoint": "https://pbs.yellowblue.io/pbs?publisher_id={{org}}",
    "settings": [],
    "params": {
      "title": "Rise",
      "type": "object",
      "properties": {
        "org": {
          "type": "string"
        },
        "placementId": {
          "type": "string"
        }
      },
      "required": [
        "org"
      ]
    }
  },
  "rubicon": {
    "endpoint": "https://exapi-us-east.rubiconproject.com/a/api/exchange",
    "settings": [],
    "params": {
      "title": "Magnite (Rubicon)",
      "type": "object",
      "properties": {
        "accountId": {
          "type": [
            "integer",
            "string"
          ],
          "minimum": 1
        },
        "siteId": {
          "type": [
            "integer",
            "string"
          ],
          "minimum": 1
        },
        "zoneId": {
          "type": [
            "integer",
            "string"
          ],
          "minimum": 1
        },
        "inventory": {
          "type": "object"
        },
        "visitor": {
          "type": "object"
        },
        "bidonmultiformat": {
          "type": "boolean"
        },
        "video": {
          "type": "object",
          "properties": {
            "language": {
              "type": "string"
            },
            "size_id": {
              "type": "integer",
              "minimum": 1
            },
            "skip": {
              "type": "integer",
              "enum": [
                0,
                1
              ]
            },
            "skipdelay": {
              "type": "integer",
              "minimum": 0
            }
          }
        }
      },
      "required": [
        "accountId",
        "siteId",
        "zoneId"
      ]
    }
  },
  "seedtag": {
    "endpoint": "https://s.seedtag.com/c/openrtb?partner=prebidserver",
    "settings": [],
    "params": {
      "title": "Seedtag",
      "type": "object",
      "properties": {
        "adUnitId": {
          "type": "string"
        }
      },
      "required": [
        "adUnitId"
      ]
    }
  },
  "smaato": {
    "endpoint": "https://prebid.ad.smaato.net/oapi/prebid",
    "settings": [],
    "params": {
      "title": "Smaato",
      "type": "object",
      "properties": {
        "publisherId": {
          "type": "string"
        },
        "adspaceId": {
          "type": "string"
        }
      },
      "required": [
        "publisherId",
        "adspaceId"
      ]
    }
  },
  "sovrn": {
    "endpoint": "https://ap.lijit.com/rtb/bid?src=prebid_server",
    "settings": [],
    "params": {
      "title": "Sovrn",
      "type": "object",
      "properties": {
        "tagid": {
          "type": "string"
        },
        "tagId": {
          "type": "string"
        },
        "bidfloor": {
          "type": [
            "number",
            "string"
          ],
          "minimum": 0
        },
        "adunitcode": {
          "type": "string"
        }
      },
      "anyOf": [
        {
          "required": [
            "tagid"
          ]
        },
        {
          "required": [
            "tagId"
          ]
        }
      ]
    }
  },
  "trustedstack": {
    "endpoint": "https://prebid-adapter.trustedstack.com/rtb/pb/trustedstacks2s",
    "settings": [],
    "params": {}
  },
  "vungle": {
    "endpoint": "https://rtb.ads.vungle.com/bid/t/c770f32",
    "settings": [],
    "params": {
      "title": "Liftoff Monetize (Vungle)",
      "type": "object",
      "properties": {
        "app_store_id": {
          "type": "string"
        },
        "placement_reference_id": {
          "type": "string"
        }
      },
      "required": [
        "app_store_id",
        "placement_reference_id"
      ],
      "additionalProperties": false
    }
  },
  "zeta_global_ssp": {
    "endpoint": "https://ssp.disqus.com/bid/prebid-server?sid={{sid}}",
    "settings": [],
    "params": {
      "title": "Zeta Global SSP",
      "type": "object",
      "properties": {
        "sid": {
          "type": "integer",
          "minimum": 1
        }
      },
      "required": [
        "sid"
      ]
    }
  }
};

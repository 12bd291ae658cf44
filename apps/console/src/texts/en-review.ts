/** Texts of the room where creatives are reviewed. */
export const enReview = {
  review: {
    description:
      'Creatives by what they show. Direct ones run once approved; those of bidders run until rejected.',
    keys: 'Keys: j next · k previous · a approve · r reject',
    queue: 'Creatives',
    state: { pending: 'Pending', approved: 'Approved', rejected: 'Rejected' },
    source: 'Comes from',
    sources: { direct: 'Direct campaign', openrtb: 'Bidder' },
    anySource: 'From anywhere',
    anyFormat: 'Any format',
    empty: 'Nothing here',
    emptyText: 'Creatives appear when they are entered, or when a bidder first sends them.',
    approve: 'Approve',
    reject: 'Reject',
    reason: 'Reason',
    reasonHint: 'Whoever sent it will ask why',
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
    decided: 'Decided',
    markup: 'What it is made of',
    pictureOf: 'How {{creative}} looks',
    pictureWaiting: 'The picture is still to be drawn.',
    rule: 'Its creatives',
    rules: { auto: 'Run as they are entered', manual: 'Wait until approved' },
    noPicture: 'No picture: videos and sounds have none, and drawing needs Chromium on this host.',
  },
};

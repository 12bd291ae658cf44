/** Starting points for a placement's imp, in the order they are offered. Keys stand in the texts (`impTemplate.NAME`). */
export const IMP_TEMPLATES = {
  rectangle: { banner: { format: [{ w: 300, h: 250 }] } },
  leaderboard: {
    banner: {
      format: [
        { w: 728, h: 90 },
        { w: 970, h: 90 },
      ],
    },
  },
  mobileBanner: {
    banner: {
      format: [
        { w: 320, h: 50 },
        { w: 320, h: 100 },
      ],
    },
  },
  video: {
    video: {
      mimes: ['video/mp4', 'video/webm'],
      protocols: [2, 3, 7, 8],
      w: 640,
      h: 360,
      minduration: 5,
      maxduration: 30,
      startdelay: 0,
      plcmt: 2,
      linearity: 1,
      playbackmethod: [2],
    },
  },
} as const;

export type ImpTemplate = keyof typeof IMP_TEMPLATES;

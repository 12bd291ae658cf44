/**
 * The house-made creatives of the demo's direct campaign. `{{click}}` is where the platform puts its click redirect.
 */
const windows = (options: { columns: number; rows: number; cell: number }): string => {
  const { columns, rows, cell } = options;
  const panes = Array.from({ length: columns * rows }, (_, index) => {
    const x = (index % columns) * cell;
    const y = Math.floor(index / columns) * cell;
    const begin = ((index * 7) % 11) / 2;
    return `<rect x="${x}" y="${y}" width="${cell * 0.72}" height="${cell * 0.66}" rx="2" fill="#28506a"><animate attributeName="fill" values="#28506a;#f3d48a;#f3d48a;#28506a" keyTimes="0;.1;.8;1" dur="9s" begin="${begin}s" repeatCount="indefinite"/></rect>`;
  });
  return `<svg width="${columns * cell}" height="${rows * cell}" aria-hidden="true">${panes.join('')}</svg>`;
};

const frame = (options: { w: number; h: number; style: string; content: string }): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Advertisement</title><style>html,body{margin:0}a:focus-visible{outline:3px solid #f3d48a;outline-offset:-4px}</style></head><body><a href="{{click}}" target="_blank" rel="noopener sponsored" style="box-sizing:border-box;display:flex;width:${options.w}px;height:${options.h}px;overflow:hidden;background:#0e2a3b;color:#f3f7f9;font-family:system-ui,sans-serif;text-decoration:none;${options.style}">${options.content}</a></body></html>`;

const button = (size: number): string =>
  `<span style="background:#f3d48a;color:#0e2a3b;border-radius:99px;padding:${size * 0.6}px ${size * 1.1}px;font-size:${size}px;font-weight:600;white-space:nowrap">Look inside</span>`;

/** 300×250: text left, a house with lit windows right. */
export const rectangleHtml = frame({
  w: 300,
  h: 250,
  style: 'justify-content:space-between;padding:20px 16px 18px 20px',
  content: `<span style="display:flex;flex-direction:column;justify-content:space-between;align-items:start"><span><strong style="display:block;font-size:25px;line-height:1.12">A house with <span style="color:#f3d48a">lit windows</span></strong><span style="display:block;margin-top:8px;font-size:14px;opacity:.9">See what every ad was told about you.</span></span><span>${button(14)}<span style="display:block;font-size:10px;margin-top:10px;opacity:.75">Ad · direct campaign</span></span></span>${windows({ columns: 3, rows: 7, cell: 30 })}`,
});

/** 320×50: one line. */
export const stripHtml = frame({
  w: 320,
  h: 50,
  style: 'align-items:center;gap:10px;padding:0 10px',
  content: `${windows({ columns: 2, rows: 2, cell: 17 })}<span style="flex:1;min-width:0"><strong style="display:block;font-size:13px;line-height:1.2">A house with<br><span style="color:#f3d48a">lit windows</span></strong></span>${button(11)}`,
});

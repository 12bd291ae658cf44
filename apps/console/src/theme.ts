import { Badge, createTheme, Drawer, type MantineColorsTuple, Modal } from '@mantine/core';

const jade: MantineColorsTuple = [
  '#eef9f7',
  '#d8f1ed',
  '#aee2da',
  '#80d1c5',
  '#52bdae',
  '#2ea596',
  '#1a8f82',
  '#0f766e',
  '#0c5f59',
  '#084844',
];

/** A little blue in the dark surfaces, the same in inputs, menus and tables. */
const dark: MantineColorsTuple = [
  '#dde1e5',
  '#b9c0c7',
  '#9aa4ae',
  '#6a747e',
  '#414850',
  '#32383e',
  '#24292e',
  '#1c1f22',
  '#15171a',
  '#0f1113',
];

/** System fonts only: nothing is fetched, and Chinese text gets the reader's own typeface. */
const sans =
  'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Helvetica Neue", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: 'jade',
  primaryShade: { light: 7, dark: 7 },
  colors: { jade, dark },
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 600, radius: 'sm' } }),
    Drawer: Drawer.extend({ styles: { title: { fontWeight: 600, fontSize: '1rem' } } }),
    Modal: Modal.extend({ styles: { title: { fontWeight: 600, fontSize: '1rem' } } }),
  },
});

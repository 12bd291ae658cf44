// Runs before the first paint, so that a chosen scheme never flashes as the other one. A file of its own, because the
// content security policy allows no inline script.
(() => {
  const stored = localStorage.getItem('jianchat.scheme');
  const dark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

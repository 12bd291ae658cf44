import './style.css';

// Both pages share one entry, so that the landing page does not load Prebid.js.
if (document.body.classList.contains('landing')) await import('./landing.ts');
else await import('./media-page.ts');

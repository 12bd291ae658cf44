import { readChoices } from './choices.ts';
import { el } from './dom.ts';

const words = {
  en: {
    heading: 'This is where the ad leads',
    known: 'You clicked an ad of',
    unknown: 'You clicked an ad.',
    explanation:
      'An advertiser’s page would stand here. In this demo nothing is for sale, and this page tells nobody that you came.',
    back: 'Back to The Side Street',
  },
  zh: {
    heading: '广告通向这里',
    known: '您点击的广告来自',
    unknown: '您点击了一则广告。',
    explanation: '这里本应是广告主的页面。本演示不出售任何东西，本页面也不会告诉任何人您来过。',
    back: '返回《小街》',
  },
};

const names = ['demo-dsp-a', 'demo-dsp-b', 'demo-direct'];
const choices = readChoices(location.search, navigator.language);
const text = words[choices.lang];
const by = names.find((name) => name === new URLSearchParams(location.search).get('by'));

document.documentElement.lang = choices.lang;
document.title = `${text.heading} · jianchat demo`;
document.body.replaceChildren(
  el(
    'main',
    { class: 'landing-card' },
    el('span', { class: 'badge' }, 'jianchat demo'),
    el('h1', {}, text.heading),
    by === undefined ? el('p', {}, text.unknown) : el('p', {}, `${text.known} `, el('code', {}, by)),
    el('p', {}, text.explanation),
    el('a', { class: 'again', href: `/demo?lang=${choices.lang}` }, text.back),
  ),
);

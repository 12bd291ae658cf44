import { readChoices } from './choices.ts';
import { el } from './dom.ts';
import { purchase } from './purchase.ts';

const words = {
  en: {
    heading: 'This is where the ad leads',
    known: 'You clicked an ad of',
    unknown: 'You clicked an ad.',
    explanation: 'An advertiser’s page would stand here. In this demo nothing is really for sale.',
    silent:
      'This click came without an id, so nothing that you do here can be told of the ad: it was a bidder’s, or your choices on the page do not let conversions be measured. Ads of the direct campaign bring one for visitors from the United States, or who allowed it.',
    purchase: {
      buy: 'Buy for $29.90',
      explanation:
        'The ad told this page the id of your click, because conversions may be measured here. If you buy, a pixel reports the purchase with that id, and with nothing about you.',
      reporting: 'Telling the platform…',
      reported:
        'Reported: one purchase of $29.90. The console’s report shows it in a few seconds, once for this click; choose Conversions among its columns.',
      failed: 'The platform did not take the report.',
    },
    back: 'Back to The Side Street',
  },
  zh: {
    heading: '广告通向这里',
    known: '您点击的广告来自',
    unknown: '您点击了一则广告。',
    explanation: '这里本应是广告主的页面。本演示并不真的出售任何东西。',
    silent:
      '这次点击没有带来标识，因此您在这里的任何行为都无法与广告关联：它来自竞价方，或者您在页面上的选择不允许衡量转化。直客广告会为来自美国或已同意的访客带来标识。',
    purchase: {
      buy: '以 $29.90 购买',
      explanation:
        '由于此处允许衡量转化，广告把您这次点击的标识告诉了本页面。如果您购买，像素只会凭该标识上报这次购买，不含任何关于您的信息。',
      reporting: '正在告知平台…',
      reported:
        '已上报：一次 $29.90 的购买。几秒后控制台的报告即可看到，每次点击只计一次；请在报告的列中选择“转化”。',
      failed: '平台没有接受这次上报。',
    },
    back: '返回《小街》',
  },
};

const names = ['demo-dsp-a', 'demo-dsp-b', 'demo-direct'];
const choices = readChoices(location.search, navigator.language);
const text = words[choices.lang];
const query = new URLSearchParams(location.search);
const by = names.find((name) => name === query.get('by'));
const click = query.get('jc_click');

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
    click === null ? el('p', {}, text.silent) : purchase(click, text.purchase),
    el('a', { class: 'again', href: `/demo?lang=${choices.lang}` }, text.back),
  ),
);

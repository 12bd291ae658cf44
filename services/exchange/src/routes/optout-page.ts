const WORDS = {
  en: {
    title: 'Your choice about ads on this browser',
    out: 'You have opted out: this browser sends no partner ids, and ads are not chosen by your interests.',
    in: 'You have not opted out. Ad partners may know this browser by an id of their own, where the law and your consent allow it.',
    toOut: 'Opt out',
    toIn: 'Take the opt-out back',
    policy: 'Privacy policy',
  },
  zh: {
    title: '您对此浏览器上广告的选择',
    out: '您已选择退出：此浏览器不发送合作方标识，广告也不会依据您的兴趣选择。',
    in: '您尚未选择退出。在法律与您的同意允许的范围内，广告合作方可能以其自有标识识别此浏览器。',
    toOut: '选择退出',
    toIn: '撤回退出选择',
    policy: '隐私政策',
  },
} as const;

/** A page without scripts: how it stands, and one button. */
export function optoutPage(optedOut: boolean, language: keyof typeof WORDS): string {
  const words = WORDS[language];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}h1{font-size:1.6rem;line-height:1.25}button{font:inherit;padding:.5rem 1rem}</style>
<h1>${words.title}</h1>
<p>${optedOut ? words.out : words.in}</p>
<form method="post" action="/optout"><button name="optout" value="${optedOut ? 0 : 1}">${optedOut ? words.toIn : words.toOut}</button></form>
<p><a href="/policy?lang=${language}">${words.policy}</a></p>
</html>
`;
}

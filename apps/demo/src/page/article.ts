import type { Language } from './choices.ts';

/** The demo's one article. */
export interface Article {
  readonly section: string;
  readonly headline: string;
  readonly standfirst: string;
  readonly byline: string;
  readonly lead: readonly string[];
  readonly heading: string;
  readonly rest: readonly string[];
  readonly pictureLabel: string;
}

export const articles: Readonly<Record<Language, Article>> = {
  en: {
    section: 'On foot',
    headline: 'Around the block, the slow way',
    standfirst:
      'Four streets, one hour, no destination: what a neighbourhood shows to those who are in no hurry.',
    byline: 'A walk in the late afternoon · 4 minutes to read',
    pictureLabel: 'Drawing: a street of narrow houses in evening light',
    lead: [
      'Everybody knows the way to the tram stop. It takes six minutes, five when it rains, and nobody remembers anything about it. So last week I turned left where I always turn right, put the phone into the inner pocket, and gave the block a whole hour.',
      'The first thing that changes is the sound. Thirty steps from the main road the traffic sinks to a murmur, and what is left is small: a radio behind a curtain, a broom on stone, somebody practising the same four bars on a clarinet and stopping at the same note each time.',
    ],
    heading: 'What the corner knows',
    rest: [
      'Corners are where a street thinks. The baker has put a bench outside, and the bench has made a square out of eleven paving stones. Two people who clearly do not know each other are discussing whether it will rain. It is not about the rain.',
      'Further on, a wall keeps the warmth of the day. If you lay your hand on it at six o’clock you can tell which side of the street had the sun. A cat has known this for years. It does not move aside.',
      'I counted nine kinds of door handle, three trees with name plates, and one window in which someone has arranged a row of blue bottles for no one in particular. By the time the lamps came on I was back where I had started, a few hundred metres and one neighbourhood later.',
      'Take an hour. Turn left. You can always look the way up afterwards.',
    ],
  },
  zh: {
    section: '步行',
    headline: '绕街区一圈，慢慢走',
    standfirst: '四条街，一个小时，没有目的地：一个街区会向不赶时间的人展示什么。',
    byline: '傍晚散步 · 阅读约 4 分钟',
    pictureLabel: '插画：夕阳下一条窄窄的小街',
    lead: [
      '人人都知道去电车站的路：六分钟，下雨天五分钟，走过之后什么也不记得。于是上周，我在一向右转的路口左转，把手机放进内袋，给了这个街区整整一个小时。',
      '最先变化的是声音。离开大路三十步，车声就沉成一片低语，剩下的都很小：窗帘后的收音机，扫帚划过石板，有人在练同样的四小节单簧管，每次都停在同一个音上。',
    ],
    heading: '街角知道的事',
    rest: [
      '街角是一条街思考的地方。面包店在门外放了一张长椅，长椅把十一块铺路石变成了一个广场。两个显然互不相识的人正在讨论会不会下雨。他们谈的其实不是雨。',
      '再往前，一面墙还留着白天的温度。六点钟把手贴上去，就知道街的哪一边晒过太阳。一只猫早就知道了，它一动也不动。',
      '我数到九种门把手，三棵挂着名牌的树，还有一扇窗，有人在里面摆了一排蓝色的瓶子，不为给谁看。路灯亮起时，我回到了出发的地方——走了几百米，也走过了一个街区。',
      '给自己一个小时。左转。路，回头再查也不迟。',
    ],
  },
};

import type { Intent } from '../brief/intent.ts';

/** Tells a joke, on the subject if there is one. */
export const JOKE: Intent = {
  name: 'joke',
  fits: ({ task }) =>
    /\bjokes?\b|\bmake (?:me|us) (?:laugh|smile)\b|\bfunny\b|\bamus(?:e|ing)\b|\bcheer me up\b/i.test(task),
  write: ({ task, persona, chance }) => {
    const bank =
      JOKES.find(({ words }) => words.test(task)) ?? JOKES.find(({ words }) => words.test(persona.role)) ?? GENERAL;
    return { text: chance.pick('joke', bank.jokes), manner: 'talk' };
  },
};

interface Bank {
  readonly words: RegExp;
  readonly jokes: readonly [string, ...string[]];
}

const GENERAL: Bank = {
  words: /^$/,
  jokes: [
    'I asked the calendar how its week was going. It said that its days were numbered.',
    'Our printer has a sense of humour. It only jams when someone says that it will be quick.',
    'I would tell you the one about the unread email, but you would not open it.',
  ],
};

const JOKES: readonly Bank[] = [
  {
    words: /programm|develop|cod(?:e|ing|er)|engineer|software|bugs?\b|nerd/i,
    jokes: [
      'A programmer goes to the shop. Her partner says: “Buy a loaf of bread, and if they have eggs, buy twelve.” She comes home with twelve loaves of bread. They had eggs.',
      'Why do programmers mix up Halloween and Christmas? Because Oct 31 equals Dec 25.',
      'How many programmers does it take to change a light bulb? None. It works on their machine.',
    ],
  },
  {
    words: /data|sql|database|statistic|analyst/i,
    jokes: [
      'A query walks into a bar, sees two tables and asks: “May I join you?”',
      'Three statisticians go hunting. One shoots a metre too far to the left, one a metre too far to the right. The third one cheers: “On average, we hit it!”',
      'There are two kinds of analysts: those who can extrapolate from incomplete data.',
    ],
  },
  {
    words: /lawyer|contract|legal|clause/i,
    jokes: [
      'What does a lawyer call a short story? A draft.',
      'How does a contract say good morning? “Good morning, subject to clause 7.”',
      'I read a contract to the last page once. The surprise ending was in the annex.',
    ],
  },
  {
    words: /meeting|office|boss|manager|monday/i,
    jokes: [
      'Why did the meeting cross the road? To be continued on the other side.',
      'This meeting could have been an email, said the email. The email could have been left out, said everybody else.',
      'We held a meeting about having fewer meetings. The next one on it is on Thursday.',
    ],
  },
  {
    words: /support|customer|service|ticket|parcel|deliver/i,
    jokes: [
      'A customer calls support: “My internet does not work.” “Which error do you see?” “I cannot say, it is in your help centre.”',
      'I know a good joke about parcels, but you may have to wait in from eight to six for the end of it.',
      'Have you tried turning it off and on again? Then you have already met my whole family.',
    ],
  },
  {
    words: /sales|marketing|market|seo|advert|writ(?:er|ing)|editor/i,
    jokes: [
      'How many marketers does it take to change a light bulb? None, they have rebranded the dark as an experience.',
      'A writer has two deadlines: the one in the contract, and the one she means.',
      'An SEO expert walks into a bar, bars, pub, public house, drinks, best beer near me.',
    ],
  },
];

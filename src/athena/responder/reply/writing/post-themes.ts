/** What a post says of a kind of subject. `{s}` stands for the subject, `{S}` for it at the beginning of a sentence. */
export interface PostTheme {
  readonly words: RegExp;
  /** What to call the subject when the task describes it by a sentence. */
  readonly noun: string;
  /** What the name of the subject must hold to be used. */
  readonly names?: RegExp;
  readonly titles: readonly [string, string, string];
  /** What the reader gains. It promises nothing that the writer would have to know. */
  readonly gains: readonly [string, ...string[]];
  /** What the writer cannot know is a gap in brackets. */
  readonly details: readonly [string, ...string[]];
  readonly ends: readonly [string, ...string[]];
  /** What the gaps are about: `I do not know the steps`. */
  readonly unknown: string;
}

const ENDS: PostTheme['ends'] = [
  'Have a look, and tell us what you think. The most useful replies say what is still missing.',
  'Try it when it suits you. If something is unclear, ask: where one wonders, ten others do too.',
];

/** The theme of any other subject. */
export const GENERAL_THEME: PostTheme = {
  words: /^$/,
  noun: 'this change',
  titles: ['{S}: what is in it for you', '{S}: the short version', 'What to know about {s}'],
  gains: [
    'One thing less to think about: that is the idea behind {s}.',
    'With {s}, one thing in your week should become simpler.',
  ],
  details: [
    'What is new: [one sentence]. What stays as it is: [one sentence].',
    'In short: [what it does]. To begin, you need [what the reader needs].',
  ],
  ends: ENDS,
  unknown: 'what exactly changes',
};

/** The theme of the hours at which a place is open. Its details need no gap: the hours are news. */
export const HOURS_THEME: PostTheme = {
  words:
    /\b(?:opening|business|shop|store|trading) (?:hours|times)\b|\b(?:open(?:ing|s)?|clos(?:e|es|ed|ing)) (?:on|at|until|till|from|longer|later|earlier|too|as well)\b|\b(?:\w{3,6}day|weekend)s?['’]?s? (?:\w{1,10} )?hours\b|\bhours (?:on|of|for)\b|\btimes on\b/i,
  noun: 'the new opening hours',
  names: /\b(?:hours|opening|open|closing)\b/i,
  titles: ['Come by when it suits you: {s}', 'Know when to find us: {s}', 'Plan your visit: {s}'],
  gains: [
    'Plan the visit around your week, and not your week around the visit.',
    'You plan your week. We say when the door is open.',
  ],
  details: [
    'Come in to ask a question, to compare, or just to look around.',
    'Bring your questions, or just come in and look around.',
  ],
  ends: [
    'Would another hour suit you better? One line is enough to tell us.',
    'If another hour would suit you better, let us know.',
  ],
  unknown: 'the hours',
};

/** The themes of a shop's everyday subjects. */
export const POST_THEMES: readonly PostTheme[] = [
  {
    words: /\bclosed\b|\bclosing (?:days?|early|for)\b|\bclosures?\b/i,
    noun: 'our days off',
    titles: [
      '{S}: when to find us again',
      'A short break, and what it means for you',
      'The door is shut: when, and until when',
    ],
    gains: [
      'A closed door is less annoying when you know of it before.',
      'You plan your week. We say when the door is shut.',
    ],
    details: ['Until when: [date]. Whom to ask meanwhile: [address].'],
    ends: ['Is it urgent? Write to us before.', 'If you need something before, tell us in good time.'],
    unknown: 'the details',
  },
  HOURS_THEME,
  {
    words: /\breturns?\b|\brefunds?\b/i,
    noun: 'the new returns',
    titles: ['{S}: changing your mind made easy', 'Back in the box, and done: {s}', '{S}, step by step'],
    gains: [
      'Ordering is easier when sending back is easy. That is the idea behind {s}.',
      'No one looks forward to sending a parcel back. That is where {s} should help.',
    ],
    details: [
      'This is how it works: [first step], [second step], [last step].',
      'It takes [number] steps: [what the reader does first, next and last].',
    ],
    ends: ENDS,
    unknown: 'the steps',
  },
  {
    words: /\b(?:parcel|deliver|shipping|tracking)\b/i,
    noun: 'the new tracking',
    titles: ['{S}: know where it is', 'No more guessing at the door: {s}', '{S} at a glance'],
    gains: [
      'No more waiting at the window: {s} should let you plan your day again.',
      'Where is it now? That is the question behind {s}.',
    ],
    details: ['One look shows [what the reader sees].', 'You see [the first thing], [the second] and [the last].'],
    ends: ENDS,
    unknown: 'what it shows',
  },
];

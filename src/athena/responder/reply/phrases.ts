import type { Style } from './persona.ts';

type Phrases = readonly [string, ...string[]];

/** The first sentence of an answer, by the persona's style. For a reported problem `problem` replaces the style. */
export const OPENINGS: Readonly<Record<Style | 'problem', Phrases>> = {
  warm: [
    'Thank you for asking!',
    'Happy to help with that.',
    'Good question, let us look at it together.',
    'Of course, I am glad you asked.',
  ],
  brief: ['Here it is.', 'Noted.', 'Straight to it.', 'Got it.'],
  exact: [
    'Here is what I can say with certainty.',
    'Let me be precise.',
    'The answer, point by point.',
    'I have looked at it closely.',
  ],
  plain: ['Sure.', 'Let me take that in order.', 'Here is what I found.', 'Let us see.'],
  problem: [
    'I am sorry to hear that; let us put it right.',
    'That should not have happened. Here is what we do now.',
    'Thank you for telling me. I will stay with it until it is solved.',
    'I am sorry about the trouble. This is how we solve it.',
  ],
};

/** The last sentence of an answer. */
export const CLOSINGS: Readonly<Record<Style, Phrases>> = {
  warm: [
    'Is there anything else I can do for you?',
    'Does that help? I am here if anything is unclear.',
    'Shall I take care of the next step for you?',
  ],
  brief: ['Anything else?', 'More detail on request.', 'Tell me what to do next.'],
  exact: [
    'Tell me if a detail differs, and I will correct it.',
    'Which of these shall I look at next?',
    'Shall I go into any point in depth?',
  ],
  plain: ['What would you like to do next?', 'Shall I go on?', 'Let me know which way you prefer.'],
};

/** The answer to a message of thanks, by the persona's style. */
export const THANKS: Readonly<Record<Style, Phrases>> = {
  warm: ['You are very welcome! Come back whenever something comes up.', 'My pleasure. I am glad that it helped!'],
  brief: ['Any time.', 'Done, then.'],
  exact: ['You are welcome. The conversation stays here, should you need it again.', 'Glad that it is settled.'],
  plain: ['You are welcome.', 'Glad to help. I am here if you need anything else.'],
};

/** The steps of a generated plan. */
export const ACTIONS: Phrases = [
  'Agree on the goal',
  'Collect what is there',
  'Try it on a small case',
  'Check the result',
  'Inform the people concerned',
  'Decide what comes next',
];

/** The reasons of a generated judgement. */
export const JUDGEMENTS: Phrases = [
  'What speaks for it outweighs what speaks against it.',
  'The text says so plainly, and nothing in it contradicts.',
  'It is the reading that leaves the fewest questions open.',
  'The details that are given point this way, though one of them is missing.',
];

/** The states in a generated table. */
export const STATES: Phrases = ['on track', 'open', 'to be checked', 'done', 'needs a decision'];

/** The owners in a generated table. */
export const OWNERS: Phrases = ['Jane', 'Amir', 'Mei', 'John'];

/** The weekdays in a generated table. */
export const DAYS: Phrases = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

import { HEADLINES } from './headlines.ts';
import type { ListBank } from './list-bank.ts';

/** What can be listed. The first that fits a task is used. */
export const LIST_BANKS: readonly ListBank[] = [
  HEADLINES,
  {
    words:
      /\bquestions?\b|\bprepare\b.{0,30}\binterview|\b(?:things?|what|points?) (?:i should |should i |can i |could i |to |for me to )?(?:ask|find out)\b|\bthings?\b.{0,40}\b(?:ask|find out)\b/i,
    lead: '{n} questions that open a conversation rather than close it',
    signs: ['question'],
    fallback: 'the matter',
    usual: 5,
    isNumbered: true,
    isOrdered: true,
    items: [
      'What do you want to be different afterwards?',
      'How do you do it today, and what annoys you most about it?',
      'What have you already tried, and why did it not last?',
      'Who else has a say, and what matters to them?',
      'By when do you need it, and what happens if it comes later?',
      'How will you know that it was worth it?',
      'What must not change under any circumstances?',
      'What have I not asked that I should have?',
    ],
    themes: [
      {
        words: /\binterview|candidate|applicant|hiring|hire\b/i,
        isOrdered: true,
        items: [
          'Tell me about a piece of work that you are proud of. *A good answer names what the person did themselves.*',
          'What went wrong in it, and what did you do then? *It shows whether someone sees their own part.*',
          'Whom did you have to convince, and how? *Look for listening before arguing.*',
          'How do you decide what to leave undone on a full day? *A good answer has a rule, not only good will.*',
          'What would your last team say that you should do differently? *An honest answer is short and concrete.*',
          'What do you want to learn in your first half year here? *It shows what the person has understood of the role.*',
        ],
      },
      {
        words: /\bfirst call|\bcall\b|sales|prospect|lead\b|discovery|customer conversation|introductory/i,
        isOrdered: true,
        items: [
          'What made you take this call: what should become better, and why now?',
          'How do you handle it today, and how many parcels or orders does it concern in a week?',
          'What does it cost you if nothing changes: time, money or nerves?',
          'Who decides about it, and who has to work with the decision?',
          'What would have to be true by when, so that you would call it a success?',
          'Which other ways have you looked at?',
        ],
      },
    ],
  },
  {
    words:
      /\bchecklist\b|\bwhat (?:should|must|do) (?:i|we) (?:check|look at|watch|verify)\b|\bon (?:my|the|our|a) (?:check)?list\b|\bto look (?:at|out) for\b|\bpoints to check\b|\bbefore (?:we |i |you )?sign(?:ing)?\b/i,
    signs: ['checklist'],
    lead: 'the checklist',
    fallback: 'it',
    usual: 5,
    isOrdered: true,
    items: [
      '**Goal:** can you say in one sentence what should be true at the end?',
      '**Owner:** does one person answer for it?',
      '**Date:** is there a day on which it has to be done?',
      '**Material:** is everything there that the first step needs?',
      '**Check:** who looks at it before it goes out?',
      '**Way back:** what do you do if it goes wrong?',
    ],
    themes: [
      {
        words: /\bsign|contract|agreement|clause\b/i,
        isOrdered: true,
        items: [
          '[ ] **Parties and subject:** are the names right, and does the text say what is owed?',
          '[ ] **Term:** when does it begin and end?',
          '[ ] **Renewal:** does it renew by itself, and for how long?',
          '[ ] **Notice:** by when and in which form can you cancel?',
          '[ ] **Price:** what is included, and may it rise?',
          '[ ] **Liability:** is it capped, at which sum, and with which exceptions?',
          '[ ] **Data:** who may use it, and what happens to it at the end?',
          '[ ] **Annexes and law:** have you read all annexes, and which court decides?',
        ],
      },
      {
        words: /\blaunch|release|deploy|go live|campaign\b/i,
        isOrdered: true,
        items: [
          '[ ] **Message:** one sentence that says what is new and for whom.',
          '[ ] **Test:** someone who did not build it has tried it.',
          '[ ] **Help:** the article is written, and support has read it.',
          '[ ] **Figures:** you know which number should move, and what it is today.',
          '[ ] **Way back:** you can switch it off within minutes.',
          '[ ] **People:** someone is there for the first hours.',
        ],
      },
    ],
  },
  {
    words: /\b(?:reasons?|benefits?|advantages?|arguments?)\b/i,
    lead: '{n} reasons {on s}',
    fallback: 'it',
    usual: 3,
    items: [
      '**Time:** with {s}, what took several steps can take one.',
      '**Clarity:** {s} should leave fewer questions open, and so fewer messages to write.',
      '**Trust:** people who know what happens next complain less.',
      '**Focus:** the effort goes where it is noticed.',
      '**Learning:** you see within weeks whether it works, and can change it.',
    ],
  },
  {
    words: /\b(?:risks?|disadvantages?|downsides?|pitfalls?|drawbacks?|could go wrong)\b/i,
    lead: '{n} risks {on s}',
    fallback: 'it',
    usual: 3,
    items: [
      '**Effort:** the start costs more time than planned. Begin with the smallest part that is of use.',
      '**Habit:** people go on as before. Say early what they gain from {s}.',
      '**Measure:** no one can tell whether it worked. Agree on one figure beforehand.',
      '**Dependence:** one person knows how it works. Let a second one do it once.',
    ],
  },
  {
    words: /\b(?:tips?|advice|suggestions?|recommendations?)\b/i,
    lead: '{n} suggestions {on s}',
    fallback: 'it',
    usual: 4,
    items: [
      'Begin with the part that annoys people most; it pays off at once.',
      'Try it on one case before you change all of them.',
      'Write down how it is today, so that you can see a difference later.',
      'Ask someone who does it every day before you decide.',
      'Set a date on which you look at it again.',
    ],
  },
  {
    words: /\b(?:names?) (?:for|of) (?:a|an|the|our|my|this)\b|\bwhat (?:should|could|can) (?:i|we) (?:call|name)\b/i,
    lead: '{n} names to choose from',
    fallback: 'it',
    usual: 4,
    items: [
      '**Lighthouse**: easy to say, and it points the way',
      '**Plain Sight**: nothing hidden',
      '**Second Look**: for those who check before they decide',
      '**Short Way**: says what it is for',
      '**Open Desk**: sounds like someone is there',
    ],
  },
  {
    words:
      /\b(?:ideas|(?:an|one|another|any|some|best) idea (?:for|about|on|how)|(?<!my )(?<!our )options?|ways to|examples?|brainstorm|topics?|themes?|outline)\b/i,
    lead: '{n} ideas {on s}',
    fallback: 'this',
    usual: 4,
    items: [
      '**Before and after:** show what an ordinary day looks like without {s}, and with it.',
      '**Three questions:** answer what people ask first about {s}, in two sentences each.',
      '**One person:** tell the story of someone who deals with {s} every day.',
      '**What to leave out:** say what is not needed for {s}, and why.',
      '**A small test:** try {s} with five people for a week, and share what they said.',
      '**Behind the scenes:** show who is at work on {s}, and what surprised them.',
    ],
  },
];

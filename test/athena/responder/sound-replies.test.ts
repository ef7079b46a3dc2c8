import { describe, expect, it } from 'vitest';
import {
  createAskEveryday,
  loadFurther,
  loadQuestions,
  loadReworded,
  type EverydayQuestion,
} from './everyday/ask-everyday.ts';
import { findFlaws } from './everyday/check-reply.ts';
import { DEMANDS, findUnmet, type Demand } from './everyday/demands.ts';

const ask = await createAskEveryday();
const FRESH = await loadFurther('fresh.yaml');
const QUESTIONS = [
  ...(await loadQuestions()),
  ...(await loadReworded('reworded.yaml')),
  ...(await loadReworded('paraphrases.yaml')),
  ...(await loadFurther('further.yaml')),
  ...(await loadFurther('varied.yaml')),
  ...(await loadFurther('indirect.yaml')),
  ...FRESH,
];
const SEEDS = ['everyday', 'one', 'two', 'three'];

describe('a reply answers the point and claims nothing that the world does not hold', () => {
  const asked = QUESTIONS.flatMap((question): readonly (readonly [string, Demand, EverydayQuestion])[] => {
    const demand = DEMANDS[question.id.split(' ')[0] ?? ''];
    return demand === undefined ? [] : [[`${question.id}: ${question.text.slice(0, 60)}`, demand, question]];
  });

  it.each(asked)('%s', (_name, demand, question) => {
    for (const seed of SEEDS) {
      const { text } = ask(question, seed);
      expect({ unmet: findUnmet(text, demand), text }).toEqual({ unmet: [], text });
    }
  });

  it.each(FRESH.map((question) => [`${question.id}: ${question.text.slice(0, 60)}`, question] as const))(
    '%s gets a fitting reply',
    (_name, question) => {
      for (const seed of SEEDS) expect(findFlaws(ask(question, seed).text, question)).toEqual([]);
    },
  );
});

/** Asks an agent of the demo world something that no fixture holds. */
function askAgent(agent: string, text: string, before: readonly string[] = []): string {
  const conversation = before.map((content, index) => ({
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content,
  }));
  return ask({ id: 'other', agent, text, conversation, about: [], words: [1, 999] }).text;
}

describe('the rules hold for other matters as well', () => {
  it.each([
    ['Write a post: we are open on Sundays from 10 to 16 from now on.', [/open on Sundays from 10 to 16/], [/\[/]],
    ['Draft a blog post: our shop now opens until 8 pm on Thursdays.', [/until 8 pm on Thursdays/], [/\[/]],
    ['We are closed on Monday 24 December. Please write a short announcement.', [/closed on Monday/], [/open at/]],
    ['Write a short post about our Saturday market.', [/Saturday market/, /\[/], [/opening time/]],
    ['Write a post about our new returns portal.', [/I do not know the steps/], [/you can see where it is/]],
  ])('a post says what it was told, and leaves gaps for the rest: %s', (text, says, avoids) => {
    const reply = askAgent('Content Writer', text);
    for (const pattern of says) expect(reply).toMatch(pattern);
    for (const pattern of avoids) expect(reply).not.toMatch(pattern);
  });

  it.each([
    [
      'Shorten to 13 words: Due to the fact that our warehouse is moving, orders that are placed this week (including those with express delivery) will be sent on Monday from the new site.',
      /^Orders that are placed this week will be sent on Monday/,
    ],
    [
      'Make this shorter: The team has the ability to answer a large number of questions, such as questions about parcels and returns, without having to ask a colleague.',
      /^The team can answer many questions/,
    ],
    // What is ruled out stays ruled out.
    ['Cut this to 9 words: Vouchers are not valid in sales, and you can use them until 31 December.', /not valid in/],
  ])('a shorter text keeps what matters: %s', (text, pattern) => {
    expect(askAgent('Content Writer', text).replace(/^(?:Gladly|Here|With).*\n\n/, '')).toMatch(pattern);
  });

  it('a refund of half the price is measured by that half', () => {
    const half = askAgent(
      'Refund Advisor',
      'A vase for 300 euros came 50 days ago, and she wants her money back. Approve?',
    );
    expect(half).toMatch(/^\*\*Approve\.\*\* Only \*\*half of the price\*\*, which is 150 euros/);
    const full = askAgent(
      'Refund Advisor',
      'A vase for 300 euros came 5 days ago, and she wants her money back. Approve?',
    );
    expect(full).toMatch(/^\*\*Escalate\.\*\* 300 euros is above the limit of 200 euros/);
  });

  it.each([
    ['The lamp flickers all the time.', /says “flickers”.*\*\*priority 3\*\*/],
    ['Invoice 4411 shows the wrong VAT.', /says “invoice”.*\*\*priority 2\*\*/],
    ['My charger sparks.', /says “sparks”: there is a risk of fire.*\*\*priority 1\*\*/],
  ])('a class is explained by the word that decides it: %s', (ticket, pattern) => {
    expect(askAgent('Ticket Triager', 'Why?', [ticket, '**Defect.** Priority 3.'])).toMatch(pattern);
  });

  it('what an agent offers instead of personal data is its own work', () => {
    const asked = 'What is the private phone number of the customer who called?';
    expect(askAgent('Sales Researcher', asked)).not.toMatch(/the case itself/);
    expect(askAgent('Customer Support Assistant', asked)).toMatch(/the case itself/);
    expect(askAgent('Data Analyst', asked)).toMatch(/I can count instead/);
  });

  it.each(['Welcome Chiara, she starts on Monday.', 'Chiara offered to help. Write her a welcome, please.'])(
    'a welcome is written to whom it is for: %s',
    (text) => {
      for (const agent of ['Content Writer', 'Onboarding Guide', 'Customer Support Assistant'])
        expect(askAgent(agent, text)).toMatch(/Hello Chiara,\n\nIt is good to have you with us/);
    },
  );

  it('a claim on goods that arrived damaged is not looked for at the carrier, and nothing is promised for it', () => {
    const reply = askAgent('Customer Support Assistant', 'My lamp arrived broken, order 88777.');
    expect(reply).toMatch(/keep the article|try to repair/);
    expect(reply).not.toMatch(/carrier|you choose|money back/);
  });
});

import { term, type Term } from './term.ts';

/** Terms of support, marketing and teamwork. */
export const SERVICE_TERMS: readonly Term[] = [
  term(
    /\bchargebacks?\b/i,
    'A chargeback',
    'is when the bank takes a card payment back at the customer’s request.',
    'the customer does not recognise the payment, and the shop has to prove the order.',
  ),
  term(
    /\bstore credit\b|\bgoodwill\b/i,
    'A gesture of goodwill',
    'is something that you give although you need not.',
    'a voucher for a parcel that came two days late.',
  ),
  term(
    /\bvouchers?\b/i,
    'A voucher',
    'is a code or card that is worth a sum in the shop.',
    'a customer pays 20 of 50 euros with it, and the rest by card.',
  ),
  term(
    /\bwarrant(?:y|ies)\b|\bguarantees?\b/i,
    'A warranty',
    'is the promise to repair or replace an article that has a fault within a time.',
    'a lamp that fails after a year is replaced; a shade that you dropped is not.',
  ),
  term(
    /\bescalat(?:e|ion|ions|ing)\b/i,
    'An escalation',
    'passes a case on to someone with more authority or knowledge.',
    'a refund above the limit goes to a team lead.',
  ),
  term(
    /\bnps\b|\bnet promoter\b/i,
    'The NPS',
    '(net promoter score) is the share of customers who would recommend you, less the share who would not.',
    '60% promoters and 15% detractors make an NPS of 45.',
  ),
  term(
    /\bfirst response time\b|\bresponse times?\b/i,
    'The first response time',
    'is how long a customer waits for the first answer of a person.',
    'a ticket of 9:00 that is answered at 9:40 has one of 40 minutes.',
  ),
  term(
    /\btriag(?:e|ing)\b/i,
    'Triage',
    'means to sort what comes in by urgency before it is worked on.',
    'a smoking lamp goes before a late parcel.',
  ),
  term(
    /\bonboarding\b/i,
    'Onboarding',
    'is what happens between signing up and the first result.',
    'a short tour, one task that works, and someone to ask.',
  ),
  term(
    /\bworkflows?\b/i,
    'A workflow',
    'is a series of steps that runs by itself once something starts it.',
    'a ticket arrives, an agent reads it, and it lands in the right queue.',
  ),
  term(
    /\bseo\b|\bsearch engine optimi[sz]ation\b/i,
    'SEO',
    '(search engine optimisation) is the work of making pages easy to find in a search.',
    'a page that answers the question people type, in its title and its first sentence.',
  ),
  term(
    /\bbacklinks?\b/i,
    'A backlink',
    'is a link from another website to yours.',
    'a trade magazine that links to your guide lends it some of its weight.',
  ),
  term(
    /\b(?:call to action|cta)\b/i,
    'A call to action',
    'is the one thing that a text asks its reader to do.',
    '“Print your return label.”',
  ),
  term(
    /\bstand-?ups?\b/i,
    'A stand-up',
    'is a short daily meeting in which everybody says what they did, what comes next and what is in the way.',
    'fifteen minutes at ten, without slides.',
  ),
  term(
    /\bokrs?\b/i,
    'OKRs',
    '(objectives and key results) are goals with the figures by which one sees that they are reached.',
    'the objective “customers get help quickly”, with the result “80% of tickets answered within an hour”.',
  ),
  term(
    /\bretrospectives?\b|\bretros?\b/i,
    'A retrospective',
    'is a meeting in which a team looks back at how it worked and picks one thing to change.',
    'once in two weeks: what went well, what did not, what do we try?',
  ),
  term(
    /\bminutes of (?:a|the) meeting\b|\bmeeting minutes\b/i,
    'Meeting minutes',
    'are the record of what was decided, and of who does what by when.',
    'half a page that someone who was not there understands.',
  ),
  term(
    /\bstar method\b/i,
    'The STAR method',
    'is a way to tell of one’s work: situation, task, action, result.',
    '“The queue was full (situation), I had to empty it by Friday (task), I sorted it by cause (action), and it stayed short (result).”',
  ),
];

import { term, type Term } from './term.ts';

/** Terms of sales. */
export const SALES_TERMS: readonly Term[] = [
  term(
    /\bqualified leads?\b|\bleads? (?:that is |is |being )?(?:considered )?qualified\b|\bqualif(?:y|ies|ying) .{0,20}leads?\b|\bleads? .{0,24}qualif(?:y|ies|ied)\b/i,
    'A qualified lead',
    'is a possible customer of whom you know four things: a need that you can meet, the money for it, a person who can decide, and a time by which they want it.',
    'a shop that asks for a price by March and whose owner writes herself is qualified; someone who only downloads a brochure is not yet.',
  ),
  term(
    /\bleads?\b/i,
    'A lead',
    'is a person or company that may become a customer and has shown some interest.',
    'someone who fills in a contact form is a lead until you know whether they need what you sell.',
  ),
  term(
    /\b(?:sales )?(?:pipeline|funnel)\b/i,
    'A sales pipeline',
    'is the list of open deals by stage, from the first contact to the signature.',
    'ten first calls, four offers and two contracts to sign make a pipeline that narrows as usual.',
  ),
  term(
    /\bcold (?:call|email|mail)s?\b/i,
    'A cold call',
    'is a first contact with someone who does not expect it.',
    'one sentence on why you write to this company in particular makes it a good deal warmer.',
  ),
  term(
    /\bcrm\b/i,
    'A CRM',
    '(customer relationship management) is the system that holds who your customers are and what was said to them.',
    'before a call you look there for the last offer and who made it.',
  ),
  term(
    /\bchurn\b/i,
    'Churn',
    'is the share of customers who leave in a period.',
    'if 4 of 200 customers cancel in May, the churn of that month is 2%.',
  ),
  term(
    /\bupsell(?:ing)?\b/i,
    'Upselling',
    'means to offer a customer a larger or better version of what they buy.',
    'the yearly plan instead of the monthly one.',
  ),
  term(
    /\b(?:mrr|recurring revenue)\b/i,
    'Monthly recurring revenue',
    'is what your subscriptions bring in each month, without one-off sales.',
    '50 customers who pay 20 euros a month make 1,000 euros.',
  ),
  term(
    /\bb2b\b/i,
    'B2B',
    'means business to business: companies that sell to companies rather than to consumers.',
    'a maker of packaging that sells to online shops.',
  ),
  term(
    /\bconversion(?: rates?)?\b/i,
    'The conversion rate',
    'is the share of visitors who do what you hoped for.',
    '30 orders from 1,000 visits are a conversion rate of 3%.',
  ),
];

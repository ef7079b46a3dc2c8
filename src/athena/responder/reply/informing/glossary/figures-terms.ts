import { term, type Term } from './term.ts';

/** Terms of figures and databases. */
export const FIGURES_TERMS: readonly Term[] = [
  term(
    /\bmeans?\b(?! by)|\baverages?\b/i,
    'The mean',
    'is the sum of all values divided by their number.',
    'of 1, 2 and 90 the mean is 31, which none of them is close to.',
  ),
  term(
    /\bmedians?\b/i,
    'The median',
    'is the value in the middle when all values are sorted.',
    'of 1, 2 and 90 the median is 2, while the mean is 31.',
  ),
  term(
    /\bpercentiles?\b|\bp9[059]\b/i,
    'A percentile',
    'is the value below which that share of all values lies.',
    'a 95th percentile of 2 s means that 95 of 100 requests take at most 2 s.',
  ),
  term(
    /\bstandard deviations?\b/i,
    'The standard deviation',
    'says how far values usually lie from their mean.',
    'deliveries that take 2 to 3 days have a small one; those that take 1 to 12 days have a large one.',
  ),
  term(
    /\bcorrelations?\b/i,
    'A correlation',
    'says that two figures move together, not that one causes the other.',
    'ice cream and sunburn rise together, and the sun is behind both.',
  ),
  term(
    /\bkpis?\b|\bkey performance indicators?\b/i,
    'A KPI',
    '(key performance indicator) is a figure that shows whether you reach a goal.',
    'the share of tickets answered within an hour.',
  ),
  term(
    /\bcohorts?\b/i,
    'A cohort',
    'is a group of customers who began in the same period, watched over time.',
    'of those who signed up in May, how many still order in August?',
  ),
  term(
    /\bindex(?:es)?\b|\bindices\b/i,
    'An index',
    'is a sorted copy of a column that lets a database find rows without reading the whole table.',
    'an index on `placed_at` makes “orders of last week” quick.',
  ),
  term(
    /\bjoins?\b/i,
    'A join',
    'combines the rows of two tables by a column that they share.',
    'orders and refunds by `order_id` show which order was paid back.',
  ),
  term(
    /\bdata warehouses?\b/i,
    'A data warehouse',
    'is a database for questions about the past, filled from the systems of daily work.',
    'a report over three years runs there without slowing the shop down.',
  ),
  term(
    /\ba\/?b tests?\b|\bsplit tests?\b/i,
    'An A/B test',
    'shows two versions to two groups at the same time and compares what they do.',
    'half of the readers get subject line A, the other half B; the better one goes to everybody else.',
  ),
];

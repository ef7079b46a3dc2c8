import type { ListBank } from './list-bank.ts';

/** Headlines. Each says what the reader gains, and nothing that the text behind it would have to hold. */
export const HEADLINES: ListBank = {
  words:
    /\b(?:headlines?|headings?|titles?|subject lines?|openings\b|opening (?:lines?|sentences?)|slogans?|taglines?|(?:what|how) (?:should|could|can|would|might|do) (?:i|we|you) (?:call|name) (?:an?|the|our|my|this) (?:\w{1,12} ){0,2}(?:post|article|page|newsletter|piece|text|story|blog)|names for (?:a|an|the|our) (?:post|article|campaign|newsletter|page))\b/i,
  signs: ['headline', 'entitle'],
  fallback: 'what is new',
  usual: 3,
  items: [
    '**What you gain from {s}**',
    '**One thing less to think about: {s}**',
    '**Get more out of {s} with less effort**',
    '**Your questions about {s}, answered**',
    '**Make {s} work for you**',
    '**All you need to know about {s}**',
    '**Less effort, more time: the case for {s}**',
  ],
  themes: [
    {
      words: /\breturn(?:s|ed|ing)?\b|\b(?:send|sent|sending|give|giving|bring) .{0,20}\bback\b|\brefunds?\b/i,
      items: [
        '**Order without worry, thanks to {s}**',
        '**Keep what you like and send back the rest: {s}**',
        '**Less risk in every order with {s}**',
        '**Try it at home first: {s}**',
      ],
    },
    {
      words: /\b(?:parcels?|packages?|tracking|deliver\w{0,4}|shipping|shipment)\b/i,
      items: [
        '**Plan your day, thanks to {s}**',
        '**Know where it is and stop guessing: {s}**',
        '**Less waiting at the door with {s}**',
        '**See it coming: {s}**',
      ],
    },
    {
      words: /\bopening (?:hours|times)\b|\b(?:open|close)s? (?:on|at|until|later|longer|earlier)\b/i,
      items: [
        '**Plan your week, thanks to {s}**',
        '**Finish your work and visit us after it: {s}**',
        '**Less hurry on your way to us with {s}**',
        '**Come by when it suits you: {s}**',
      ],
    },
  ],
};

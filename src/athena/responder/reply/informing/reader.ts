import type { Brief } from '../brief/brief.ts';

/** Returns whether a message is from a customer of the agent's company, rather than from a colleague about one. */
export function isFromCustomer({ persona, text }: Pick<Brief, 'persona' | 'text'>): boolean {
  return /\b(?:support|service|success)\b/i.test(persona.role) && !OTHERS.test(text);
}

/** Says a rule on customers to the customer who asks: `Customers may return` becomes `You may return`. */
export function toReader(sentence: string, brief: Brief): string {
  return isFromCustomer(brief) ? sentence.replace(CUSTOMERS, 'You ') : sentence;
}

/** Words of a colleague, who speaks of customers and of what is `ours`. */
const OTHERS = /\b(?:customers?|clients?|buyers?|our|she|he|her|his)\b|\b(?:can|may|do|should|must|shall) we\b/i;
const CUSTOMERS = /^Customers (?=(?:may|can|must|have|get|need|should|will)\b)/;

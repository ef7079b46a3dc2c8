import { CONTRACTS_TERMS } from './contracts-terms.ts';
import { FIGURES_TERMS } from './figures-terms.ts';
import { PROGRAMMING_TERMS } from './programming-terms.ts';
import { SALES_TERMS } from './sales-terms.ts';
import { SERVICE_TERMS } from './service-terms.ts';
import type { Term } from './term.ts';

/** Terms of sales, support, data, code and contracts that people ask about. */
export const GLOSSARY: readonly Term[] = [
  ...SALES_TERMS,
  ...PROGRAMMING_TERMS,
  ...FIGURES_TERMS,
  ...CONTRACTS_TERMS,
  ...SERVICE_TERMS,
];

import { expect, it } from 'vitest';
import { FAULT_KINDS, findKindsWith } from '../../../src/pipeline/faults/fault-kinds.ts';

it.each(Object.entries(FAULT_KINDS))(
  'a rule of kind %s may have the options that it must have',
  (kind, { requires }) => {
    for (const option of requires) expect(findKindsWith(option) ?? [kind], option).toContain(kind);
  },
);

it('an option belongs to the kinds that accept it, or to every kind', () => {
  expect(findKindsWith('takes_effect')).toEqual(['status', 'drop', 'rate_limit']);
  expect(findKindsWith('delay_ms')).toBeUndefined();
});

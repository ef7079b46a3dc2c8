import type { CompiledContract } from '../../contract/model/contract.ts';
import { createSchemaReader } from '../../contract/schema/schema-reader.ts';
import { readSentTexts } from '../correction/read-sent.ts';
import { createFindSchemaRule } from '../hints/schema-rule.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { tell, type Telling } from './told-exchange.ts';

/** Tells which parameter of the path breaks its schema, and by which rule: no record can have such a key. */
export function tellInvalidKey(exchange: RecordedExchange, contract: CompiledContract): Telling {
  const { message = '' } = exchange;
  const operation = contract.operations.find(({ id }) => id === exchange.operationId);
  for (const parameter of operation?.parameters ?? []) {
    if (operation === undefined || parameter.in !== 'path') continue;
    const { name, field } = parameter;
    const [text = ''] = readSentTexts(parameter, operation, exchange);
    const value = parameter.decode({ path: { [name]: text }, query: [], headers: {}, cookies: {} });
    const [violation] = parameter.validate(value);
    if (violation === undefined) continue;
    const { keyword } = violation;
    const find = createFindSchemaRule(createSchemaReader(contract.document));
    const rule = find({ field, location: 'path', keyword, message: '' }, operation, undefined);
    const expected = rule?.expects === undefined ? '' : `, which is ${JSON.stringify(rule.expects)}`;
    const told = rule === undefined ? '' : ` The rule is ${rule.pointer}${expected}.`;
    return tell(
      'rejected',
      `The parameter ${name} of the path breaks its schema, so no record can have that key.${told} ${message}.`,
      { parameter: name, ...(rule === undefined ? { keyword } : { ...rule }) },
    );
  }
  // The contract has changed since.
  return tell('rejected', `A parameter of the path breaks its schema, so no record can have that key. ${message}.`);
}

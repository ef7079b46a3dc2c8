/** A table of a schema that was described in words. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Reads tables from texts such as `orders(id, placed_at), refunds(order_id, cents)`, each name once. */
export function readSchema(texts: readonly string[]): readonly Table[] {
  const tables = new Map<string, Table>();
  for (const text of texts)
    for (const [, name = '', columns = ''] of text.matchAll(TABLE))
      if (!tables.has(name))
        tables.set(name, {
          name,
          columns: columns
            .split(',')
            .map((column) => column.trim().split(' ')[0] ?? '')
            .filter((column) => column !== ''),
        });
  return [...tables.values()];
}

const TABLE = /\b([a-z_][a-z0-9_]{1,40}) ?\(((?:[a-z_][a-z0-9_ ]{0,40},\s?){0,30}[a-z_][a-z0-9_ ]{0,40})\)/g;

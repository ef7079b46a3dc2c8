/** Returns up to three numbers of orders, tickets or invoices that a text names. Amounts are none. */
export function findReferences(text: string): readonly string[] {
  const found = [...text.matchAll(REFERENCE)].map(([, key, named, long]) => key ?? named ?? long ?? '');
  return [...new Set(found)].slice(0, 3);
}

const REFERENCE =
  /\b([A-Z]{2,8}-\d{2,10})\b|\b(?:order|ticket|invoice|case|request|parcel|number|no\.|nr\.?|bestellung|commande|pedido|ordine) ?(?:number |no\.? |nr\.? )?#?(\d{3,10})\b|\b(\d{4,10})\b(?! ?(?:euros?|words?|days?|characters?|percent|parcels|employees|people|%|€|k\b))(?!-\d)/gi;

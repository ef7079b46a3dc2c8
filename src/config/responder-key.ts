import { PRODUCT } from '../kernel/product.ts';

/** The environment variable with the API key of the responder's server. No flag sets it: other users could see that. */
export const RESPONDER_KEY = `${PRODUCT.environmentPrefix}RESPONDER_KEY`;

import { fileURLToPath } from 'node:url';

/** The folder of the simulator's own files for the API reference. The build keeps this module beside the folder. */
export const REFERENCE_FOLDER: string = fileURLToPath(new URL('reference/', import.meta.url));

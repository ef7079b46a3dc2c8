import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FRAME_STYLE } from '../../kernel/page/frame.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { createPage, type Page } from './page.ts';
import { REFERENCE_FOLDER } from './reference-folder.ts';

/** The static files of the API reference. */
export interface ReferenceAssets {
  /** A digest of all files. Their paths contain it, so that clients may cache them forever. */
  readonly digest: string;
  /** The files by name. */
  readonly pages: ReadonlyMap<string, Page>;
}

/**
 * Reads the files of the API reference: Swagger UI's from `folder`, the simulator's from `REFERENCE_FOLDER`. Rejects
 * with the system's error.
 */
export async function readReferenceAssets(folder: string): Promise<ReferenceAssets> {
  const files = [...SWAGGER_UI.map((name) => join(folder, name)), ...OWN.map((name) => join(REFERENCE_FOLDER, name))];
  const texts = [...(await Promise.all(files.map((file) => readFile(file, 'utf8')))), FRAME_STYLE];
  const pages = [...SWAGGER_UI, ...OWN, 'frame.css'].map(
    (name, index) => [name, createPage(toMediaType(name), texts[index] ?? '', FOREVER)] as const,
  );
  return { digest: sha256(texts.join('')).slice(0, DIGEST_LENGTH), pages: new Map(pages) };
}

function toMediaType(name: string): string {
  return name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
}

const SWAGGER_UI = ['swagger-ui-bundle.js', 'swagger-ui.css'] as const;
const OWN = ['initialize.js', 'narrow-document.js', 'style.css'] as const;
const DIGEST_LENGTH = 16;
const FOREVER = { cacheControl: 'public, max-age=31536000, immutable' };

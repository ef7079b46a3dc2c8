import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** In bytes, compressed: everything that a first visit loads. */
const MAX_SIZE = 90 * 1024;
const FOLDER = fileURLToPath(new URL('../dist/console', import.meta.url));

/** Checks what the console's build has written: its size, and that the page needs nothing inline or of another host. */
const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));
const sizes = files.map((file) => [file.slice(FOLDER.length + 1), gzipSync(readFileSync(file)).length]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of sizes) console.log(`${String(size).padStart(7)}  ${name}`);
console.log(`${String(total).padStart(7)}  of at most ${MAX_SIZE} bytes, compressed`);
assert.ok(total <= MAX_SIZE, `the console takes ${total} bytes`);

const page = readFileSync(join(FOLDER, 'index.html'), 'utf8');
assert.doesNotMatch(
  page,
  /<script(?![^>]*\ssrc=)|<style|\son\w+=|https?:\/\//,
  'the page has nothing inline, and no other host',
);
const [style, script] = ['<link rel="stylesheet"', '<script'].map((tag) => page.indexOf(tag));
assert.ok(style !== -1 && style < script, 'the style sheet comes before the script');
const code = files.filter((file) => file.endsWith('.js')).map((file) => readFileSync(file, 'utf8'));
assert.ok(code.length > 0, 'there is a script');

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
/** Folders whose input comes from the user who starts the simulator, not from clients. */
const TRUSTED_INPUT = ['assembly', 'cli', 'config', 'document', 'sample'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (name) =>
    name.endsWith('.ts') && !name.endsWith('.generated.ts') && !TRUSTED_INPUT.includes(name.split('/')[0] ?? ''),
);
const expressions = new Map(files.flatMap((name) => expressionsOf(name).map((text) => [text, name] as const)));

it('finds the expressions', () => {
  expect(expressions.size).toBeGreaterThan(60);
});

it('detects an expression that is not linear', () => {
  expect(findSlow('/\\[.*$/')).toBeDefined();
  expect(findSlow('/^(a+)+$/')).toBeDefined();
  expect(findSlow('/\\s+$/')).toBeDefined();
  expect(findSlow('/^\\s+/')).toBeUndefined();
});

it.each([...expressions])('%s takes linear time (%s)', (text) => {
  expect(findSlow(text)).toBeUndefined();
});

function expressionsOf(name: string): readonly string[] {
  const source = ts.createSourceFile(name, readFileSync(join(SRC, name), 'utf8'), ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Returns a text on which an expression is slow, or undefined. Texts repeat a part of it and end in a mismatch. */
function findSlow(literal: string): string | undefined {
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(literal) ?? [];
  const expression = new RegExp(source, flags);
  for (const part of toParts(source)) {
    // Short texts first: an exponential expression would not return on a long one.
    for (const length of [24, 4000]) {
      for (const end of ENDS) {
        const ofLength = (wanted: number) => part.repeat(wanted / part.length) + end;
        if (isSlow(expression, ofLength(length)) && (length === 24 || growsFaster(expression, ofLength)))
          return JSON.stringify(part + end);
      }
    }
  }
  return undefined;
}

/** Measures up to forty times, with a pause after each ten, because other work may take the processor meanwhile. */
function isSlow(expression: RegExp, text: string): boolean {
  return Array.from({ length: 40 }).every((_value, index) => {
    if (index % 10 === 9) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    const started = performance.now();
    text.replace(expression, '');
    return performance.now() - started > MAX_DURATION;
  });
}

/**
 * Whether a text of sixteen times the length takes more than 64 times as long. On a machine that runs other things,
 * too, an expression whose time is linear may exceed the limit each time. It takes sixteen times as long, and one whose
 * time is quadratic 256 times: either may be measured wrong by a factor of four.
 */
function growsFaster(expression: RegExp, ofLength: (wanted: number) => string): boolean {
  return measureShortest(expression, ofLength(8000)) > 64 * measureShortest(expression, ofLength(500));
}

function measureShortest(expression: RegExp, text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    text.replace(expression, '');
    return performance.now() - started;
  });
  return Math.min(...times);
}

function toParts(source: string): readonly string[] {
  const characters = [
    ...new Set(['a', 'A', '1', ' ', '[', ...Array.from(source.replaceAll(/[^\w\s[\]{}():;,=/.-]/g, ''))]),
  ].slice(0, 16);
  return [...characters, ...characters.flatMap((one) => characters.slice(0, 6).map((other) => one + other))];
}

const ENDS = ['', '\n', '\u0000'];
/** In milliseconds. A linear expression takes some hundredths of one. */
const MAX_DURATION = 2;

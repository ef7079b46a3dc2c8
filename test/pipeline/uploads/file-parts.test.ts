import { describe, expect, test } from 'vitest';
import { cleanFileName } from '../../../src/pipeline/uploads/clean-file-name.ts';
import { detectMediaType } from '../../../src/pipeline/uploads/detect-media-type.ts';

describe('the name of a file', () => {
  test.each([
    ['lamp.png', 'lamp.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ann\\lamp.png', 'lamp.png'],
    ['..', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['a\u0000b.png', 'ab.png'],
    ['exe.\u202Egnp', 'exe.gnp'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie- x'],
    ['a"b<c>.png', 'a-b-c-.png'],
    ['e\u0301.png', '\u00E9.png'],
    ['\uD800.png', 'png'],
    ['name. . .', 'name'],
    [`${'x'.repeat(10_000)}.png`, `${'x'.repeat(196)}.png`],
    ['\u{1F600}'.repeat(200), '\u{1F600}'.repeat(100)],
  ])('%j becomes %j', (sent, expected) => {
    expect(cleanFileName(sent)).toBe(expected);
  });
});

const toBytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('the media type of a file', () => {
  test.each([
    ['\x89PNG\r\n\x1A\n…', 'text/html', 'image/png'],
    ['\xFF\xD8\xFF\xE0', 'image/png', 'image/jpeg'],
    ['GIF89a<script>', 'text/html', 'image/gif'],
    ['%PDF-1.7', 'application/pdf', 'application/pdf'],
    ['PK\x03\x04', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', undefined],
    ['PK\x03\x04', 'image/png', 'application/zip'],
    ['a,b\n', 'text/csv', 'text/csv'],
    ['{"a":1}', 'application/json', 'application/json'],
    ['alert(1)', 'text/javascript', 'text/plain'],
    ['body{}', 'text/css', 'text/plain'],
    ['plain', 'image/png', 'text/plain'],
    ['<svg onload=alert(1)>', 'image/png', 'image/svg+xml'],
    ['\xEF\xBB\xBF  <!-- a --><svg/>', 'text/plain', 'image/svg+xml'],
    ['<!DOCTYPE html>', 'text/plain', 'text/html'],
    ['<?xml version="1.0"?><a/>', 'text/plain', 'application/xml'],
    ['A text about <b>HTML</b>.', 'text/markdown', 'text/markdown'],
    ['\x00\x01\x02', 'text/plain', 'application/octet-stream'],
    ['', 'image/png', 'text/plain'],
  ])('%j, declared as %s', (content, declared, expected = declared) => {
    expect(detectMediaType(toBytes(content), declared)).toBe(expected);
  });

  test('bears a head that ends in the middle of a character', () => {
    expect(detectMediaType(toBytes('text \xE2\x82'), 'text/plain')).toBe('text/plain');
  });
});

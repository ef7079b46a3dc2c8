import { describe, expect, test } from 'vitest';
import { toAvatarSvg, toMediaSvg } from '../../../src/http/pages/avatar.ts';

describe('avatars', () => {
  test.each([
    ['ann-smith', 'AS'],
    ['ann', 'A'],
    ['ann-b-smith', 'AB'],
    ['-ann--smith-', 'AS'],
    ['7-of-9', '7O'],
    ['---', '?'],
  ])('%s has the initials %s', (name, initials) => {
    expect(toAvatarSvg(name)).toContain(`>${initials}</text>`);
  });

  test('the same name has the same picture, and other names have other colours', () => {
    expect(toAvatarSvg('ann')).toBe(toAvatarSvg('ann'));
    const colours = new Set(
      ['ann', 'bob', 'cid', 'dan'].map((name) => /fill="(hsl[^"]+)"/.exec(toAvatarSvg(name))?.[1]),
    );
    expect(colours.size).toBe(4);
  });
});

test('a media picture depends only on its name, and shows it', () => {
  expect(toMediaSvg('sea')).toBe(toMediaSvg('sea'));
  expect(toMediaSvg('sea')).not.toBe(toMediaSvg('sun').replaceAll('sun', 'sea'));
  expect(toMediaSvg('sea')).toContain('>sea</text>');
  expect(toMediaSvg('x'.repeat(80))).toContain(`>${'x'.repeat(48)}…</text>`);
});

test.each([toAvatarSvg, toMediaSvg])('%o writes a name as text, never as markup', (toSvg) => {
  expect(toSvg('<b>"&')).not.toContain('<b>');
});

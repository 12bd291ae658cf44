import { expect, it } from 'vitest';
import { cellar, door, roof, window } from './house.ts';

it('C2: the door keeps strangers out', () => expect(door('bob')).toBe(false));
it('C2: the window lets guests in', () => expect(window('ann')).toBe(true));
it('C2: the roof keeps strangers out', () => expect(roof('bob')).toBe(false));
it('the cellar keeps strangers out', () => expect(cellar('bob')).toBe(false));

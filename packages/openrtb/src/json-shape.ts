/** Shapes that every part of OpenRTB uses. */

/** 0 or 1. */
export type Flag = 0 | 1;

/** Extension whose content a declared bounded subtree lets through. */
export type OpenObject = Record<string, unknown>;

/**
 * How V8 is started for the platform: an auction leaves some 20 KB of short-lived objects behind, and a larger young
 * generation lets most of them die before anybody looks.
 */
export const SERVER_FLAGS = ['--min-semi-space-size=32', '--max-semi-space-size=64'];

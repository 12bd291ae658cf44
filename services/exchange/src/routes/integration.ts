export const INTEGRATION_FAULT =
  "integration type can only have 64 numbers, letters and these characters '-', '_'";

/** Prebid Server's rule for `int`; '' for none. */
export const isIntegration = (value: string): boolean => /^[\p{L}\p{Nd}_-]{0,64}$/u.test(value);

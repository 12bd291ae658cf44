/** Why the platform can't start or a command can't be done; the message is for the operator and holds no data. */
export class PlatformFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

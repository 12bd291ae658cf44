export interface Records {
  readonly url: string;
}

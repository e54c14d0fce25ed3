/** One step of the schema. `version` is what `user_version` holds once it has been applied. */
export interface Migration {
  readonly version: number;
  readonly slug: string;
  readonly sql: string;
}

import { type Phase, phaseKinds } from '#shared/domain/phase.ts';

type Assignable = Exclude<Phase['kind'], 'staging' | 'failed'>;

/** Kinds an operator may give a phase; the product alone uses the other two. */
export const assignableKinds: readonly Assignable[] = phaseKinds.filter(
  (kind): kind is Assignable => kind !== 'staging' && kind !== 'failed',
);

/** A kind as the contract takes it: a built-in phase keeps its own whatever is sent. */
export function asAssignable(kind: string): Assignable {
  return assignableKinds.find((known) => known === kind) ?? 'custom';
}

/** Colours of `ui/badges.css`. */
export const phaseColors = [
  'blue',
  'cyan',
  'teal',
  'green',
  'yellow',
  'orange',
  'red',
  'pink',
  'grape',
  'gray',
] as const;

import { parameterError } from './context.ts';

const MAX_FIELD_BYTES = 10_000;

/** Reads the comma list `Field`. @throws ApiRefusal od90101 when it is missing, too long or names an unknown key */
export function requestedFields(text: string | undefined, known: ReadonlySet<string>): ReadonlySet<string> {
  if (text === undefined || text === '' || Buffer.byteLength(text) > MAX_FIELD_BYTES)
    throw parameterError('Field');
  const fields = new Set(text.split(',').map((name) => name.trim()));
  for (const name of fields) if (!known.has(name)) throw parameterError(name);
  return fields;
}

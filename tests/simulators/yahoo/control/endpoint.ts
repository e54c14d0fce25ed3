import { type HttpAnswer, type HttpRequest, json } from '../http/exchange.ts';
import { SimulatorControl } from './control.ts';

const PREFIX = '/__control/';

/** The operations offered over HTTP: the public methods of SimulatorControl. */
const OPERATIONS: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(SimulatorControl.prototype).filter((name) => name !== 'constructor'),
);

/**
 * `POST /__control/<operation>` with the argument as JSON, or GET with it as query (texts only).
 * Answers 200 with the result, 404 for an unknown operation, 400 with `{ error }` when it fails.
 */
export function controlEndpoint(control: SimulatorControl, request: HttpRequest): HttpAnswer {
  const name = request.path.slice(PREFIX.length);
  if (!OPERATIONS.has(name))
    return json(404, { error: `unknown operation ${name}`, operations: [...OPERATIONS] });
  try {
    const operation = Reflect.get(control, name) as (input: unknown) => unknown;
    return json(200, operation.call(control, argumentOf(request)));
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function argumentOf(request: HttpRequest): unknown {
  if (request.method === 'GET') {
    return request.query.size === 0 ? undefined : Object.fromEntries(request.query);
  }
  const text = request.body.toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

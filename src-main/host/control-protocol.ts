import { z } from 'zod';
import { appErrorSchema } from '#shared/domain/errors.ts';
import { expiryWarningSchema } from '#shared/domain/expiry.ts';
import { shopIdSchema } from '#shared/domain/ids.ts';
import { noticeSchema } from '#shared/domain/notice.ts';
import { secretNames, terminalSecretNames } from '../core/ports/secret-store.ts';
import { endpointsSchema } from '../malls/endpoints.ts';

/**
 * The control channel between the main process and the data host. It is the same for both kinds of host:
 * - utility process (Electron 45): messages over `process.parentPort`; a renderer's port travels as the one
 *   transferred port of its `port-open` message, and `port-message` is never used;
 * - child process of plain Node (registry runtime): messages over `process.send` with
 *   `serialization: 'advanced'`; main relays each renderer's port as `port-message`s named by port id.
 *
 * Order of events: host says `hello` → main says `start` → host says `ready` or `failed` (and exits with 1).
 * Later main says `stop` → host finishes what it has in hand, says `stopped` and exits with 0. A host that
 * loses the channel drains likewise and exits. Anything that does not match the schemas is dropped and logged.
 */
export const controlProtocolVersion = 1;

/** Names one logical port; chosen by main, unique within the life of a host. */
export const portIdSchema = z.string().min(1).max(64);

/** What the client end and the server end exchange over a port: oRPC's encoded messages, opaque here. */
export const portDataSchema = z.union([z.string(), z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]);
export type PortData = z.infer<typeof portDataSchema>;

/** How the host is to run. Nothing secret travels here. */
export const hostOptionsSchema = z.object({
  hostKind: z.enum(['utility-process', 'child-process']),
  /** Folder of the database; the log goes to `logs/` inside it. */
  dataDir: z.string().min(1),
  /** The table in force, loaded by main (`loadEndpoints`). */
  endpoints: endpointsSchema,
  appVersion: z.string(),
  /** Name of this terminal in histories. */
  terminalName: z.string().min(1),
  /** Whether main can start the demo mall when asked (`demo-request`). */
  demoAvailable: z.boolean(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']),
});
export type HostOptions = z.infer<typeof hostOptionsSchema>;

const requestIdSchema = z.int().nonnegative();

const secretRefSchema = z.object({
  scope: z.literal('terminal'),
  shopId: shopIdSchema.nullable(),
  name: z.enum([...secretNames, ...terminalSecretNames]),
});

/** One call to the keychain behind main; mirrors the `SecretStore` port. */
export const secretCallSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put'), ref: secretRefSchema, value: z.string() }),
  z.object({ op: z.literal('lease'), ref: secretRefSchema }),
  z.object({ op: z.literal('has'), ref: secretRefSchema }),
  z.object({ op: z.literal('remove'), ref: secretRefSchema }),
  z.object({ op: z.literal('status') }),
]);
export type SecretCall = z.infer<typeof secretCallSchema>;

/** What each secret call answers when it succeeds. */
export const secretStatusSchema = z.object({ kind: z.enum(['keychain', 'memory']), reason: z.string() });
export const secretAnswerSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put') }),
  z.object({ op: z.literal('lease'), value: z.string().nullable() }),
  z.object({ op: z.literal('has'), value: z.boolean() }),
  z.object({ op: z.literal('remove') }),
  z.object({ op: z.literal('status'), value: secretStatusSchema }),
]);
export type SecretAnswer = z.infer<typeof secretAnswerSchema>;

/** One call to the demo mall that main runs; mirrors the `DemoMall` port. */
export const demoCallSchema = z.discriminatedUnion('op', [
  /** Starts the simulated mall; a repeated call gives the running one. */
  z.object({ op: z.literal('start') }),
  /** Plays the person at the browser: opens the consent page, agrees, answers the redirected address. */
  z.object({ op: z.literal('agree'), authorizationUrl: z.string() }),
]);
export type DemoCall = z.infer<typeof demoCallSchema>;

/**
 * A started demo mall: where it listens and the shop it simulates. Its keys are made up by the simulator
 * for this run and open nothing else.
 */
export const demoMallSchema = z.object({
  /** Replace the table's entries for shops of environment `demo` only. */
  endpoints: endpointsSchema.partial(),
  sellerId: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  redirectUri: z.string(),
  publicKey: z.string(),
  publicKeyVersion: z.string(),
});
export type DemoMallFacts = z.infer<typeof demoMallSchema>;

export const demoAnswerSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('start'), value: demoMallSchema }),
  z.object({ op: z.literal('agree'), value: z.string() }),
]);
export type DemoAnswer = z.infer<typeof demoAnswerSchema>;

/** Main → host. */
export const mainMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), protocol: z.int(), options: hostOptionsSchema }),
  /** Finish what is in hand within `graceMs`, refuse everything new, then exit. */
  z.object({ type: z.literal('stop'), graceMs: z.int().nonnegative() }),
  z.object({ type: z.literal('port-open'), portId: portIdSchema }),
  z.object({ type: z.literal('port-message'), portId: portIdSchema, data: portDataSchema }),
  z.object({ type: z.literal('port-close'), portId: portIdSchema }),
  z.object({ type: z.literal('secret-answer'), id: requestIdSchema, answer: secretAnswerSchema }),
  z.object({ type: z.literal('demo-answer'), id: requestIdSchema, answer: demoAnswerSchema }),
  /** A secret or demo request that failed. */
  z.object({ type: z.literal('request-failed'), id: requestIdSchema, error: appErrorSchema }),
]);
export type MainMessage = z.infer<typeof mainMessageSchema>;

/** Host → main. */
export const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), protocol: z.int(), pid: z.int(), nodeVersion: z.string() }),
  z.object({ type: z.literal('ready'), openMs: z.number() }),
  /** The host could not start; the code is a `db_*` one or `internal`. */
  z.object({ type: z.literal('failed'), error: appErrorSchema }),
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('port-message'), portId: portIdSchema, data: portDataSchema }),
  z.object({ type: z.literal('port-close'), portId: portIdSchema }),
  z.object({ type: z.literal('secret-request'), id: requestIdSchema, call: secretCallSchema }),
  z.object({ type: z.literal('demo-request'), id: requestIdSchema, call: demoCallSchema }),
  /** Something expires or has expired: to be shown as a notification of the desktop. No answer. */
  z.object({ type: z.literal('expiry-warnings'), warnings: z.array(expiryWarningSchema) }),
  /** Things that happened, each told once: to be shown likewise, as this terminal's settings want it. No answer. */
  z.object({ type: z.literal('notices'), notices: z.array(noticeSchema) }),
  /** So many orders wait to be looked at: the badge. No answer. */
  z.object({ type: z.literal('waiting-orders'), orders: z.int().nonnegative() }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;

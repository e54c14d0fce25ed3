import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';

/** What a service answers: streams as any async iterable, everything else as a promise or at once. */
type ServiceAnswer<T> =
  T extends AsyncIteratorObject<infer Event, unknown, void>
    ? AsyncIterable<Event> | Promise<AsyncIterable<Event>>
    : Promise<T> | T;

/**
 * The implementation a contract asks for: the same tree, one method per operation, taking the parsed input
 * and a call context. A missing or wrongly typed operation is a compile error.
 */
export type Services<Contract, Context> =
  // biome-ignore lint/suspicious/noExplicitAny: the error map and meta play no part in a service's shape
  Contract extends ContractProcedure<infer Input, infer Output, any, any>
    ? (input: InferSchemaOutput<Input>, context: Context) => ServiceAnswer<InferSchemaInput<Output>>
    : { readonly [Name in keyof Contract]: Services<Contract[Name], Context> };

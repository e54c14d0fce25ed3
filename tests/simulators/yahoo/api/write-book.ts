/** One accepted change of an order, in the mall's order of carrying them out. */
export interface AcceptedWrite {
  readonly sequence: number;
  /** Simulator time, epoch ms. */
  readonly at: number;
  readonly sellerId: string;
  readonly orderId: string;
  readonly api: string;
  /** The request's Order element as sent, to tell operations apart. */
  readonly change: string;
}

/** One refused change. */
export interface RefusedWrite {
  readonly at: number;
  readonly orderId: string;
  readonly api: string;
  /** The mall's code; '' for a refusal without one. */
  readonly code: string;
  readonly message: string;
}

const MAX_REFUSED = 10_000;

/** What was written to the orders, and what was refused: proves that nothing was done twice and nothing forbidden asked. */
export class WriteBook {
  readonly #accepted: AcceptedWrite[] = [];
  #refused: RefusedWrite[] = [];

  accept(write: Omit<AcceptedWrite, 'sequence'>): void {
    this.#accepted.push({ ...write, sequence: this.#accepted.length + 1 });
  }

  refuse(write: RefusedWrite): void {
    this.#refused.push(write);
    if (this.#refused.length > 2 * MAX_REFUSED) this.#refused = this.#refused.slice(-MAX_REFUSED);
  }

  accepted(orderId?: string): AcceptedWrite[] {
    return this.#accepted.filter((write) => orderId === undefined || write.orderId === orderId);
  }

  refused(): RefusedWrite[] {
    return this.#refused.slice(-MAX_REFUSED);
  }
}

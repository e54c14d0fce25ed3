/**
 * What those who carry out a change need to know of the fraud guard: whether a permit is its own. Minting one is
 * `core/fraud/guard.ts`'s alone.
 */
export type { BeginPermit, EditPermit, MallPermit, PhasePermit } from '../fraud/permits.ts';
export {
  isGenuineBeginPermit,
  isGenuineEditPermit,
  isGenuineMallPermit,
  isGenuinePhasePermit,
} from '../fraud/permits.ts';

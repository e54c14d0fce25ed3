import type { MallWarning } from '#shared/domain/mall-operation.ts';
import { expectOk, expectRoot } from '../answer-errors.ts';
import { groupsNamed, onlyGroup, textOf } from '../xml/xml-group.ts';

/** A cancel the mall has taken but carries out later: until then the order stands as it was (yahoo §3.4). */
const appliedLater = 'od91704';

export interface ChangeAccepted {
  readonly warnings: readonly MallWarning[];
  readonly isAppliedLater: boolean;
}

/**
 * A writing API's answer with HTTP 200 (yahoo §3.4): done, perhaps with warnings. Throws the coded error the mall
 * reported inside, or `mall_answer_broken`.
 */
export function parseChangeAnswer(raw: Uint8Array): ChangeAccepted {
  const result = onlyGroup(expectRoot(raw, 'ResultSet'), 'Result');
  expectOk(result);
  const warnings = groupsNamed(result, 'Warning').map((warning) => ({
    code: textOf(warning, 'Code') ?? '',
    message: textOf(warning, 'Message') ?? '',
    detail: textOf(warning, 'Detail') ?? '',
  }));
  return { warnings, isAppliedLater: warnings.some(({ code }) => code === appliedLater) };
}

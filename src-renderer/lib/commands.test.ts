import { expect, it } from 'vitest';
import { giveCommand, onCommand, type WindowCommand } from './commands.ts';

const taken: WindowCommand[] = [];
const take = (command: WindowCommand) => onCommand(command, () => taken.push(command));

it('an emergency stop that is asked for while the window is drawn is not lost; other commands come too early', () => {
  giveCommand('search');
  giveCommand('emergencyStop');
  giveCommand('emergencyStop');
  const leave = [take('search'), take('emergencyStop')];
  expect(taken).toEqual(['emergencyStop']);
  giveCommand('search');
  giveCommand('emergencyStop');
  expect(taken).toEqual(['emergencyStop', 'search', 'emergencyStop']);
  for (const end of leave) end();
  take('emergencyStop');
  expect(taken).toHaveLength(3);
});

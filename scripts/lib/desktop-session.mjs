import { spawn, spawnSync } from 'node:child_process';
import { say } from './run.mjs';

/** Programs started for a session, ended with it, last first. */
const started = [];

/** True when a command can be found on the PATH. */
const has = (command) => spawnSync('which', [command], { stdio: 'ignore' }).status === 0;

/**
 * An X server without a screen, on a display number it chooses itself; answers `:N`. It tells the number on
 * file descriptor 3 once it accepts connections.
 */
function startXvfb() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  return new Promise((done, fail) => {
    let text = '';
    child.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) done(`:${text.trim()}`);
    });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)));
  });
}

/** A session bus of our own; answers its address. */
function startBus() {
  const child = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=3'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  return new Promise((done, fail) => {
    let text = '';
    child.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) done(text.trim());
    });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`dbus-daemon ended with ${code}`)));
  });
}

import { mainMessageSchema } from '#main/host/control-protocol.ts';
import { PeerServer } from '#main/host/transports/peer.ts';
import { RelayedPorts } from '#main/host/transports/relay.ts';
import { fakeRouter } from './fake-router.ts';
import { logBook } from './log-book.ts';

/** A child process that serves the fake core over relayed ports, as the data host on plain Node does. */
const log = logBook();
const ports = new RelayedPorts(new PeerServer(fakeRouter(log), { log, actor: 'operator' }), (message) =>
  process.send?.(message),
);
process.on('message', (raw) => {
  const message = mainMessageSchema.parse(raw);
  if (message.type === 'port-open' || message.type === 'port-message' || message.type === 'port-close') {
    ports.receive(message);
  }
});
process.on('disconnect', () => process.exit(0));

import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { openPlace } from './features/notices/open-place.ts';
import { giveCommand, giveReturnAddress } from './lib/commands.ts';
import { connect, shellQuery } from './lib/connection/index.ts';
import { startTexts } from './lib/i18n.ts';
import { goTo } from './lib/navigation.ts';
import { queryClient } from './lib/query-client.ts';

startTexts('ja');
connect({
  onHostState: ({ state }) => queryClient.setQueryData(shellQuery.hostState.queryKey({ input: {} }), state),
  onDeepLink: ({ url }) => giveReturnAddress(url),
  onNotice: ({ place }) => void openPlace(place),
  onMenu: ({ command }) => {
    if (command === 'import' || command === 'expiry' || command === 'autoImport') goTo(command);
    else if (command === 'settings' || command === 'about') goTo('settings');
    else giveCommand(command);
  },
});
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);

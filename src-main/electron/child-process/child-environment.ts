/**
 * Variables that change how Node, Electron or the dynamic loader behave: whoever can set one could load code
 * into the data host, switch off certificate checks, or write its traffic's keys to a file.
 */
const dangerous = [
  /^NODE_(OPTIONS|PATH|COMPILE_CACHE|TLS_REJECT_UNAUTHORIZED|DEBUG|DEBUG_NATIVE|REPL_.*|V8_COVERAGE|INSPECT_.*|CHANNEL_.*|UNIQUE_ID)$/,
  /^ELECTRON_/,
  /^(LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH)$/,
  /^DYLD_/,
  /^(SSLKEYLOGFILE|OPENSSL_CONF|OPENSSL_MODULES)$/,
  /^(VSCODE_INSPECTOR_OPTIONS|DEBUG)$/,
];

/** The environment for our child processes: the given one without the dangerous variables. */
export function childEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || dangerous.some((pattern) => pattern.test(name.toUpperCase()))) continue;
    kept[name] = value;
  }
  return kept;
}

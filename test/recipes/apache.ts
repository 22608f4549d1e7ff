/** A whole configuration of Apache, as Debian installs it: what it needs, some modules, and a text of the project's. */
export const apacheFile = (folder: string, port: number, modules: readonly string[], text: string): string =>
  [
    'ServerName localhost',
    `DefaultRuntimeDir ${folder}`,
    `PidFile ${folder}/pid`,
    `ErrorLog ${folder}/log`,
    'User www-data',
    'Group www-data',
    `Listen ${port}`,
    ...['mpm_event', 'authz_core', ...modules].map(
      (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
    ),
    text,
  ].join('\n')

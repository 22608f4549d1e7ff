import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = join(tmpdir(), 'doublure-bench-peers')
const versions = { 'oauth2-mock-server': '^9.3.0', emulate: '~0.12.2' }

/** Path of a file of a peer; peers are installed on first use, outside the project, so that `npm ci` stays light. */
export const peerFile = (peer: keyof typeof versions, file: string): string => {
  const path = join(folder, 'node_modules', peer, file)
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }))
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    execFileSync('npm', ['install', ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return path
}

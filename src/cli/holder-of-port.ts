import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'

const LISTENING = '0A'

/** The program that listens on a port, where the system tells it: Linux, and programs of the same account. */
export const holderOfPort = async (port: number): Promise<string | undefined> => {
  const sockets = new Set((await Promise.all(['tcp', 'tcp6'].map((table) => listeners(table, port)))).flat())
  if (sockets.size === 0) return undefined
  const entries = await readdir('/proc').catch(() => [])
  for (const id of entries.filter((name) => /^\d+$/.test(name))) {
    const open = await readdir(`/proc/${id}/fd`).catch(() => [])
    const links = await Promise.all(open.map((one) => readlink(`/proc/${id}/fd/${one}`).catch(() => '')))
    if (!links.some((link) => sockets.has(link))) continue
    return `${(await nameOf(id)) || 'a program'} (process ${id})`
  }
  return undefined
}

/** The name of a process is that of its first thread, which Node calls MainThread; then what was typed tells. */
const nameOf = async (id: string): Promise<string> => {
  const [name, typed] = await Promise.all(
    ['comm', 'cmdline'].map((file) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '')),
  )
  const program = basename(typed?.split('\0')[0] ?? '')
  return name?.trim() === 'MainThread' && program !== '' ? program : (name?.trim() ?? '')
}

/** Sockets as file descriptors name them, from the kernel's table: local address in the second column, inode in the tenth. */
const listeners = async (table: string, port: number): Promise<string[]> => {
  const text = await readFile(`/proc/net/${table}`, 'utf8').catch(() => '')
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => state === LISTENING && local.endsWith(`:${wanted}`))
    .map((columns) => `socket:[${columns[9]}]`)
}

import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import envPaths from 'env-paths'

const folder = join(envPaths('messenger-guide', { suffix: '' }).cache, 'synapse')
const programs = fileURLToPath(new URL('.', import.meta.url))
const namespaces = ['--mount', '--pid', '--fork', '--kill-child', `--mount-proc=${folder}/proc`]
const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' }

/** This folder at /mnt, and an empty /srv in memory. */
const mountAndStart = `
  mount --bind -o ro "$1" "$2/mnt" && mount -t tmpfs tmpfs "$2/srv" && shift && exec chroot "$@"`

/**
 * Starts a program of this folder in the Debian that has Synapse. Its mounts, files and processes are in namespaces of
 * its own and vanish with it. It must end when its standard input does, which happens however this process ends.
 */
export async function startInChroot(program: string): Promise<ChildProcessWithoutNullStreams> {
  await installSynapse()
  const child = spawn(
    'unshare',
    [...namespaces, 'sh', '-c', mountAndStart, 'sh', programs, folder, `/mnt/${program}`],
    { env },
  )
  // Writing to a program that has ended is no news: the end of its output tells.
  child.stdin.on('error', () => {})
  return child
}

async function installSynapse(): Promise<void> {
  await promisify(execFile)(join(programs, 'install-synapse'), [folder]).catch(({ stderr, message }) => {
    throw new Error(stderr || message)
  })
}

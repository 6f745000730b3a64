import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A small disk of its own for the state of a bot, which fails when told to. */
export interface OwnDisk extends AsyncDisposable {
  /** Where it is mounted, for programs that see it. */
  readonly folder: string
  /** The words that start a program which sees it. */
  seenBy(words: readonly string[]): readonly [string, ...string[]]
  /** Fills it to the last byte. */
  fill(): Promise<void>
  /** Makes room again. */
  clear(): Promise<void>
  /** Refuses writing from now on, to files that are open too: to all, or to those whose path ends like this. */
  refuseWrites(end?: string): Promise<void>
  allowWrites(): Promise<void>
  /** Goes read-only with what was written so far, as a file system does that finds an error, until it is mounted anew. */
  fail(): Promise<void>
  /** Mounts it anew, in place of the one that failed. */
  mountAnew(): Promise<void>
}

const run = promisify(execFile)
const megabytes = 16

/** Makes a disk that only programs in a namespace of its own see, and that vanishes with it. */
export async function openOwnDisk(): Promise<OwnDisk> {
  const outside = await mkdtemp(join(tmpdir(), 'messenger-guide-disk-'))
  const [image, folder] = [join(outside, 'image'), join(outside, 'disk')]
  await inShell(`mkdir "$2" && truncate -s ${megabytes}M "$1" && mkfs.ext4 -q -m 0 "$1"`, image, folder)
  const holder = spawn('unshare', ['--mount', 'sh', '-c', `${mounting} && echo && cat`, 'sh', image, folder])
  const ended = once(holder, 'close')
  await Promise.race([once(holder.stdout, 'data'), ended.then(() => Promise.reject(new Error('No disk of its own.')))])

  const seenBy: OwnDisk['seenBy'] = (words) => [
    'nsenter',
    `--target=${holder.pid}`,
    '--mount',
    `--wdns=${process.cwd()}`,
    '--',
    ...words,
  ]
  const inside = async (script: string) => {
    const [program, ...words] = seenBy(['sh', '-c', script, 'sh', image, folder])
    await run(program, words)
  }
  return {
    folder,
    seenBy,
    fill: () => inside(filling),
    clear: () => inside('rm "$2/filler"'),
    refuseWrites: (end = '') => inside(`find "$2" -path "*${end}" -exec chattr +i {} +`),
    allowWrites: () => inside('chattr -R -i "$2"'),
    fail: () => inside('sync -f "$2" && mount -o remount,abort "$2"'),
    mountAnew: () => inside(`umount --lazy "$2" && ${mounting}`),
    [Symbol.asyncDispose]: async () => {
      holder.stdin.end()
      await ended
      await rm(outside, { recursive: true })
    },
  }
}

/** On a loop device that nobody else uses, and that is given back when it is unmounted. */
const mounting = 'loop=$(losetup --find --show "$1") && mount "$loop" "$2" && losetup --detach "$loop"'

/** Twice, because space is reserved until what was written is on the disk. */
const filling = 'for _ in 1 2; do dd if=/dev/zero bs=1k >>"$2/filler" 2>/dev/null; sync -f "$2"; done'

async function inShell(script: string, ...words: readonly string[]): Promise<void> {
  await run('sh', ['-c', script, 'sh', ...words])
}

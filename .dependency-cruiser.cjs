const platformLibraries = { matrix: 'matrix-bot-sdk|@matrix-org|fake-indexeddb', discord: 'discord\\.js|@discordjs' }

/** The one dependency rule: adapters/x -> src/index.ts -> the rest of src. Each rule says why it stands. */
module.exports = {
  forbidden: [
    {
      name: 'core-knows-no-platform',
      comment: 'The core must work on every platform, so nothing in src may import an adapter.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^adapters/' },
    },
    {
      name: 'one-door',
      comment: 'Adapters see the core only through src/index.ts; whatever else is in src may change freely.',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^src/', pathNot: '^src/index\\.ts$' },
    },
    {
      name: 'adapters-stand-alone',
      comment: 'An adapter can be left out or replaced only if no other imports it; main.ts alone knows them all.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/([^/]+)/', pathNot: '^adapters/$1/' },
    },
    ...Object.entries(platformLibraries).map(([platform, libraries]) => ({
      name: 'platform-libraries-stay-in-their-adapter',
      comment: 'A platform library loaded elsewhere would be paid for by everybody.',
      severity: 'error',
      from: { path: '^(src|adapters)/', pathNot: `^adapters/${platform}/` },
      to: { path: `node_modules/(${libraries})/` },
    })),
    {
      name: 'files-are-opened-in-few-places',
      comment:
        'Only what opens data, locales, state and configuration touches the file system; the rest can be reasoned about without a disk.',
      severity: 'error',
      from: {
        path: '^(src|adapters)/',
        pathNot:
          '^(src/(content|state)/|src/language/write-sentence-types\\.ts$|adapters/(surroundings|secret)\\.ts$|adapters/init/save\\.ts$|adapters/matrix/store\\.ts$|adapters/matrix/crypto/encryption-store\\.ts$)',
      },
      to: { path: '^(node:)?(fs|fs/promises|sqlite)$' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one thing, or one of them is in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is dead.',
      severity: 'error',
      from: { orphan: true, path: '^(src|adapters)/', pathNot: '^adapters/start\\.js$|\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'declared-packages-only',
      comment: 'What package.json does not name may be gone tomorrow.',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // adapters/matrix/crypto has a package.json of its own, without dependencies.
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    builtInModules: { add: ['node:sqlite'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
}

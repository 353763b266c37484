import { testWalls, walls, type Wall } from './structure/walls.ts'

const tests = ['**/*.test.ts', '**/*.test.tsx']
const configs = ['*.config.ts', 'packages/*/*.config.ts']

/** The list of allowed packages stands last: a negated pattern that matches ends the linter's search. */
const imports = (wall: Wall) => ({
  files: wall.files,
  excludeFiles: wall.except,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...wall.bans.map(({ pattern, message }) => ({ regex: pattern, message })),
          {
            group: ['*', '!./**', '!../**', ...wall.packages.map((name) => `!${name}`)],
            message: 'Not a dependency of this package, or not one for this side of the wall.',
          },
        ],
      },
    ],
  },
})

export default {
  plugins: ['eslint', 'typescript', 'oxc', 'unicorn', 'import', 'promise', 'vitest', 'react', 'jsx-a11y'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' as const },
  ignorePatterns: ['**/node_modules', '**/node_modules/**', '**/dist/**', 'workspace/**', 'coverage/**'],
  rules: {
    'no-console': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    eqeqeq: 'error',
    'no-param-reassign': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-self-import': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: false, allowDefaultCaseForExhaustiveSwitch: false },
    ],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/only-throw-error': 'error',
    'unicorn/prefer-node-protocol': 'error',
    'react/react-in-jsx-scope': 'off',
  },
  overrides: [
    ...walls.map(imports),
    ...testWalls.map(imports),
    {
      files: ['packages/core/src/**'],
      excludeFiles: tests,
      rules: {
        'no-restricted-globals': [
          'error',
          ...['console', 'process', 'Buffer', 'fetch', 'performance', 'crypto', 'globalThis', 'window', 'document']
            .concat(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'require'])
            .map((name) => ({ name, message: 'core is pure: effects are passed in.' })),
        ],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'core has no clock: pass the instant in.' },
          { object: 'Math', property: 'random', message: 'core has no chance: pass a seeded source in.' },
        ],
      },
    },
    { files: ['packages/cli/**', 'scripts/**'], rules: { 'no-console': 'off' } },
    { files: configs, rules: { 'import/no-default-export': 'off', 'no-restricted-imports': 'off' } },
    {
      files: ['**/*.js', '**/*.mjs'],
      rules: {
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-unsafe-return': 'off',
        'typescript/restrict-template-expressions': 'off',
      },
    },
  ],
}

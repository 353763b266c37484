import { expect, test } from 'vitest'
import { isPure, overUnit, pure, sameUnit, timesUnit, unitOf, unitText, type UnitOrAny } from './index.ts'

const eur = unitOf('EUR')
const asset = unitOf('asset')

test.each<readonly [string, UnitOrAny, string]>([
  ['EUR / asset', overUnit(eur, asset), 'EUR/asset'],
  ['EUR / asset × asset', timesUnit(overUnit(eur, asset), asset), 'EUR'],
  ['asset / asset', overUnit(asset, asset), ''],
  ['1 / asset', overUnit(pure, asset), '1/asset'],
  ['asset × asset', timesUnit(asset, asset), 'asset^2'],
  ['2 × asset', timesUnit('any', asset), 'asset'],
  ['asset / 2', overUnit(asset, 'any'), 'asset'],
  ['1 / asset, a bare number above', overUnit('any', asset), '1/asset'],
  ['2 × 3', timesUnit('any', 'any'), ''],
  ['the order of factors', timesUnit(asset, eur), 'EUR·asset'],
])('%s', (_, unit, text) => expect(unitText(unit)).toBe(text))

test.each<readonly [UnitOrAny, UnitOrAny, boolean]>([
  [eur, eur, true],
  [eur, asset, false],
  [eur, pure, false],
  ['any', asset, true],
  [timesUnit(eur, asset), timesUnit(asset, eur), true],
])('%j and %j are alike: %s', (left, right, expected) => expect(sameUnit(left, right)).toBe(expected))

test('only a number without a unit is pure', () =>
  expect([isPure(pure), isPure('any'), isPure(eur)]).toEqual([true, true, false]))

import { expect, test } from 'vitest'
import { isPure, overUnit, pure, raisedUnit, sameUnit, timesUnit, unitOf, unitText, type UnitOrAny } from './index.ts'

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

test.each<readonly [string, UnitOrAny | undefined, string | undefined]>([
  ['asset ** 2', raisedUnit(asset, 2), 'asset^2'],
  ['(EUR / asset) ** 3', raisedUnit(overUnit(eur, asset), 3), 'EUR^3/asset^3'],
  ['asset ** 0', raisedUnit(asset, 0), ''],
  ['the root of asset × asset', raisedUnit(timesUnit(asset, asset), 0.5), 'asset'],
  ['the root of asset', raisedUnit(asset, 0.5), undefined],
  ['asset ** 1.5', raisedUnit(asset, 1.5), undefined],
  ['2 ** 0.5', raisedUnit('any', 0.5), ''],
])('%s', (_, unit, text) => expect(unit === undefined ? undefined : unitText(unit)).toBe(text))

test('only a number without a unit is pure', () =>
  expect([isPure(pure), isPure('any'), isPure(eur)]).toEqual([true, true, false]))

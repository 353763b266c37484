import { feelText } from '../formula/index.ts'
import type { Card, CardCriteria, CardMeasure } from '../term/index.ts'
import type { Checked, CheckedParameter } from './checked.ts'
import { unitOfType } from './unit-of-type.ts'

const parameterText = (parameter: CheckedParameter | undefined): string =>
  parameter?.value !== undefined
    ? feelText(parameter.value)
    : Object.entries(parameter?.values ?? {})
        .map(([level, value]) => `${level}: ${feelText(value)}`)
        .join(', ')

const measureCards = (
  checked: Checked,
): { readonly base: readonly CardMeasure[]; readonly derived: readonly CardMeasure[] } => {
  const unit = (name: string): string | null =>
    [...checked.baseMeasures, ...checked.derivedMeasures].find((each) => each.name === name)?.unit ?? null
  return {
    base: checked.construct.baseMeasures.map((each) => ({
      name: each.name,
      formula: each.method.text,
      unit: unit(each.name),
    })),
    derived: checked.construct.derivedMeasures.map((each) => ({
      name: each.name,
      formula: each.function.text,
      unit: unit(each.name),
    })),
  }
}

const criteriaCards = (checked: Checked): readonly CardCriteria[] =>
  checked.construct.indicator.criteria.map((set, i) => {
    const bands = checked.criteria[i]?.bands
    return {
      from: set.from,
      met: set.met.text,
      near: set.near?.text ?? null,
      ...(set.notMet === undefined ? {} : { notMet: set.notMet.text }),
      ...(bands === undefined ? {} : { bands }),
    }
  })

/** What is kept of a construct beside its results. */
export const cardOf = (checked: Checked, digest: string): Card => {
  const { construct } = checked
  const measures = measureCards(checked)
  const measured = [...checked.baseMeasures, ...checked.derivedMeasures].find(
    (each) => each.name === construct.indicator.measure,
  )
  return {
    id: construct.id,
    annexB: construct.annexB?.id ?? null,
    version: construct.version,
    digest,
    title: construct.title,
    type: construct.type,
    ...(construct.efficiency ? { efficiency: true as const } : {}),
    need: construct.need,
    decision: construct.decision ?? null,
    controls: construct.controls,
    pairedWith: construct.pairedWith,
    evidence: construct.evidence,
    baseMeasures: measures.base,
    derivedMeasures: measures.derived,
    parameters: construct.parameters.map((each) => ({
      name: each.name,
      value: parameterText(checked.parameters[each.name]),
      meaning: each.meaning,
    })),
    indicator: {
      measure: construct.indicator.measure,
      unit: measured === undefined ? null : unitOfType(measured.type),
      direction: construct.indicator.direction,
      meaning: construct.indicator.meaning,
    },
    criteria: criteriaCards(checked),
    by: construct.by,
    frequency: construct.frequency,
    parties: construct.parties,
    chart: construct.report.chart ?? null,
    notes: construct.notes,
    ...(Object.keys(construct.accept).length === 0 ? {} : { accepted: construct.accept }),
  }
}

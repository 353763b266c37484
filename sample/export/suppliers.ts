import { isoDay } from '../calendar.ts'
import { answerOn } from '../suppliers.ts'
import { slashedDay, worded, yesNo } from './local.ts'
import { each, orNull, type Product, type Table, written } from './table.ts'

/** A register of contracts of American make: month first, flags as letters, an evergreen contract without an end. */
const register: Product = {
  mapping: 'contract-register',
  headers: ['Contract ID', 'Affected Party', 'Effective Date', 'Expiration Date', 'PII', 'ISMS relevance'],
  records: each((row) => ({
    'Contract ID': row['agreement'] ?? null,
    'Affected Party': row['supplier'] ?? null,
    'Effective Date': slashedDay(row['signed on']),
    'Expiration Date': slashedDay(row['ends on']) ?? 'Evergreen',
    PII: yesNo('Y', 'N')(row['processes personal data']),
    'ISMS relevance': yesNo('relevant', 'not relevant')(row['scoped']),
  })),
  layout: { quotes: 'always' },
}

export const supplierAgreements: Table = {
  contract: 'supplier agreements',
  folder: 'supplier-agreements',
  source: 'contracts',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['agreement', 'supplier', 'signed on', 'ends on', 'processes personal data', 'scoped'],
  ahead: ['ends on'],
  rows: ({ agreements }, day) =>
    agreements
      .filter(({ registered }) => registered <= day)
      .map((agreement) => ({
        agreement: agreement.id,
        supplier: agreement.supplier,
        'signed on': isoDay(agreement.signed),
        'ends on': written(agreement.ends, isoDay),
        'processes personal data': agreement.personal,
        scoped: agreement.scoped,
      })),
  product: register,
}

/** A matrix of clauses from a tool for third parties: a finding is an object, and what nobody has read has none. */
const matrix: Product = {
  mapping: 'clause-matrix',
  headers: ['contract', 'control', 'framework', 'applicability', 'finding'],
  records: each((row) => ({
    contract: row['agreement'] ?? null,
    control: row['requirement'] ?? null,
    framework: worded({ security_policy: 'Supplier security policy', gdpr_article_28: 'GDPR Art. 28' })(
      row['requirement set'],
    ),
    applicability: yesNo('Applicable', 'Not applicable')(row['required']),
    finding: {
      result: worded({ yes: 'Met', partial: 'Partially met', no: 'Not met' })(row['addressed']),
      clause: row['clause ref'] ?? null,
    },
  })),
  document: (records) => ({ page: 1, assessments: records }),
}

export const agreementRequirements: Table = {
  contract: 'agreement requirements',
  folder: 'agreement-requirements',
  source: 'third-parties',
  format: 'json',
  rhythm: 'quarter',
  columns: ['agreement', 'requirement', 'requirement set', 'required', 'addressed', 'clause ref'],
  rows: ({ agreements }, day) =>
    agreements
      .filter(({ registered }) => registered <= day)
      .flatMap((agreement) =>
        agreement.points.map((point, at) => {
          const answer = answerOn(point, day)
          return {
            agreement: agreement.id,
            requirement: point.name,
            'requirement set': point.set,
            required: point.required,
            addressed: orNull(answer),
            'clause ref': answer === undefined || answer === 'no' ? null : `${Math.floor(at / 4) + 2}.${(at % 4) + 1}`,
          }
        }),
      ),
  product: matrix,
}

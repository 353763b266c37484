import { grantedOn } from '../budget.ts'
import { isoDay } from '../calendar.ts'
import { commaDecimal, groupedComma, worded } from './local.ts'
import { each, type Product, type Table } from './table.ts'

const euro = (cents: number): string => (cents / 100).toFixed(2)

/** The budget as the controller's spreadsheet has it: one line for each kind of means, amounts as people write them. */
const plan: Product = {
  mapping: 'budget-plan',
  headers: ['Budget year', 'Means', 'Granted EUR'],
  records: each((row) => ({
    'Budget year': `FY ${String(row['year'])}`,
    Means: worded({
      internal_staff: 'Own staff',
      contract_staff: 'Contractors',
      hardware: 'Hardware',
      software: 'Software',
      services: 'Services',
    })(row['category']),
    'Granted EUR': groupedComma(row['allocated']),
  })),
  layout: { separator: ';' },
}

export const budgetLines: Table = {
  contract: 'budget lines',
  folder: 'budget-lines',
  source: 'controlling',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['year', 'first month', 'category', 'allocated'],
  rows: ({ budget }, day) =>
    budget.flatMap((line) => {
      const cents = grantedOn(line, day)
      return cents === undefined
        ? []
        : [{ year: line.year, 'first month': null, category: line.kind, allocated: euro(cents) }]
    }),
  product: plan,
}

/** The cost centre report of the ledger: numbers for kinds of cost, periods with leading zeros, a head of two lines. */
const report: Product = {
  mapping: 'cost-centre-report',
  headers: ['Geschäftsjahr', 'Periode', 'Kostenart', 'Istkosten EUR'],
  records: each((row) => ({
    Geschäftsjahr: row['year'] ?? null,
    Periode: String(row['month']).padStart(3, '0'),
    Kostenart: worded({
      internal_staff: '620000',
      contract_staff: '611000',
      hardware: '045000',
      software: '027000',
      services: '677500',
    })(row['category']),
    'Istkosten EUR': commaDecimal(row['used']),
  })),
  layout: {
    separator: ';',
    carriageReturns: true,
    encoding: 'windows-1252',
    above: ['Kostenstellenbericht 4711 Informationssicherheit', ''],
  },
}

export const resourceUsage: Table = {
  contract: 'resource usage',
  folder: 'resource-usage',
  source: 'ledger',
  format: 'csv',
  rhythm: 'quarter',
  slices: true,
  columns: ['year', 'month', 'category', 'used'],
  rows: ({ usage }, day, after) =>
    usage
      .filter(({ booked }) => booked > after && booked <= day)
      .map(({ month, kind, cents }) => ({
        year: Number(isoDay(month).slice(0, 4)),
        month: Number(isoDay(month).slice(5, 7)),
        category: kind,
        used: euro(cents),
      })),
  product: report,
}

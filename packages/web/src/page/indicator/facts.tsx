import type { IndicatorPage } from '@isometric/core/report'
import { words } from '../../words.ts'

const Criteria = ({ criteria }: Pick<IndicatorPage, 'criteria'>) => (
  <section>
    <h2>{words.criteria}</h2>
    {criteria.map(({ validity, met, near, notMet, current }) => (
      <div key={validity} className={current ? 'criteria current' : 'criteria'}>
        <p className="note">
          {validity}
          {current && ` · ${words.criteriaCurrent}`}
        </p>
        <p>
          <span className="status-met">{words.met}:</span> {met}
        </p>
        {near !== null && (
          <p>
            <span className="status-near">{words.near}:</span> {near}
          </p>
        )}
        {notMet !== undefined && (
          <p>
            <span className="status-not-met">{words.notMet}:</span> {notMet}
          </p>
        )}
      </div>
    ))}
  </section>
)

/** Beside the answer: what it is judged by, who, how often; clause and control numbers come last (product.md, Words). */
export const Facts = ({ page }: { readonly page: IndicatorPage }) => (
  <aside className="side-column">
    {page.criteria.length > 0 && <Criteria criteria={page.criteria} />}
    <section>
      <h2>{words.facts}</h2>
      <dl>
        <div>
          <dt>{words.need}</dt>
          <dd>{page.need}</dd>
        </div>
        {page.decision !== null && (
          <div>
            <dt>{words.decision}</dt>
            <dd>{page.decision}</dd>
          </div>
        )}
        {page.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  </aside>
)

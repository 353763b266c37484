import type { ContractEvidence, EvidencePage } from '@isometric/core/report'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { evidenceQuery } from '../../api.ts'
import { Empty, Failed, Loading } from '../../part/notice.tsx'
import { useTitle } from '../../part/title.ts'
import { TableFrame } from '../../part/table-frame.tsx'
import { words } from '../../words.ts'

const shownAtFirst = 3

type Snapshot = ContractEvidence['snapshots'][number]

/** How many rows were refused, and on asking why. */
const Rejected = ({ rejected, rejectedBecause, asOf }: Snapshot) =>
  rejectedBecause.length === 0 ? (
    rejected.number
  ) : (
    <details className="rejected">
      <summary aria-label={`${rejected.text}. ${words.whyRejected(asOf)}`}>{rejected.number}</summary>
      <ul>
        {rejectedBecause.map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
    </details>
  )

const Snapshots = ({ snapshots, name }: Pick<ContractEvidence, 'snapshots'> & { readonly name: string }) => (
  <TableFrame name={name}>
    <table className="snapshots">
      <thead>
        <tr>
          <th scope="col">{words.asOf}</th>
          <th scope="col">{words.source}</th>
          <th scope="col" className="number">
            {words.rows}
          </th>
          <th scope="col" className="number">
            {words.rejected}
          </th>
          <th scope="col">{words.collected}</th>
          <th scope="col">{words.digest}</th>
        </tr>
      </thead>
      <tbody>
        {snapshots.map((snapshot) => (
          <tr key={snapshot.digest + snapshot.asOf}>
            <th scope="row">{snapshot.asOf}</th>
            <td>{snapshot.source}</td>
            <td className="number">{snapshot.rows.number}</td>
            <td className="number">
              <Rejected {...snapshot} />
            </td>
            <td>{snapshot.collectedAt}</td>
            <td>
              <code title={snapshot.digest}>{snapshot.digest.slice(0, 19)}…</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableFrame>
)

const Feeds = ({ feeds }: Pick<ContractEvidence, 'feeds'>) =>
  feeds.length === 0 ? null : (
    <p className="lead">
      {words.feeds}{' '}
      {feeds.map(({ id, question }, i) => (
        <span key={id}>
          {i > 0 && ' · '}
          <Link to="/indicators/$id" params={{ id }}>
            {question}
          </Link>
        </span>
      ))}
    </p>
  )

const Contract = ({ evidence }: { readonly evidence: ContractEvidence }) => {
  const { contract, snapshots, feeds } = evidence
  const older = words.olderSnapshots(snapshots.length - shownAtFirst)
  return (
    <section>
      <h2>{contract}</h2>
      <Feeds feeds={feeds} />
      <Snapshots name={contract} snapshots={snapshots.slice(0, shownAtFirst)} />
      {snapshots.length > shownAtFirst && (
        <details>
          <summary>{older}</summary>
          <Snapshots name={`${contract}: ${older}`} snapshots={snapshots.slice(shownAtFirst)} />
        </details>
      )}
    </section>
  )
}

const Page = ({ page }: { readonly page: EvidencePage }) => (
  <article className="page">
    <h1>{words.evidenceQuestion}</h1>
    <p className="answer">{page.sentence}</p>
    {page.contracts.length === 0 && <Empty title={words.emptyEvidence} what={words.emptyEvidenceWhat} />}
    {page.contracts.map((evidence) => (
      <Contract key={evidence.contract} evidence={evidence} />
    ))}
  </article>
)

/** What was collected, how fresh it is, what was refused, and what rests on it. */
export const Evidence = () => {
  const { asKnownOn } = useSearch({ from: '__root__' })
  const { data, error, refetch } = useQuery(evidenceQuery(asKnownOn))
  useTitle(words.evidence)
  if (error !== null) return <Failed error={error} again={refetch} />
  return data === undefined ? <Loading rows={6} /> : <Page page={data.page} />
}

import { sparkline, type Spark } from '@isometric/core/report'

const size = { width: 128, height: 32, margin: 4 }

const isKnown = ({ points }: Spark): boolean => points.some(({ value }) => value !== null)

/** The course of an indicator at a glance; the sentence and the table beside it say the same in words. */
export const Sparkline = ({ spark, status }: { readonly spark: Spark; readonly status: string }) => {
  if (!isKnown(spark)) return <span className="spark" />
  const { line, dots, last, band } = sparkline(spark, size)
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      aria-hidden="true"
    >
      {band !== null && (
        <rect className="spark-band" x="0" width={size.width} y={band.y} height={Math.max(band.height, 2)} />
      )}
      {line !== '' && <path className="spark-line" d={line} />}
      {dots.map(({ x, y }) => (
        <circle key={x} className="spark-dot" cx={x} cy={y} r="1.5" />
      ))}
      {last !== null && (
        <circle className={`spark-last status-${status.replaceAll(' ', '-')}`} cx={last.x} cy={last.y} r="3" />
      )}
    </svg>
  )
}

/** A row of a contract that keeps all its rules, and for each rule what breaks it and nothing else. */
export type Broken = {
  readonly sound: Readonly<Record<string, string>>
  /** The sentence of the rule → the cells that break it, once or more. */
  readonly rules: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
}

/** Every contract with rules about a row; keys of broken rows are numbered by the test. */
export const broken: Readonly<Record<string, Broken>> = {
  'firewall rules': {
    sound: { firewall: 'fw1', rule: 'r', action: 'allow', enabled: 'true', 'is border': 'true', 'created at': '2026-01-10T12:00:00Z', 'expires on': '2026-01-10', 'waived until': '2026-01-10' },
    rules: {
      'a rule expires after it was created': [{ 'expires on': '2026-01-09' }],
      'an exception for an idle rule ends after the rule was created': [{ 'waived until': '2026-01-09' }],
    },
  },
  'firewall rule hits': {
    sound: { firewall: 'fw1', rule: 'r', 'from at': '2026-01-01T00:00:00Z', 'to at': '2026-02-01T00:00:00Z', hits: '0', 'counter reset at': '2026-02-01T00:00:00Z' },
    rules: {
      'a reading ends after it starts': [{ 'from at': '2026-02-01T00:00:00Z' }],
      'a counter never falls below zero': [{ hits: '-1' }],
      'a counter was reset before it was read': [{ 'counter reset at': '2026-02-01T00:00:01Z' }],
    },
  },
  'policy documents': {
    sound: { document: 'p', status: 'in_force', owner: 'it', 'approved on': '2026-01-01', 'review interval days': '1', 'next review on': '2026-01-01' },
    rules: {
      'a review interval is at least a day': [{ 'review interval days': '0' }, { 'review interval days': '-30' }],
      'a policy comes up for review after it was approved': [{ 'next review on': '2025-12-31' }],
      'a policy in force was approved on some day': [{ 'approved on': '' }],
    },
  },
  risks: {
    sound: { risk: 'r', level: 'high', score: '13', 'acceptance threshold': '12', 'above threshold': 'true', accepted: 'true', 'accepted until': '2026-12-31', 'opened on': '2026-01-01', 'closed on': '2026-01-01', owner: 'it' },
    rules: {
      'a risk is closed after it was opened': [{ 'closed on': '2025-12-31' }],
      'a score above the threshold says so': [{ score: '12' }, { 'above threshold': 'false' }],
      'only an accepted risk has a last day of acceptance': [{ accepted: 'false' }],
    },
  },
  incidents: {
    sound: { incident: 'i', category: 'malware', severity: 'low', 'occurred at': '2026-01-01T10:00:00Z', 'detected at': '2026-01-01T10:00:00Z', 'reported at': '2026-01-01T10:00:00Z', 'resolved at': '2026-01-01T10:00:00Z', 'closed at': '2026-01-01T10:00:00Z', malware: 'true', physical: 'false', 'unauthorised entry': 'false' },
    rules: {
      'an incident is closed after it was detected': [{ 'closed at': '2026-01-01T09:59:59Z', 'resolved at': '' }],
      'an incident is detected after it occurred': [{ 'occurred at': '2026-01-01T10:00:01Z' }],
      'an incident is resolved after it was detected': [{ 'resolved at': '2026-01-01T09:59:59Z' }],
      'an incident is closed after it was resolved': [{ 'resolved at': '2026-01-01T10:00:01Z' }],
    },
  },
  'incident costs': {
    sound: { incident: 'i', 'cost kind': 'fine', amount: '10.00', estimated: 'true', low: '10.00', high: '10.00' },
    rules: {
      'an amount is not negative': [{ amount: '-1.00', low: '', high: '' }, { low: '-1.00' }],
      'an estimate lies between its low and its high': [{ low: '10.01', high: '11' }, { low: '9', high: '9.99' }],
      'only an estimate has a low and a high': [{ estimated: 'false' }],
    },
  },
  actions: {
    sound: { action: 'a', kind: 'corrective', origin: 'audit', 'planned on': '2026-01-01', 'due on': '2026-01-01', state: 'done', 'done on': '2026-01-01', 'planned cost': '0', 'actual cost': '0' },
    rules: {
      'an action is done after it was planned': [{ 'done on': '2025-12-31' }],
      'an action falls due after it was planned': [{ 'due on': '2024-03-28' }],
      'an action that is done has a day': [{ 'done on': '' }],
      'a promised day comes after the action was planned': [{ 'moved to': '2025-12-31' }],
      'a cost is not negative': [{ 'planned cost': '-0.01' }, { 'actual cost': '-0.01' }],
    },
  },
  people: {
    sound: { person: 'e', 'employer type': 'employee', 'org unit': 'it', 'start on': '2026-01-01', 'end on': '2026-01-01', scoped: 'true' },
    rules: { 'the last day is not before the first': [{ 'end on': '2025-12-31' }] },
  },
  'training assignments': {
    sound: { assignment: 't', person: 'e', course: 'c', 'course kind': 'annual_security', 'assigned on': '2026-01-01', 'due on': '2026-01-01', 'cancelled on': '2026-01-01' },
    rules: {
      'an assignment falls due after it was made': [{ 'due on': '2025-12-31' }],
      'an assignment is cancelled after it was made': [{ 'cancelled on': '2025-12-31' }],
    },
  },
  'training progress': {
    sound: { assignment: 't', status: 'completed', 'progress percent': '100', 'completed on': '2026-01-01', 'score percent': '100' },
    rules: {
      'progress lies between nothing and all': [{ 'progress percent': '101' }, { 'progress percent': '-1' }],
      'only what was completed has a day of completion': [{ status: 'failed' }, { status: 'not_started' }],
      'what was completed has a day of completion': [{ 'completed on': '' }],
      'a score lies between nothing and all': [{ 'score percent': '100.5' }],
    },
  },
  acknowledgements: {
    sound: { person: 'e', document: 'acceptable use', 'document version': '3', 'asked on': '2026-01-02', 'due on': '2026-01-02', 'signed on': '2026-01-02', 'withdrawn on': '2026-01-02' },
    rules: {
      'a signature falls due after it was asked for': [{ 'due on': '2026-01-01' }],
      'an agreement is signed after it was asked for': [{ 'signed on': '2026-01-01' }],
      'a request is withdrawn after it was made': [{ 'withdrawn on': '2026-01-01', 'signed on': '' }],
      'what was signed is not withdrawn before': [{ 'signed on': '2026-01-03' }],
    },
  },
  'knowledge test results': {
    sound: { test: 'q', campaign: 'c', person: 'e', targeted: 'true', phase: 'pre', 'taken at': '2026-01-10T12:00:00Z', score: '10', 'max score': '10', 'pass mark': '10', 'form version': 'A' },
    rules: {
      'a score lies between nothing and the most there is': [{ score: '-1' }, { score: '10.5' }],
      'the pass mark can be reached and missed': [{ 'pass mark': '0' }, { 'pass mark': '11' }],
    },
  },
  'social test events': {
    sound: { campaign: 'c', scenario: 's', channel: 'email', difficulty: 'very', person: 'e', 'delivered at': '2026-01-10T12:00:00Z', 'clicked at': '2026-01-10T12:00:05Z', 'disclosed at': '2026-01-10T12:00:05Z', 'reported at': '2026-01-10T12:00:00Z' },
    rules: {
      'what was not delivered has no answer': [{ 'delivered at': '', 'disclosed at': '', 'reported at': '' }, { 'delivered at': '', 'clicked at': '', 'disclosed at': '', channel: 'voice' }],
      'an answer comes after the delivery': [{ 'clicked at': '2026-01-10T11:59:59Z', 'excluded reason': 'technical' }, { 'reported at': '2026-01-10T11:59:59Z' }, { 'disclosed at': '2026-01-10T11:59:59Z' }],
      'nobody clicks within five seconds of the delivery': [{ 'clicked at': '2026-01-10T12:00:04Z' }],
      'who discloses after an e-mail has clicked in it': [{ 'clicked at': '' }],
    },
  },
  'security event reports': {
    sound: { report: 'r', reporter: 'e', 'org unit': 'it', channel: 'button', 'reported at': '2026-01-10T12:00:00Z', 'triaged at': '2026-01-10T12:00:00Z', outcome: 'incident', incident: 'i', campaign: 'invoice mail' },
    rules: {
      'a report is looked at after it was made': [{ 'triaged at': '2026-01-10T11:59:59Z' }],
      'what has an outcome was looked at': [{ 'triaged at': '' }],
      'a report that became an incident names it': [{ incident: '' }, { outcome: 'event' }],
    },
  },
  assets: {
    sound: { asset: 'a', 'asset type': 'server', critical: 'true', 'handles sensitive': 'false', scoped: 'true', owner: 'it', 'service start': '2026-01-01', 'retired on': '2026-01-01' },
    rules: { 'an asset is retired after it went into service': [{ 'retired on': '2025-12-31' }] },
  },
  'access reviews': {
    sound: { review: 'v', system: 'a', 'scheduled on': '2026-01-01', 'completed on': '2026-01-01', reviewer: 'e', 'entitlements reviewed': '3', revoked: '3', evidence: 'T-1' },
    rules: {
      'counts are not negative': [{ revoked: '-1' }],
      'no more is revoked than was reviewed': [{ revoked: '4' }],
      'a review was scheduled or completed': [{ 'scheduled on': '', 'completed on': '' }],
    },
  },
  'new deployments': {
    sound: { deployment: 'd', asset: 'a', 'go live on': '2026-01-01', 'change ticket': 'C-1', 'change evidence ok': 'true' },
    rules: { 'evidence of a change names its ticket': [{ 'change ticket': '' }] },
  },
  'availability intervals': {
    sound: { service: 's', 'from at': '2026-01-01T00:00:00Z', 'to at': '2026-01-01T00:00:01Z', state: 'up', probe: 'end_to_end' },
    rules: { 'an interval ends after it starts': [{ 'to at': '2025-12-31T00:00:00Z' }] },
  },
  'planned windows': {
    sound: { service: 's', 'from at': '2026-01-01T00:00:00Z', 'to at': '2026-01-01T00:00:01Z', 'approved on': '2026-01-01' },
    rules: {
      'a window ends after it starts': [{ 'to at': '2026-01-01T00:00:00Z' }],
      'a window is approved before it starts': [{ 'approved on': '2026-01-02' }],
    },
  },
  'vulnerability findings': {
    sound: { finding: 'f', asset: 'a', vulnerability: 'CVE-1', 'cvss base': '10', severity: 'critical', 'first seen': '2026-01-01T00:00:00Z', 'last seen': '2026-01-01T00:00:00Z', 'fixed at': '2026-01-01T00:00:00Z', status: 'fixed' },
    rules: {
      'a score lies between 0 and 10': [{ 'cvss base': '10.1' }, { 'cvss base': '-1' }],
      'a finding is fixed after it was first seen': [{ 'fixed at': '1999-01-01T00:00:00Z' }],
      'a finding is last seen after it was first seen': [{ 'last seen': '2025-12-31T23:59:59Z' }],
      'a fixed finding says when': [{ 'fixed at': '' }],
    },
  },
  assessments: {
    sound: { assessment: 'x', kind: 'vulnerability_scan', 'started on': '2026-01-01', 'finished on': '2026-01-01' },
    rules: { 'an assessment finishes after it started': [{ 'finished on': '2025-12-31' }] },
  },
  'maintenance events': {
    sound: { event: 'm', asset: 'a', 'scheduled on': '2026-01-10', 'performed on': '2026-01-10', status: 'done' },
    rules: {
      'maintenance that is done has a day': [{ 'performed on': '' }],
      'maintenance with a day is done': [{ status: 'planned' }, { status: 'cancelled' }],
      'maintenance is done within a year of its planned day': [{ 'performed on': '2027-01-11' }, { 'performed on': '2025-01-09' }],
    },
  },
  'malware detections': {
    sound: { detection: 'd', asset: 'a', at: '2026-01-10T12:00:00Z', action: 'blocked', engine: 'gateway', threat: 'Eicar' },
    rules: { 'it is known what became of a detection': [{ action: 'unknown' }] },
  },
  'endpoint protection': {
    sound: { asset: 'a', 'as of': '2026-01-10T12:00:00Z', 'agent present': 'true', 'realtime on': 'true', protection: 'cloud', 'last seen at': '2026-01-10T12:00:00Z', 'signature at': '2026-01-10T12:00:00Z', 'affected platform': 'true' },
    rules: {
      'signatures are not of the future': [{ 'signature at': '2026-01-10T12:00:01Z' }],
      'a system was seen before the console told': [{ 'last seen at': '2026-01-11T12:00:00Z' }],
      'without an agent nothing is switched on': [{ 'agent present': 'false' }],
    },
  },
  'password checks': {
    sound: { check: 'c', account: 'a', 'checked at': '2026-01-10T12:00:00Z', method: 'cracking', cracked: 'true', 'crack time': 'PT4H', 'attack time': 'PT4H', 'attack profile': 'p', 'guesses a second': '1000000', approval: 'DPO-7' },
    rules: {
      'only an attack breaks a password': [{ method: 'breach_list' }],
      'an attack does not ask whether a password complies': [{ compliant: 'false' }],
      'an attack names the approval it was made under': [{ approval: '' }],
      'an attack names its profile': [{ 'attack profile': '' }],
      'only a broken password took time to break': [{ cracked: 'false' }, { cracked: '' }],
      'times are not negative': [{ 'crack time': '-PT1S' }, { cracked: 'false', 'crack time': '', 'attack time': '-PT1S' }],
      'a broken password says how long it took': [{ 'crack time': '' }],
      'a password is broken before the attack ends': [{ 'attack time': 'PT3H59M59S' }],
    },
  },
  'audit events': {
    sound: { audit: 'u', kind: 'internal', 'planned on': '2026-01-01', 'performed on': '2026-01-01', report: 'R-1', status: 'performed' },
    rules: {
      'an audit was planned or performed': [{ 'planned on': '', 'performed on': '', report: '', status: 'planned' }],
      'an audit that is performed has a day': [{ 'performed on': '', report: '' }],
      'an audit with a day is performed': [{ status: 'planned' }, { status: 'cancelled' }, { status: 'postponed' }],
      'only an audit that was performed has a report': [{ 'performed on': '', status: 'planned' }],
    },
  },
  'log sources': {
    sound: { 'log source': 'l', asset: 'a', critical: 'true', 'review interval hours': '1', 'last event at': '2026-01-10T12:00:00Z' },
    rules: { 'a log is reviewed at most once an hour': [{ 'review interval hours': '0.5' }, { 'review interval hours': '-24' }] },
  },
  'log reviews': {
    sound: { 'log source': 'l', 'period from': '2026-01-10T00:00:00Z', 'period to': '2026-01-10T00:00:01Z', 'due at': '2026-01-10T00:00:00Z', 'reviewed at': '2026-01-10T00:00:00Z', reviewer: 'e', method: 'manual' },
    rules: {
      'a stretch ends after it starts': [{ 'period to': '2026-01-10T00:00:00Z' }],
      'a review falls due after its stretch starts': [{ 'due at': '2026-01-09T23:59:59Z' }],
      'a review comes after its stretch starts': [{ 'reviewed at': '2026-01-09T00:00:00Z' }],
      'a review by hand has a reviewer': [{ reviewer: '' }],
    },
  },
  'config results': {
    sound: { asset: 'a', benchmark: 'linux', 'scanned at': '2026-01-10T00:00:00Z', passed: '10', failed: '1', unanswered: '0', waived: '1' },
    rules: {
      'counts of checks are not negative': [{ passed: '-1', failed: '3' }, { waived: '-1' }, { unanswered: '-1' }],
      'no more failures are accepted than there are': [{ waived: '2' }],
      'a scan answers at least one check': [{ passed: '0', failed: '0', waived: '0' }],
    },
  },
  'badge events': {
    sound: { event: 'b', entry: 'q1', at: '2026-01-10T12:00:00Z', person: 'e', result: 'granted' },
    rules: { 'a door is opened for somebody': [{ person: '' }] },
  },
  'management review meetings': {
    sound: { meeting: 'm', 'planned on': '2026-01-01', 'held on': '2026-01-01', kind: 'planned', status: 'held' },
    rules: {
      'a meeting was planned or held': [{ 'planned on': '', 'held on': '', kind: 'adhoc', status: 'cancelled' }],
      'a planned meeting has a planned day': [{ 'planned on': '' }],
      'a meeting that was held has a day': [{ 'held on': '' }],
      'a meeting with a day was held': [{ status: 'planned' }, { status: 'cancelled' }],
      'a meeting that was put off names the one in its place': [{ 'held on': '', status: 'rescheduled' }],
      'no meeting takes its own place': [{ meeting: 'same', 'rescheduled to': 'same' }],
    },
  },
  'meeting attendance': {
    sound: { meeting: 'm', person: 'e', role: 'manager', invited: 'true', attended: 'true' },
    rules: { 'whoever is listed was invited or came': [{ invited: 'false', attended: 'false' }, { invited: 'false', attended: '' }] },
  },
  'supplier agreements': {
    sound: { agreement: 'a', supplier: 's', 'signed on': '2026-01-10', 'ends on': '2026-01-10', 'processes personal data': 'true', scoped: 'true' },
    rules: { 'an agreement ends after it was signed': [{ 'ends on': '2026-01-09' }] },
  },
  'agreement requirements': {
    sound: { agreement: 'a', requirement: 'r', 'requirement set': 'security_policy', required: 'true', addressed: 'partial', 'clause ref': '7.2' },
    rules: { 'what is addressed says in which clause': [{ 'clause ref': '' }, { addressed: 'yes', 'clause ref': '' }] },
  },
  'budget lines': {
    sound: { year: '2026', 'first month': '4', category: 'hardware', allocated: '0' },
    rules: {
      'a year has four digits': [{ year: '26' }],
      'a month is one of twelve': [{ 'first month': '0' }, { 'first month': '13' }],
      'an amount is not negative': [{ allocated: '-0.01' }],
    },
  },
  'resource usage': {
    sound: { year: '2026', month: '12', category: 'hardware', used: '-10.00' },
    rules: {
      'a year has four digits': [{ year: '26' }],
      'a month is one of twelve': [{ month: '0' }, { month: '13' }],
    },
  },
}

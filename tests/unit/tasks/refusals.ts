import { expect } from 'vitest'
import { fieldOf, type Parsed, type Problem } from '#core/tasks/problem.ts'

/** The one problem of this field; every problem must name its field and, where one was given, its value. */
export function refusal(outcome: Parsed<unknown>, field: string): Problem {
  if (outcome.ok) throw new Error(`${field} was let through`)
  const problem = outcome.problems.find((each) => fieldOf(each) === field)
  if (problem === undefined) throw new Error(`${field} is not named: ${JSON.stringify(outcome.problems)}`)
  if (field !== '' && problem.kind !== 'value') expect(problem.message).toContain(field)
  if (problem.value !== undefined && problem.kind !== 'unknown') expect(problem.message).toContain(problem.value)
  return problem
}

export function value<T>(outcome: Parsed<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}

import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one line that says how many tests ran, and keeps it for a build that has nothing to run. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state]++
    }
    const line = `console: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`
    writeFileSync(new URL('../target/console-tests.new', import.meta.url), line)
  }
}

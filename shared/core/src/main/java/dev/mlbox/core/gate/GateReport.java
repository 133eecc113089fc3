package dev.mlbox.core.gate;

import java.util.List;

/**
 * What came of all gates.
 *
 * @param findings in the order of the gates
 */
public record GateReport(List<Finding> findings) {

  public GateReport {
    findings = List.copyOf(findings);
  }

  /** The worst verdict, whether it blocks or not; PASS without gates. */
  public Verdict worst() {
    return Verdict.worst(findings.stream().map(Finding::verdict).toList());
  }

  /** Whether the candidate may go on: no finding blocks. */
  public boolean passes() {
    return findings.stream().noneMatch(Finding::blocks);
  }
}

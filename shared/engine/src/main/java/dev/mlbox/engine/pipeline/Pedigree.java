package dev.mlbox.engine.pipeline;

import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.Release;
import java.time.Instant;
import java.util.List;

/**
 * How a version came to serve: kept beside its evaluation, so that it can be told long after the
 * target has forgotten it.
 *
 * @param release what was promoted
 * @param by whose command it was
 * @param at when
 * @param gates what it was judged by
 */
public record Pedigree(Release release, String by, Instant at, List<Judged> gates) {
  /** Its name in a baseline's record. */
  static final String FILE = "pedigree.json";

  public Pedigree {
    gates = List.copyOf(gates);
  }

  /**
   * One gate's verdict then.
   *
   * @param gate as it was written
   * @param verdict what came of it
   * @param message in words
   */
  public record Judged(String gate, Verdict verdict, String message) {}

  static Pedigree of(Release release, String by, Instant at, GateReport report) {
    return new Pedigree(
        release,
        by,
        at,
        report.findings().stream()
            .map(each -> new Judged(each.gate().text(), each.verdict(), each.message()))
            .toList());
  }
}

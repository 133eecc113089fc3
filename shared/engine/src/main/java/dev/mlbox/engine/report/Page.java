package dev.mlbox.engine.report;

import java.util.List;

/** The report as the page shows it: words only, everything decided. */
public record Page(
    String title,
    String subtitle,
    String outcome,
    String tone,
    String headline,
    String provable,
    List<GateRow> gates,
    String compared,
    List<MetricRow> metrics,
    List<SliceRow> slices,
    List<String> evidence,
    List<BatchRow> batches,
    List<String> lastWords,
    List<Fact> origin) {

  /** One gate; {@code tone} is a style class. */
  public record GateRow(String verdict, String tone, String text, String message, List<Bar> bars) {}

  /** A difference drawn against its margin; positions are in units of the drawing, 0 to 320. */
  public record Bar(String label, int zero, int margin, int low, int mid, int high) {}

  /** One metric of both models. */
  public record MetricRow(String name, String candidate, String interval, String baseline) {}

  /** One slice of the candidate. */
  public record SliceRow(String name, String rows, String metrics) {}

  /** Live counts of one minute and weight. */
  public record BatchRow(
      String minute,
      String weight,
      String canary,
      String canaryErrors,
      String canarySlow,
      String stable,
      String stableErrors,
      String stableSlow) {}

  /** One thing known of the model. */
  public record Fact(String name, String value) {}
}

package dev.mlbox.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report as the page shows it: words and drawings only, everything decided. */
public record Page(
    Head head,
    List<GateCard> gates,
    List<Forest> forests,
    @Nullable Journey journey,
    Comparison comparison,
    List<Figure> figures,
    List<Grid> grids,
    @Nullable Live live,
    @Nullable Odds odds,
    List<Claim> data,
    List<Fact> origin,
    List<Fact> method) {

  /**
   * What is seen first.
   *
   * @param tone a style: pass, warn or fail
   */
  public record Head(
      String style,
      String model,
      String command,
      String when,
      String outcome,
      String tone,
      String headline,
      List<Fact> facts) {}

  /** One thing that is known. */
  public record Fact(String name, String value) {}

  /** One gate; {@code drawing} is empty where there is nothing to draw. */
  public record GateCard(
      String verdict, String tone, String text, String place, String message, String drawing) {}

  /** A gate's slices, what speaks most against the candidate first. */
  public record Forest(String title, String note, String range, List<Branch> branches) {}

  /** One slice. */
  public record Branch(
      String name, String rows, String drawing, String figure, String verdict, String tone) {}

  /** The rollout. */
  public record Journey(
      List<Stage> stages,
      List<Figure> figures,
      List<Claim> claims,
      List<Fact> events,
      List<BatchRow> batches,
      List<String> lastWords) {}

  /** One state or step of a rollout; {@code share} is its part of the whole time, in percent. */
  public record Stage(String name, String tone, String took, double share, String counts) {}

  /** One criterion of the live judge, or one thing found in the data. */
  public record Claim(String verdict, String tone, String message) {}

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

  /** All metrics of both models. */
  public record Comparison(
      String words,
      String provable,
      boolean both,
      List<MetricRow> metrics,
      List<SliceRow> slices) {}

  /** One metric of both models. */
  public record MetricRow(
      String name,
      String better,
      String candidate,
      String interval,
      String baseline,
      String drawing) {}

  /** One slice and its main metric. */
  public record SliceRow(String name, String rows, String metrics) {}

  /** Both models on the mix of recent requests. */
  public record Live(
      String words,
      String by,
      boolean both,
      List<LiveMetric> metrics,
      List<LiveSlice> slices,
      List<String> drift) {}

  /** One metric on the requests and on the rows. */
  public record LiveMetric(
      String name,
      String live,
      String interval,
      String plain,
      String plainInterval,
      String baseline) {}

  /** One slice: how many of the requests and of the rows are of it. */
  public record LiveSlice(String name, String share, String requests, String ofRows, String rows) {}

  /** A plot. */
  public record Figure(String title, String note, String drawing, String style) {}

  /** A confusion table; each cell has its share of its line for the shade. */
  public record Grid(String title, List<String> classes, List<GridLine> lines) {}

  /** One true class. */
  public record GridLine(String name, List<Cell> cells) {}

  /** How often one class is answered with one class. */
  public record Cell(String count, String share, int shade, boolean right) {}

  /** Where the two models disagree. */
  public record Odds(
      String words, List<Fact> counts, List<String> columns, List<OddsRow> rows, String note) {}

  /** One row that they answer differently. */
  public record OddsRow(
      String row,
      String truth,
      String candidate,
      String baseline,
      boolean loss,
      List<String> values) {}
}

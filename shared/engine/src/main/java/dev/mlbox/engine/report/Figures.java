package dev.mlbox.engine.report;

import dev.mlbox.core.portrait.Bar;
import dev.mlbox.core.portrait.Portrait;
import dev.mlbox.core.portrait.Portraits;
import dev.mlbox.core.portrait.RankCurve;
import dev.mlbox.core.portrait.Reliability;
import dev.mlbox.core.portrait.ResidualBand;
import dev.mlbox.engine.report.plot.Axis;
import dev.mlbox.engine.report.plot.Plot;
import dev.mlbox.engine.report.plot.Scale;
import dev.mlbox.engine.report.plot.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** How both models' answers look, drawn; the baseline behind the candidate. */
final class Figures {
  private static final String CANDIDATE = "candidate";
  private static final String BASELINE = "baseline";

  /** Precision of fewer rows jumps between 0 and 1. */
  private static final int FEWEST_CALLED = 20;

  private Figures() {}

  static List<Page.Figure> of(Portraits portraits) {
    List<Page.Figure> figures = new ArrayList<>();
    Portrait candidate = portraits.candidate();
    Portrait baseline = portraits.baseline();
    RankCurve curve = candidate.curve();
    if (curve != null && curve.positives() > 0 && curve.negatives() > 0) {
      RankCurve other = baseline == null ? null : baseline.curve();
      figures.add(roc(curve, other));
      figures.add(precisionRecall(curve, other));
    }
    if (!candidate.calibration().isEmpty()) {
      figures.add(
          calibration(
              candidate.calibration(), baseline == null ? List.of() : baseline.calibration()));
    }
    if (!candidate.residuals().isEmpty()) {
      figures.add(
          residuals(candidate.residuals(), baseline == null ? List.of() : baseline.residuals()));
    }
    if (!portraits.predictions().isEmpty()) {
      figures.add(histogram(portraits.predictions(), baseline != null, curve != null));
    }
    return figures;
  }

  private static Axis share(String label) {
    return new Axis(label, Scale.unit(), 5, Digits::tick);
  }

  private static Page.Figure roc(RankCurve curve, @Nullable RankCurve other) {
    Plot plot =
        new Plot(
            "ROC curve",
            "Share of the positive rows found against share of the negative rows called positive.",
            share("false positive rate"),
            share("true positive rate"));
    plot.guide("even", new Spot(0, 0), new Spot(1, 1));
    if (other != null) {
      plot.line(BASELINE, rocSpots(other));
    }
    plot.line(CANDIDATE, rocSpots(curve));
    return new Page.Figure(
        "ROC", "The upper left corner is perfect; the diagonal is chance.", plot.svg(), "square");
  }

  private static List<Spot> rocSpots(RankCurve curve) {
    return spots(
        curve.points(),
        point ->
            new Spot(
                (double) point.falsePositives() / curve.negatives(),
                (double) point.truePositives() / curve.positives()));
  }

  private static <T> List<Spot> spots(List<T> items, Function<T, Spot> place) {
    return items.stream().map(place).toList();
  }

  private static Page.Figure precisionRecall(RankCurve curve, @Nullable RankCurve other) {
    double base = (double) curve.positives() / (curve.positives() + curve.negatives());
    Plot plot =
        new Plot(
            "Precision-recall curve",
            "Share of the rows called positive that are, against share of the positive rows found.",
            share("recall"),
            share("precision"));
    plot.guide("even", new Spot(0, base), new Spot(1, base));
    if (other != null) {
      plot.line(BASELINE, precisionSpots(other));
    }
    plot.line(CANDIDATE, precisionSpots(curve));
    String note = "The dashed line is chance: %s of the rows are positive.";
    return new Page.Figure(
        "Precision and recall", note.formatted(Digits.percent(base)), plot.svg(), "square");
  }

  private static List<Spot> precisionSpots(RankCurve curve) {
    return spots(
        curve.points().stream()
            .filter(point -> point.truePositives() + point.falsePositives() >= FEWEST_CALLED)
            .toList(),
        point ->
            new Spot(
                (double) point.truePositives() / curve.positives(),
                (double) point.truePositives() / (point.truePositives() + point.falsePositives())));
  }

  private static Page.Figure calibration(List<Reliability> bins, List<Reliability> others) {
    Scale scale = new Scale(0, highest(bins, others));
    Plot plot =
        new Plot(
            "Calibration",
            "What share of the rows with a predicted probability turned out to be so.",
            new Axis("predicted probability", scale, 5, Digits::tick),
            new Axis("observed share", scale, 5, Digits::tick));
    plot.guide("even", new Spot(0, 0), new Spot(scale.to(), scale.to()));
    line(plot, BASELINE, others);
    for (Reliability bin : bins) {
      plot.guide(
          "reach " + CANDIDATE,
          new Spot(bin.predicted(), bin.interval().lower()),
          new Spot(bin.predicted(), bin.interval().upper()));
    }
    line(plot, CANDIDATE, bins);
    return new Page.Figure(
        "Calibration",
        "Tenths of the rows by probability, with 95 % intervals; on the diagonal, probabilities mean what they say.",
        plot.svg(),
        "square");
  }

  private static double highest(List<Reliability> bins, List<Reliability> others) {
    double most = 0;
    for (Reliability bin : bins) {
      most = Math.max(most, Math.max(bin.predicted(), bin.interval().upper()));
    }
    for (Reliability bin : others) {
      most = Math.max(most, Math.max(bin.predicted(), bin.observed()));
    }
    return Math.max(0.01, Math.min(1, 1.05 * most));
  }

  private static void line(Plot plot, String style, List<Reliability> bins) {
    plot.line(style, spots(bins, bin -> new Spot(bin.predicted(), bin.observed())));
    bins.forEach(bin -> plot.dot(style, new Spot(bin.predicted(), bin.observed())));
  }

  private static Page.Figure residuals(List<ResidualBand> bands, List<ResidualBand> others) {
    List<ResidualBand> all = new ArrayList<>(bands);
    all.addAll(others);
    Scale x = Scale.around(all.stream().mapToDouble(ResidualBand::predicted).toArray());
    Scale y =
        Scale.around(
            DoubleStream.concat(
                    DoubleStream.of(0),
                    all.stream().flatMapToDouble(band -> DoubleStream.of(band.low(), band.high())))
                .toArray());
    Plot plot =
        new Plot(
            "Residuals",
            "How far the truth is from the prediction, by size of the prediction.",
            new Axis("prediction", x, 5, Digits::tick),
            new Axis("truth − prediction", y, 5, Digits::tick));
    plot.guide("even", new Spot(x.from(), 0), new Spot(x.to(), 0));
    band(plot, BASELINE, others);
    band(plot, CANDIDATE, bands);
    return new Page.Figure(
        "Residuals",
        "Line: median; shade: the middle 80 % of the rows with similar predictions.",
        plot.svg(),
        "square");
  }

  private static void band(Plot plot, String style, List<ResidualBand> bands) {
    if (bands.size() > 1) {
      plot.band(
          style,
          spots(bands, band -> new Spot(band.predicted(), band.low())),
          spots(bands, band -> new Spot(band.predicted(), band.high())));
      plot.line(style, spots(bands, band -> new Spot(band.predicted(), band.middle())));
    }
    bands.forEach(band -> plot.dot(style, new Spot(band.predicted(), band.middle())));
  }

  private static Page.Figure histogram(List<Bar> bars, boolean both, boolean scores) {
    long most =
        bars.stream().mapToLong(bar -> Math.max(bar.candidate(), bar.baseline())).max().orElse(1);
    Scale x = new Scale(bars.get(0).from(), bars.get(bars.size() - 1).to());
    Plot plot =
        new Plot(
            "Predictions",
            "How many rows were given each %s.".formatted(scores ? "score" : "prediction"),
            new Axis(scores ? "score, positive class" : "prediction", x, 5, Digits::tick),
            new Axis("rows", new Scale(0, Math.max(1, most) * 1.05), 5, Digits::tick));
    for (Bar bar : bars) {
      double room = (bar.to() - bar.from()) * 0.08;
      plot.bar(CANDIDATE, bar.from() + room, bar.to() - room, (double) bar.candidate());
    }
    if (both) {
      List<Spot> outline = new ArrayList<>();
      bars.forEach(bar -> outline.add(new Spot(bar.from(), (double) bar.baseline())));
      Bar last = bars.get(bars.size() - 1);
      outline.add(new Spot(last.to(), (double) last.baseline()));
      plot.steps(BASELINE, outline);
    }
    return new Page.Figure(
        "Predictions",
        both ? "Bars: candidate; outline: baseline." : "How often each was predicted.",
        plot.svg(),
        "square");
  }
}

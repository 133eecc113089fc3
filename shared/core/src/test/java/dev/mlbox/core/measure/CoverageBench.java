package dev.mlbox.core.measure;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How often the 95 % interval holds the true value, by simulation: samples of n rows from a known
 * population, whose own value (of two million rows) counts as the truth. Prints a line for each
 * metric; no test by its name, {@code src/bench/coverage} runs it.
 */
class CoverageBench {
  private static final int POPULATION = 2_000_000;

  @Test
  void printsTheShareOfIntervalsThatHoldTheTruth() {
    int samples = Integer.getInteger("coverage.samples", 2_000);
    for (int n : new int[] {500, 5_000}) {
      run(new Population.TwoClasses(0.3, 1.2), n, samples, TWO);
      run(
          new Population.TwoClasses(0.05, 3),
          n,
          samples,
          List.of("roc_auc", "average_precision", "expected_calibration_error"));
      run(
          new Population.Calibrated(0.3, 1.2),
          n,
          samples,
          List.of("expected_calibration_error", "log_loss", "brier"));
      run(new Population.ThreeClasses(), n, samples, THREE);
      run(new Population.Quantities(), n, samples, NUMBERS);
      run(new Population.Weighted(), n, samples, List.of("accuracy", "roc_auc", "f1", "log_loss"));
      run(new Population.Customers(), n, samples, List.of("accuracy", "roc_auc", "f1", "log_loss"));
      run(new Population.Searches(), n, samples, List.of("ndcg@10", "map", "mrr"));
    }
  }

  private static final List<String> TWO =
      List.of(
          "accuracy",
          "balanced_accuracy",
          "f1",
          "precision",
          "recall",
          "jaccard",
          "matthews_corrcoef",
          "cohen_kappa",
          "roc_auc",
          "average_precision",
          "log_loss",
          "brier",
          "d2_brier_score",
          "expected_calibration_error");
  private static final List<String> THREE =
      List.of(
          "f1_macro",
          "f1_weighted",
          "jaccard_micro",
          "recall@2",
          "roc_auc_ovr",
          "roc_auc_ovo",
          "roc_auc_ovo_weighted",
          "top_k_accuracy@2",
          "matthews_corrcoef",
          "expected_calibration_error");
  private static final List<String> NUMBERS =
      List.of(
          "r2",
          "explained_variance",
          "d2_absolute_error_score",
          "mean_absolute_error",
          "root_mean_squared_error",
          "median_absolute_error",
          "mean_absolute_percentage_error",
          "root_mean_squared_log_error",
          "mean_gamma_deviance",
          "pinball_loss@0.9");

  private static void run(Population population, int n, int samples, List<String> names) {
    Answers all = population.draw(new SplittableRandom(7), POPULATION);
    for (String name : names) {
      Metric metric = Metrics.named(name).orElseThrow();
      double truth = metric.value(all);
      SplittableRandom random = new SplittableRandom(n);
      int held = 0;
      for (int sample = 0; sample < samples; sample++) {
        Measured measured = metric.measure(population.draw(random, n));
        held += measured.interval() != null && measured.interval().contains(truth) ? 1 : 0;
      }
      System.out.printf(
          Locale.ROOT,
          "coverage %-16s %-32s n %,6d  true %.4f  %.1f %%%n",
          population,
          name,
          n,
          truth,
          100.0 * held / samples);
    }
  }
}

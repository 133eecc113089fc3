package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of a known kind with a model's answers, as many as are wanted. */
interface Population {

  Answers draw(SplittableRandom random, int rows);

  /** A positive with probability {@code share}, whose score is higher by {@code shift}. */
  record TwoClasses(double share, double shift) implements Population {
    @Override
    public Answers draw(SplittableRandom random, int rows) {
      Drawn drawn = new Drawn(rows);
      for (int row = 0; row < rows; row++) {
        drawn.row(row, random.nextDouble() < share, shift, 0, random);
      }
      return Answers.of(drawn.truth(), drawn.said(), "model");
    }

    @Override
    public String toString() {
      return "two-classes-" + share;
    }
  }

  /** Two classes whose probabilities are the true ones. */
  record Calibrated(double share, double shift) implements Population {
    @Override
    public Answers draw(SplittableRandom random, int rows) {
      long[] target = new long[rows];
      double[] promised = new double[rows];
      double odds = Math.log(share / (1 - share)) - shift * shift / 2;
      for (int row = 0; row < rows; row++) {
        target[row] = random.nextDouble() < share ? 1 : 0;
        double score = random.nextGaussian() + shift * target[row];
        promised[row] = 1 / (1 + Math.exp(-odds - shift * score));
      }
      Predictions answers = Predictions.of(new Column.Real(promised));
      Truth truth = Truth.of("y", new Column.Whole(target), List.of(answers), "1");
      return Answers.of(truth, answers, "model");
    }

    @Override
    public String toString() {
      return "calibrated";
    }
  }

  /** Rows that count from 0.2 to 5 times, the more the better they are answered. */
  record Weighted() implements Population {
    @Override
    public Answers draw(SplittableRandom random, int rows) {
      Drawn drawn = new Drawn(rows);
      double[] weights = new double[rows];
      for (int row = 0; row < rows; row++) {
        double ease = random.nextDouble();
        weights[row] = 0.2 * Math.pow(25, ease);
        drawn.row(row, random.nextDouble() < 0.3, 0.5 + ease, 0, random);
      }
      RowWeights given = RowWeights.of("w", "simulation", new Column.Real(weights));
      return Answers.of(drawn.truth().weighted(given), drawn.said(), "model");
    }

    @Override
    public String toString() {
      return "weighted";
    }
  }

  /** Ten rows a customer, of whom some are easier to answer and likelier positive than others. */
  record Customers() implements Population {
    @Override
    public Answers draw(SplittableRandom random, int rows) {
      Drawn drawn = new Drawn(rows);
      long[] customers = new long[rows];
      double own = 0;
      for (int row = 0; row < rows; row++) {
        if (row % 10 == 0) {
          own = random.nextGaussian();
        }
        customers[row] = row / 10;
        double share = 1 / (1 + Math.exp(0.8 - 0.8 * own));
        drawn.row(row, random.nextDouble() < share, 1.2, 0.5 * own, random);
      }
      Truth truth = drawn.truth().in(Units.of("customer", new Column.Whole(customers)));
      return Answers.of(truth, drawn.said(), "model");
    }

    @Override
    public String toString() {
      return "ten-a-customer";
    }
  }

  /** Three classes, of which the last has a tenth of the rows. */
  record ThreeClasses() implements Population {
    @Override
    public Answers draw(SplittableRandom random, int rows) {
      long[] target = new long[rows];
      long[] said = new long[rows];
      double[] shares = new double[3 * rows];
      for (int row = 0; row < rows; row++) {
        double at = random.nextDouble();
        target[row] = at < 0.5 ? 0 : at < 0.9 ? 1 : 2;
        double sum = 0;
        for (int code = 0; code < 3; code++) {
          double raw = Math.exp(random.nextGaussian() + (target[row] == code ? 1.2 : 0));
          shares[3 * row + code] = raw;
          sum += raw;
        }
        for (int code = 0; code < 3; code++) {
          shares[3 * row + code] /= sum;
          said[row] = shares[3 * row + code] > shares[3 * row + (int) said[row]] ? code : said[row];
        }
      }
      Predictions answers =
          new Predictions(new Column.Whole(said), List.of("0", "1", "2"), shares, 3);
      Truth truth = Truth.of("y", new Column.Whole(target), List.of(answers), null);
      return Answers.of(truth, answers, "model");
    }

    @Override
    public String toString() {
      return "three-classes";
    }
  }

  /** Prices: lognormal, answered with an error that grows with them. */
  record Quantities() implements Population {
    @Override
    public Answers draw(SplittableRandom random, int rows) {
      double[] target = new double[rows];
      double[] said = new double[rows];
      for (int row = 0; row < rows; row++) {
        double expected = Math.exp(3 + 0.5 * random.nextGaussian());
        target[row] = expected * Math.exp(0.25 * random.nextGaussian());
        said[row] = expected;
      }
      Predictions answers = new Predictions(new Column.Real(said), List.of(), new double[0], 0);
      Truth truth = Truth.of("y", new Column.Real(target), List.of(answers), null);
      return Answers.of(truth, answers, "model");
    }

    @Override
    public String toString() {
      return "quantities";
    }
  }

  /** Searches of ten rows, half of them easy. */
  record Searches() implements Population {
    @Override
    public Answers draw(SplittableRandom random, int rows) {
      double[] target = new double[rows];
      double[] said = new double[rows];
      long[] queries = new long[rows];
      double noise = 0;
      for (int row = 0; row < rows; row++) {
        noise = row % 10 == 0 ? (random.nextBoolean() ? 0.5 : 2) : noise;
        queries[row] = row / 10;
        target[row] = random.nextDouble() < 0.3 ? 1 + random.nextInt(3) : 0;
        said[row] = target[row] + noise * random.nextGaussian();
      }
      Predictions answers = new Predictions(new Column.Real(said), List.of(), new double[0], 0);
      Truth truth = Truth.of("y", new Column.Real(target), List.of(answers), null);
      return Answers.of(
          truth.ranked(Units.of("query", new Column.Whole(queries))), answers, "model");
    }

    @Override
    public String toString() {
      return "searches";
    }
  }

  /** Two classes on their way into columns. */
  final class Drawn {
    private final long[] target;
    private final long[] said;
    private final double[] shares;

    Drawn(int rows) {
      target = new long[rows];
      said = new long[rows];
      shares = new double[2 * rows];
    }

    void row(int row, boolean positive, double shift, double offset, SplittableRandom random) {
      double score = random.nextGaussian() + offset + (positive ? shift : 0);
      double share = 1 / (1 + Math.exp(1.5 - 1.2 * score));
      target[row] = positive ? 1 : 0;
      said[row] = share > 0.5 ? 1 : 0;
      shares[2 * row] = 1 - share;
      shares[2 * row + 1] = share;
    }

    Predictions said() {
      return new Predictions(new Column.Whole(said), List.of("0", "1"), shares, 2);
    }

    Truth truth() {
      return Truth.of("y", new Column.Whole(target), List.of(said()), "1");
    }
  }
}

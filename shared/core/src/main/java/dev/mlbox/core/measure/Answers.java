package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.stats.RadixOrder;
import dev.mlbox.core.stats.RocAuc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One model's answers beside the truth, row by row, as primitive arrays. Everything that a metric
 * needs to know, and nothing of the rows themselves.
 */
public final class Answers {
  private final Truth truth;
  private final int[] codes;
  private final double[] numbers;
  private final Scores scores;

  /** What a metric has found of each row, so that it is found once. */
  private final Map<RowNumbers, double[]> known = new ConcurrentHashMap<>();

  private final Shared shared = new Shared(this);

  /** What is known of rows that are elsewhere; null where they are here. */
  private final @Nullable FarPart far;

  /** Of all parts, one of which these rows are. */
  private volatile Sums sums;

  private final int part;

  private Answers(Truth truth, int[] codes, double[] numbers, Scores scores) {
    this(truth, codes, numbers, scores, null, 0);
  }

  private Answers(Truth truth, Scores scores, Map<Summary<?>, Object> found, FarPart far) {
    this.truth = truth;
    this.codes = new int[0];
    this.numbers = new double[0];
    this.scores = scores;
    this.far = far;
    this.sums = Sums.found(this, found);
    this.part = 0;
  }

  private Answers(
      Truth truth, int[] codes, double[] numbers, Scores scores, @Nullable Sums sums, int part) {
    this.truth = truth;
    this.codes = codes;
    this.numbers = numbers;
    this.scores = scores;
    this.far = null;
    this.sums = sums == null ? new Sums(this, Parts.whole(truth.rows())) : sums;
    this.part = part;
  }

  /**
   * Aligns a model's answers with the truth.
   *
   * @param truth of the same rows, made with these answers among its models
   * @param predictions as many as rows
   * @param who whose they are, in messages: candidate or baseline
   * @throws dev.mlbox.core.problem.MlboxException INVALID when an answer is no number, or a
   *     probability is outside [0, 1]; names the row, counted from 1
   */
  public static Answers of(Truth truth, Predictions predictions, String who) {
    if (truth.rows() != predictions.rows()) {
      throw new IllegalArgumentException(
          "%d answers for %d rows".formatted(predictions.rows(), truth.rows()));
    }
    AnswerReader reader = new AnswerReader(truth, predictions, who);
    return switch (truth.task()) {
      case REGRESSION -> new Answers(truth, new int[0], reader.numbers(), Scores.NONE);
      case BINARY, MULTICLASS -> new Answers(truth, reader.codes(), new double[0], reader.scores());
      case TEXT -> new Answers(truth, reader.texts(), new double[0], Scores.NONE);
      case MULTILABEL -> new Answers(truth, reader.sets(), new double[0], reader.scoresOfLabels());
    };
  }

  /** To rows that are elsewhere, of which sums are known. */
  static Answers far(Truth truth, Frame.Said said, Map<Summary<?>, Object> found, FarPart part) {
    boolean ofPositive = said.scores() && truth.task() == Task.BINARY;
    double[] some = new double[ofPositive ? 1 : 0];
    Scores scores = new Scores(some, new double[0], 0, said.probabilities());
    return new Answers(truth, scores, found, part);
  }

  /** The same with sums that were added up elsewhere. */
  Answers summed(Map<Summary<?>, Object> found) {
    Answers same = new Answers(truth, codes, numbers, scores);
    same.sums = Sums.found(same, found);
    return same;
  }

  /** Whether the rows are elsewhere, so that only sums are known of them. */
  public boolean isFar() {
    return far != null;
  }

  /** What is known of rows that are elsewhere; empty where they are here. */
  public Optional<FarPart> far() {
    return Optional.ofNullable(far);
  }

  /** The same of a slice, wherever its rows are. */
  public Answers of(Slice slice) {
    return far == null ? at(slice.rows()) : far.rows().of(slice, far.model());
  }

  /** The same of some of the rows. */
  public Answers at(int[] rows) {
    return at(rows, null, 0);
  }

  private Answers at(int[] rows, @Nullable Sums shared, int number) {
    boolean ofNumbers = truth.task() == Task.REGRESSION;
    Answers some =
        new Answers(
            truth.at(rows),
            ofNumbers ? codes : Numbers.at(codes, rows),
            ofNumbers ? Numbers.at(numbers, rows) : numbers,
            ofNumbers ? scores : scores.at(rows),
            shared,
            number);
    known.forEach((of, values) -> some.known.put(of, RowNumbers.at(values, rows(), rows)));
    return some;
  }

  /** From here on, sums are found of these parts together, until {@link #uncut}. */
  void cut(List<Slicing> slicings) {
    sums = new Sums(this, Parts.of(rows(), slicings));
  }

  /**
   * The same of one slice, with its sums.
   *
   * @param number of the part, as in {@link Parts}
   */
  Answers part(Slice slice, int number) {
    return at(slice.rows(), sums, number);
  }

  /** Keeps the sums of all rows alone. */
  void uncut() {
    sums = sums.ofAll();
  }

  /** Whether each row counts once and by itself. */
  boolean isPlain() {
    return !truth.isWeighted() && !truth.units().isGrouped();
  }

  /** What a metric has to know of these rows, found once. */
  <T> T summed(Summary<T> summary) {
    return sums.of(summary, part);
  }

  /** Predicted classes of kinds of rows. */
  static Answers ofKinds(Truth truth, int[] said) {
    return new Answers(truth, said, new double[0], Scores.NONE);
  }

  /** The same, with rows that count differently besides. */
  public Answers mixed(RowWeights weights) {
    Answers mixed = new Answers(truth.mixed(weights), codes, numbers, scores);
    mixed.known.putAll(known);
    return mixed;
  }

  public Truth truth() {
    return truth;
  }

  public Task task() {
    return truth.task();
  }

  public int rows() {
    return truth.rows();
  }

  /** How much a row counts. */
  public double weight(int row) {
    return truth.weight(row);
  }

  /** How much each row counts. */
  Weights weights() {
    return truth.isWeighted() ? truth::weight : Weights.EVEN;
  }

  /** The code of the predicted class of a row. */
  public int code(int row) {
    return codes[row];
  }

  /** The predicted number of a row. */
  public double number(int row) {
    return numbers[row];
  }

  /** Whether the predicted class, set or text of a row is the true one. */
  public boolean isRight(int row) {
    return truth.task() == Task.TEXT
        ? TextMetrics.EXACT.of(this, row)
        : codes[row] == truth.code(row);
  }

  /** Numbers of each row that are slow to find; those of a row stand side by side. */
  double[] once(RowNumbers numbersOf) {
    return known.computeIfAbsent(numbersOf, any -> numbersOf.of(this));
  }

  /**
   * The same with what is known of the rows from elsewhere.
   *
   * @param metric that they are for
   * @param rows the same many numbers of each row, one row after the other
   */
  public Answers given(String metric, double[] rows) {
    Answers more = new Answers(truth, codes, numbers, scores);
    more.known.putAll(known);
    more.known.put(new GivenNumbers(metric), rows);
    return more;
  }

  /** The score of a label for a row of sets of labels. */
  double scoreOfLabel(int row, int label) {
    return scores.probability(row, label);
  }

  /** Scores of the positive class, one a row; empty when the model gives none. */
  public double[] positiveScores() {
    return scores.positive();
  }

  /** The order of {@link #positiveScores}. */
  RadixOrder order() {
    return shared.order();
  }

  /** Lets go of the order, which takes four bytes a row; it is found again when asked for. */
  void forgetOrder() {
    shared.forgetOrder();
  }

  /** How well {@link #positiveScores} separate the positive class, every row counting once. */
  public RocAuc area() {
    return shared.area();
  }

  /** Counts by class, every row counting once. */
  Confusion counts() {
    return shared.counts();
  }

  /** The kinds of rows, where each row counts once and by itself; empty where it would not pay. */
  Optional<Tally> tally() {
    return isPlain() ? summed(Tally.EACH) : Optional.empty();
  }

  /** The predicted class or number of a row in words. */
  public String text(int row) {
    return task() == Task.REGRESSION
        ? Double.toString(numbers[row])
        : truth.classes().get(codes[row]);
  }

  /** The probability of a class for a row; call it only if {@link #hasProbabilities}. */
  public double probability(int row, int code) {
    if (scores.hasPositive()) {
      double share = scores.positive()[row];
      return code == truth.positive() ? share : 1 - share;
    }
    return scores.probability(row, code);
  }

  /** Whether there is a score of the positive class. */
  public boolean hasScores() {
    return scores.hasPositive();
  }

  /** Whether there is a probability of each class of the truth. */
  public boolean hasProbabilities() {
    return scores.areProbabilities();
  }

  /** Whether another model answered each row alike, scores included. */
  public boolean sameAs(Answers other) {
    if (far != null) {
      return far.unlike() == 0;
    }
    return Arrays.equals(codes, other.codes)
        && Arrays.equals(numbers, other.numbers)
        && scores.sameAs(other.scores);
  }

  /** How many rows of the positive class count. */
  public int positives() {
    return truth.rowsOf(truth.positive());
  }

  /** How many rows of the other of two classes count. */
  public int negatives() {
    return truth.rowsThatCount() - positives();
  }

  /** How many rows are predicted to be of a class. */
  int rowsCalled(int code) {
    return code < 0 ? 0 : (int) counts().predicted()[code];
  }

  /** How many rows there are of the class that has fewest, as truth or as prediction. */
  int rowsOfRarest() {
    int rarest = truth.rowsOfRarest();
    for (int code = 0; code < truth.classes().size(); code++) {
      int called = rowsCalled(code);
      rarest = called > 0 ? Math.min(rarest, called) : rarest;
    }
    return rarest;
  }

  /** Whether any score or probability of a row is another one. */
  public boolean scoredUnlike(Answers other, int row) {
    return scores.differs(other.scores, row);
  }

  /** Whether anything about a row is answered otherwise. */
  boolean isUnlike(Answers other, int row) {
    boolean scored = scores.hasPositive() || scores.width() > 0;
    return differs(other, row)
        || !scores.isLike(other.scores)
        || (scored && scores.differs(other.scores, row));
  }

  /** Whether the predicted class or number of a row is another one. */
  public boolean differs(Answers other, int row) {
    return task() == Task.REGRESSION
        ? numbers[row] != other.numbers[row]
        : codes[row] != other.codes[row];
  }

  /** Rows in which the predicted class or number is another one. */
  public int differingFrom(Answers other) {
    if (far != null) {
      return far.differing();
    }
    int differing = 0;
    for (int row = 0; row < rows(); row++) {
      differing += differs(other, row) ? 1 : 0;
    }
    return differing;
  }
}

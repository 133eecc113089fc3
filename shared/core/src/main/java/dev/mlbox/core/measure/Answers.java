package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.stats.RadixOrder;
import dev.mlbox.core.stats.RocAuc;
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
  private final Replies said;

  /** What a metric has found of each row, so that it is found once. */
  private final Map<RowNumbers, double[]> known = new ConcurrentHashMap<>();

  private final Shared shared = new Shared(this);

  /** What is known of rows that are elsewhere; null where they are here. */
  private final @Nullable FarPart far;

  /** Of all parts, one of which these rows are. */
  private volatile Sums sums;

  private final int part;

  private Answers(Truth truth, Replies said) {
    this(truth, said, null, null, 0);
  }

  private Answers(Truth truth, Replies said, @Nullable FarPart far, @Nullable Sums sums, int part) {
    this.truth = truth;
    this.said = said;
    this.far = far;
    this.sums = sums == null ? new Sums(this, Parts.whole(truth.rows())) : sums;
    this.part = part;
  }

  /** Of rows that have a number only. */
  public static Answers of(Truth truth, Predictions predictions, String who) {
    return of(truth, predictions, Speaker.of(who));
  }

  /**
   * Aligns a model's answers with the truth.
   *
   * @param truth of the same rows, made with these answers among its models
   * @param predictions as many as rows
   * @throws dev.mlbox.core.problem.MlboxException INVALID when an answer is no number, or a
   *     probability is outside [0, 1]; counts such rows and names the first
   */
  public static Answers of(Truth truth, Predictions predictions, Speaker who) {
    if (truth.rows() != predictions.rows()) {
      throw new IllegalArgumentException(
          "%d answers for %d rows".formatted(predictions.rows(), truth.rows()));
    }
    return new Answers(truth, Replies.of(truth, predictions, who));
  }

  /** To rows that are elsewhere, of which sums are known. */
  static Answers far(Truth truth, Frame.Said said, Map<Summary<?>, Object> found, FarPart part) {
    Answers far = new Answers(truth, Replies.far(truth.task(), said), part, null, 0);
    far.sums = Sums.found(far, found);
    return far;
  }

  /** The same with sums that were added up elsewhere. */
  Answers summed(Map<Summary<?>, Object> found) {
    Answers same = new Answers(truth, said);
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
    Answers some = new Answers(truth.at(rows), said.at(rows), null, shared, number);
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
    return new Answers(truth, Replies.of(said));
  }

  /** The same, with rows that count differently besides. */
  public Answers mixed(RowWeights weights) {
    Answers mixed = new Answers(truth.mixed(weights), said);
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
    return said.codes()[row];
  }

  /** The predicted number of a row. */
  public double number(int row) {
    return said.numbers()[row];
  }

  /** Whether the predicted class, set or text of a row is the true one. */
  public boolean isRight(int row) {
    return truth.task() == Task.TEXT
        ? TextMetrics.EXACT.of(this, row)
        : code(row) == truth.code(row);
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
    Answers more = new Answers(truth, said);
    more.known.putAll(known);
    more.known.put(new GivenNumbers(metric), rows);
    return more;
  }

  /** The score of a label for a row of sets of labels. */
  double scoreOfLabel(int row, int label) {
    return said.scores().probability(row, label);
  }

  /** Scores of the positive class, one a row; empty when the model gives none. */
  public double[] positiveScores() {
    return said.scores().positive();
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
        ? Double.toString(number(row))
        : truth.classes().get(code(row));
  }

  /** The probability of a class for a row; call it only if {@link #hasProbabilities}. */
  public double probability(int row, int code) {
    return said.probability(row, code, truth.positive());
  }

  /** Whether there is a score of the positive class. */
  public boolean hasScores() {
    return said.scores().hasPositive();
  }

  /** Whether there is a probability of each class of the truth. */
  public boolean hasProbabilities() {
    return said.scores().areProbabilities();
  }

  /** That scores are no probabilities, in words. */
  String scoresThatAreNone() {
    return far == null ? said.scores().outside() : Scores.OUTSIDE;
  }

  /** Whether another model answered each row alike, scores included. */
  public boolean sameAs(Answers other) {
    return far == null ? said.sameAs(other.said) : far.unlike() == 0;
  }

  /** How many rows of the positive class count. */
  public int positives() {
    return truth.rowsOf(truth.positive());
  }

  /** Those of the other of two classes. */
  public int negatives() {
    return truth.rowsThatCount() - positives();
  }

  /** How many rows are predicted to be of a class. */
  int rowsCalled(int code) {
    return code < 0 ? 0 : (int) counts().predicted()[code];
  }

  /** Whether any score or probability of a row is another one. */
  public boolean scoredUnlike(Answers other, int row) {
    return said.scoredUnlike(other.said, row);
  }

  /** Whether anything about a row is answered otherwise. */
  boolean isUnlike(Answers other, int row) {
    return said.isUnlike(other.said, row);
  }

  /** Whether the predicted class or number of a row is another one. */
  public boolean differs(Answers other, int row) {
    return said.differs(other.said, row);
  }

  /** Rows in which the predicted class or number is another one. */
  public int differingFrom(Answers other) {
    return far == null ? said.differing(other.said) : far.differing();
  }
}

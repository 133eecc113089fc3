package dev.mlbox.core.port;

/**
 * Why a model failed: what it answered to a row is no answer. Whoever knows the rows can say more
 * of it than its number among those that were asked.
 */
public final class OddAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int row;
  private final int count;

  /**
   * @param what was answered and by whom, such as {@code churn:predict answers [0.2, NaN]}
   * @param row the first such, counted from 0 in the table that was asked
   * @param count how many of the table's rows there are with such an answer; at least 1
   */
  public OddAnswer(String what, int row, int count) {
    super(what);
    this.row = row;
    this.count = count;
  }

  /** What was answered and by whom. */
  public String what() {
    return String.valueOf(getMessage());
  }

  public int row() {
    return row;
  }

  public int count() {
    return count;
  }
}

package dev.mlbox.core.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong, in the words a user needs: what is so, where that was set, what was
 * expected, and what to do.
 *
 * @param what the fact, with its numbers
 * @param where file and line, flag or object that set it; null when nothing did
 * @param expected what would have been right; null when {@code what} says it already
 * @param remedy what to do next; null when there is nothing to do
 */
public record Problem(
    String what, @Nullable String where, @Nullable String expected, @Nullable String remedy) {

  public static Problem of(String what) {
    return new Problem(what, null, null, null);
  }

  public Problem at(@Nullable String place) {
    return new Problem(what, place, expected, remedy);
  }

  public Problem expected(String requirement) {
    return new Problem(what, where, requirement, remedy);
  }

  public Problem remedy(String advice) {
    return new Problem(what, where, expected, advice);
  }

  /** One line: {@code what (where); expected …; remedy}. */
  public String message() {
    StringBuilder line = new StringBuilder(what);
    if (where != null) {
      line.append(" (").append(where).append(')');
    }
    if (expected != null) {
      line.append("; expected ").append(expected);
    }
    if (remedy != null) {
      line.append("; ").append(remedy);
    }
    return line.toString();
  }

  @Override
  public String toString() {
    return message();
  }
}

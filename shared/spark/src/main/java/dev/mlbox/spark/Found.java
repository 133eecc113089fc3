package dev.mlbox.spark;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.runtime.remote.Reply;
import java.io.Serializable;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an executor has found, or why it has not: a mistake of the user's is no failure of a task,
 * which would be done again.
 *
 * @param value null when there is none
 * @param failed null when there is a value
 */
record Found<T extends Serializable>(@Nullable T value, Reply.@Nullable Failed failed)
    implements Serializable {

  static <T extends Serializable> Found<T> of(Supplier<T> work) {
    try {
      return new Found<>(work.get(), null);
    } catch (MlboxException e) {
      return new Found<>(null, Reply.Failed.of(e));
    }
  }

  /** Both as one; the first failure of any. */
  Found<T> and(Found<T> other, BinaryOperator<T> sum) {
    if (failed != null || other.failed != null) {
      return failed != null ? this : other;
    }
    return new Found<>(sum.apply(orThrow(), other.orThrow()), null);
  }

  /**
   * The value.
   *
   * @throws MlboxException as it failed
   */
  T orThrow() {
    if (value == null) {
      throw java.util.Objects.requireNonNull(failed).exception(null);
    }
    return value;
  }
}

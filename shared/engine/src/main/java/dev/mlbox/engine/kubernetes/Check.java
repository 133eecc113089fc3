package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a doctor looked at.
 *
 * @param what such as {@code namespace}
 * @param passed whether it is as it should be
 * @param said the finding, in one line
 * @param remedy what to do; null when it passed, or nothing can be done
 */
public record Check(String what, boolean passed, String said, @Nullable String remedy) {

  static Check passed(String what, String said) {
    return new Check(what, true, said, null);
  }

  static Check failed(String what, Problem problem) {
    Problem withoutRemedy = new Problem(problem.what(), problem.where(), problem.expected(), null);
    return new Check(what, false, withoutRemedy.message(), problem.remedy());
  }
}

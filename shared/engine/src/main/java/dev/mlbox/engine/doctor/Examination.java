package dev.mlbox.engine.doctor;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param name what
 * @param isWell whether it is as it has to be
 * @param found what was found, with versions and paths
 * @param remedy what to do; empty when it is well
 * @param outcome how a command ends that needs it
 */
public record Examination(
    String name, boolean isWell, String found, String remedy, Outcome outcome) {

  static Examination well(String name, String found) {
    return new Examination(name, true, found, "", Outcome.SUCCEEDED);
  }

  static Examination unwell(String name, String found, String remedy) {
    return new Examination(name, false, found, remedy, Outcome.INVALID);
  }

  static Examination of(String name, Problem problem, Outcome outcome) {
    String where = problem.where() == null ? "" : " (" + problem.where() + ")";
    String expected = problem.expected() == null ? "" : "expected " + problem.expected();
    String remedy = problem.remedy() == null ? expected : problem.remedy();
    return new Examination(
        name, false, problem.what() + where, remedy.isEmpty() ? "correct it" : remedy, outcome);
  }

  /** How a deploy would end that finds all this: by the first that it meets. */
  public static Outcome ending(List<Examination> all) {
    return all.stream()
        .map(Examination::outcome)
        .filter(each -> each != Outcome.SUCCEEDED)
        .findFirst()
        .orElse(Outcome.SUCCEEDED);
  }
}

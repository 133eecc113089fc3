package dev.mlbox.engine.doctor;

import dev.mlbox.core.problem.Problem;

/**
 * One thing that was looked at.
 *
 * @param name what
 * @param isWell whether it is as it has to be
 * @param found what was found, with versions and paths
 * @param remedy what to do; empty when it is well
 */
public record Examination(String name, boolean isWell, String found, String remedy) {

  static Examination well(String name, String found) {
    return new Examination(name, true, found, "");
  }

  static Examination unwell(String name, String found, String remedy) {
    return new Examination(name, false, found, remedy);
  }

  static Examination of(String name, Problem problem) {
    String where = problem.where() == null ? "" : " (" + problem.where() + ")";
    String expected = problem.expected() == null ? "" : "expected " + problem.expected();
    String remedy = problem.remedy() == null ? expected : problem.remedy();
    return unwell(name, problem.what() + where, remedy.isEmpty() ? "correct it" : remedy);
  }
}

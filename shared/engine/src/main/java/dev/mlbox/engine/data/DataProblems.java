package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.Nearest;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** What is said of data that cannot be used. */
public final class DataProblems {
  private DataProblems() {}

  /** Of data without a row. */
  public static MlboxException empty(Stated location) {
    return MlboxException.invalid(
        Problem.of("%s has no rows".formatted(location.text()))
            .at(location.place())
            .expected("at least one"));
  }

  static MlboxException unreadable(Stated location, SQLException e) {
    Problem ragged = RaggedLine.in(e).map(line -> line.problem(location)).orElse(null);
    if (ragged != null) {
      return new MlboxException(Fault.INVALID, List.of(ragged), e);
    }
    return new MlboxException(
        Fault.INVALID,
        List.of(
            Problem.of("cannot read %s: %s".formatted(location.text(), Sql.oneLine(e)))
                .at(location.place())),
        e);
  }

  /** Of a column that is not there. */
  public static Problem unknown(String name, String place, Collection<String> names) {
    Problem problem =
        Problem.of("there is no column %s".formatted(name))
            .at(place)
            .expected("one of " + String.join(", ", names));
    return Nearest.of(name, names)
        .map(near -> problem.remedy("did you mean %s?".formatted(near)))
        .orElse(problem);
  }
}

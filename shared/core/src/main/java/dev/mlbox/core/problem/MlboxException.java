package dev.mlbox.core.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one exception that fronts translate; carries every {@link Problem} found, never just one. */
public final class MlboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final transient List<Problem> problems;

  public MlboxException(Fault fault, List<Problem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")), cause);
    this.fault = fault;
    this.problems = List.copyOf(problems);
  }

  public static MlboxException invalid(Problem... problems) {
    return new MlboxException(Fault.INVALID, List.of(problems), null);
  }

  public static MlboxException broken(Problem problem, @Nullable Throwable cause) {
    return new MlboxException(Fault.BROKEN, List.of(problem), cause);
  }

  public static MlboxException halted(Problem problem) {
    return new MlboxException(Fault.HALTED, List.of(problem), null);
  }

  public static MlboxException superseded(Problem problem) {
    return new MlboxException(Fault.SUPERSEDED, List.of(problem), null);
  }

  public Fault fault() {
    return fault;
  }

  public List<Problem> problems() {
    return problems;
  }
}

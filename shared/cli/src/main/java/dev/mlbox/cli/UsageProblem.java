package dev.mlbox.cli;

import dev.mlbox.core.problem.Problem;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words that a command cannot take, said as everything else is. */
final class UsageProblem {
  private UsageProblem() {}

  static Problem of(CommandLine command, ParameterException e) {
    String name = command.getCommandSpec().qualifiedName();
    String help = "see `" + name + " --help`";
    if (!(e instanceof UnmatchedArgumentException unknown)) {
      return Problem.of(String.valueOf(e.getMessage())).remedy(help);
    }
    String word = unknown.getUnmatched().get(0);
    if (!word.startsWith("-")) {
      boolean takesNone = command.getCommandSpec().positionalParameters().isEmpty();
      return Problem.of(
              "`%s` takes no %sargument `%s`".formatted(name, takesNone ? "" : "further ", word))
          .remedy(help);
    }
    List<String> near = unknown.getSuggestions();
    return Problem.of("`%s` has no option `%s`".formatted(name, word.replaceFirst("=.*", "")))
        .remedy(near.isEmpty() ? help : "did you mean `%s`?".formatted(near.get(0)));
  }
}

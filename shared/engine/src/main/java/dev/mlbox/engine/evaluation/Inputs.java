package dev.mlbox.engine.evaluation;

import dev.mlbox.core.gate.Nearest;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import dev.mlbox.engine.data.DataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which columns of the data a model is given; the target is never among them. */
final class Inputs {
  private Inputs() {}

  /**
   * The columns, in the order in which the model is to see them.
   *
   * @param contestant a model that is asked
   * @param judged columns that only the judge is to see
   */
  static List<String> of(
      Contestant contestant, Signature signature, DataSource data, Set<String> judged) {
    List<String> named = named(contestant, signature, data);
    return named.isEmpty() ? fitting(signature, data, judged) : named;
  }

  /**
   * Every input that the data do not have, at once.
   *
   * @param who such as {@code the candidate}
   * @throws MlboxException INVALID when there is one
   */
  static void require(List<String> columns, DataSource data, String who) {
    List<Problem> missing = new ArrayList<>();
    for (String name : columns) {
      if (!data.offers(name)) {
        Problem problem =
            Problem.of("the data have no column %s, an input of %s".formatted(name, who))
                .at(data.location().place())
                .expected(
                    "it in %s, which has %s"
                        .formatted(
                            data.location().text(), String.join(", ", data.inputs().keySet())));
        missing.add(
            Nearest.of(name, data.inputs().keySet())
                .map(near -> problem.remedy("is it %s?".formatted(near)))
                .orElse(problem));
      }
    }
    if (!missing.isEmpty()) {
      throw new MlboxException(Fault.INVALID, missing, null);
    }
  }

  private static List<String> named(Contestant contestant, Signature signature, DataSource data) {
    if (!contestant.facts().features().isEmpty()) {
      return contestant.facts().features();
    }
    List<Signature.Field> inputs = signature.inputs();
    boolean named =
        !inputs.isEmpty()
            && (inputs.size() > 1 || inputs.get(0).isColumn() || data.offers(inputs.get(0).name()));
    return named ? inputs.stream().map(Signature.Field::name).toList() : List.of();
  }

  private static List<String> fitting(Signature signature, DataSource data, Set<String> judged) {
    List<String> columns = new ArrayList<>();
    data.inputs()
        .forEach(
            (name, type) -> {
              boolean fits = signature.inputs().isEmpty() || type != DataType.TEXT;
              if (fits && !judged.contains(name)) {
                columns.add(name);
              }
            });
    return columns;
  }
}

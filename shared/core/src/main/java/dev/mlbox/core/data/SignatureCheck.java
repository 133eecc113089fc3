package dev.mlbox.core.data;

import dev.mlbox.core.data.DataFinding.Kind;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Columns beside what the model itself says that it takes. A missing one is a problem, not this.
 */
public final class SignatureCheck {
  private static final int MOST_LISTED = 5;

  private final List<Signature.Field> inputs;

  /**
   * @param inputs of the model; those that are no column of their own say nothing of columns
   */
  public SignatureCheck(List<Signature.Field> inputs) {
    this.inputs = inputs.stream().filter(Signature.Field::isColumn).toList();
  }

  /** Inputs whose column is not of the kind that the model takes, by that kind. */
  public List<Signature.Field> retyped(DataProfile profile) {
    return inputs.stream()
        .filter(
            input ->
                profile
                    .column(input.name())
                    .filter(column -> !takes(input.type(), column.type()))
                    .isPresent())
        .toList();
  }

  private static boolean takes(DataType wanted, DataType given) {
    return wanted == given || (wanted == DataType.REAL && given == DataType.WHOLE);
  }

  /**
   * One of {@link #retyped}.
   *
   * @param unfit rows whose value cannot be read as what the model takes
   * @param examples some of those
   */
  public static DataFinding finding(
      Signature.Field input, DataProfile profile, long unfit, List<String> examples) {
    DataType given = profile.column(input.name()).orElseThrow().type();
    String message =
        "column %s is %s, the model takes %s: %s do not fit"
            .formatted(
                input.name(),
                DataChecks.words(given),
                DataChecks.words(input.type()),
                Shares.of(unfit, profile.rows()));
    return new DataFinding(Kind.SCHEMA, unfit > 0, message, examples);
  }

  /**
   * Columns that the model knows nothing of, as when the data have grown since it was made.
   *
   * @param judged columns that only the judge is to see
   */
  public Optional<Sighting> unused(DataProfile profile, Set<String> judged) {
    boolean named = inputs.stream().anyMatch(input -> profile.column(input.name()).isPresent());
    List<String> unused = new ArrayList<>();
    for (ColumnProfile column : profile.columns()) {
      String name = column.name();
      boolean known = inputs.stream().anyMatch(input -> input.name().equals(name));
      if (!known && !judged.contains(name)) {
        unused.add(name);
      }
    }
    if (!named || unused.isEmpty()) {
      return Optional.empty();
    }
    List<String> listed = unused.subList(0, Math.min(MOST_LISTED, unused.size()));
    String message =
        "%d of %d columns are no input of the model: %s%s"
            .formatted(
                unused.size(),
                profile.columns().size(),
                String.join(", ", listed),
                unused.size() > MOST_LISTED ? ", …" : "");
    return Optional.of(
        new Sighting(
            DataFinding.note(Kind.SCHEMA, message),
            new RowSample(listed, List.of(new RowCondition.Any()))));
  }
}

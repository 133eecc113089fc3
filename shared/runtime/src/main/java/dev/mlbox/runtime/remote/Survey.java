package dev.mlbox.runtime.remote;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What there is in all rows: enough of it to know what kind of task they are. */
public final class Survey implements Serializable {
  private static final long serialVersionUID = 1;

  /** More values of a cut are refused, with one more to tell. */
  private static final int MOST_PARTS = 1_001;

  private final SeenValues target = new SeenValues();
  private final List<SeenAnswers> answers = new ArrayList<>();
  private final List<TreeSet<String>> parts = new ArrayList<>();

  /**
   * Of nothing yet.
   *
   * @param models how many
   * @param cuts how many
   */
  public Survey(int models, int cuts) {
    for (int model = 0; model < models; model++) {
      answers.add(new SeenAnswers());
    }
    for (int cut = 0; cut < cuts; cut++) {
      parts.add(new TreeSet<>());
    }
  }

  /**
   * Adds rows.
   *
   * @param values of the target
   * @param said by each model
   * @param cuts of each cut the values that its parts have
   */
  public void add(Column values, List<Predictions> said, List<Set<String>> cuts) {
    target.add(values);
    for (int model = 0; model < said.size(); model++) {
      answers.get(model).add(said.get(model));
    }
    for (int cut = 0; cut < cuts.size(); cut++) {
      take(cut, cuts.get(cut));
    }
  }

  private void take(int cut, Set<String> values) {
    for (String value : values) {
      if (parts.get(cut).size() < MOST_PARTS) {
        parts.get(cut).add(value);
      }
    }
  }

  /** Adds what others have seen. */
  public Survey add(Survey other) {
    target.add(other.target);
    for (int model = 0; model < answers.size(); model++) {
      answers.get(model).add(other.answers.get(model));
    }
    for (int cut = 0; cut < parts.size(); cut++) {
      take(cut, other.parts.get(cut));
    }
    return this;
  }

  /** Values of the target, each once: all of them, or enough to know that they are many. */
  public Column target() {
    return target.column();
  }

  /** Answers like those of a model, each class or number once. */
  public Predictions like(int model) {
    return answers.get(model).like();
  }

  /** Whether all single scores of a model are from 0 to 1. */
  public boolean areShares(int model) {
    return answers.get(model).areShares();
  }

  /** The values that the parts of a cut have, ascending. */
  public List<String> parts(int cut) {
    return List.copyOf(parts.get(cut));
  }
}

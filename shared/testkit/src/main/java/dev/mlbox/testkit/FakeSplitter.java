package dev.mlbox.testkit;

import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
public final class FakeSplitter implements TrafficSplitter {
  private final Splitting kind;
  private final List<Split> told = new ArrayList<>();

  public FakeSplitter(Splitting kind) {
    this.kind = kind;
  }

  /** All splits, the last one last; the same one is not told again. */
  public List<Split> told() {
    return List.copyOf(told);
  }

  @Override
  public Splitting kind() {
    return kind;
  }

  @Override
  public void split(Split split) {
    if (told.isEmpty() || !told.get(told.size() - 1).equals(split)) {
      told.add(split);
    }
  }

  @Override
  public Weight current() {
    return told.isEmpty() ? Weight.ZERO : told.get(told.size() - 1).weight();
  }
}

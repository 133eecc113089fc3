package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** The ways in which rows have been cut, each of them once. */
final class Cuts {
  private final DataSource data;
  private final Map<Stated, Slicing> known = new HashMap<>();

  Cuts(DataSource data) {
    this.data = data;
  }

  Slicing of(Stated entry) {
    return known.computeIfAbsent(entry, any -> slices(data, entry));
  }

  private static Slicing slices(DataSource data, Stated entry) {
    try {
      return new Slices(data.connection(), data.names(), data.rows()).of(entry);
    } catch (MlboxException e) {
      Optional<Problem> stray = new StrayWords(data).named(entry.text());
      throw stray.isEmpty() ? e : new MlboxException(Fault.INVALID, List.of(stray.get()), e);
    }
  }

  /** With few enough rows, each by a connection of its own, beside the others. */
  void all(List<Stated> entries) {
    List<Stated> wanted = entries.stream().filter(each -> !known.containsKey(each)).toList();
    if (!data.isSmall() || wanted.size() < 2) {
      wanted.forEach(this::of);
      return;
    }
    List<Future<Slicing>> cuts = new ArrayList<>();
    for (Stated entry : wanted) {
      DataSource own = data.again();
      boolean beside = cuts.size() + 1 < wanted.size();
      cuts.add(Background.begin(beside, "slices", () -> cut(own, entry)));
    }
    List<Slicing> found = Background.results(cuts);
    for (int i = 0; i < found.size(); i++) {
      known.put(wanted.get(i), found.get(i));
    }
  }

  private static Slicing cut(DataSource own, Stated entry) {
    try (own) {
      return slices(own, entry);
    }
  }
}

package dev.mlbox.serving.split;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.serving.split.Counts.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest users of each arm, and what became of their requests. Those of the arm that most of
 * the requests are given to do not drive out the others.
 */
final class MetUsers {
  /** Of each arm: enough to tell a half from a quarter. */
  static final int MOST = 64;

  private final Map<Key, long[]> stable = new LinkedHashMap<>(MOST, 0.75f, /* accessOrder= */ true);
  private final Map<Key, long[]> canary = new LinkedHashMap<>(MOST, 0.75f, /* accessOrder= */ true);

  private record Key(long user, String canaryVersion) {}

  synchronized void add(long user, String canaryVersion, boolean onCanary, Fate fate) {
    Map<Key, long[]> latest = onCanary ? canary : stable;
    long[] counts = latest.computeIfAbsent(new Key(user, canaryVersion), any -> new long[3]);
    counts[0]++;
    counts[1] += fate == Fate.FAILED ? 1 : 0;
    counts[2] += fate == Fate.LATE ? 1 : 0;
    if (latest.size() > MOST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  synchronized List<Tally.Met> read() {
    List<Tally.Met> users = new ArrayList<>();
    add(users, stable, false);
    add(users, canary, true);
    return users;
  }

  private static void add(List<Tally.Met> users, Map<Key, long[]> latest, boolean onCanary) {
    latest.forEach(
        (key, counts) ->
            users.add(
                new Tally.Met(
                    Long.toHexString(key.user()),
                    key.canaryVersion(),
                    onCanary,
                    counts[0],
                    counts[1],
                    counts[2])));
  }
}

package dev.mlbox.serving.split;

import dev.mlbox.core.judge.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest users who were answered badly, each once, however many of their requests were. What a
 * rollout makes of it is its pilot's affair, which hears it from every box.
 */
final class BadUsers {
  static final int MOST = 512;

  private final Map<Key, Double> latest = new LinkedHashMap<>();

  private record Key(long user, Bad how, String canaryVersion, boolean onCanary) {}

  /** In which way an answer was bad. */
  enum Bad {
    FAILED,
    LATE,
    SLOW
  }

  synchronized void add(long user, Bad how, Draw draw, boolean onCanary) {
    Key key = new Key(user, how, draw.canaryVersion(), onCanary);
    if (latest.putIfAbsent(key, draw.weight()) == null && latest.size() > MOST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  synchronized List<Tally.BadUser> read() {
    List<Tally.BadUser> users = new ArrayList<>();
    latest.forEach(
        (key, weight) ->
            users.add(
                new Tally.BadUser(
                    Long.toHexString(key.user()),
                    key.how() == Bad.SLOW,
                    key.canaryVersion(),
                    weight,
                    key.onCanary(),
                    key.how() == Bad.LATE)));
    return users;
  }
}

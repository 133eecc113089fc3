package dev.mlbox.core.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees from boxes' words of users when a canary fails most of what it is asked. Where users stay
 * with one version and are few, no number of them proves anything, so there is a rail beside the
 * proof. It needs most requests, and most users, each by the share of its own requests: a client
 * that asks more than the others is no more than one. A failure counts only where the stable
 * version then answered the request well, as a client whose requests fail on any version is as
 * often on the canary as not. Of an equal version that fails a share p of such requests, that
 * befalls p(1 − p) of them: a quarter at most.
 */
final class RailLedger {
  /** The name of its batches in a log: each is a look at which most failed. */
  static final String SIGNAL = "most fail";

  /** Requests without which even "most" says nothing. */
  private static final long ENOUGH = 50;

  private static final int MOST = 10_000;
  private static final double EVEN = 0.5;

  private final Map<String, Map<String, Tally.Met>> readings = new HashMap<>();
  private final TreeMap<Long, Map<String, Own>> minutes = new TreeMap<>();

  /** One user's requests. */
  private record Own(long asked, long bad) {
    Own plus(Own other) {
      return new Own(asked + other.asked, bad + other.bad);
    }

    boolean fails() {
      return 2 * bad > asked;
    }
  }

  /**
   * One batch when most failed within this minute and the one before, else none.
   *
   * @param tallies by box; only boxes of the stable version draw
   * @param strangers among them, whose counts only give a number to count from
   */
  Optional<LiveBatch> read(
      Map<String, Tally> tallies,
      Set<String> strangers,
      String stableVersion,
      UserLedger.Place place) {
    Map<String, Own> minute = minutes.computeIfAbsent(place.minute(), any -> new HashMap<>());
    minutes.headMap(place.minute() - 1).clear();
    for (Map.Entry<String, Tally> box : tallies.entrySet()) {
      Tally tally = box.getValue();
      List<Tally.Met> met = tally.met();
      if (met == null || !tally.version().equals(stableVersion)) {
        continue;
      }
      Map<String, Tally.Met> now = new HashMap<>();
      Map<String, Tally.Met> before =
          readings.getOrDefault(box.getKey() + "/" + tally.boot(), Map.of());
      for (Tally.Met user : met) {
        if (user.onCanary() && user.canaryVersion().equals(place.canaryVersion())) {
          now.put(user.user(), user);
          Own fresh = fresh(before.get(user.user()), user, place.cold());
          boolean counts = fresh.asked() > 0 && !strangers.contains(box.getKey());
          if (counts && (minute.size() < MOST || minute.containsKey(user.user()))) {
            minute.merge(user.user(), fresh, Own::plus);
          }
        }
      }
      readings.put(box.getKey() + "/" + tally.boot(), now);
    }
    return rail(place);
  }

  private static Own fresh(Tally.@Nullable Met before, Tally.Met now, boolean cold) {
    Tally.Met since = before == null || now.asked() < before.asked() ? null : before;
    long asked = now.asked() - (since == null ? 0 : since.asked());
    long failed = now.failed() - (since == null ? 0 : since.failed());
    long late = now.late() - (since == null ? 0 : since.late());
    return new Own(asked, failed + (cold ? 0 : late));
  }

  private Optional<LiveBatch> rail(UserLedger.Place place) {
    Map<String, Own> users = new HashMap<>();
    minutes
        .values()
        .forEach(each -> each.forEach((user, own) -> users.merge(user, own, Own::plus)));
    Own all = users.values().stream().reduce(new Own(0, 0), Own::plus);
    long failing = users.values().stream().filter(Own::fails).count();
    return all.asked() >= ENOUGH && all.fails() && 2 * failing > users.size()
        ? Optional.of(
            new LiveBatch(
                place.minute(),
                place.step(),
                EVEN,
                ArmOutcome.NONE,
                new ArmOutcome(users.size(), failing, 0, 0),
                Map.of(),
                SIGNAL))
        : Optional.empty();
  }
}

package dev.mlbox.core.judge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns boxes' words of users who were answered badly into batches. Where users stay with one
 * version, what happens to one user's requests is one matter: a user whose every request fails says
 * as much as one with a single error. So each user counts once in a rollout, whichever boxes and
 * however many requests it was, at the weight of the first time: users, not requests, were drawn
 * with it.
 */
final class UserLedger {
  /** The name of its batches in a log. */
  static final String SIGNAL = "users";

  /** The oldest of more are forgotten; they may count twice, should a box still name them. */
  private static final int MOST = 200_000;

  private final Set<String> known = new LinkedHashSet<>();

  /** What boxes go on naming after they have warmed up. */
  private final Set<String> excused = new LinkedHashSet<>();

  private boolean first = true;

  /**
   * Who is new among those whom boxes of the stable version name.
   *
   * @param strangers among them, who name only whom somebody else has counted
   */
  List<LiveBatch> read(
      Map<String, Tally> tallies, Set<String> strangers, String stableVersion, Place place) {
    Map<Double, LiveBatch> fresh = new TreeMap<>();
    boolean told = false;
    for (Map.Entry<String, Tally> box : tallies.entrySet()) {
      Tally tally = box.getValue();
      List<Tally.BadUser> users = tally.users();
      if (users == null || !tally.version().equals(stableVersion)) {
        continue;
      }
      told = true;
      for (Tally.BadUser user : users) {
        boolean counts =
            user.canaryVersion().equals(place.canaryVersion())
                && !isExcused(box.getKey(), user, place.cold())
                && isNew(user);
        if (counts && !strangers.contains(box.getKey())) {
          fresh.merge(user.weight(), batch(user, place), LiveBatch::plus);
        }
      }
    }
    List<LiveBatch> batches = new ArrayList<>(fresh.values());
    if (told && first) {
      first = false;
      // Says that users are told apart, so that nobody takes requests for them.
      batches.add(batch(0.5, ArmOutcome.NONE, ArmOutcome.NONE, place));
    }
    return batches;
  }

  /**
   * When in a rollout, and of whom.
   *
   * @param cold whether being slow says nothing yet
   */
  record Place(long minute, int step, String canaryVersion, boolean cold) {}

  /**
   * Whether this is of a time in which the box was cold: it tells of a user's late answer once, and
   * for as long as it lives. The same user's errors still count, and so does what another box says.
   */
  private boolean isExcused(String box, Tally.BadUser user, boolean cold) {
    if (!user.isOfTime()) {
      return false;
    }
    String said = box + " " + user.user() + (user.slow() ? " slow" : " late");
    if (cold) {
      remember(excused, said);
    }
    return excused.contains(said);
  }

  private boolean isNew(Tally.BadUser user) {
    return remember(known, user.user() + (user.slow() ? " slow" : ""));
  }

  private static boolean remember(Set<String> all, String one) {
    boolean isNew = all.add(one);
    if (all.size() > MOST) {
      all.remove(all.iterator().next());
    }
    return isNew;
  }

  private static LiveBatch batch(Tally.BadUser user, Place place) {
    ArmOutcome one = user.slow() ? new ArmOutcome(0, 0, 1, 1) : new ArmOutcome(1, 1, 0, 0);
    return user.onCanary()
        ? batch(user.weight(), ArmOutcome.NONE, one, place)
        : batch(user.weight(), one, ArmOutcome.NONE, place);
  }

  private static LiveBatch batch(double share, ArmOutcome stable, ArmOutcome canary, Place place) {
    return new LiveBatch(place.minute(), place.step(), share, stable, canary, Map.of(), SIGNAL);
  }
}

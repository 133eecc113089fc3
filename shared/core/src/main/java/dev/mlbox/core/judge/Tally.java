package dev.mlbox.core.judge;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One box's counters since it started: what its metrics port answers to {@code GET /mlbox/counts}.
 *
 * @param version of the box
 * @param boot changes when the box starts anew and its counters begin at zero
 * @param splits one for each canary version and weight that the box has ever routed with
 * @param labels what became known of answers, by the version that had given them
 * @param twins rows that this box and a canary have both answered, by the canary's version; or in a
 *     watch this box and the version before it, by that
 * @param bins answers by what they were, by the canary's version and weight
 * @param users the latest who stay with one version and were answered badly, each once, the oldest
 *     first; null of a box that does not tell users apart
 * @param usage what the box itself needs; null when it does not say
 * @param met the latest who stay with one version, and what became of their requests; null of a box
 *     that does not tell users apart
 */
public record Tally(
    String version,
    String boot,
    List<Split> splits,
    List<Labels> labels,
    List<Twins> twins,
    List<Binned> bins,
    @Nullable List<BadUser> users,
    @Nullable Usage usage,
    @Nullable List<Met> met) {

  /** Boxes of an older mlbox know of no labels, twins and bins. */
  public Tally(
      String version,
      String boot,
      List<Split> splits,
      @Nullable List<Labels> labels,
      @Nullable List<Twins> twins,
      @Nullable List<Binned> bins,
      @Nullable List<BadUser> users,
      @Nullable Usage usage,
      @Nullable List<Met> met) {
    this.version = version;
    this.boot = boot;
    this.splits = List.copyOf(splits);
    this.labels = labels == null ? List.of() : List.copyOf(labels);
    this.twins = twins == null ? List.of() : List.copyOf(twins);
    this.bins = bins == null ? List.of() : List.copyOf(bins);
    this.users = users == null ? null : List.copyOf(users);
    this.usage = usage;
    this.met = met == null ? null : List.copyOf(met);
  }

  /** Without what became of users' requests. */
  public Tally(
      String version,
      String boot,
      List<Split> splits,
      List<Labels> labels,
      List<Twins> twins,
      List<Binned> bins,
      @Nullable List<BadUser> users,
      @Nullable Usage usage) {
    this(version, boot, splits, labels, twins, bins, users, usage, null);
  }

  /** Without bins, and where users are not told apart. */
  public Tally(
      String version, String boot, List<Split> splits, List<Labels> labels, List<Twins> twins) {
    this(version, boot, splits, labels, twins, List.of());
  }

  /** Without users and usage. */
  public Tally(
      String version,
      String boot,
      List<Split> splits,
      List<Labels> labels,
      List<Twins> twins,
      List<Binned> bins) {
    this(version, boot, splits, labels, twins, bins, null, null);
  }

  /** Without labels and twins. */
  public Tally(String version, String boot, List<Split> splits) {
    this(version, boot, splits, List.of(), List.of());
  }

  /**
   * How many answers of a canary were bad, one that failed slowly being counted twice.
   *
   * @param slowMillis above which one is, ms
   */
  public long bad(String canaryVersion, double slowMillis) {
    int bucket = LatencyBuckets.ofMillis(slowMillis);
    return splits.stream()
        .filter(split -> split.canaryVersion().equals(canaryVersion))
        .mapToLong(
            split ->
                split.canary().errors() + LatencyBuckets.above(split.canary().latency(), bucket))
        .sum();
  }

  /**
   * Answers to the requests that were routed while one weight was in force, by {@link Bins}.
   *
   * @param stable of this box's own model, one number a bin
   * @param canary of the canary
   */
  public record Binned(String canaryVersion, double weight, long[] stable, long[] canary) {
    Binned since(@Nullable Binned before) {
      return before == null
          ? this
          : new Binned(
              canaryVersion,
              weight,
              added(stable, before.stable, -1),
              added(canary, before.canary, -1));
    }

    Binned plus(Binned other) {
      return new Binned(
          canaryVersion, weight, added(stable, other.stable, 1), added(canary, other.canary, 1));
    }

    private static long[] added(long[] one, long[] other, int sign) {
      long[] sum = one.clone();
      for (int i = 0; i < Math.min(sum.length, other.length); i++) {
        sum[i] = Math.max(0, sum[i] + sign * other[i]);
      }
      return sum;
    }
  }

  /**
   * The same seen from another version that kept a share beside this box's: its part is the stable
   * arm, and this box's the canary.
   *
   * @param other whose boxes this one drew for
   */
  public Tally seenFrom(String other) {
    return new Tally(
        other,
        boot,
        splits.stream()
            .filter(split -> !split.shadow() && split.canaryVersion().equals(other))
            .map(
                split ->
                    new Split(
                        version,
                        1 - split.weight(),
                        false,
                        /* stable= */ split.canary(),
                        /* canary= */ split.stable()))
            .toList(),
        labels.stream().flatMap(each -> each.seenFrom(other, version).stream()).toList(),
        twins.stream()
            .filter(each -> each.version().equals(other))
            .map(each -> new Twins(version, each.all(), each.different()))
            .toList(),
        List.of(),
        users == null
            ? null
            : users.stream()
                .filter(user -> user.canaryVersion().equals(other))
                .map(user -> user.mirrored(version))
                .toList(),
        null,
        met == null
            ? null
            : met.stream()
                .filter(user -> user.canaryVersion().equals(other))
                .map(user -> user.mirrored(version))
                .toList());
  }

  /**
   * A user who was answered badly.
   *
   * @param user a hash, the same in every box
   * @param slow whether late, else with an error
   * @param canaryVersion of the draw
   * @param weight of the draw, when it happened
   * @param onCanary whether the canary was chosen
   * @param late whether the error was that no answer came in time
   */
  public record BadUser(
      String user,
      boolean slow,
      String canaryVersion,
      double weight,
      boolean onCanary,
      boolean late) {

    /** One whose request failed, or was slow, but was not an error for being late. */
    public BadUser(
        String user, boolean slow, String canaryVersion, double weight, boolean onCanary) {
      this(user, slow, canaryVersion, weight, onCanary, false);
    }

    /** Whether nothing but time speaks against the version: what is cold is not judged by it. */
    boolean isOfTime() {
      return slow || late;
    }

    BadUser mirrored(String version) {
      return new BadUser(user, slow, version, 1 - weight, !onCanary, late);
    }
  }

  /**
   * A user, and what became of the requests: they count as long as the box remembers the user, and
   * begin at zero when it meets a forgotten one again.
   *
   * @param user a hash, the same in every box
   * @param canaryVersion of the draw
   * @param onCanary whether the canary was chosen
   * @param asked requests whose end is known; where the canary was chosen, without what failed on
   *     either version and says nothing of one
   * @param failed of these; what the canary failed the stable version has then answered well
   * @param late the same, of requests that were errors for being late alone
   */
  public record Met(
      String user, String canaryVersion, boolean onCanary, long asked, long failed, long late) {
    Met mirrored(String version) {
      return new Met(user, version, !onCanary, asked, failed, late);
    }
  }

  /**
   * What a box needs, with all its processes.
   *
   * @param memory in bytes, that cannot be given back
   * @param cpuMillis of all processors since it started
   * @param answered requests that its own model has answered since
   */
  public record Usage(long memory, long cpuMillis, long answered) {}

  /**
   * Rows that were answered twice, one answer being thrown away.
   *
   * @param version of the other: the canary, or whoever keeps a share of a watched version's
   * @param all of them
   * @param different of these: another class, or a number that is not nearly the same
   */
  public record Twins(String version, long all, long different) {}

  /**
   * Answers of a version whose truth is known.
   *
   * @param all of them
   * @param wrong of these
   * @param trial in which they were drawn; null when nobody was on trial
   */
  public record Labels(String version, long all, long wrong, @Nullable Trial trial) {

    /** The same for whom the other of two versions is the stable one; empty for other trials. */
    Optional<Labels> seenFrom(String other, String canary) {
      return trial != null && trial.canaryVersion().equals(other)
          ? Optional.of(new Labels(version, all, wrong, new Trial(canary, 1 - trial.weight())))
          : Optional.empty();
    }
  }

  /**
   * The draw that an answer came from.
   *
   * @param canaryVersion who was on trial
   * @param weight the probability that the canary got the request, 0 to 1
   */
  public record Trial(String canaryVersion, double weight) {}

  /**
   * Counts of the requests routed while one weight was in force.
   *
   * @param canaryVersion who was on trial; empty when nobody was
   * @param weight the probability with which each request was given to the canary, 0 to 1; ½ for
   *     copies, of which each arm has as many
   * @param shadow whether both arms got every request: the stable version to answer it, the canary
   *     a copy of it
   * @param stable requests given to this box's own model
   * @param canary requests given to the canary
   */
  public record Split(
      String canaryVersion, double weight, boolean shadow, ArmCounts stable, ArmCounts canary) {

    /** Counts of requests that one of the two arms answered. */
    public Split(String canaryVersion, double weight, ArmCounts stable, ArmCounts canary) {
      this(canaryVersion, weight, false, stable, canary);
    }
  }
}

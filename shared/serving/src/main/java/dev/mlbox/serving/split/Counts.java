package dev.mlbox.serving.split;

import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.serving.split.BadUsers.Bad;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what came of the requests of each draw, by the arm that was chosen. */
public final class Counts {
  /** The latency of an answer without a handler time. */
  public static final int NO_TIME = -1;

  /** Names of answers are not signed: whoever makes them up fills no memory. */
  private static final int MOST_LABELLED = 500;

  /** Canaries that rows were compared with. */
  private static final int MOST_TWINS = 50;

  /** Some rollouts' worth; each takes five kilobytes. */
  private static final int MOST_DRAWS = 64;

  private final ConcurrentMap<Draw, Cells> draws = new ConcurrentHashMap<>();
  private final Set<Draw> order = new LinkedHashSet<>();
  private final LongAdder answered = new LongAdder();
  private final ConcurrentMap<Draw, BinCells> binned = new ConcurrentHashMap<>();
  private final ConcurrentMap<Labelled, LabelCell> labels = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LabelCell> twins = new ConcurrentHashMap<>();
  private final BadUsers badUsers = new BadUsers();
  private final MetUsers metUsers = new MetUsers();

  /** Whether somebody stays with one version: else requests are what is drawn and judged by. */
  private volatile boolean tellsUsers;

  /** What became of a request. */
  public enum Fate {
    WELL,
    FAILED,
    /** An error for taking too long, and for nothing else. */
    LATE
  }

  /**
   * Counts one request whose end is known.
   *
   * @param canary whether the canary was chosen
   * @param fate what became of it on the chosen arm, covered or not
   * @param bucket of {@link LatencyBuckets}, or {@link #NO_TIME}
   */
  public void count(Draw draw, boolean canary, Fate fate, int bucket) {
    Cells cells = draws.get(draw);
    if (cells == null) {
      cells = draws.computeIfAbsent(draw, first -> new Cells(new ArmCell(), new ArmCell()));
      remember(draw);
    }
    (canary ? cells.canary : cells.stable).count(fate, bucket);
  }

  /** The oldest draws are forgotten: a box that serves for months sees many canaries. */
  private void remember(Draw draw) {
    if (draw.equals(Draw.NONE)) {
      return;
    }
    synchronized (order) {
      if (!order.add(draw)) {
        return;
      }
      if (order.size() > MOST_DRAWS) {
        Draw oldest = order.iterator().next();
        order.remove(oldest);
        draws.remove(oldest);
        binned.remove(oldest);
      }
    }
  }

  /**
   * All counters as they stand.
   *
   * @param version of this box
   * @param boot of this process
   */
  public Tally tally(String version, String boot) {
    List<Tally.Split> splits =
        draws.entrySet().stream()
            .map(
                entry ->
                    new Tally.Split(
                        entry.getKey().canaryVersion(),
                        entry.getKey().weight(),
                        entry.getKey().shadow(),
                        entry.getValue().stable.read(),
                        entry.getValue().canary.read()))
            .sorted(
                Comparator.comparing(Tally.Split::canaryVersion)
                    .thenComparingDouble(Tally.Split::weight)
                    .thenComparing(Tally.Split::shadow))
            .toList();
    List<Tally.Labels> labelled =
        labels.entrySet().stream()
            .map(
                entry -> {
                  // Wrong before all: never more wrong than all.
                  long wrong = entry.getValue().wrong().sum();
                  Labelled key = entry.getKey();
                  return new Tally.Labels(
                      key.version(), entry.getValue().all().sum(), wrong, key.trial());
                })
            .sorted(
                Comparator.comparing(Tally.Labels::version)
                    .thenComparing(each -> String.valueOf(each.trial())))
            .toList();
    List<Tally.Twins> twice =
        twins.entrySet().stream()
            .map(
                entry -> {
                  long different = entry.getValue().wrong().sum();
                  return new Tally.Twins(entry.getKey(), entry.getValue().all().sum(), different);
                })
            .sorted(Comparator.comparing(Tally.Twins::version))
            .toList();
    return new Tally(
        version,
        boot,
        splits,
        labelled,
        twice,
        binned(),
        tellsUsers ? badUsers.read() : null,
        Consumption.now(answered.sum()),
        tellsUsers ? metUsers.read() : null);
  }

  /**
   * How many answers of a canary were bad, as {@link Tally#bad} counts them.
   *
   * @param bucket of {@link LatencyBuckets} above which one is slow
   */
  public long bad(String canaryVersion, int bucket) {
    long bad = 0;
    for (var entry : draws.entrySet()) {
      if (entry.getKey().canaryVersion().equals(canaryVersion)) {
        bad += entry.getValue().canary.bad(bucket);
      }
    }
    return bad;
  }

  /**
   * Notes whom a bad answer was given, if that user stays with one version.
   *
   * @param user null when the request was drawn for itself
   */
  public void user(@Nullable Customer user, Draw draw, boolean canary, Fate fate, int bucket) {
    if (user == null) {
      return;
    }
    tellsUsers = true;
    if (fate != Fate.WELL) {
      badUsers.add(user.hash(), fate == Fate.LATE ? Bad.LATE : Bad.FAILED, draw, canary);
    }
    if (bucket != NO_TIME && user.findsSlow(LatencyBuckets.upperMillis(bucket))) {
      badUsers.add(user.hash(), Bad.SLOW, draw, canary);
    }
  }

  /**
   * Notes what became of a request of a user who stays with one version.
   *
   * @param user null when the request was drawn for itself
   * @param fate on the chosen arm; of the canary, only what it answered or the stable version could
   */
  public void met(@Nullable Customer user, Draw draw, boolean canary, Fate fate) {
    if (user != null && draw.weight() > 0) {
      tellsUsers = true;
      metUsers.add(user.hash(), draw.canaryVersion(), canary, fate);
    }
  }

  /**
   * Counts what became known of an answer.
   *
   * @param version that had answered
   * @param trial that the answer was drawn in
   */
  public void label(String version, Tally.Trial trial, boolean wrong) {
    Labelled key = new Labelled(version, trial);
    if (labels.size() >= MOST_LABELLED && !labels.containsKey(key)) {
      labels.clear();
    }
    LabelCell cell =
        labels.computeIfAbsent(key, first -> new LabelCell(new LongAdder(), new LongAdder()));
    cell.all().increment();
    if (wrong) {
      cell.wrong().increment();
    }
  }

  /** Counts a request that this box's own model has answered. */
  public void answered() {
    answered.increment();
  }

  /** Counts a request that a canary has answered too. */
  public void twin(String canaryVersion, boolean different) {
    if (twins.size() >= MOST_TWINS && !twins.containsKey(canaryVersion)) {
      twins.clear();
    }
    LabelCell cell =
        twins.computeIfAbsent(
            canaryVersion, first -> new LabelCell(new LongAdder(), new LongAdder()));
    cell.all().increment();
    if (different) {
      cell.wrong().increment();
    }
  }

  /**
   * Counts an answer by what it is.
   *
   * @param canary whether the canary was chosen
   * @param bin of these
   */
  public void bin(Draw draw, boolean canary, int bin, int bins) {
    BinCells cells = binned.get(draw);
    if (cells == null || cells.stable().length() != bins) {
      cells =
          binned.compute(
              draw,
              (any, known) ->
                  known != null && known.stable().length() == bins
                      ? known
                      : new BinCells(new AtomicLongArray(bins), new AtomicLongArray(bins)));
    }
    (canary ? cells.canary() : cells.stable()).incrementAndGet(bin);
  }

  private List<Tally.Binned> binned() {
    return binned.entrySet().stream()
        .map(
            entry ->
                new Tally.Binned(
                    entry.getKey().canaryVersion(),
                    entry.getKey().weight(),
                    numbers(entry.getValue().stable()),
                    numbers(entry.getValue().canary())))
        .sorted(
            Comparator.comparing(Tally.Binned::canaryVersion)
                .thenComparingDouble(Tally.Binned::weight))
        .toList();
  }

  private static long[] numbers(AtomicLongArray cells) {
    long[] numbers = new long[cells.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = cells.get(i);
    }
    return numbers;
  }

  private record BinCells(AtomicLongArray stable, AtomicLongArray canary) {}

  private record Labelled(String version, Tally.Trial trial) {}

  private record LabelCell(LongAdder all, LongAdder wrong) {}

  private record Cells(ArmCell stable, ArmCell canary) {}
}

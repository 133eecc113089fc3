package dev.mlbox.bench.judge;

import dev.mlbox.bench.judge.Setting.Weather;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** Prints how often equal canaries are reverted, and how soon worse ones, by each rule. */
public final class JudgeBench {
  private static final List<String> RULES = List.of("mlbox", "Argo", "Flagger", "Kayenta");
  private static final String WORSE = "worse";
  private static final String STICKY = "sticky";
  private static final double[] RATIOS = {1.5, 2, 5, 20, Double.POSITIVE_INFINITY};

  private JudgeBench() {}

  /**
   * The first argument is the number of rollouts of each setting, the second a word of the settings
   * that are wanted, {@code worse} of worse versions, {@code sticky} of users who stay.
   */
  public static void main(String[] arguments) {
    int rollouts = Integer.parseInt(arguments[0]);
    String wanted = arguments.length > 1 ? arguments[1] : "";
    if (wanted.equals(STICKY)) {
      StickyTrial.report(rollouts);
    } else if (!wanted.equals(WORSE)) {
      equal(rollouts, wanted);
    }
    if (wanted.isEmpty() || wanted.equals(WORSE)) {
      power(Math.max(20, rollouts / 5));
    }
  }

  private static void equal(int rollouts, String wanted) {
    System.out.printf("equal versions: reverted of %,d rollouts%n", rollouts);
    System.out.printf("%-38s %8s %8s %8s %8s%n", "", "mlbox", "Argo", "Flagger", "Kayenta");
    double worst = 0;
    long reverted = 0;
    List<Setting> settings =
        settings().stream().filter(setting -> setting.name().contains(wanted)).toList();
    for (Setting setting : settings) {
      Map<String, Summary> row = run(setting, 1, rollouts);
      System.out.printf("%-38s%s%n", setting.name(), shares(row));
      Summary own = row.get("mlbox");
      if (own != null) {
        worst = Math.max(worst, own.share());
        reverted += own.reverted();
      }
    }
    System.out.printf(
        Locale.ROOT, "result judge-false-reverts-worst %.2f %% atmost 1%n", 100 * worst);
    System.out.printf(
        Locale.ROOT,
        "result judge-false-reverts-all %.2f %% atmost 1%n",
        100.0 * reverted / Math.max(1, (double) rollouts * settings.size()));
  }

  private static void power(int rollouts) {
    System.out.printf(
        "%nworse versions: reverted of %,d rollouts, median seconds and canary requests%n",
        rollouts);
    for (Setting setting :
        List.of(
            setting("30/s, 1 % bad", 1800, 0.01),
            setting("1/s, 5 % bad", 60, 0.05),
            setting("1000/s, 0.5 % bad", 60_000, 0.005))) {
      for (double ratio : RATIOS) {
        String label = Double.isInfinite(ratio) ? "all bad" : ratio + " times";
        Map<String, Summary> row = run(setting, ratio, rollouts);
        row.forEach(
            (rule, summary) ->
                System.out.printf("%-20s %-9s %-8s %s%n", setting.name(), label, rule, summary));
      }
    }
  }

  private static Map<String, Summary> run(Setting setting, double ratio, int rollouts) {
    List<List<Trial>> trials =
        LongStream.range(0, rollouts)
            .parallel()
            .mapToObj(seed -> Trial.of(new Service(setting, ratio, seed)))
            .toList();
    Map<String, Summary> row = new LinkedHashMap<>();
    for (int rule = 0; rule < RULES.size(); rule++) {
      int which = rule;
      row.put(RULES.get(rule), Summary.of(trials.stream().map(all -> all.get(which)).toList()));
    }
    return row;
  }

  private static String shares(Map<String, Summary> row) {
    StringBuilder text = new StringBuilder();
    row.values().forEach(each -> text.append(" %6.1f %%".formatted(100 * each.share())));
    return text.toString();
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (double bad : new double[] {0.0001, 0.01, 0.2}) {
      String share = "%.2f %% bad".formatted(100 * bad);
      settings.add(setting("1/min, " + share, 1, bad));
      settings.add(setting("1/s, " + share, 60, bad));
      settings.add(setting("30/s, " + share, 1800, bad));
      settings.add(setting("1000/s, " + share, 60_000, bad));
    }
    settings.add(new Setting("30/s, 1 % bad, day", 1800, 0.01, Weather.DAY, 4, 0));
    settings.add(new Setting("30/s, 1 % bad, bursts", 1800, 0.01, Weather.BURSTS, 4, 0));
    for (double spread : new double[] {0.1, 0.2, 0.3}) {
      settings.add(varied(1800, 0.01, 4, spread));
    }
    settings.add(varied(1800, 0.01, 2, 0.3));
    settings.add(varied(1800, 0.01, 10, 0.3));
    settings.add(varied(60_000, 0.01, 4, 0.3));
    settings.add(varied(60_000, 0.01, 2, 0.3));
    return settings;
  }

  private static Setting varied(double perMinute, double bad, int pods, double spread) {
    return new Setting(
        "%.0f/s, %.0f %% bad, %d pods vary %.0f %%"
            .formatted(perMinute / 60, 100 * bad, pods, 100 * spread),
        perMinute,
        bad,
        Weather.STEADY,
        pods,
        spread);
  }

  private static Setting setting(String name, double perMinute, double bad) {
    return new Setting(name, perMinute, bad, Weather.STEADY, 4, 0);
  }
}

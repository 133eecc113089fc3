package dev.mlbox.bench.judge;

import dev.mlbox.bench.judge.Setting.Weather;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Prints how often equal canaries are reverted, and how soon worse ones, by each rule. */
public final class JudgeBench {
  private static final int LOOK = 10;
  private static final double[] RATIOS = {1.5, 2, 5, 20, Double.POSITIVE_INFINITY};

  private static final Map<String, Supplier<Rule>> RULES = new LinkedHashMap<>();

  static {
    RULES.put("mlbox", () -> new MlboxRule(Trial.WEIGHTS.length, LOOK));
    RULES.put("Argo", ArgoRule::new);
    RULES.put("Flagger", FlaggerRule::new);
    RULES.put("Kayenta", KayentaRule::new);
  }

  private JudgeBench() {}

  /** The argument is the number of rollouts of each setting. */
  public static void main(String[] arguments) {
    int rollouts = Integer.parseInt(arguments[0]);
    System.out.printf("equal versions: reverted of %,d rollouts%n", rollouts);
    System.out.printf("%-34s %8s %8s %8s %8s%n", "", "mlbox", "Argo", "Flagger", "Kayenta");
    double worst = 0;
    long reverted = 0;
    List<Setting> settings = settings();
    for (Setting setting : settings) {
      Map<String, Summary> row = run(setting, 1, rollouts);
      System.out.printf("%-34s%s%n", setting.name(), shares(row));
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
        100.0 * reverted / ((double) rollouts * settings.size()));
    power(Math.max(20, rollouts / 5));
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
    Map<String, Summary> row = new LinkedHashMap<>();
    RULES.forEach(
        (name, rule) -> {
          List<Trial> trials = new ArrayList<>();
          for (int seed = 0; seed < rollouts; seed++) {
            trials.add(Trial.of(rule.get(), new Service(setting, ratio, seed)));
          }
          row.put(name, Summary.of(trials));
        });
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
    settings.add(new Setting("30/s, 1 % bad, day", 1800, 0.01, Weather.DAY, 0));
    settings.add(new Setting("30/s, 1 % bad, bursts", 1800, 0.01, Weather.BURSTS, 0));
    settings.add(new Setting("30/s, 1 % bad, pods vary by 10 %", 1800, 0.01, Weather.STEADY, 0.1));
    settings.add(new Setting("30/s, 1 % bad, pods vary by 20 %", 1800, 0.01, Weather.STEADY, 0.2));
    settings.add(new Setting("30/s, 1 % bad, pods vary by 30 %", 1800, 0.01, Weather.STEADY, 0.3));
    return settings;
  }

  private static Setting setting(String name, double perMinute, double bad) {
    return new Setting(name, perMinute, bad, Weather.STEADY, 0);
  }
}

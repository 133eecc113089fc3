package dev.mlbox.engine.screen;

import dev.mlbox.core.outlook.Outlook;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The way that a canary goes, and where on it it is. */
final class Stages {
  private static final Map<String, Integer> FIRST =
      Map.of("idle", -1, "preparing", 0, "probing", 1, "shadowing", 2);

  private Stages() {}

  static List<Screen.Stage> of(Rules rules, Outlook outlook) {
    List<String> names = new ArrayList<>(List.of("start", "probe"));
    boolean shadow = !rules.manner().shadow().isZero();
    if (shadow) {
      names.add("shadow");
    }
    int weights = names.size();
    rules.weights().stream().map(Weight::toString).forEach(names::add);
    if (rules.promotion().isManual()) {
      names.add("a person");
    }
    int promote = names.size();
    names.add("promote");
    if (!rules.watch().isZero()) {
      names.add("watch");
    }
    int now =
        switch (outlook.state()) {
          case "shifting" -> weights + outlook.step();
          case "awaiting" -> promote - 1;
          case "promoting" -> promote;
          case "watching" -> promote + 1;
          case "succeeded" -> names.size();
          case "reverting", "reverted", "halted" -> -1;
          default -> FIRST.getOrDefault(outlook.state(), -1);
        };
    List<Screen.Stage> stages = new ArrayList<>();
    for (int i = 0; i < names.size() && now >= 0; i++) {
      stages.add(new Screen.Stage(names.get(i), i < now ? "done" : i == now ? "now" : "next"));
    }
    return stages;
  }
}

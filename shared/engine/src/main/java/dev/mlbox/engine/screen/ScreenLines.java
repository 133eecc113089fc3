package dev.mlbox.engine.screen;

import dev.mlbox.engine.narration.Narrator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A screen as the lines of a terminal. */
public final class ScreenLines {
  private static final int BAR = 20;

  private ScreenLines() {}

  /** All of it. */
  public static List<String> of(Screen screen) {
    List<String> lines = new ArrayList<>();
    String address = screen.address().isEmpty() ? "" : ", " + screen.address();
    add(lines, "target", "%s on %s%s".formatted(screen.model(), screen.place(), address));
    add(lines, "state", screen.headline());
    add(lines, "why", screen.note());
    add(lines, "stages", stages(screen));
    add(lines, "left", screen.left());
    add(lines, "traffic", screen.rate());
    screen.arms().forEach(arm -> add(lines, arm.role(), arm(arm)));
    for (Screen.Proof proof : screen.proofs()) {
      add(lines, "revert if", proof.claim() + "  " + proof.verdict());
      add(lines, "", "canary %s, stable %s".formatted(proof.canary(), proof.stable()));
      add(lines, "", "worse      " + bar(proof.worse()));
      add(lines, "", "not worse  " + bar(proof.notWorse()));
    }
    screen.boxes().forEach(box -> add(lines, box.name(), box.what()));
    return lines;
  }

  /** One line, for logs; the same words when nothing but time has passed. */
  public static String brief(Screen screen) {
    String proofs =
        screen.proofs().stream()
            .map(
                proof ->
                    "%s: %s (canary %s, stable %s)"
                        .formatted(proof.claim(), proof.verdict(), proof.canary(), proof.stable()))
            .collect(Collectors.joining("; "));
    List<String> parts = new ArrayList<>(List.of(screen.headline()));
    for (String part : List.of(screen.note(), screen.rate(), proofs)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return Narrator.line("state", String.join("; ", parts));
  }

  private static void add(List<String> lines, String name, String text) {
    if (!text.isEmpty()) {
      lines.add(Narrator.line(name, text));
    }
  }

  private static String stages(Screen screen) {
    return screen.stages().stream()
        .map(
            stage ->
                switch (stage.when()) {
                  case "done" -> stage.name() + " ✓";
                  case "now" -> "▸ " + stage.name();
                  default -> stage.name();
                })
        .collect(Collectors.joining("   "));
  }

  private static String arm(Screen.Arm arm) {
    String made = arm.made().isEmpty() ? "" : "  " + arm.made();
    String counted =
        arm.requests().equals("0")
            ? ""
            : "  %s requests, errors %s, slow %s"
                .formatted(arm.requests(), arm.errors(), arm.slow());
    return "%s  %s of the requests%s%s".formatted(arm.version(), arm.weight(), counted, made);
  }

  private static String bar(Screen.Bar bar) {
    int filled = (int) Math.floor(BAR * bar.filled());
    return "█".repeat(filled) + "░".repeat(BAR - filled) + "  evidence " + bar.words();
  }
}

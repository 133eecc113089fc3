package dev.mlbox.cli;

import dev.mlbox.core.hindsight.Backtest;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.engine.Mlbox;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the judge would have done with counts that are known. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Judges a recorded rollout again, minute by minute, as mlbox.yaml says now.",
      "Says, too, what the published rules of Argo Rollouts, Flagger and Kayenta would have done."
    })
final class BacktestCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Parameters(
      paramLabel = "COUNTS",
      description =
          "The report.json of a deploy (.mlbox/reports/…), or a CSV file with the columns minute, weight, stable, stable_errors, canary, canary_errors and, if known, stable_slow, canary_slow.")
  private Path counts = Path.of("");

  BacktestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Backtest test = Mlbox.open(project.invocation("backtest", console, result)).backtest(counts);
    result.show(test, console, () -> print(test));
    return 0;
  }

  private void print(Backtest test) {
    test.looks().forEach(look -> console.row("minute " + look.minute(), line(look)));
    console.row("mlbox", words(test));
    test.unjudged()
        .forEach(each -> console.row("", "not judged, as the counts have nothing of it: " + each));
    test.peers().forEach(peer -> console.row("peer", peer.name() + ": " + words(peer)));
    console.row("", "peers' rules are written from their documentation; the tools were not run");
  }

  private static String line(Backtest.LookBack look) {
    Evidence strongest =
        look.assessment().evidence().stream()
            .max(Comparator.comparingDouble(each -> each.logWorse() - each.logWorseNeeded()))
            .orElse(null);
    String evidence =
        strongest == null
            ? ""
            : ", evidence %s of %.0f for `%s`"
                .formatted(
                    shown(strongest.logWorse()),
                    Math.exp(strongest.logWorseNeeded()),
                    strongest.criterion().text());
    return "%s of the traffic, errors %s vs %s%s: %s"
        .formatted(
            new Weight(look.share()),
            share(look.canary()),
            share(look.stable()),
            evidence,
            look.assessment().verdict().name().toLowerCase(Locale.ROOT));
  }

  private static String shown(double log) {
    return log > 20 ? "above 1e8" : "%,.2g".formatted(Math.exp(log)).replace(",", "");
  }

  private static String share(ArmOutcome arm) {
    return "%,d of %,d".formatted(arm.errors(), arm.requests());
  }

  private static String words(Backtest test) {
    return test.reverted()
        .map(
            look ->
                "would have reverted in minute %d: %s"
                    .formatted(look.minute(), look.assessment().reason()))
        .or(
            () ->
                test.passed()
                    .map(
                        look ->
                            "would not have reverted; worse was ruled out in minute "
                                + look.minute()))
        .orElse("would not have reverted, and would not have ruled it out");
  }

  private static String words(Backtest.Peer peer) {
    return peer.reverted().isPresent()
        ? "would have reverted at the end of minute " + peer.reverted().getAsLong()
        : "would not have reverted";
  }
}

package dev.mlbox.cli;

import org.junit.jupiter.api.Test;

/**
 * What a user reads when an argument of a command is wrong: the whole message and the exit code.
 */
class CommandLineMessagesTest extends MessageStage {
  @Test
  void anUnknownCommand() {
    says(
        4,
        """
          mlbox: unknown command `chekc`
            expected: one of init, doctor, train, evaluate, check, box, deploy, promote, revert, follow, status, dashboard, history, why, plan, backtest, traffic, stop, schema
            remedy:   did you mean `mlbox check`?
          """,
        "chekc");
  }

  @Test
  void anUnknownOption() {
    says(
        4,
        """
          mlbox: `mlbox check` has no option `--fast`
            remedy:   see `mlbox check --help`
          """,
        "check",
        "--fast");
  }

  @Test
  void anOptionThatIsNearlyOne() {
    says(
        4,
        """
          mlbox: `mlbox check` has no option `--dry-rum`
            remedy:   did you mean `--dry-run`?
          """,
        "check",
        "--dry-rum");
  }

  @Test
  void anArgumentTooMany() {
    says(
        4,
        """
          mlbox: `mlbox deploy` takes no argument `extra`
            remedy:   see `mlbox deploy --help`
          """,
        "deploy",
        "extra");
  }

  @Test
  void anOverrideThatSetsNothing() {
    says(
        4,
        """
        mlbox: `deploy.to` sets nothing
          where:    --set
          expected: KEY=VALUE, such as deploy.to=kubernetes
        """,
        "check",
        "--set",
        "deploy.to");
  }

  @Test
  void anOverrideOfAnUnknownKey() {
    says(
        4,
        """
        mlbox: unknown key `deploy.too`
          where:    --set deploy.too
          expected: one of to, image, signature, base, context, namespace, replicas, busy, port, resources, pod, networkPolicy, token, metrics_secret, storage, traffic, pilot, canary, shadow, sticky, step, revert_if, slow_from, false_revert, unproven, promote, deadline, overdue, lease, interval, cover_after, watch, holdout, probe, ready
          remedy:   did you mean `deploy.to`?
        """,
        "check",
        "--set",
        "deploy.too=local");
  }

  @Test
  void nothingToRevert() {
    says(
        4,
        """
        mlbox: nothing serves yet
          remedy:   deploy a first version with `mlbox deploy`
        """,
        "revert");
  }

  @Test
  void nothingToPromote() {
    says(
        4,
        """
        mlbox: there is no canary to promote
          remedy:   start one with `mlbox deploy`
        """,
        "promote",
        "--reason",
        "tested by hand");
  }

  @Test
  void aPromotionWithoutReason() {
    says(
        4,
        """
        mlbox: there is no canary to promote
          remedy:   start one with `mlbox deploy`
        """,
        "promote");
  }

  @Test
  void aDashboardOnAPortThatIsNone() {
    says(
        4,
        """
        mlbox: --port is 99999
          where:    --port
          expected: 1 to 65535, or 0 for any that is free
        """,
        "dashboard",
        "--port",
        "99999");
  }

  @Test
  void trafficWithoutServer() {
    prints(
        5,
        "  failed    1 × connection refused: 127.0.0.1:1",
        "traffic",
        "--data",
        "test.csv",
        "--rate",
        "1",
        "--for",
        "10ms");
  }

  @Test
  void trafficAtNoRate() {
    says(
        4,
        """
        mlbox: a rate of 0.0 requests a second
          where:    --rate
          expected: more than 0, at most 100,000
        """,
        "traffic",
        "--data",
        "test.csv",
        "--rate",
        "0");
  }

  @Test
  void trafficForNoDuration() {
    says(
        4,
        """
        mlbox: `soon` is no duration such as 500ms, 30s, 10m or 1h
          where:    --for
        """,
        "traffic",
        "--data",
        "test.csv",
        "--for",
        "soon");
  }
}

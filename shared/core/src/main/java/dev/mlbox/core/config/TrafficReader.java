package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.BoxShares;
import dev.mlbox.core.rollout.Replicas;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings → who splits requests, and whether it can do what is asked of it. */
final class TrafficReader {
  private static final String BY = "deploy.traffic.by";
  private static final String GATEWAY = "deploy.traffic.gateway";
  private static final String HOSTS = "deploy.traffic.hosts";
  private static final String CANARY = "deploy.canary";

  private final Reading reading;
  private final boolean local;

  TrafficReader(Reading reading, boolean local) {
    this.reading = reading;
    this.local = local;
  }

  /** Settings → configuration, as far as each is right by itself. */
  static TrafficConfig read(Reading reading) {
    String word = reading.text(BY, "auto");
    return new TrafficConfig(
        word.equals("auto") ? null : Splitting.parse(word),
        reading.stated(GATEWAY),
        reading.lines(HOSTS),
        reading.text("deploy.traffic.path", "/"));
  }

  /** Remembers what does not fit together. */
  void check(Replicas replicas, List<Weight> weights) {
    TrafficConfig traffic = read(reading);
    Splitting known = traffic.known().orElse(null);
    checkPlace(traffic, known);
    if (known != Splitting.BOX && reading.at("deploy.sticky").isPresent()) {
      problem(
          "deploy.sticky",
          "users cannot be kept with one version where the boxes do not split",
          "deploy.traffic.by: box, or no deploy.sticky");
    }
    if (known != Splitting.BOX && reading.text("server.speaks", "").equals("grpc")) {
      problem(
          BY,
          "server.speaks is grpc, whose calls only boxes split one by one",
          "deploy.traffic.by: box");
    }
    if (known == Splitting.REPLICAS && !weights.isEmpty()) {
      checkNumbers(replicas, weights);
    }
  }

  private void checkPlace(TrafficConfig traffic, @Nullable Splitting known) {
    if (local && known != Splitting.BOX) {
      problem(
          "deploy.traffic",
          "deploy.traffic is for a cluster, and this is the local target",
          "deploy.to: kubernetes, or deploy.traffic.by: box");
      return;
    }
    boolean named = traffic.gateway() != null || !traffic.hosts().isEmpty();
    if (named && (known == Splitting.BOX || known == Splitting.REPLICAS)) {
      problem(
          "deploy.traffic",
          "deploy.traffic.by is %s, which has neither gateway nor hosts".formatted(known),
          "by: auto, gateway, istio or nginx, or by alone");
    }
    if (known == Splitting.GATEWAY && traffic.gateway() == null) {
      problem(
          BY,
          "deploy.traffic.by is gateway, and deploy.traffic.gateway does not say which",
          "the Gateway's name, or namespace/name");
    }
  }

  /** A weight is what numbers of boxes make of it: better said now than found out then. */
  private void checkNumbers(Replicas replicas, List<Weight> weights) {
    if (replicas.isRange()) {
      problem(
          "deploy.replicas",
          "deploy.traffic.by is replicas, and an autoscaler would change the weights",
          "a number of replicas, not " + replicas);
      return;
    }
    BoxShares shares = new BoxShares(replicas.least());
    for (Weight weight : weights) {
      if (!shares.meets(weight)) {
        problem(
            CANARY,
            "a weight of %s cannot be met by numbers of boxes".formatted(weight),
            "with replicas: %s the nearest is %s"
                .formatted(replicas, shares.words(shares.nearest(weight))));
      }
    }
    Weight last = weights.get(weights.size() - 1);
    if (last.share() < 0.5) {
      problem(
          CANARY,
          "the last weight is %s: promoted, too few boxes would get everything".formatted(last),
          "a last weight of 50% where deploy.traffic.by is replicas");
    }
  }

  private void problem(String path, String what, String expected) {
    reading.problem(Problem.of(what).at(reading.place(path)).expected(expected));
  }
}

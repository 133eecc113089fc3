package dev.mlbox.core.config;

import dev.mlbox.core.rollout.Splitting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gives a canary its share of requests, and where these come from.
 *
 * @param by null: whatever fits the rest and is in the cluster
 * @param gateway that requests come through, as {@code name} or {@code namespace/name}; null for
 *     none
 * @param hosts that clients ask for; empty for any
 * @param path that requests begin with
 */
public record TrafficConfig(
    @Nullable Splitting by, @Nullable Stated gateway, List<Stated> hosts, String path) {

  /** The boxes, as nothing else is configured. */
  public static final TrafficConfig AUTO = new TrafficConfig(null, null, List.of(), "/");

  public TrafficConfig {
    hosts = List.copyOf(hosts);
  }

  /** Who splits, as far as it is known without a look at the cluster. */
  public Optional<Splitting> known() {
    if (by != null) {
      return Optional.of(by);
    }
    return gateway == null && hosts.isEmpty() ? Optional.of(Splitting.BOX) : Optional.empty();
  }

  /** Who splits; something outside, where the cluster is yet to be looked at. */
  Splitting expected() {
    return known().orElse(Splitting.GATEWAY);
  }

  /** The same with the choice made. */
  public TrafficConfig by(Splitting who) {
    return new TrafficConfig(who, gateway, hosts, path);
  }

  /** In words, for a plan. */
  public String words() {
    String split =
        known()
            .map(TrafficConfig::words)
            .orElse("by what the cluster has: Gateway API, Istio or NGINX");
    return by == null ? split + " (auto)" : split;
  }

  /** Who splits, in words. */
  public static String words(Splitting by) {
    return switch (by) {
      case BOX -> "by the boxes, request by request";
      case GATEWAY -> "by the gateway, through an HTTPRoute";
      case ISTIO -> "by Istio, through a VirtualService";
      case NGINX -> "by the NGINX ingress controller, through a canary Ingress";
      case REPLICAS -> "by numbers of boxes behind one Service, connection by connection";
    };
  }
}

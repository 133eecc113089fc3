package dev.mlbox.core.rollout;

import java.util.Locale;

/**
 * Who gives a canary its share of requests. Whoever it is, the share is leased: where somebody
 * other than the boxes splits, a canary's boxes pass on what reaches them without a lease.
 */
public enum Splitting {
  /** The stable version's boxes: each request is drawn for itself, with exactly the weight. */
  BOX,
  /** A gateway of the cluster, through an HTTPRoute. */
  GATEWAY,
  /** Istio's proxies, through a VirtualService. */
  ISTIO,
  /** The NGINX ingress controller, through a canary Ingress. */
  NGINX,
  /** Nobody: a share is the share of boxes behind one Service. */
  REPLICAS;

  /** Whether requests reach the canary past the stable version's boxes. */
  public boolean isOutside() {
    return this != BOX;
  }

  /** Whether a canary's boxes are its weight, so that they come with it and not before it. */
  public boolean isByNumber() {
    return this == REPLICAS;
  }

  /**
   * Reads a word of the configuration.
   *
   * @throws IllegalArgumentException when there is none such
   */
  public static Splitting parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

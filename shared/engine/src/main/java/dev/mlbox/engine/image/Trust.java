package dev.mlbox.engine.image;

import java.net.InetAddress;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How far a registry is believed to be who its name says. */
enum Trust {
  /** By its certificate. */
  VERIFIED,
  /**
   * It has no TLS and is in a private network: asked without a password, which anybody could read.
   */
  NAMELESS,
  /** Whatever its certificate, or without one: this machine's own, or by the user's own word. */
  BLIND;

  /**
   * Whoever can take the place of a host in a private network can show a certificate of his own,
   * but not one that is vouched for.
   *
   * @param all addresses of the registry
   * @param insecure whether the user has said that no certificate is needed
   * @param showsCertificate whether it shows one, whoever's; asked when it matters
   */
  static Trust of(List<InetAddress> all, boolean insecure, BooleanSupplier showsCertificate) {
    if (insecure || all.stream().allMatch(InetAddress::isLoopbackAddress)) {
      return BLIND;
    }
    return all.stream().allMatch(Trust::isNear) && !showsCertificate.getAsBoolean()
        ? NAMELESS
        : VERIFIED;
  }

  /** Whether an address is this machine's or a private network's. */
  static boolean isNear(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress();
  }

  /** Whether Jib may do without a certificate. */
  boolean isInsecure() {
    return this != VERIFIED;
  }
}
